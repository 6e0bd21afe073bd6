"""How each noun looks from outside. Read only: what a client may change, it changes through a verb."""
