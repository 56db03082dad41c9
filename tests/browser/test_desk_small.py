"""Does the desk show all that a drill can bring, and do mouse and keyboard reach it?"""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from practicum.desk import Desk

SCREENSHOTS = Path(__file__).parents[2] / ".screenshots"
SMALL = Path(__file__).parents[1] / "widgets" / "small-drill"
AXE = "async () => (await axe.run('.pd-cell', {resultTypes: ['violations']})).violations"


def status(page, words):
    page.locator(".pd-status").filter(has_text=words).wait_for()


def focused(page):
    return page.evaluate("[document.activeElement.tagName, document.activeElement.value]")


@pytest.fixture
def lids(bare):
    """The small drill at 09:20: a question, two reports, a journalist and a hot issue."""

    def show(mode="practice", **size):
        desk = Desk(SMALL, *(("assessed-01", "assessed") if mode == "assessed" else ()))
        desk.wait(20)
        return desk, bare(desk, **size)

    return show


def acts(desk):
    return [(one.action, dict(one.args)) for one in desk._run.decisions if one.action not in ("wait", "open")]


def choose(page, name):
    page.locator(".pd-item", has_text=name).first.click()
    status(page, f"You read {name}")


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def test_reports_are_decided_with_a_rule_after_a_second_look(lids):
    desk, page = lids()
    page.locator(".pd-filters button", has_text="Reports").click()
    assert page.locator(".pd-item").count() == 2
    choose(page, "Rolf Adler")
    card = page.locator(".pd-report-card")
    assert "Rule named: Insult or threat" in card.text_content()
    assert "It errs; you decide." in card.text_content()
    button(page, "Remove it…").click()
    sheet = page.get_by_role("dialog", name="Moderate")
    sheet.locator(".pd-pick", has_text="Insult or threat").click()
    sheet.locator(".pd-pick", has_text="Yes, with the reason").click()
    button(sheet, "Remove it, 2 min…").click()
    look = page.locator("dialog")
    assert "Rolf Adler on Forum" in look.text_content()
    button(look, "Remove it, 2 min").click()
    status(page, "You removed the post of Rolf Adler")
    assert "Removed" in page.locator(".pd-conversation > header").text_content()
    assert page.locator(".pd-item").count() == 1, "what has been decided leaves the queue"
    assert button(page, "Put it back…").count() == 1
    assert button(page, "Keep it…").count() == 0
    assert acts(desk) == [("remove", {"thread": "insult", "rule": "insult", "notice": "yes"})]


def test_what_is_said_to_the_desk_alone_says_so(lids):
    desk, page = lids()
    asked = {"posture": "check", "parts": ["acknowledge"], "text": "Which order is it?"}
    desk.do("private", "tin", **asked)
    desk.wait(5)
    choose(page, "Nadia Ferhat")
    messages = page.locator(".pd-message")
    assert messages.last.locator("h4").text_content() == "Nadia Ferhat"
    assert "Order 40117" in messages.last.text_content()
    assert "Private. Only you read this." in messages.last.text_content()
    assert "Private. Only you" not in messages.first.text_content()


def test_plans_are_stopped_a_level_is_raised_and_its_clock_runs(lids):
    desk, page = lids()
    page.get_by_role("tab", name="Plans").click()
    button(page, "Stop: Ad: autumn box").click()
    status(page, "You stopped: Ad: autumn box")
    assert button(page, "Resume: Ad: autumn box").count() == 1
    button(page, "Change level…").click()
    sheet = page.get_by_role("dialog", name="Escalate")
    sheet.locator(".pd-pick", has_text="2: issue").click()
    sheet.get_by_label("Why").fill("The lids are hot.")
    button(sheet, "Change the level, 2 min").click()
    page.locator(".pd-clocks", has_text="First public word").wait_for()
    assert page.locator(".pd-steps [aria-current=step]").text_content() == "2: issue"
    assert [action for action, _ in acts(desk)] == ["pause", "level"]


def test_a_post_names_its_facts_and_the_second_look_says_which_are_not_known(lids):
    desk, page = lids()
    page.locator(".pd-item", has_text="Lids that cut").click()
    post = page.locator(".pd-compose")
    assert post.get_by_role("heading").text_content() == "Speak to everyone"
    for pick in ("Status", "Inform"):
        post.locator(".pd-pick", has_text=pick).first.click()
    post.get_by_label("Your post").fill("Lot B114 has sharp lids. Do not open it.")
    lot = post.locator(".pd-fact", has_text="Lot B114 has")
    assert "Not known yet" in lot.text_content()
    lot.locator("input").check()
    button(page, "Send, 8 min…").click()
    look = page.locator("dialog")
    assert "Not known yet: Lot B114 has sharp lids." in look.text_content()
    button(look, "Go back").click()
    assert acts(desk) == []
    lot.locator("input").uncheck()
    post.locator(".pd-fact", has_text="We are checking").locator("input").check()
    button(page, "Send, 8 min…").click()
    button(look, "Publish a post, 8 min").click()
    status(page, "You published a post")
    page.get_by_role("tab", name="Posts").click()
    page.locator(".pd-panel", has_text="Do not open it.").wait_for()
    button(page, "Correct…").click()
    assert focused(page)[0] == "TEXTAREA"
    assert acts(desk)[0][1]["facts"] == ["checking"]


def test_haste_is_a_button_and_never_the_enter_key(lids):
    desk, page = lids()
    choose(page, "Nadia Ferhat")
    page.locator(".pd-compose .pd-pick", has_text="Say that we are checking").click()
    page.get_by_label("Your answer").fill("We are looking at the lids and are back by ten.")
    page.locator(".pd-compose [type=radio]:checked").press("Enter")
    page.locator("dialog").wait_for()
    page.keyboard.press("Escape")
    button(page, "Send at once").click()
    status(page, "You answered Nadia Ferhat")
    assert [args.get("haste") for _, args in acts(desk)] == ["yes"]


