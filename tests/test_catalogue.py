"""The data are found: by catalogues, by search engines, and by whoever looks at the head of a page."""

import json
import re

import pytest
from register.exports.catalogue import catalogue, dataset
from register.exports.dictionary import described, dictionary
from register.exports.origin import Origin
from register.exports.register_values import envelope_of

from tests.golden import DAY, golden_site
from tests.small import REGISTER, TODAY, html_at, site_of, snapshot_of, texts

MORE = "contact: mailto:register@example.org\nbody: {id: west-midlands-police, kind: police, area: E23000014}\nnotice: '</script><b>'\n"


def catalogued() -> dict:
    return json.loads(golden_site()["data/catalog.jsonld"])


def test_the_catalogue_has_what_the_harvester_of_data_gov_uk_requires():
    (dataset,) = catalogued()["dcat:dataset"]
    for required in ("dct:title", "dct:description", "dct:identifier", "dct:license"):
        assert dataset[required], required
    assert len(dataset["dct:title"]) <= 65
    assert dataset["dct:modified"]["@value"] == "2019-09-30"
    for distribution in dataset["dcat:distribution"]:
        assert distribution["dcat:downloadURL"]["@id"].startswith("https://register.example.org/data/")
        assert {"dct:title", "dct:format", "dcat:mediaType", "dcat:accessURL", "dct:license"} <= distribution.keys()


def test_without_an_address_of_the_site_the_addresses_begin_at_its_top():
    about, files = envelope_of(snapshot_of(texts(), DAY), Origin()), {"/data/register.json": "All of it."}
    made, told = catalogue(about, Origin(), files), dataset(about, Origin(), files)
    assert (made["@context"]["@base"], made["dcat:dataset"][0]["dcat:distribution"][0]["@id"]) == ("../", "data/register.json")  # fmt: skip
    assert (told["@context"][1], told["url"]) == ({"@base": "../"}, "data/")


def test_every_file_of_the_catalogue_is_in_the_site():
    files = golden_site()
    (dataset,) = catalogued()["dcat:dataset"]
    paths = {each["@id"].removeprefix("https://register.example.org/") for each in dataset["dcat:distribution"]}
    assert paths <= files.keys()
    assert len(paths) == 7


def test_the_contact_the_area_and_the_kind_of_body_are_told_where_they_are_known():
    site = site_of(texts() | {"register.yml": REGISTER + MORE}, TODAY)
    (dataset,) = json.loads(site.files["/data/catalog.jsonld"])["dcat:dataset"]
    assert dataset["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": "mailto:register@example.org"}
    assert dataset["dct:spatial"] == {"@id": "http://statistics.data.gov.uk/id/statistical-geography/E23000014"}
    assert "police" in dataset["dcat:keyword"]


def test_the_page_tells_search_engines_of_the_data_and_no_text_leaves_the_block():
    page = html_at(site_of(texts() | {"register.yml": REGISTER + MORE}, TODAY), "/data/")
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    told = json.loads(block)
    assert told["@type"] == "Dataset"
    assert told["description"].endswith("</script><b>")
    assert "<" not in block


@pytest.mark.parametrize("name", ["Register", "Finding", "Entry", "findings.csv", "periods.csv", "vocabulary.csv"])
def test_the_dictionary_describes_every_object_and_every_table(name):
    name = "register.json" if name == "Register" else name
    address = f"data/dictionary/{name.lower().replace('.', '-')}/"
    listed = golden_site()["data/dictionary/index.html"].decode()
    assert f'<tr id="{address.split("/")[2]}">' in listed
    assert f">{name}</a>" in listed
    page = golden_site()[f"{address}index.html"].decode()
    assert f"{name}: what its fields mean</h1>" in page
    assert page.count("<tr>") > 1


def test_what_the_dictionary_describes_is_known_before_it_is_made():
    assert described() == tuple(table.name for table in dictionary())
