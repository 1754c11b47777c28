"""The rules of the check, one module for each subject."""

from register.checks.rule import Rule
from register.checks.rules import (
    copies,
    dates,
    facts,
    fields,
    files,
    grades,
    history,
    links,
    lost,
    meetings,
    nothing,
    privacy,
    references,
    relations,
    steps,
    unknown_fields,
    vocabulary,
    words,
    yaml,
)

_SUBJECTS = (
    copies, dates, facts, fields, files, grades, history, links, lost, meetings, nothing, privacy, references,
    relations, steps, unknown_fields, vocabulary, words, yaml,
)  # fmt: skip

RULES: tuple[Rule, ...] = tuple(
    rule for subject in _SUBJECTS for rule in vars(subject).values() if isinstance(rule, Rule)
)
"""Every rule, in the order of its module and of its place there."""
