"""Is the host behind a page the same as the one in a notebook, without Jupyter?"""

import subprocess
import sys

from comm import DummyComm

from practicum.desk import Desk
from practicum.desk.host import Host


def test_does_a_host_draw_what_the_widget_draws(small, folder):
    shown, plain = Desk(small, path=folder / "shown.jsonl"), Desk(small, path=folder / "plain.jsonl")
    shown.widget.comm = DummyComm()
    host = Host(plain)
    assert (host.words, host.fixed) == (shown.widget.words, shown.widget.fixed)
    for minutes in (20, 10):
        message = {"type": "act", "id": "t1", "action": "wait", "fields": {"minutes": minutes}}
        assert host.receive(message) is None
        shown.widget._handle_custom_msg(message, [])
        assert host.frame == shown.widget.frame
        assert host.frame["news"] or minutes == 10
    assert plain.path.read_bytes() == shown.path.read_bytes()


def test_does_an_aside_leave_the_frame_alone(folder):
    host = Host(Desk("d01-first-shift"))
    before = host.frame
    said = host.receive({"type": "lint", "id": "a", "text": "You must have done it wrong.", "message": ""})
    assert (said["type"], said["id"]) == ("lint", "a")
    assert host.frame is before


def test_does_a_host_need_no_widget():
    code = "import sys, practicum.desk.host; print({'anywidget', 'practicum.desk.widget'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
