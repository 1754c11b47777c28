"""Every kind of page once: the register's own example where it shows most, and the golden register's odd cases."""

NOWHERE = "no/such/page/"

KINDS = {
    "home": ("real", ""),
    "all recommendations": ("real", "recommendations/"),
    "a record": ("real", "recommendations/vetting/"),
    "pillars": ("real", "pillars/"),
    "a pillar": ("real", "pillars/legitimacy/"),
    "a question": ("real", "questions/peel-2018-19/ethical-workforce/"),
    "red": ("real", "red/"),
    "overdue": ("real", "overdue/"),
    "owners": ("real", "owners/"),
    "an owner": ("real", "owners/head-of-contact/"),
    "changes": ("real", "changes/"),
    "inspections": ("real", "inspections/"),
    "an inspection": ("real", "inspections/peel-2018-19/"),
    "meetings": ("real", "meetings/"),
    "a paper": ("real", "meetings/2019-06-28/"),
    "a draft of a paper": ("real", "meetings/2020-03-26/"),
    "data": ("real", "data/"),
    "rules": ("real", "rules/"),
    "fields": ("real", "fields/"),
    "how to read": ("real", "how-to-read/"),
    "how to edit": ("real", "how-to-edit/"),
    "a decision": ("real", "decisions/0001-records-as-markdown/"),
    "accessibility statement": ("real", "accessibility/"),
    "not found": ("real", NOWHERE),
    "a paper with corrections": ("golden", "meetings/2019-09-26/"),
    "a record entered in error": ("golden", "recommendations/entered-twice/"),
    "a record that moved": ("golden", "recommendations/backlog/"),
    "a report without grades": ("golden", "inspections/custody-2019/"),
}
