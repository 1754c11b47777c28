"""Shared by all tests: where the project is."""

from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes depends on the machine, so no test fails by it.
settings.register_profile("register", deadline=None)
settings.load_profile("register")

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the project."""
    return PROJECT
