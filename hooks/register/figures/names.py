"""What a document calls the body that was inspected."""

from register.records.register_facts import RegisterFacts
from register.wording.sentences import say


def say_body(settings: RegisterFacts) -> str:
    """Its kind in a word: force, service, policing body or organisation. Where none is given, it is a force."""
    return say("body", kind=settings.body.kind.value if settings.body else "police")
