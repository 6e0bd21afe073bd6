"""Word lists of the languages the engine reads. Data only: what the words mean for reading is decided elsewhere."""
