"""The site in a real browser: Chromium, driven by playwright. Nothing here asks another machine for anything."""
