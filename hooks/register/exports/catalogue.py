"""How the data are found: a catalogue (W3C DCAT), and the data set as search engines read it (schema.org)."""

from collections.abc import Mapping
from typing import Any

from register.exports.origin import Origin
from register.exports.published import VERSION, Envelope
from register.pages.addresses import Address
from register.records.register_facts import BodyKind
from register.wording.sentences import say

_MEDIA = {
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sqlite": "application/vnd.sqlite3",
    "zip": "application/zip",
    "xml": "application/atom+xml",
    "ics": "text/calendar",
}
"""The media type of each kind of file that is offered, by its ending."""

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_DAILY = "http://publications.europa.eu/resource/authority/frequency/DAILY"
_STATISTICAL_AREAS = "http://statistics.data.gov.uk/id/statistical-geography/"
_KEYWORDS = ("inspection", "recommendations", "scrutiny")
_KEYWORDS_OF_BODY = {BodyKind.POLICE: "police", BodyKind.FIRE: "fire and rescue", BodyKind.POLICING_BODY: "policing"}


def catalogue(about: Envelope, origin: Origin, files: Mapping[str, str]) -> dict[str, Any]:
    """catalog.jsonld: a catalogue of one data set, with what the harvester of data.gov.uk requires.

    files: what is offered, each address with what it holds. Required are title, description, identifier and licence
    (guidance.data.gov.uk, "Accepted DCAT and data.json fields").
    """
    page, publisher = origin.url(Address.DATA), {"@type": "foaf:Organization", "foaf:name": about.organisation}
    dataset = {
        "@type": "dcat:Dataset",
        "@id": f"{page}#dataset",
        "dct:title": say("dataset-title"),
        "dct:description": description(about),
        "dct:identifier": f"{page}#dataset",
        "dct:license": {"@id": about.licence.url},
        "dct:rights": about.attribution,
        "dct:publisher": publisher,
        "dct:modified": {"@value": about.as_of.isoformat(), "@type": "xsd:date"},
        "dct:accrualPeriodicity": {"@id": _DAILY},
        "dct:language": "en-GB",
        "dcat:keyword": _keywords(about),
        "dcat:landingPage": {"@id": page},
        "dcat:version": VERSION,
        **_contact_point(about),
        **_spatial(about),
        "dcat:distribution": [_distribution(origin.url(address), what, about) for address, what in files.items()],
    }
    return {
        "@context": {**_CONTEXT, **_base(origin)},
        "@type": "dcat:Catalog",
        "@id": origin.url(Address.CATALOGUE),
        "dct:title": about.organisation,
        "dct:description": say("dataset-title"),
        "dct:publisher": publisher,
        "dct:license": {"@id": about.licence.url},
        "foaf:homepage": {"@id": origin.url(Address.HOME)},
        "dcat:dataset": [dataset],
    }


def _base(origin: Origin) -> dict[str, str]:
    """Where addresses begin without a site: at its top, above the folder of the data (JSON-LD 1.1, 4.1.3)."""
    return {} if origin.site_url else {"@base": "../"}


def description(about: Envelope) -> str:
    """What the data are, and the notice that belongs to them."""
    return " ".join(filter(None, (say("dataset-description", organisation=about.organisation), about.notice)))


def _keywords(about: Envelope) -> list[str]:
    of_body = _KEYWORDS_OF_BODY.get(about.body.kind) if about.body else None
    return [*_KEYWORDS, *([of_body] if of_body else [])]


def _contact_point(about: Envelope) -> dict[str, Any]:
    if not about.contact:
        return {}
    is_mail = about.contact.lower().startswith("mailto:")
    way = {"vcard:hasEmail" if is_mail else "vcard:hasURL": {"@id": about.contact}}
    return {"dcat:contactPoint": {"@type": "vcard:Organization", "vcard:fn": about.organisation, **way}}


def _spatial(about: Envelope) -> dict[str, Any]:
    area = about.body.area if about.body else None
    return {"dct:spatial": {"@id": f"{_STATISTICAL_AREAS}{area}"}} if area else {}


def _distribution(url: str, what: str, about: Envelope) -> dict[str, Any]:
    ending = url.rpartition(".")[2]
    return {
        "@type": "dcat:Distribution",
        "@id": url,
        "dct:title": what,
        "dct:format": ending.upper(),
        "dcat:mediaType": _MEDIA[ending],
        "dcat:accessURL": {"@id": url},
        "dcat:downloadURL": {"@id": url},
        "dct:license": {"@id": about.licence.url},
        "dct:modified": {"@value": about.as_of.isoformat(), "@type": "xsd:date"},
    }


def dataset(about: Envelope, origin: Origin, files: Mapping[str, str]) -> dict[str, Any]:
    """The data set as a page tells search engines of it (schema.org, Dataset). files: see catalogue."""
    page = origin.url(Address.DATA)
    return {
        "@context": ["https://schema.org", base] if (base := _base(origin)) else "https://schema.org",
        "@type": "Dataset",
        "@id": f"{page}#dataset",
        "name": f"{about.organisation}: {say('dataset-title')}",
        "description": description(about),
        "url": page,
        "version": VERSION,
        "license": about.licence.url,
        "creditText": about.attribution,
        "creator": {"@type": "Organization", "name": about.organisation},
        "dateModified": about.as_of.isoformat(),
        "isAccessibleForFree": True,
        "keywords": _keywords(about),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": what,
                "encodingFormat": _MEDIA[address.rpartition(".")[2]],
                "contentUrl": origin.url(address),
            }
            for address, what in files.items()
        ],
    }
