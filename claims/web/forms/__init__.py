"""What the pages read from people: forms that parse and check input. What it means is for the services."""
