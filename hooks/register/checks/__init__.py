"""Whether the records make sense, and how each mistake is shown and put right."""
