"""Can a candidate play a drill of an examination in a plain page, by keyboard, and without a script?"""

import importlib.util
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from practicum.evidence import read_log
from practicum.exam.station.drill import drill_form, drill_message, drill_page
from practicum.exam.station.frame import policy
from practicum.learn.form.multipart import parse

_MADE = Path(__file__).parents[1] / "unit" / "exam" / "station" / "drill_session.py"
_SPEC = importlib.util.spec_from_file_location("browser_drill", _MADE)
MADE = importlib.util.module_from_spec(_SPEC)
sys.modules["browser_drill"] = MADE
_SPEC.loader.exec_module(MADE)
SCREENSHOTS = Path(__file__).parents[2] / ".screenshots"
HOME = "../block/P-D"


class Station(BaseHTTPRequestHandler):
    """The least that a station does for a drill: pages, messages and forms at one address."""

    def do_GET(self):
        self._page(
            drill_page(self.server.session, "drill", dict(parse_qsl(urlsplit(self.path).query)), home=HOME)
        )

    def do_POST(self):
        server, kind = self.server, self.headers["Content-Type"]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if server.broken:
            server.broken -= 1
            if server.carries_out:  # the act is done, only its answer is lost
                drill_message(server.session, "drill", json.loads(body))
            self.send_error(503)
        elif kind == "application/json":
            with server.lock:
                said = drill_message(server.session, "drill", json.loads(body))
            self._send(json.dumps(said), "application/json")
        else:
            self._page(drill_form(server.session, "drill", parse(kind, body).texts, home=HOME))

    def log_message(self, *_):
        pass

    def _page(self, html):
        self._send(html, "text/html; charset=utf-8", policy(html))

    def _send(self, text, media, policy_=""):
        content = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(content)))
        if policy_:
            self.send_header("Content-Security-Policy", policy_)
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture
def station(tmp_path, monkeypatch):
    monkeypatch.setenv("PRACTICUM_ROOT", str(Path(__file__).parents[2]))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Station)
    server.daemon_threads = True
    server.session = MADE.OneDrill("lost-dog", tmp_path, left=1500, seed="assessed-01")
    server.lock, server.broken, server.carries_out = threading.Lock(), 0, False
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(chromium, station):
    """Open the drill's page; no error may be logged, and no other machine asked."""
    contexts, errors, outside = [], [], []

    def show(query="", *, script=True, scheme="light", width=1160):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=script, color_scheme=scheme,
            reduced_motion="reduce",
        )  # fmt: skip
        contexts.append(context)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: outside.append(request.url))
        page.goto(f"http://127.0.0.1:{station.server_port}/secret/drill/lost-dog{query}")
        return page

    yield SimpleNamespace(page=show, errors=errors)
    for context in contexts:
        context.close()
    assert not [error for error in errors if "503" not in error]
    assert {urlsplit(url).hostname for url in outside} == {"127.0.0.1"}


def acts(station):
    return [(act.action, act.args.get("thread")) for act in read_log(station.session.path)[1]]


def status(page, words):
    page.locator(".pd-status").filter(has_text=words).wait_for()


def axe(page):
    page.evaluate("document.querySelector('meta[http-equiv]')?.remove()")
    found = Axe().run(page).response["violations"]
    return [(rule["id"], node["target"], node["failureSummary"]) for rule in found for node in rule["nodes"]]


def tab_to(page, selector):
    """Walk by Tab alone until an element that fits has the focus."""
    for _ in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never reached {selector}")


def test_is_the_drill_played_to_its_end_by_keyboard_alone(visit, station):
    page = visit.page()
    assert page.locator("#left").text_content() == "24 min left"
    tab_to(page, "#desk .primary")
    page.keyboard.press("Enter")
    page.keyboard.press("n")
    page.locator(".pd-item").first.wait_for()
    page.keyboard.press("j")
    status(page, "You read")
    page.keyboard.press("r")
    page.keyboard.type("Good morning, we look at it and tell you at ten.")
    tab_to(page, ".pd-compose [type=radio]")
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    status(page, "You answered")
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=str(SCREENSHOTS / "exam-drill.png"))
    assert page.get_by_text("Start over").count() == 0
    page.keyboard.press("?")
    assert page.get_by_role("dialog").get_by_text("Start over").count() == 0
    page.keyboard.press("Escape")
    for _ in range(9):
        page.keyboard.press("+")
    page.get_by_role("heading", name="The drill is over").wait_for()
    assert page.get_by_text("Show the debrief").count() == 0
    assert page.get_by_role("link", name="Back to the tasks", exact=True).get_attribute("href") == HOME
    done = [action for action, _thread in acts(station)]
    assert {"open", "reply", "next", "wait"} == set(done)
    assert page.locator("#left").text_content() == "The drill is over"


@pytest.fixture
def morning(visit, station):
    """The page at 09:50, with a thread open and an answer half written."""
    station.session.desk("drill").wait(20)
    page = visit.page()
    page.get_by_role("button", name="Start the shift").or_(page.locator(".pd-item").first).first.wait_for()
    page.locator(".pd-item").first.click()
    status(page, "You read")
    page.locator(".pd-compose [type=radio]").first.check(force=True)
    page.locator(".pd-compose textarea").fill("A text that must not be lost.")
    return page


