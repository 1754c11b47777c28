"""Whether a site may be published, wholly, and that nothing published before was lost."""
