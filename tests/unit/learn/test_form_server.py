"""Does the plain form save every kind of answer over real HTTP, and refuse every stranger?"""

from __future__ import annotations

import http.client
import threading
from urllib.parse import urlsplit

import pytest

from practicum.errors import PracticumError
from practicum.evidence import open_bundle, read_answers
from practicum.learn import answer
from practicum.learn.form.reply import Reply
from practicum.learn.form.server import FormServer, serve_form
from practicum.learn.form.visit import visit

BOUNDARY = "----formBoundary7MA4YWxk"
EVERYTHING = [
    ("m08-1", "4,88 %"),
    ("m08-2", "open"),
    ("m08-3", "likes"),
    ("m08-3", "shares"),
    ("m08-4.1", "ask"),
    ("m08-4.2", "check"),
    ("m08-4.3", "reply"),
    ("m08-5.plaza", "1.5"),
    ("m08-5.verdict", "no"),
    ("m08-6", "Three small words."),
    ("m08-9.alt", "Two words"),
]


class Client:
    """Speaks HTTP to a form as a browser does."""

    def __init__(self, server):
        self.server = server
        self.path = urlsplit(server.url).path

    def ask(self, method="GET", place="", body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=10)
        connection.request(method, place if place.startswith("/") else self.path + place, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer, text

    def post(self, fields=(), files=(), place="", **headers):
        parts = [(f'name="{name}"', value.encode()) for name, value in fields]
        parts += [(f'name="{name}"; filename="{file}"', content) for name, file, content in files]
        body = b"".join(
            f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + value + b"\r\n"
            for head, value in parts
        )
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return self.ask("POST", place, body + f"--{BOUNDARY}--\r\n".encode(), **{**kind, **headers})


@pytest.fixture
def server(project, folder):
    server = FormServer(visit(project, "m08"))
    thread = threading.Thread(target=server.run)
    thread.start()
    yield server
    server.stopped = True
    thread.join(10)
    assert not thread.is_alive()


@pytest.fixture
def client(server):
    return Client(server)


def saved(folder):
    return {
        name: (given.value, given.via)
        for name, given in read_answers(folder / "answers.json").answers.items()
    }


def test_is_every_kind_of_answer_saved_and_read_back(client, folder):
    files = [("m08-7", "my chart.PNG", b"\x89PNG"), ("m08-9.picture", "other.png", b"\x89PNG")]
    response, _text = client.post(EVERYTHING, files)
    assert response.status == 303
    assert response.headers["Location"] == "./?saved=8"
    assert saved(folder) == {
        "m08-1": ("4,88 %", "form"),
        "m08-2": ("open", "form"),
        "m08-3": (["likes", "shares"], "form"),
        "m08-4": (["ask", "check", "reply"], "form"),
        "m08-5": ({"plaza": "1.5", "verdict": "no"}, "form"),
        "m08-6": ("Three small words.", "form"),
        "m08-9": ({"alt": "Two words"}, "form"),
    }
    assert (folder / "m08-7.png").read_bytes() == b"\x89PNG"
    assert (folder / "m08-9.png").read_bytes() == b"\x89PNG"
    _response, page = client.ask(place="?saved=8")
    assert "8 answers are saved." in page
    for sentence in ("Read as 4.88 %.", "Read as The data cannot tell.", "Kept: the file m08-7.png"):
        assert sentence in page
    assert 'value="likes" checked' in page


def test_is_nothing_saved_again_that_did_not_change(client, folder):
    answer("m08-1", 4.88)
    _response, page = client.ask()
    assert 'value="4.88"' in page
    response, _text = client.post([("m08-1", "4.88"), ("m08-2", "yes")])
    assert response.headers["Location"] == "./?saved=1"
    assert saved(folder)["m08-1"] == (4.88, "notebook")


def test_does_save_come_back_to_the_exercise_where_it_was_pressed(client):
    response, _text = client.post([("m08-2", "yes"), ("at", "m08-2")])
    assert response.headers["Location"] == "./?saved=1#h-f-m08-2"
    response, _text = client.post([("at", "m08-2\r\nSet-Cookie: x")])
    assert response.headers["Location"] == "./?saved=0"


def test_is_what_cannot_be_read_named_on_top_kept_in_its_field_and_not_saved(client, folder):
    response, page = client.post([("m08-1", "about <five>"), ("m08-2", "yes")])
    assert response.status == 422
    assert '<a href="#f-m08-1">m08-1</a>' in page
    assert 'value="about &lt;five&gt;"' in page
    assert 'aria-invalid="true"' in page
    assert "One answer is saved." in page
    assert set(saved(folder)) == {"m08-2"}


def test_is_the_row_that_cannot_be_read_named_and_the_others_saved(client, folder):
    response, page = client.post([("m08-5.plaza", "lots"), ("m08-5.verdict", "no")])
    assert response.status == 422
    assert 'id="f-m08-5-plaza-error"' in page
    assert 'id="f-m08-5-verdict-error"' not in page
    assert "The other rows are saved." in page
    assert saved(folder)["m08-5"][0] == {"plaza": "lots", "verdict": "no"}


def test_does_a_damaged_log_leave_the_one_that_is_there(client, folder):
    log = folder / "d01-first-shift.jsonl"
    log.write_bytes(b"the real one")
    response, _page = client.post([], [("m08-8", "d01-first-shift.jsonl", b"not a log")])
    assert response.status == 422
    assert log.read_bytes() == b"the real one"


def test_does_an_empty_field_leave_what_was_kept(client, folder):
    client.post([("m08-1", "4.88")])
    client.post([("m08-1", "")])
    assert saved(folder)["m08-1"][0] == "4.88"


@pytest.mark.parametrize(
    ("file", "content", "sentence"),
    [("plan.pdf", b"x", "ends in .png"), ("big.png", b"x" * 20_000_001, "larger than 20 MB")],
)
def test_is_a_wrong_file_refused_with_a_sentence(client, folder, file, content, sentence):
    response, page = client.post([], [("m08-7", file, content)])
    assert response.status == 422
    assert sentence in page
    assert not (folder / "m08-7.png").exists()


def test_is_far_too_much_refused_without_being_kept(client):
    response, page = client.post([], [("m08-7", "huge.png", b"x" * 26_000_000)])
    assert response.status == 413
    assert "Nothing was saved" in page


@pytest.mark.parametrize(
    ("place", "headers"),
    [
        ("/", {}),
        ("/wrong-token/", {}),
        ("", {"Host": "evil.example"}),
        ("", {"Host": "127.0.0.1:1"}),
        ("", {"Origin": "http://evil.example"}),
        ("", {"Origin": "null"}),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_is_a_stranger_refused(client, folder, place, headers, method):
    if method == "GET":
        response, page = client.ask(place=place, **headers)
    else:
        response, page = client.post([("m08-2", "yes")], place=place, **headers)
    assert response.status == 403
    assert "m08" not in page
    assert saved(folder) == {}


def test_is_our_own_page_let_in(client, server):
    response, _text = client.post([("m08-2", "yes")], Origin=f"http://127.0.0.1:{server.server_port}")
    assert response.status == 303


def test_may_no_script_run_and_nothing_be_stored_by_the_browser(client):
    response, page = client.ask()
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "no-store"
    assert "<script" not in page


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_is_an_unknown_page_a_sentence(client, method):
    response, page = client.ask(place="nowhere") if method == "GET" else client.post(place="nowhere")
    assert response.status == 404
    assert "no such page" in page


def test_can_a_module_be_handed_in_without_python(client, project):
    response, page = client.post([], place="hand-in")
    assert response.status == 422
    assert "Your name is not known yet." in page
    _response, page = client.post([("name", "Inès Korvald")], place="hand-in")
    assert "Nothing was made yet" in page
    assert "m08-1, Exercise m08-1: no answer is recorded." in page
    client.post([("m08-2", "yes")])
    _response, page = client.post([("name", ""), ("anyway", "yes")], place="hand-in")
    assert "Your receipt is" in page
    (made,) = (project.work / "hand-in").glob("*.zip")
    assert open_bundle(made).manifest.learner == "Inès Korvald"


def test_does_the_stop_button_stop_it(project, folder):
    server = FormServer(visit(project, "m08"))
    thread = threading.Thread(target=server.run)
    thread.start()
    response, page = Client(server).post([], place="stop")
    thread.join(10)
    assert response.status == 200
    assert "The form is closed" in page
    assert not thread.is_alive()
    with pytest.raises(ConnectionRefusedError):
        Client(server).ask()


def test_does_it_stop_by_itself_when_nobody_comes(project, folder, capsys):
    serve_form("m08", open_browser=False, idle_minutes=0, project=project)
    said = capsys.readouterr().out
    assert "The form is open at http://127.0.0.1:" in said
    assert "The form is closed." in said


def test_does_a_stranger_not_keep_it_awake(project, folder):
    server = FormServer(visit(project, "m08"))
    before = server._last
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    Client(server).ask(place="/wrong/")
    thread.join(10)
    server.server_close()
    assert server._last == before


def test_is_a_port_in_use_a_sentence(project, server):
    with pytest.raises(PracticumError, match=f"Port {server.server_port} on this machine cannot be used"):
        FormServer(visit(project, "m08"), port=server.server_port)


@pytest.mark.parametrize(("module", "sentence"), [("m09", "planned"), ("m77", "not a module")])
def test_is_a_module_without_a_form_a_sentence(project, module, sentence):
    with pytest.raises(PracticumError, match=sentence):
        serve_form(module, open_browser=False, project=project)


def test_is_a_damaged_answer_sheet_a_sentence_and_not_a_broken_page(client, folder):
    (folder / "answers.json").write_text("{", encoding="utf-8")
    response, page = client.ask()
    assert response.status == 500
    assert "answers.json" in page


class Replies:
    """A visitor that answers with what it is given, whatever was asked."""

    closing = "Nothing is kept."

    def __init__(self, reply):
        self.reply, self.sent = reply, []

    def get(self, place, asked):
        return self.reply

    def post(self, place, sent):
        self.sent.append((place, sent.json))
        return self.reply


@pytest.fixture
def replying(request):
    """A server whose visitor is `Replies`; its address has a token of our own."""
    server = FormServer(Replies(request.param), token="known")  # noqa: S106  # a test has no secret
    thread = threading.Thread(target=server.run)
    thread.start()
    yield server
    server.stopped = True
    thread.join(10)


@pytest.mark.parametrize(
    "replying",
    [Reply(body=b"a,b\n", media="text/csv; charset=utf-8", name="posts é.csv", policy="default-src 'self'")],
    indirect=True,
)
def test_does_a_reply_carry_its_own_type_name_and_policy(replying):
    assert urlsplit(replying.url).path == "/known/"
    answer, text = Client(replying).ask()
    assert (text, answer.getheader("Content-Type")) == ("a,b\n", "text/csv; charset=utf-8")
    assert answer.getheader("Content-Disposition") == "attachment; filename*=UTF-8''posts%20%C3%A9.csv"
    assert answer.getheader("Content-Security-Policy") == "default-src 'self'"


@pytest.mark.parametrize("replying", [Reply("no")], indirect=True)
def test_may_a_visitor_refuse_to_stop_and_get_json(replying):
    client = Client(replying)
    _answer, text = client.ask("POST", "stop", b'{"n": 1}', **{"Content-Type": "application/json"})
    assert (text, replying.stopped) == ("no", False)
    assert replying.visit.sent == [("stop", {"n": 1})]
