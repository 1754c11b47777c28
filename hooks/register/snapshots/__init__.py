"""How everything stood on a day."""
