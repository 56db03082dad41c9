"""Is the host behind a page the same as the one in a notebook, without Jupyter?"""

import subprocess
import sys

from practicum.desk import Desk
from practicum.desk.host import Host


def test_does_a_host_draw_what_the_widget_draws(desk, front, folder):
    other = Desk("d01-first-shift", path=folder / "plain.jsonl")
    host = Host(other)
    assert (host.words, host.fixed) == (desk.widget.words, desk.widget.fixed)
    message = {"type": "act", "id": "t1", "action": "wait", "thread": None, "fields": {"minutes": 90}}
    assert host.receive(message) is None
    front.send(message)
    assert host.frame["news"]
    assert host.frame == front.frame
    assert other.path.read_bytes() == desk.path.read_bytes()


def test_does_an_aside_leave_the_frame_alone(folder):
    host = Host(Desk("d01-first-shift"))
    before = host.frame
    said = host.receive({"type": "lint", "id": "a", "text": "You must have done it wrong.", "message": ""})
    assert (said["type"], said["id"]) == ("lint", "a")
    assert host.frame is before


def test_does_a_host_need_no_jupyter():
    code = (
        "import sys, practicum.desk.host; "
        "print([m for m in ('ipywidgets', 'anywidget', 'IPython') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
