"""What does a new record look like? A skeleton made from the declared fields, for people to fill in."""

from pydantic.fields import FieldInfo

from register.folder import Kind
from register.model import FACTS, HEADINGS


def skeleton(kind: Kind) -> str:
    """The text of a new record: the required fields to fill in, the others as remarks, and the headings."""
    fields = FACTS[kind].model_fields.items()
    needed = [f"{name}:  # {about.description}" for name, about in fields if about.is_required()]
    optional = [_remark(name, about) for name, about in fields if not about.is_required()]
    facts = "\n".join([*needed, *optional])
    if kind not in HEADINGS:
        return f"{facts}\n"
    body = "".join(f"\n## {title}\n" for title in HEADINGS[kind])
    return f"---\n{facts}\n---\n{body}"


def _remark(name: str, about: FieldInfo) -> str:
    return f"# {name}:  # {about.description}"