def test_is_an_act_whose_answer_was_lost_done_once_and_nobody_troubled(morning, station):
    station.broken, station.carries_out = 1, True
    morning.locator(".pd-compose textarea").focus()
    for _ in range(3):  # who waits presses again
        morning.keyboard.press("Control+Enter")
    status(morning, "You answered")
    assert [act for act, _thread in acts(station)].count("reply") == 1
    assert morning.locator("#trouble").is_hidden()


def test_is_an_act_that_cannot_be_saved_said_so_its_text_kept_and_sent_when_the_station_is_back(
    morning, station
):
    station.broken = 3
    morning.locator(".pd-compose textarea").focus()
    morning.keyboard.press("Control+Enter")
    trouble = morning.locator("#trouble")
    trouble.filter(has_text="Not saved: stay here and raise your hand.").wait_for()
    assert trouble.get_attribute("role") == "alert"
    assert morning.locator(".pd-compose textarea").input_value() == "A text that must not be lost."
    assert "reply" not in [act for act, _thread in acts(station)]
    trouble.filter(has_text="answers again").wait_for()
    morning.locator(".pd-compose textarea").focus()
    morning.keyboard.press("Control+Enter")
    status(morning, "You answered")
    assert trouble.is_hidden()
    assert morning.locator(".pd-compose textarea").input_value() == ""
    assert [act for act, _thread in acts(station)].count("reply") == 1


def test_does_a_pause_stop_the_desk_and_its_clock_in_the_sessions_words(morning, station):
    station.session.closed = "The examination is paused."
    morning.keyboard.press("Escape")
    morning.locator(".pd-compose textarea").focus()
    morning.keyboard.press("Control+Enter")
    morning.locator("#trouble").filter(has_text="The examination is paused.").wait_for()
    station.session.closed = ""
    morning.keyboard.press("Control+Enter")
    status(morning, "You answered")
    assert morning.locator("#trouble").is_hidden()


def test_does_the_real_clock_end_the_drill_and_hide_when_asked(visit, station):
    station.session.desk("drill").wait(20)
    station.session.left = 61.5
    page = visit.page()
    page.get_by_role("button", name="Hide clock").click()
    assert page.locator("#left").is_hidden()
    page.get_by_role("button", name="Show clock").click()
    assert page.locator("#left").text_content() == "1 min left"
    page.locator("#told").filter(has_text="1 minute left for this drill.").wait_for(state="attached")
    assert page.locator("#left").text_content() == "Less than a minute left"
    station.session.left = 1
    page.reload()
    station.session.left = 0
    page.get_by_role("heading", name="The drill is over").wait_for()


def test_does_who_wants_no_clock_see_none(visit, station):
    station.session.package.clock = False
    page = visit.page()
    page.get_by_role("button", name="Start the shift").wait_for()
    assert page.locator("#left").text_content() == "Your time is said by the invigilator."
    assert page.locator("#hide").is_hidden()


def test_is_one_act_done_without_a_script(visit, station):
    station.session.desk("drill").wait(20)
    page = visit.page(script=False)
    page.locator("noscript a, .dr-trouble a").first.click()
    page.get_by_role("button", name="Read Angry Taxpayer").or_(
        page.get_by_role("button", name="Read")
    ).first.click()
    page.get_by_role("heading", name="The open thread").wait_for()
    page.locator("summary", has_text="Answer in the thread").click()
    form = page.locator("form", has=page.locator("input[value=reply]"))
    form.get_by_label("Inform").check()
    form.locator("textarea").fill("Good morning, the warden is looking.")
    form.get_by_role("button").click()
    page.get_by_role("status").filter(has_text="You answered").wait_for()
    assert [act for act, _thread in acts(station)] == ["wait", "open", "reply"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_are_all_pages_clean_to_axe(visit, station, scheme):
    station.session.desk("drill").wait(30)
    thread = station.session.desk("drill").view["threads"][0]["id"]
    page = visit.page(f"?plain=yes&thread={thread}", scheme=scheme)
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=str(SCREENSHOTS / f"exam-drill-plain-{scheme}.png"), full_page=True)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    assert axe(page) == []
    page.goto(page.url.partition("?")[0])
    page.locator(".pd-item").first.click()
    status(page, "You read")
    assert axe(page) == []
    station.session.end_drill("drill")
    page.reload()
    page.get_by_role("heading", name="The drill is over").wait_for()
    page.screenshot(path=str(SCREENSHOTS / f"exam-drill-end-{scheme}.png"))
    assert axe(page) == []


def test_can_both_pages_be_used_on_a_narrow_screen(visit, station):
    station.session.desk("drill").wait(30)
    thread = station.session.desk("drill").view["threads"][0]["id"]
    for query in ("", f"?plain=yes&thread={thread}"):
        page = visit.page(query, width=400)
        page.locator("h1").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 400
