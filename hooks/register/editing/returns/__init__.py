"""The quarterly return: what each owner is asked, as a workbook, and what came back, as changes of records."""
