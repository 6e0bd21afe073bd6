"""The pages. A view parses its input, makes one service call and renders; nothing here writes to the database."""
