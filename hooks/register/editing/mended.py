"""The rules of which `register check --fix` mends some issues, without what mends them, which takes long to load."""

MENDED = frozenset(
    ("bad-date", "response-without-day", "fact-contradicts-history", "closed-missing", "closed-while-outstanding",
     "correction-out-of-time", "paper-changed", "next-meeting-missing")
)  # fmt: skip
"""Each has issues with one answer only."""
