"""How the tagger's weights are made. Not needed, nor installed, where articles are read."""
