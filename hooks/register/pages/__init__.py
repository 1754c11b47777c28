"""Makes what readers see: the pages, their addresses and their templates."""
