"""Who inspected, when did the report come, and by when is a response due?

The inspection says so; who, and how many days, else its framework, else the register.
"""

from datetime import date, timedelta

from register.records.record import Record, Records
from register.records.values import NO_CLOCK


def inspectorates_of(inspection: Record, records: Records) -> tuple[str, ...]:
    """Who inspected: as the inspection says, else its framework, else the register. More than one of a joint report."""
    framework = records.frameworks.get(inspection.facts.framework or "")
    default = framework.facts.inspectorate if framework and framework.facts else None
    return inspection.facts.inspectorate or (default or records.settings.inspectorate,)


def response_days_of(inspection: Record, records: Records) -> int | None:
    """The days for the response to the report, found as inspectorates_of finds who inspected; None: no clock runs."""
    framework = records.frameworks.get(inspection.facts.framework or "")
    given = (inspection.facts.response_days, framework.facts.response_days if framework and framework.facts else None)
    days = next((days for days in given if days is not None), records.settings.response_days)
    return None if days == NO_CLOCK else days  # type: ignore[return-value]


def response_due(published: date, days: int) -> date:
    """The last day for the policing body's comments: 56 days beginning with the day of publication.

    Police Act 1996, section 55(5) as amended by the Policing and Crime Act 2017.
    """
    return published + timedelta(days=days - 1)


def published_by(inspection: Record, day: date) -> date | None:
    """The day on which the report was received, where the register said so by the day; None while it is awaited."""
    published, recorded = inspection.facts.published, inspection.facts.recorded
    return published if published and max(published, recorded or published) <= day else None
