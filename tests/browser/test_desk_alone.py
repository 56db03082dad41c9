"""Does the desk hold on to what a learner has in hand? A bare page, a real drill, no JupyterLab."""

from pathlib import Path
from random import Random

import pytest

import practicum.desk
from practicum.desk import Desk
from practicum.desk.wire import difference

STATIC = Path(practicum.desk.__file__).parent / "static"


def status(page, words):
    page.locator(".pd-status").filter(has_text=words).wait_for()


def focused(page):
    return page.evaluate("[document.activeElement.tagName, document.activeElement.value]")


@pytest.fixture
def morning(bare):
    """D1 at 10:20 with a few threads, the first of them open."""
    desk = Desk("d01-first-shift")
    desk.wait(80)
    page = bare(desk)
    page.locator(".pd-item").first.click()
    status(page, "You read")
    return desk, page


def test_a_text_in_writing_survives_every_frame_with_its_caret(morning):
    desk, page = morning
    field = page.locator(".pd-compose textarea")
    field.fill("Hello you")
    field.evaluate("node => node.setSelectionRange(2, 4)")
    for _ in range(3):
        desk.wait(20)
        page.evaluate("window.hear", page.wire.flush())
    assert focused(page) == ["TEXTAREA", "Hello you"]
    assert field.evaluate("node => [node.selectionStart, node.selectionEnd]") == [2, 4]


def test_each_thread_keeps_its_own_draft(morning):
    _, page = morning
    field = page.locator(".pd-compose textarea")
    field.fill("for the first")
    page.locator(".pd-item").nth(1).click()
    assert field.input_value() == ""
    field.fill("for the second")
    page.locator(".pd-item").first.click()
    assert field.input_value() == "for the first"


def test_two_quick_clicks_tick_two_parts(morning):
    _, page = morning
    boxes = page.locator(".pd-compose [type=checkbox]")
    boxes.evaluate_all("boxes => { boxes[0].click(); boxes[1].click() }")
    page.evaluate("new Promise(requestAnimationFrame)")
    assert boxes.evaluate_all("boxes => boxes.filter(box => box.checked).length") == 2


def test_an_incomplete_act_says_what_is_missing_and_goes_there(morning):
    desk, page = morning
    before = len(desk._run.decisions)
    page.locator(".pd-compose [type=submit]").click()
    status(page, "Fill in “Posture” first")
    page.locator(".pd-compose [type=radio]").first.check()
    page.locator(".pd-compose [type=submit]").click()
    status(page, "Fill in “Your answer” first")
    assert focused(page) == ["TEXTAREA", ""]
    assert len(desk._run.decisions) == before


def test_new_threads_do_not_move_what_the_learner_reads(morning):
    desk, page = morning
    page.locator(".pd-item").last.focus()
    before = page.evaluate("document.activeElement.dataset.thread")
    desk.wait(120)
    page.evaluate("window.hear", page.wire.flush())
    assert page.evaluate("document.activeElement.dataset.thread") == before
    assert page.locator(".pd-item[aria-current=true]").count() == 1


def test_what_a_check_brings_is_read_and_the_check_stays_in_the_status_line(morning):
    _, page = morning
    page.keyboard.press("v")
    page.locator(".pd-sheet [type=submit]").click()
    page.locator(".pd-message.internal").wait_for()
    page.locator(".pd-item.unread[aria-current=true]").wait_for(state="detached")
    assert page.locator(".pd-status").text_content().startswith("You checked")


def test_keys_can_be_switched_off_and_stay_off(morning):
    desk, page = morning
    page.keyboard.press("?")
    page.get_by_label("Single-letter keys are on").uncheck()
    page.keyboard.press("Escape")
    clock = desk.view["clock"]["minute"]
    page.keyboard.press("n")
    page.keyboard.press("+")
    assert desk.view["clock"]["minute"] == clock
    page.locator(".pd-run [aria-keyshortcuts='?']").click()
    assert not page.get_by_label("Single-letter keys are on").is_checked()


def test_f6_walks_through_all_areas_and_back(morning):
    _, page = morning
    here = "document.activeElement.closest('[data-area]').dataset.area"
    walked = [page.keyboard.press("F6") or page.evaluate(here) for _ in range(6)]
    assert sorted(walked) == ["acts", "dock", "inbox", "reply", "thread", "top"]
    page.keyboard.press("Shift+F6")
    assert page.evaluate(here) == walked[-2]


def test_an_answer_among_several_asks_how_sure_and_sends_it(bare):
    desk = Desk("monday-committee")
    page = bare(desk)
    page.get_by_role("button", name="Start the shift").click()
    page.keyboard.press("n")
    page.locator(".pd-item").first.wait_for()
    page.keyboard.press("j")
    page.locator(".pd-compose [type=radio]").first.check()
    page.locator(".pd-compose [type=submit]").click()
    dialog = page.locator("dialog")
    dialog.locator("[type=submit]").click()
    dialog.get_by_text("Say how sure you are first.").wait_for()
    dialog.get_by_label("70 %").check()
    dialog.locator("[type=submit]").click()
    status(page, "You gave")
    assert [act.confidence for act in desk._run.decisions if act.action == "choose"] == [70]


def test_the_browser_applies_every_difference_as_python_means_it(chromium):
    draw = Random(7)  # noqa: S311 - a test draws the same cases every time

    def value(depth):
        kind = draw.choice(["plain", "list", "object", "rows"]) if depth else "plain"
        if kind == "rows":
            return [{"id": name, "v": value(depth - 1)} for name in draw.sample("abcdef", draw.randint(0, 5))]
        if kind == "list":
            return [value(depth - 1) for _ in range(draw.randint(0, 3))]
        if kind == "object":
            return {name: value(depth - 1) for name in draw.sample("abc", draw.randint(0, 3))}
        return draw.choice([None, True, 0, 1, "", "x"])

    pairs = [(value(3), value(3)) for _ in range(400)]
    pairs += [(old, [*old[1:], *old[:1]]) for old, _ in pairs if isinstance(old, list)]
    cases = [{"old": old, "new": new, "change": difference(old, new)} for old, new in pairs]
    page = chromium.new_page()
    wrong = page.evaluate(
        """async ([code, cases]) => {
            const source = new Blob([code], {type: "text/javascript"});
            const { applied } = await import(URL.createObjectURL(source));
            const sorted = (value) => value && typeof value === 'object' && !Array.isArray(value)
                ? Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])]))
                : Array.isArray(value) ? value.map(sorted) : value;
            const text = (value) => JSON.stringify(sorted(value));
            return cases.filter(({old, change, new: wanted}) => text(applied(old, change)) !== text(wanted));
        }""",
        [(STATIC / "wire.js").read_text(encoding="utf-8"), cases],
    )
    page.close()
    assert wrong == []
