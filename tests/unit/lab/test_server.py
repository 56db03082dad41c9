"""Does the lab open on the home page, on this machine only, and end with the command that started it?"""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from practicum.errors import PracticumError
from practicum.lab.server import HOST, free_port


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def fetch(url):
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=30) as answer:
        return answer.status, answer.read().decode()


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_does_the_lab_open_on_the_home_page_and_end_without_a_trace(project, port, how):
    command = [sys.executable, "-m", "practicum", "lab", "--no-browser", "--port", str(port)]
    environment = {**os.environ, "PRACTICUM_ROOT": str(project.root)}
    started = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        said = started.stdout.readline()
        url = re.search(r"http://\S+", said)[0]
        assert url.startswith(f"http://{HOST}:{port}/lab/tree/work/home.ipynb?token=")
        status, page = fetch(url)
        assert status == 200
        assert "jupyter-config-data" in page
        api = url.replace("/lab/tree/", "/api/contents/")
        assert '"home.ipynb"' in fetch(api)[1]
        with pytest.raises(urllib.error.HTTPError, match="403"):
            fetch(api.split("?")[0])
    finally:
        started.send_signal(how)
        said = started.communicate(timeout=60)[0]
    assert started.returncode == 0
    assert "Practicum is closed" in said
    assert "Traceback" not in (project.work / ".practicum" / "lab.log").read_text(encoding="utf-8")
    with pytest.raises(OSError, match="refused"), socket.create_connection((HOST, port), timeout=5):
        pass


def test_is_a_busy_port_passed_over_but_a_wanted_one_refused(monkeypatch):
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        busy = taken.getsockname()[1]
        monkeypatch.setattr("practicum.lab.server.FIRST_PORT", busy)
        assert free_port(None) > busy
        with pytest.raises(PracticumError, match=f"Port {busy} cannot be used"):
            free_port(busy)
        monkeypatch.setattr("practicum.lab.server._PORTS_TRIED", 1)
        with pytest.raises(PracticumError, match="No port from"):
            free_port(None)


def test_does_a_jupyterlab_that_does_not_start_say_why(project, port, monkeypatch):
    from practicum.lab import server

    monkeypatch.setattr(
        server, "_command", lambda root, port: [sys.executable, "-c", "raise SystemExit('no lab')"]
    )
    (project.work / ".practicum").mkdir(parents=True)
    with pytest.raises(PracticumError, match="Its last words: no lab") as refused:
        server.open_lab(project, project.work / "home.ipynb", port=port, browser=False)
    assert "lab.log" in refused.value.next_step


ENDS_BY_ITSELF = """
import http.server, os, sys


class Once(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()


server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Once)
server.handle_request()
sys.exit("out of memory")
"""


def test_does_a_jupyterlab_that_ends_by_itself_say_why(project, port, monkeypatch):
    from practicum.lab import server

    command = [sys.executable, "-c", ENDS_BY_ITSELF, str(port)]
    monkeypatch.setattr(server, "_command", lambda root, port: command)
    (project.work / ".practicum").mkdir(parents=True)
    with pytest.raises(PracticumError, match=r"ended by itself\. Its last words: out of memory"):
        server.open_lab(project, project.work / "home.ipynb", port=port, browser=False)
