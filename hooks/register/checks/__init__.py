"""Checks whether the records make sense, and says how to correct each mistake."""
