"""Works out what the committee wants to know: numbers, lists, changes, papers and charts."""