def test_assessed_there_is_no_second_look_no_remark_and_no_hint(lids):
    desk, page = lids(mode="assessed")
    choose(page, "Nadia Ferhat")
    assert button(page, "Send at once").count() == 0
    page.locator(".pd-compose .pd-pick", has_text="Say that we are checking").click()
    page.get_by_label("Your answer").fill("You should have read the label of the tin.")
    page.get_by_text("No remarks on wording while you are assessed.").wait_for()
    button(page, "Send, 4 min").click()
    status(page, "You answered Nadia Ferhat")
    assert "haste" not in acts(desk)[0][1]
    assert page.locator(".pd-lint, .pd-hint").count() == 0


def test_remarks_come_while_one_writes_and_leave_caret_and_log_alone(lids):
    desk, page = lids()
    choose(page, "Nadia Ferhat")
    field = page.get_by_label("Your answer")
    field.fill("You should have read the label.")
    page.locator(".pd-lint", has_text="puts the fault on the customer").wait_for()
    assert "Remarks, never marks." in page.locator(".pd-lint").text_content()
    assert focused(page) == ["TEXTAREA", "You should have read the label."]
    assert acts(desk) == []
    field.fill("Sorry")
    page.locator(".pd-lint").wait_for(state="hidden")


def test_a_ready_made_text_goes_under_what_was_written_and_can_be_edited(lids):
    desk, page = lids()
    choose(page, "Nadia Ferhat")
    field = page.get_by_label("Your answer")
    field.fill("Poor thumb!")
    page.get_by_label("Ready-made text").select_option("lids")
    assert field.input_value().startswith("Poor thumb!\n\nThank you for telling us about your tin.")
    field.press("End")
    page.locator(".pd-compose .pd-pick", has_text="Thank").first.click()
    button(page, "Send at once").click()
    status(page, "You answered Nadia Ferhat")
    assert acts(desk)[0][1]["canned"] == "lids"


def test_the_keyboard_alone_reaches_every_part_and_the_map_names_its_keys(lids):
    desk, page = lids()
    button(page, "Start the shift").count()
    page.locator(".pd-item").first.focus()
    page.keyboard.press("5")
    assert page.locator(".pd-filters [aria-pressed=true]").text_content().startswith("Reports")
    page.keyboard.press("j")
    status(page, "You read")
    page.keyboard.press("m")
    page.get_by_role("dialog", name="Moderate").wait_for()
    assert focused(page)[0] == "SELECT"
    page.keyboard.press("Control+Enter")
    status(page, "You kept the post of")
    page.keyboard.press("p")
    assert page.locator("[role=tab][aria-selected=true]").text_content().startswith("Plans")
    page.keyboard.press("?")
    keys = page.locator("dialog").text_content()
    for words in ("Inbox filters", "Scheduled posts and ads", "Moderate", "Operate"):
        assert words in keys
    assert [action for action, _ in acts(desk)] == ["keep"]


def test_the_live_region_tells_what_matters_and_no_post(lids):
    _, page = lids()
    page.locator(".pd-run button", has_text="+10 min").click()
    page.locator(".pd-clock", has_text="09:30").wait_for()
    said = page.get_by_role("status").text_content()
    assert "posts without an answer" in said
    assert "thumb" not in said


@pytest.mark.parametrize(("width", "zoom"), [(1280, 1), (1118, 1), (900, 1), (640, 1), (1280, 2), (400, 1)])
def test_nothing_is_cut_off_at_any_width_nor_at_double_zoom(lids, width, zoom):
    _, page = lids(width=width, zoom=zoom)
    choose(page, "Nadia Ferhat")
    cut = page.evaluate("""() => [
            ...document.querySelectorAll('.pd :is(h2, h3, h4, button, .pd-top *, .pd-state *, label)')]
        .filter(node => node.getClientRects().length && !node.closest('.hidden, svg, .pd-spark')
            && node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline')
        .map(node => `${node.className || node.tagName}: ${node.textContent}`)""")
    assert cut == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    ("width", "zoom", "dark"), [(1280, 1, False), (1280, 1, True), (640, 1, True), (1280, 2, False)]
)
def test_axe_finds_nothing_in_any_panel(lids, width, zoom, dark):
    _, page = lids(width=width, zoom=zoom)
    page.evaluate("dark => { document.body.dataset.jpThemeLight = String(!dark) }", dark)
    page.add_style_tag(content="body { background: Canvas; min-height: 100vh }")
    page.evaluate(Axe().axe_script)
    faults = []

    def look(where):
        page.screenshot(
            path=str(SCREENSHOTS / f"small-{width}-{zoom}-{'dark' if dark else 'light'}-{where}.png")
        )
        faults.extend(
            f"{where}: {rule['id']} {node['target']}" for rule in page.evaluate(AXE) for node in rule["nodes"]
        )

    def pane(name):
        tab = page.locator(f".pd-panes [data-pane={name}]")
        if tab.is_visible():
            tab.click()

    choose(page, "Rolf Adler")
    look("report")
    pane("reply")
    page.get_by_label("Your answer").fill("You should have read the label.")
    page.locator(".pd-lint li").first.wait_for()
    look("remarks")
    for tab in ("Plans", "Alerts", "Channel"):
        pane("dock")
        page.get_by_role("tab", name=tab).click()
        look(tab.lower())
    button(page, "Operate").click()
    look("operate")
    assert faults == []
