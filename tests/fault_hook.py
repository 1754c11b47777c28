"""A second hook for MkDocs that brings about one fault, which the environment names: FAULT=what:where.

    raise:on_env     an exception in that event
    kill:120         the process is killed, as by kill -9, when it touches the disk for the 120th time
    full:120         the disk is full from that moment on
    interrupt:120    Ctrl-C at that moment
    wait:FOLDER      in on_nav, makes FOLDER/waiting and waits until FOLDER/go is there
    count:FILE       no fault; writes to FILE how often the disk was touched, and which touch was the exchange

Touches are counted from the start of the build: files opened to be written, folders made, things renamed or deleted,
and the call that exchanges two folders.
"""

import errno
import os
import signal
import sys
import time
from pathlib import Path

_WHAT, _, _WHERE = os.environ.get("FAULT", "none:").partition(":")
_TOUCHES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "ctypes.dlsym"}
_touched = 0
_exchange = 0
_building = False


def _touch(event: str, arguments: tuple) -> None:
    global _touched, _exchange
    if not _building or not (event in _TOUCHES or (event == "open" and _writes(arguments))):
        return
    _touched += 1
    if event == "ctypes.dlsym":
        _exchange = _touched
    if _WHAT == "full" and _touched >= int(_WHERE) and event in ("open", "os.mkdir"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))
    if _touched == (int(_WHERE) if _WHERE.isdigit() else 0):
        if _WHAT == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif _WHAT == "interrupt":
            signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs don't hear Ctrl-C
            signal.raise_signal(signal.SIGINT)


def _writes(arguments: tuple) -> bool:
    return bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))


if _WHAT in ("kill", "full", "interrupt", "count"):
    sys.addaudithook(_touch)  # for good, so only a process of its own may be told of such a fault


def on_startup(command, dirty):
    global _building
    _building = True
    _raise_in("on_startup")


def _raise_in(event: str) -> None:
    if _WHAT == "raise" and event == _WHERE:
        raise RuntimeError(f"a fault in {event}")


def _event(name: str):
    def event(*values, **_):
        _raise_in(name)
        return values[0] if values else None

    return event


EVENTS = (
    "on_config", "on_pre_build", "on_files", "on_env", "on_pre_template", "on_template_context", "on_post_template",
    "on_pre_page", "on_page_markdown", "on_page_content", "on_page_context", "on_post_page",
    "on_post_build",
)  # fmt: skip
for _name in EVENTS:
    globals()[_name] = _event(_name)


def on_nav(nav, config, files):
    _raise_in("on_nav")
    if _WHAT == "wait":
        (Path(_WHERE) / "waiting").touch()
        while not (Path(_WHERE) / "go").exists():
            time.sleep(0.02)
    return nav


def on_shutdown():
    if _WHAT == "count":
        Path(_WHERE).write_text(f"{_touched} {_exchange}")
    _raise_in("on_shutdown")
