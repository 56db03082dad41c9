"""A desk in a folder of its own, and the browser's side of it without a browser."""

from pathlib import Path

import pytest
from comm import DummyComm

from practicum.desk import Desk

DRILL = "d01-first-shift"


class Front:
    """What the browser does: it sends messages and looks at the frame."""

    def __init__(self, desk):
        self.desk, self.widget, self.sent = desk, desk.widget, 0

    @property
    def frame(self):
        return self.widget.frame

    def send(self, content):
        """Send anything at all, through the callbacks that a real message goes through."""
        self.widget._handle_custom_msg(content, [])
        return self.frame["answer"]

    def ask(self, kind, **content):
        self.sent += 1
        return self.send({"type": kind, "id": f"t{self.sent}", **content})

    def act(self, action, thread=None, confidence=None, **fields):
        return self.ask("act", action=action, thread=thread, confidence=confidence, fields=fields)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder as the current one, with the course's own work folder beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRACTICUM_ROOT", str(Path(__file__).parents[2]))
    monkeypatch.setenv("PRACTICUM_WORK", str(tmp_path / "work"))
    return tmp_path


@pytest.fixture
def small():
    """A drill that has a little of everything that the desk can show."""
    return Path(__file__).parent / "small-drill"


@pytest.fixture
def desk(folder):
    made = Desk(DRILL)
    # Once a test has imported ipykernel, a widget without a kernel sends nothing; this comm lets it.
    made.widget.comm = DummyComm()
    return made


@pytest.fixture
def front(desk):
    return Front(desk)
