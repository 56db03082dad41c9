"""Can an examination be sat in a browser: by keyboard alone, without a script, large, through a crash?"""

from __future__ import annotations

import importlib.util
import re
import sys
import threading
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from practicum.evidence import read_log
from practicum.exam.sitting.seal import StationKey
from practicum.exam.sitting.session import Session
from practicum.exam.station.server import serve
from practicum.exam.station.visit import StationVisit

SCREENSHOTS = Path(__file__).resolve().parents[2] / ".screenshots"
_SMALL = Path(__file__).resolve().parents[1] / "unit" / "exam" / "station" / "sat.py"
EXPECTED = re.compile("409|422|404|507|favicon|ERR_CONNECTION_REFUSED")


_SPEC = importlib.util.spec_from_file_location("browser_sat", _SMALL)
SAT = importlib.util.module_from_spec(_SPEC)
sys.modules["browser_sat"] = SAT
_SPEC.loader.exec_module(SAT)


class Station:
    """A station that can be switched off and on again."""

    def __init__(self, folder):
        self.folder, self.clock, self.package = folder, SAT.Hands(), SAT.package()
        self.on()

    def on(self):
        self.session = Session.open(self.folder, self.package, SAT.START, clock=self.clock)
        self.visit = StationVisit(self.session, StationKey("S-01", bytes(range(32))))
        self.server = serve(self.visit)
        self.url = self.server.url
        self._thread = threading.Thread(target=self.server.run)
        self._thread.start()

    def off(self):
        """Switch off, as when the power fails: the port closes, and nothing is said to anybody."""
        self.server.stopped = True
        self._thread.join(10)

    @property
    def answers(self):
        return self.session.state.answers

    def begin(self, part="part1"):
        SAT.begin(self.session, part)


@pytest.fixture
def station(tmp_path):
    station = Station(tmp_path)
    yield station
    station.off()


@pytest.fixture
def page(chromium, station, request):
    """A page of the station, watched: no error that was not meant, nothing asked of another machine."""
    options = dict(getattr(request, "param", {}))
    context = chromium.new_context(reduced_motion="reduce", **options)
    context.set_default_timeout(10_000)
    page = context.new_page()
    faults = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda sent: None if sent.url.startswith(station.url) else faults.append(sent.url))
    yield page
    context.close()
    assert [fault for fault in faults if not EXPECTED.search(fault)] == []


def heading(page, name):
    page.get_by_role("heading", level=1, name=name).wait_for()


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def saved(page):
    page.locator("#saved", has_text="Saved at").wait_for()


def tab_to(page, name, *, most=90):
    """Go on with the tabulator until something of that name has the focus."""
    for _step in range(most):
        press(page, "Tab")
        if name in page.evaluate(
            "() => document.activeElement.innerText || document.activeElement.name || ''"
        ):
            return
    pytest.fail(f"the tabulator never came to {name}")


def test_can_part_one_be_sat_by_keyboard_alone_from_the_rules_to_the_hand_in(page, station):
    page.goto(station.url)
    tab_to(page, "agreed")
    press(page, "Space")
    tab_to(page, "Confirm")
    press(page, "Enter")
    heading(page, "Ready for part 1")
    press(page, "Enter")  # the button that starts the clock has the focus
    heading(page, "Question 1 of 6")
    press(page, "b")
    page.wait_for_function("() => document.querySelector('[data-cell=q01]').classList.contains('d')")
    press(page, "f")
    page.locator("#flag[aria-pressed=true]").wait_for()
    press(page, "n")
    heading(page, "Question 2 of 6")
    press(page, "g")
    assert page.evaluate("() => document.activeElement.id") == "number"
    press(page, "6", "Enter")
    heading(page, "Question 6 of 6")
    tab_to(page, "q06")
    page.keyboard.type("2678 n f")  # letters in a field are letters
    press(page, "Tab")
    page.locator("[data-read=q06].bad").wait_for()
    press(page, "Shift+Tab", "Control+a")
    page.keyboard.type("2 678")
    press(page, "Enter")
    page.locator("[data-read=q06]", has_text="Read as 2,678 €.").wait_for()
    assert station.answers == {"q01": "b", "q06": "2 678"}
    press(page, "t")
    page.locator("#told", has_text="100 minutes are left.").wait_for(state="attached")
    press(page, "n")
    heading(page, "Look once more, then hand in")
    tab_to(page, "sure")
    press(page, "Space")
    tab_to(page, "Hand in part 1")
    press(page, "Enter")
    heading(page, "Ready for part 2")
    assert station.session.state.ended == ("part1",)
    assert station.session.state.flags == {"q01"}


