"""Exports for programs, spreadsheets, calendars and printers."""
