"""Connects the register to MkDocs; nothing else imports mkdocs."""
