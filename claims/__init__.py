"""The newsroom's memory: what people in power said and promised, and what became of it."""
