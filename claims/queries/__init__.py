"""Page-shaped reads, shared by web, API and commands. They never write; each states how many queries it costs."""