def test_do_single_keys_rest_once_they_are_switched_off(page, station):
    station.begin()
    page.goto(station.url)
    page.get_by_role("button", name="Switch single keys off").click()
    page.get_by_text("Single keys are off.").wait_for()
    press(page, "b", "n")
    page.wait_for_timeout(300)
    heading(page, "Question 1 of 6")
    assert station.answers == {}


def test_is_every_answer_there_after_the_station_was_killed_and_does_the_open_page_find_it_again(
    page, station
):
    station.begin()
    page.goto(station.url)
    page.get_by_text("Deciding which platforms get next year's budget").click()
    saved(page)
    page.goto(f"{station.url}q/q06")
    page.get_by_role("textbox").first.fill("11")
    press(page, "Tab")
    page.locator("[data-read=q06]", has_text="Read as 11 €.").wait_for()
    station.off()
    page.get_by_role("textbox").first.fill("2678")
    press(page, "Tab")
    page.get_by_role("alert").filter(has_text="Not saved. Stay on this page and raise your hand.").wait_for()
    page.get_by_role("button", name="Previous").click()  # does not lead away from what is not saved
    page.wait_for_timeout(200)
    assert page.get_by_role("textbox").first.input_value() == "2678"
    station.clock.go(240)
    url = station.url
    station.on()
    assert station.url == url
    assert station.answers == {"q01": "b", "q06": "11"}
    page.locator("#saved", has_text="Saved at").wait_for(timeout=15_000)
    page.locator("#unsaved").wait_for(state="hidden")
    assert station.answers == {"q01": "b", "q06": "2678"}
    assert station.session.state.left["part1"] == 100 * 60
    page.goto(station.url)  # a browser that was closed comes back to the same question
    heading(page, "Question 6 of 6")


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_can_everything_be_done_without_a_script(page, station):
    page.goto(station.url)
    page.get_by_label("I have read the rules.").check()
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Start the clock of part 1").click()
    page.get_by_text("Deciding which platforms").click()
    page.get_by_role("button", name="Question 6, open").click()
    page.get_by_role("textbox").first.fill("2 678 or so 3")
    press(page, "Enter")
    page.get_by_text("Not readable yet.").wait_for()
    page.get_by_role("button", name="Flag for review").click()
    page.get_by_role("button", name="Hide clock").click()
    assert page.get_by_text("min left").is_hidden()
    assert page.get_by_role("heading", name="Keyboard").is_hidden()
    page.get_by_role("button", name="Review and hand in part 1").click()
    assert page.get_by_role("link", name="Question 6", exact=True).count() == 2
    page.get_by_label("I hand in part 1.").check()
    page.get_by_role("button", name="Hand in part 1").click()
    page.get_by_role("button", name="Start the clock of part 2").click()
    page.get_by_role("link", name="What the posts show").click()
    page.get_by_label("Rows left").fill("18")
    page.get_by_label("Or paste the rows here").fill("date\tnetwork\n2026-03-01\tPlaza")
    page.get_by_role("button", name="Save, then task D").click()
    page.get_by_role("button", name="Open the drill").click()
    page.get_by_role("button", name="Start the drill").click()
    page.goto(f"{station.url}drill/pd-dog?plain=yes")
    assert page.get_by_role("heading", level=1).count() == 1
    page.goto(station.url)
    page.get_by_label("I hand in part 2.").check()
    page.get_by_role("button", name="Hand in part 2").click()
    page.get_by_label("Stop code").fill(SAT.STOP)
    page.get_by_role("button", name="Seal and hand in").click()
    heading(page, "Handed in and sealed")
    assert station.answers == {"q01": "b", "q06": "2 678 or so 3", "pa-form-rows": "18"}
    assert (station.session.folder / "files" / "plan.csv").read_text() == "date,network\n2026-03-01,Plaza\n"
    header, _decisions = read_log(station.session.folder / "pd-dog.jsonl")
    assert header.drill == "pd-dog"


