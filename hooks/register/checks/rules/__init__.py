"""The rules of the check, one module for each subject."""

from register.checks.rule import Rule
from register.checks.rules import (
    copies,
    corrections,
    dates,
    facts,
    fields,
    files,
    grades,
    history,
    links,
    lost_records,
    lost_words,
    meetings,
    nothing,
    owners,
    past_papers,
    privacy,
    references,
    relations,
    steps,
    unknown_fields,
    unseen,
    vocabulary,
    words,
    yaml,
)

_SUBJECTS = (
    copies, corrections, dates, facts, fields, files, grades, history, links, lost_records, lost_words, meetings,
    nothing, owners, past_papers, privacy, references, relations, steps, unknown_fields, unseen, vocabulary,
    words, yaml,
)  # fmt: skip

RULES: tuple[Rule, ...] = tuple(
    rule for subject in _SUBJECTS for rule in vars(subject).values() if isinstance(rule, Rule)
)
"""Every rule, in the order of its module and of its place there."""
