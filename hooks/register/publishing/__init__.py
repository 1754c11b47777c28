"""Publishes a site wholly or not at all, and makes sure that nothing published before is lost."""
