"""The shell between MkDocs and the register; nothing else imports mkdocs."""