def test_is_a_task_saved_field_by_field_and_its_words_counted(page, station):
    station.begin("part2")
    page.goto(f"{station.url}block/P-A")
    page.get_by_label("Engagement").fill("4,71")
    press(page, "Tab")
    page.locator("[data-read=pa-form-rate]", has_text="Read as 4.71 %.").wait_for()
    page.get_by_label("Alert").press_sequentially("The pool is safe.")
    page.get_by_text("From 5 to 60 words. 4 words").wait_for()
    page.get_by_label("Or paste the rows here").fill("date,network\n2026-03-01,Plaza")
    press(page, "Tab")
    page.get_by_text("Kept: plan.csv, one row.").wait_for()
    page.get_by_label("Calendar").set_input_files(
        {"name": "mine.csv", "mimeType": "text/csv", "buffer": b"date,network\n1,2\n3,4\n"}
    )
    page.get_by_text("Kept: plan.csv, 2 rows.").wait_for()
    assert station.answers == {"pa-form-rate": "4,71", "pa-form-note": "The pool is safe."}
    page.get_by_role("button", name="Review and hand in part 2").click()
    page.get_by_text("3 of 7 answers").wait_for()
    assert (station.session.folder / "files" / "plan.csv").read_bytes() == b"date,network\n1,2\n3,4\n"


def test_is_the_time_said_at_fifteen_minutes_and_the_page_left_when_it_is_over(page, station):
    station.begin()
    page.goto(station.url)
    station.clock.go(60 * 86)
    page.keyboard.press("t")
    page.locator("#notice", has_text="14 minutes are left.").wait_for()
    page.locator("#told", has_text="14 minutes are left.").wait_for(state="attached")
    assert page.locator("#clock").inner_text().startswith("14 min left")
    station.clock.go(60 * 15)
    page.keyboard.press("t")
    heading(page, "Ready for part 2")


WALK = (
    ("rules", "", None),
    ("try", "try", None),
    ("choice", "q/q01", "part1"),
    ("matching", "q/q02", "part1"),
    ("statements", "q/q04", "part1"),
    ("order", "q/q05", "part1"),
    ("number", "q/q06", "part1"),
    ("review", "review", "part1"),
    ("call", "call", "part1"),
    ("pause", "pause", "part1"),
    ("tasks", "", "part2"),
    ("data", "block/P-A", "part2"),
    ("table", "block/P-A/posts", "part2"),
    ("drill-task", "block/P-D", "part2"),
    ("drill-start", "drill/pd-dog", "part2"),
)


def walk(page, station):
    """Go to every page type, and yield its name once it stands."""
    part = None
    for name, place, wanted in WALK:
        if wanted != part:
            if part is None:
                station.session.agree()
                page.goto(station.url)
                yield "ready"
            if wanted == "part2":
                station.session.end_part("part1")
            station.session.start_part(wanted)
            part = wanted
        page.goto(station.url + place)
        if name == "number":
            page.get_by_role("textbox").first.fill("1 or 2")
            press(page, "Tab")
            page.locator("[data-read=q06].bad").wait_for()
        if name == "statements":
            page.get_by_label("True").first.check()
            page.get_by_text("4 rows are still open.").wait_for()
            page.get_by_role("button", name="Flag for review").click()
            page.locator("#flag[aria-pressed=true]").wait_for()
        yield name
        if name == "review":
            page.get_by_role("button", name="Hand in part 1").click()
            page.locator("#problem").wait_for()
            yield "refused"
        if name == "pause":
            page.get_by_label("Pause code").fill(SAT.PAUSE)
            page.get_by_role("button", name="Stop the clock").click()
            page.get_by_role("button", name="Go on").wait_for()
            yield "paused"
            station.session.resume(SAT.PAUSE)
    station.session.end_part("part2")
    page.goto(station.url)
    yield "finish"
    page.get_by_label("Stop code").fill(SAT.STOP)
    page.get_by_role("button", name="Seal and hand in").click()
    heading(page, "Handed in and sealed")
    yield "receipt"


LOOKS = {  # all rules once; in the dark only what colour can change; 1280 x 1024 at 400 % is 320 x 256
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "large": {"viewport": {"width": 320, "height": 256}, "color_scheme": "light"},
}
RULES = {
    "light": {"resultTypes": ["violations"]},
    "dark": {"runOnly": ["color-contrast"]},
    "large": {"runOnly": ["target-size"]},
}


@pytest.mark.slow
@pytest.mark.parametrize("page", LOOKS.values(), indirect=True, ids=LOOKS)
def test_is_every_page_accessible_and_nowhere_wider_than_its_window(page, station, request):
    SCREENSHOTS.mkdir(exist_ok=True)
    look = request.node.callspec.id
    axe, found = Axe(), {}
    for name in walk(page, station):
        rules = axe.run(page, options=RULES[look]).response["violations"]
        wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        if look == "light":
            page.screenshot(path=str(SCREENSHOTS / f"exam-{name}.png"), full_page=True)
        faults = [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in rules]
        if faults or wide > 0:
            found[name] = (faults, wide)
    assert found == {}
