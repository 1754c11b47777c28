"""Says it in words: the sentences of the interface, dates and numbers."""
