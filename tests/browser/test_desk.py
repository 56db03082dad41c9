"""Can a learner play D1 at the desk, in JupyterLab, with a mouse, and with nothing but a keyboard?"""

import json
from pathlib import Path

import pytest

from practicum.desk import Desk
from practicum.drill import load_scenario, play
from practicum.evidence import read_log

DRILL = "d01-first-shift"
SCREENSHOTS = Path(__file__).parents[2] / ".screenshots"
OPEN_DESK = f"from practicum.desk import Desk\ndesk = Desk({DRILL!r})\ndesk"
DESK = ".practicum .pd"


@pytest.fixture
def at_desk(lab, request):
    """Open a notebook of its own with a desk in it, and give the page's handle to the desk."""

    def sit(*, theme="light", sidebar=False):
        folder = request.node.name.replace("[", "-").replace("]", "")
        path = lab.write_notebook(f"{folder}/shift.ipynb", OPEN_DESK)
        lab.open_notebook(path)
        if theme == "dark":
            lab.theme("dark")
        if not sidebar:
            lab.execute("application:toggle-left-area")
        lab.run_all()
        lab.wait_for_sentinel()
        return DeskPage(lab, lab.root / folder / f"{DRILL}.jsonl")

    return sit


class DeskPage:
    """What a person does at the desk, in the words of a person."""

    def __init__(self, lab, log):
        self.lab, self.page, self.log = lab, lab.page, log
        self.root = lab.page.locator(DESK)
        self.root.wait_for()

    @property
    def status(self):
        return self.root.get_by_role("status").text_content()

    @property
    def clock(self):
        return self.root.locator(".pd-clock .pd-num").text_content()

    def button(self, name, *, exact=True):
        return self.root.get_by_role("button", name=name, exact=exact)

    @property
    def focused_area(self):
        return self.page.evaluate("document.activeElement.closest('[data-area]')?.dataset.area")

    def wait_for_status(self, words):
        self.root.get_by_role("status").filter(has_text=words).wait_for()

    def begin(self):
        self.button("Start the shift").click()

    def ten_minutes(self):
        before = self.clock
        self.button("+10 min").click()
        self.page.wait_for_function(
            "before => document.querySelector('.pd-clock .pd-num').textContent !== before", arg=before
        )

    def wait_for_thread(self, name):
        item = self.root.locator(".pd-item", has=self.page.locator(f".pd-name:text-is({json.dumps(name)})"))
        for _ in range(60):
            if item.count():
                return item.first
            self.ten_minutes()
        raise AssertionError(f"{name} never wrote")

    @property
    def modal(self):
        return self.root.locator("dialog")

    def hand_over(self, note):
        hours, minutes = (int(part) for part in self.clock.split(":"))
        self.button("+10 min").focus()
        self.press(*["Enter"] * ((16 * 60 + 39 - hours * 60 - minutes) // 10))  # a quick hand: acts queue up
        self.page.wait_for_function("document.querySelector('.pd-clock .pd-num').textContent >= '16:30'")
        self.button("Close").click()
        self.root.get_by_label("Hand-over note").fill(note)
        self.button("Hand over and end the shift, 5 min…").click()
        self.modal.get_by_role("button", name="Hand over and end the shift").click()

    def predict(self, score):
        field = self.root.get_by_label("What score do you expect")
        field.evaluate("(node, score) => { node.type = 'text'; node.value = score }", score)
        self.button("Show the debrief").click()

    def show(self, pane):
        button = self.root.locator(f".pd-panes [data-pane={pane}]")
        if button.is_visible():
            button.click()

    def axe_here(self, where):
        return [f"{where}: {fault}" for fault in self.lab.axe(".pd-cell")]

    def axe_everywhere(self, where):
        """Run axe in both themes, as wide as Lab allows and in half a window, and keep the pictures."""
        faults = []
        for width in (1280, 640):
            self.page.set_viewport_size({"width": width, "height": 900})
            for theme in ("light", "dark"):
                self.lab.theme(theme)
                faults += self.axe_here(f"{where} {width} {theme}")
                self.shot(f"{where}-{theme}-{width}")
        self.page.set_viewport_size({"width": 1280, "height": 900})
        self.lab.theme("light")
        return faults

    def reload(self):
        self.lab.execute("docmanager:save")
        self.page.reload()
        self.lab.wait_until_idle()
        self.root.wait_for()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def shot(self, name):
        self.lab.screenshot(name, self.root)

    def decisions(self):
        return read_log(self.log)[1]


def test_a_shift_is_played_to_the_debrief_by_mouse(at_desk):
    desk = at_desk(sidebar=True)
    desk.begin()
    desk.wait_for_thread("Tobi Oyelaran").click()
    desk.wait_for_status("You read Tobi Oyelaran")
    clock = desk.clock
    desk.reload()
    assert desk.clock == clock, "a page that is loaded anew must show the same desk"
    desk.root.locator(".pd-item", has_text="Tobi Oyelaran").first.click()
    desk.root.locator(".pd-pick", has_text="Inform").click()
    desk.root.get_by_label("Your answer").fill(
        "Under Account, choose Pause. It keeps your box for two months."
    )
    desk.button("Send, 4 min…").click()
    dialog = desk.modal
    assert dialog.get_by_role("button", name="Go back").evaluate("node => node === document.activeElement")
    dialog.get_by_role("button", name="Answer in the thread, 4 min").click()
    desk.wait_for_status("You answered Tobi Oyelaran")
    assert desk.root.get_by_label("Your answer").input_value() == "", "a sent text must not stay in the form"
    desk.button("Watch").click()
    desk.root.get_by_label("Compare with the usual hour").check()
    desk.button("Compare with the usual hour, 2 min").click()
    desk.wait_for_status("usual at this time")
    desk.hand_over("Nothing is open. Tobi has his answer.")
    desk.predict("high")
    desk.root.get_by_text("there is no wrong guess").first.wait_for()
    desk.predict("55")
    report = desk.root.locator(".pd-report")
    report.wait_for()
    assert "you expected 55" in report.text_content()
    assert desk.decisions()[-1].action == "handover"
    report.get_by_role("button", name="Keep this resolution").click()
    desk.wait_for_status("Your resolution is kept")


@pytest.mark.parametrize("lab", [(640, 900)], indirect=True)
def test_a_shift_is_played_in_half_a_window_with_nothing_but_a_keyboard(at_desk):
    desk = at_desk(theme="dark")
    desk.root.get_by_role("button", name="Start the shift").focus()
    desk.press("Enter")
    cells = desk.page.locator(".jp-Notebook .jp-Cell").count()
    desk.press("n")
    desk.wait_for_status("You watched the desk until")
    desk.press("j")
    desk.wait_for_status("You read")
    assert desk.focused_area == "thread", "the inbox is folded away now: focus must not stay behind in it"
    desk.press("F6", "F6", "F6", "F6", "F6", "F6", "r")
    desk.page.keyboard.type("Have a good day, dd bb aa.")
    desk.press("Shift+Tab", "ArrowRight", "Control+Enter")
    desk.modal.wait_for()
    desk.press("Tab", "Enter")
    desk.wait_for_status("You answered")
    desk.press("?")
    desk.modal.wait_for()
    desk.press("Escape")
    clock = desk.clock
    desk.press("g")
    desk.button("Pause").wait_for()
    desk.page.wait_for_function(
        "was => document.querySelector('.pd-clock .pd-num').textContent > was", arg=clock
    )
    desk.press("g")
    desk.button("Run").wait_for()
    desk.press("w")
    desk.root.get_by_role("dialog", name="Watch").wait_for()
    desk.press("Escape")
    assert desk.root.evaluate("node => node.contains(document.activeElement)"), "focus left the desk"
    desk.press("d", "d", "b", "a", "x", "0", "0")
    assert desk.page.locator(".jp-Notebook .jp-Cell").count() == cells, "JupyterLab took a key"
    desk.press(*["+"] * 48)
    desk.root.get_by_label("What score do you expect").wait_for()
    desk.page.keyboard.type("40")
    desk.press("Enter")
    desk.root.locator(".pd-report").wait_for()
    assert [act.action for act in desk.decisions() if act.action == "reply"] == ["reply"]


def test_a_restarted_kernel_resumes_where_it_was(at_desk):
    desk = at_desk()
    desk.begin()
    desk.wait_for_thread("Tobi Oyelaran").click()
    desk.wait_for_status("You read Tobi Oyelaran")
    desk.root.get_by_label("Your answer").fill("Half a sen")
    before = (desk.clock, len(desk.decisions()))
    desk.lab.restart_kernel()
    desk.button("+10 min").click()
    desk.wait_for_status("The kernel behind this desk is gone")
    desk.lab.choose("Edit", "Clear Outputs of All Cells")
    desk.lab.run_all()
    desk.lab.wait_for_sentinel()
    desk.wait_for_status("Resumed at")
    assert (desk.clock, len(desk.decisions())) == before
    desk.root.locator(".pd-item", has_text="Tobi Oyelaran").first.click()
    assert desk.root.get_by_label("Your answer").input_value() == "Half a sen", "the draft was lost"
    desk.root.locator(".pd-notice").get_by_role("button", name="Start over…").click()
    desk.modal.get_by_role("button", name="Start over").click()
    desk.wait_for_status("The old log is kept as d01-first-shift.1.jsonl")
    assert desk.log.with_name("d01-first-shift.1.jsonl").exists()
    assert not desk.log.exists()
    assert desk.clock == "09:00"


def test_axe_finds_nothing_on_desk_and_debrief_in_both_themes_wide_and_narrow(at_desk):
    desk = at_desk()
    faults = desk.axe_here("start")
    desk.shot("desk-start")
    desk.begin()
    desk.wait_for_thread("Yann Le Goff").click()
    desk.wait_for_status("You read Yann Le Goff")
    desk.root.locator(".pd-pick", has_text="Inform").click()
    desk.root.get_by_label("Your answer").fill("Thank you for the picture. We are looking at it now.")
    faults += desk.axe_everywhere("desk")
    for group in ("Watch", "Verify", "Moderate", "Escalate"):
        desk.button(group).click()
        faults += desk.axe_here(f"{group} form")
        desk.press("Escape")
    desk.show("reply")
    desk.button("Send, 4 min…").click()
    faults += desk.axe_here("second look")
    desk.shot("desk-second-look")
    desk.press("Escape", "?")
    desk.modal.wait_for()
    faults += desk.axe_here("keys")
    desk.press("Escape")
    desk.hand_over("Yann's picture is open.")
    faults += desk.axe_here("guess")
    desk.predict("30")
    desk.root.locator(".pd-report").wait_for()
    desk.root.evaluate("node => node.querySelectorAll('details').forEach(one => { one.open = true })")
    faults += desk.axe_here("debrief")
    assert not faults, "\n".join(faults)


def test_a_debrief_in_a_notebook_keeps_its_look_in_both_themes(lab):
    cell = f"from practicum.desk import Desk\ndesk = Desk({DRILL!r})\ndesk.finish()\ndesk.debrief(50)"
    lab.open_notebook(lab.write_notebook("debrief/told.ipynb", cell))
    lab.run_all()
    lab.wait_for_sentinel()
    lab.page.locator(".pd-report summary").first.click()
    faults = []
    for theme in ("light", "dark"):
        lab.theme(theme)
        faults += lab.axe(".practicum")
        lab.screenshot(f"debrief-notebook-{theme}")
    assert not faults, "\n".join(faults)


def test_the_saved_debrief_stands_alone_and_is_accessible(lab, tmp_path):
    desk = Desk(DRILL, path=tmp_path / "log.jsonl")
    for decision in play(load_scenario(DRILL), "practice-1", "random"):
        if decision.minute > desk.view["clock"]["minute"]:
            desk.wait(decision.minute - desk.view["clock"]["minute"])
        if not desk.over:
            desk.do(decision.action, confidence=decision.confidence, **decision.args)
    desk.finish()
    lab.page.set_content(desk.debrief(70).save(tmp_path / "debrief.html").read_text(encoding="utf-8"))
    lab.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    faults = []
    for scheme in ("light", "dark"):
        lab.page.evaluate("scheme => { document.body.dataset.scheme = scheme }", scheme)
        for width in (1280, 600):
            lab.page.set_viewport_size({"width": width, "height": 900})
            faults += [f"{scheme} {width}: {fault}" for fault in lab.axe("body")]
            lab.page.screenshot(path=str(SCREENSHOTS / f"debrief-{scheme}-{width}.png"), full_page=True)
    assert not faults, "\n".join(faults)
