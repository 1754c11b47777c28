"""What does a new record look like? A skeleton made from the declared fields, for people to fill in."""

from register.folder import Kind
from register.model import FACTS, HEADINGS


def skeleton(kind: Kind) -> str:
    """The text of a new record: every field, empty, below a remark that says what it holds; then the headings.

    An empty field is absent, so what is not needed can stay as it is.
    """
    facts = "".join(
        f"# {about.description}{' (required)' if about.is_required() else ''}\n{name}:\n"
        for name, about in FACTS[kind].model_fields.items()
    )
    if kind not in HEADINGS:
        return facts
    return f"---\n{facts}---\n" + "".join(f"\n## {title}\n" for title in HEADINGS[kind])
