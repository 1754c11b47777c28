"""Commands at a terminal, in this process: what is missing is asked for."""

from importlib import import_module

import pytest
from register.cli import _MODULES


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets every command ask, as if somebody were there to answer."""
    for name in ("changes_asked", "options", *_MODULES):
        module = import_module(f"register.cli.{name}")
        if hasattr(module, "can_ask"):
            monkeypatch.setattr(module, "can_ask", lambda: True)
