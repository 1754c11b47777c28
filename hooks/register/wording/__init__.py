"""How it is said: the sentences of the interface, dates and numbers."""
