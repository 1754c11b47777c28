"""What a reader sees: the pages, their addresses and their templates."""
