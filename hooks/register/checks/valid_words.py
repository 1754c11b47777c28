"""What a field can hold, for advice and for questions: the words and ids to choose from."""

from collections.abc import Mapping

from register.checks.rule import RELATIONS
from register.records.labels import LISTS
from register.records.model import UNGRADED
from register.records.record import Record, Records, words_for


def valid_words(field: str, record: Record, records: Records) -> Mapping[str, str]:
    """The ids that a field of this name can hold, each with what readers see instead, as far as they are known."""
    named = {"inspection": records.inspections, "framework": records.frameworks, "comparable_with": records.frameworks}
    named["papers"] = records.meetings
    named |= dict.fromkeys(RELATIONS, records.recommendations)
    if field in named:
        others = {id: other for id, other in named[field].items() if other is not record}
        return {id: other.facts.title if other.sound("title") else id for id, other in others.items()}
    if field == "committee":
        return {committee.name: committee.name for committee in records.settings.committees}
    if field == "owner":
        return {owner.role: owner.role for owner in records.roles.values()}
    words = dict(words_for(field, record, records))
    if not words and field in LISTS:  # where the framework can't be told, the words of all
        sound = (framework for framework in records.frameworks.values() if framework.sound(LISTS[field]))
        words = {id: label for framework in sound for id, label in framework.labels[LISTS[field]].items()}
    return words | ({UNGRADED: UNGRADED} if LISTS.get(field) == "grades" else {})
