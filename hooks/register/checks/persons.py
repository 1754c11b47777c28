"""Finds what identifies a person in the name of a role."""

import re
from functools import cache

# Given names that are common in Britain and not part of any role. A longer list would find little more.
_GIVEN_NAMES = (
    "Adam|Ahmed|Alan|Alison|Amanda|Andrea|Andrew|Angela|Anne|Anthony|Barbara|Ben|Brian|Carol|Caroline|Charles|"
    "Charlotte|Chris|Christine|Christopher|Claire|Colin|Craig|Daniel|Darren|Dave|David|Dawn|Deborah|Donna|Edward|"
    "Elizabeth|Emily|Emma|Fiona|Gareth|Gary|George|Graham|Hannah|Heather|Helen|Ian|Jack|Jacqueline|James|Jane|Janet|"
    "Jason|Jennifer|Jessica|Joanne|John|Jonathan|Joseph|Julie|Karen|Kate|Katherine|Keith|Kelly|Kevin|Laura|Linda|Lisa|"
    "Louise|Luke|Margaret|Maria|Martin|Mary|Matthew|Michael|Michelle|Mike|Mohammed|Muhammad|Natalie|Neil|Nicholas|"
    "Nicola|Nigel|Patricia|Paul|Peter|Philip|Rachel|Rebecca|Richard|Robert|Ruth|Samantha|Sandra|Sarah|Sharon|Simon|"
    "Stephen|Steven|Stuart|Susan|Thomas|Timothy|Tracey|William"
)
# An e-mail address; eleven digits of a telephone; a form of address with a name; a given name with a surname; a rank
# with a collar number, or with initials and a surname; initials and a surname alone.
_PERSON = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]+\.\w+"
    r"|(\+44|\b0)([ ()-]?\d){9,10}\b"
    r"|\b(Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame)\.? [A-Z]\w+"
    rf"|\b({_GIVEN_NAMES}) [A-Z][\w'’-]+"
    r"|\b(PC|DC|PS|DS|Sgt|Sergeant|Constable|PCSO) ?\d{2,}\b"
    r"|\b(PC|DC|PS|DS|DI|DCI|DCS|ACC|DCC|CC|[Ss]gt|[Ii]nsp|[Ss]upt|Sergeant|Inspector|Superintendent|Constable)\.?"
    r"( [A-Z]\.?){1,3} [A-Z][a-z'’-]+"
    r"|^([A-Z](\. ?| )){1,3}[A-Z][a-z'’-]+$"
)


@cache  # the same few roles are in thousands of records
def person_in(text: str) -> str | None:
    """The words that identify a person, or None."""
    match = _PERSON.search(text)
    return match.group() if match else None
