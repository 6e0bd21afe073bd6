"""What `make` runs besides Django's own commands. Nothing here is part of the site."""
