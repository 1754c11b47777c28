"""Programs that measure. Each prints what it found and writes its own section of RESULTS.md; none is a test."""
