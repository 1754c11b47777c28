"""Tests are sentences about behaviour, on small real records."""
