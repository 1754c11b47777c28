"""What the project is built from: the lock, the bill of materials made of it, and the audit of what it names.

    lock    which packages does requirements.lock name, and for whose sake?
    bill    the same as a bill of materials for other programs (CycloneDX)
    audit   which of them have known weaknesses, and which could not be judged?

Nothing here is part of the site or of the command `register`.
"""
