"""Works out how everything stood on a day."""
