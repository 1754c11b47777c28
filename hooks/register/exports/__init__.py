"""What programs, spreadsheets, calendars and printers get."""
