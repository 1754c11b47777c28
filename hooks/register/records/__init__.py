"""Reads what the files say, and where: text with its spans, typed facts, words as safe HTML."""
