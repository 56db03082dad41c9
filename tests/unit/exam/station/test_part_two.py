"""Are the tasks of part 2 shown whole, is every kind of answer and file kept, and does a drill begin once?"""

from __future__ import annotations

import csv
import io
import json
import re
from http import HTTPStatus

import pytest

from practicum.exam.sitting.session import Session
from practicum.exam.station.answering import as_csv
from practicum.exam.station.sheets import table_html

DATA = "pa-form"


def text_of(reply):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.html.split("</style>")[-1].split("<script>")[0]))


@pytest.fixture
def working(candidate):
    return candidate.begin("part2")


def test_does_the_list_name_every_task_with_its_minutes_and_what_is_missing(working):
    page = text_of(working.see())
    assert "0 of 7 answers, about 40 min" in page
    assert "drill of 25 min on its own clock, played once" in page
    assert "9 answers are missing." in page
    working.send("block/P-A", **{f"{DATA}-rows": "18", "go": "blocks"})
    assert "1 of 7 answers, about 40 min" in text_of(working.see())


def test_is_every_answer_of_a_task_saved_at_once_without_a_script(working):
    plain = {
        f"{DATA}-rows": "18", f"{DATA}-rate": "4,71", f"{DATA}-video": "open",
        f"{DATA}-faults": ["e1", "e2"], f"{DATA}-note": "The pool is safe, we checked.",
    }  # fmt: skip
    both = {f"{DATA}-both__plaza": "1", f"{DATA}-both__fotofeed": "2"}
    given = plain | both | {f"{DATA}-plan__paste": "date\tnetwork\n2026-03-01\tPlaza, too"}
    assert working.send("block/P-A", go="block:P-D", **given).location == "../block/P-D"
    kept = plain | {f"{DATA}-both": {"plaza": "1", "fotofeed": "2"}}
    assert working.session.state.answers == kept
    plan = (working.session.folder / "files" / "plan.csv").read_text(encoding="utf-8")
    assert plan == 'date,network\n2026-03-01,"Plaza, too"\n'
    page = working.see("block/P-A")
    assert "Kept: plan.csv, one row." in text_of(page)
    assert "Read as Plaza: 1 %; Fotofeed: 2 %." in text_of(page)
    assert "7 of 7 answers" in text_of(page)


def test_is_a_file_taken_and_a_wrong_one_refused_with_the_rest_saved(working):
    name = f"{DATA}-plan"
    working.send("block/P-A", files={name: ("Plan of mine.CSV", b"date\n2026-03-01\n")}, go="stay")
    page = text_of(working.see("block/P-A"))
    assert "Kept: plan.csv, one row." in page
    assert "The first line should name these columns, too: network." in page
    refused = working.send(
        "block/P-A", files={name: ("plan.xlsx", b"PK")}, go="stay", **{f"{DATA}-rows": "17"}
    )
    assert refused.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "a file that ends in .csv is asked for" in text_of(refused)
    assert working.session.state.answers[f"{DATA}-rows"] == "17"
    assert (working.session.folder / "files" / "plan.csv").read_bytes() == b"date\n2026-03-01\n"


def test_does_a_script_save_one_field_and_leave_the_others(working):
    working.send("block/P-A", go="stay", **{f"{DATA}-rows": "18"})
    reply = working.send("block/P-A/save", at=f"{DATA}-note", **{f"{DATA}-note": "one two three"})
    answer = json.loads(reply.content)
    assert answer["read"][f"{DATA}-note"] == {
        "said": "Read as a text of 3 words.",
        "bad": False,
        "shape": "read",
    }
    assert working.session.state.answers[f"{DATA}-rows"] == "18"
    pasted = working.send("block/P-A/save", at=f"{DATA}-plan", **{f"{DATA}-plan__paste": "date,network\n"})
    assert json.loads(pasted.content)["read"][f"{DATA}-plan"]["said"] == "Kept: plan.csv, 0 rows."


def test_is_a_table_there_as_csv_and_whole_on_a_page(working, sat):
    sheet = working.visit.get("block/P-A/posts.csv", {})
    assert (sheet.name, sheet.media) == ("posts.csv", "text/csv; charset=utf-8")
    assert sheet.content.decode("utf-8-sig") == sat.POSTS
    page = working.see("block/P-A/posts")
    assert page.html.count("<tr>") == 19
    assert "posts: 18 rows, 4 columns" in text_of(page)
    assert "empty" in text_of(page)
    assert working.see("block/P-A").html.count("<tr>") == 6
    assert working.send("block/P-A", go="table:posts").location == "../block/P-A/posts"
    assert working.send("block/P-A", go="table:secret").location == "../block/P-A"


def test_does_a_table_show_markup_as_it_stands():
    html = table_html("t", "a,b\n<b>x</b>,1.5\n")
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert '<td class="num">1.5</td>' in html
    assert 'class="text">' + "word " * 9 in table_html("t", "a,b\nx," + "word " * 9 + "\n")


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("a\tb\r\n1\t2\r\n", "a,b\n1,2\n"),
        ('a\tb\n"x, y"\t2', 'a,b\n"x, y",2\n'),
        ("a,b\n1,2\n\n", "a,b\n1,2\n"),
    ],
)
def test_are_cells_of_a_spreadsheet_pasted_as_csv(pasted, kept):
    assert as_csv(pasted) == kept
    assert len({len(row) for row in csv.reader(io.StringIO(kept))}) == 1


def test_can_a_task_be_flagged(working):
    working.send("block/P-D", go="flag")
    assert "P-D" in working.session.state.flags
    assert text_of(working.see()).count("flagged") == 1


def test_does_a_drill_begin_only_after_one_more_step_and_only_once(working):
    assert working.send("block/P-D", go="drill").location == "../drill/pd-dog"
    page = working.see("drill/pd-dog")
    assert "25 minutes, your extra time in it. It starts with the button and does not stop." in text_of(page)
    assert working.session.state.drills["pd-dog"].state == "waiting"
    assert working.send("drill/pd-dog/start").location == "../../drill/pd-dog"
    assert working.session.state.drills["pd-dog"].state == "running"
    desk = working.see("drill/pd-dog")
    assert "Drill:" in desk.html
    assert "script-src 'sha256-" in desk.policy
    assert "Its clock runs. Go back to it." in text_of(working.see("block/P-D"))
    again = working.send("drill/pd-dog/start")
    assert again.location == "../../drill/pd-dog"
    working.clock.go(60 * 25 + 1)
    working.visit.tick()
    assert working.session.state.drills["pd-dog"].state == "over"
    assert "It is played." in text_of(working.see("block/P-D"))


def test_is_a_message_to_a_drill_that_has_not_begun_no_start_of_its_clock(working):
    from practicum.learn.form.multipart import Submission

    working.visit.post("drill/pd-dog", Submission(json={"type": "hello"}))
    assert working.session.state.drills["pd-dog"].state == "waiting"
    working.send("drill/pd-dog", do="end")
    assert working.session.state.drills["pd-dog"].state == "waiting"


def test_is_a_full_disk_said_and_everything_typed_kept_on_the_page(working, monkeypatch):
    def full(*_unused):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Session, "save", full)
    page = working.send(
        "block/P-A", go="blocks", **{f"{DATA}-note": "My long alert text", f"{DATA}-rows": "18"}
    )
    assert page.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "2 answers are not saved. Stay on this page and raise your hand." in text_of(page)
    assert "My long alert text</textarea>" in page.html


def test_does_handing_in_ask_for_a_tick(working):
    refused = working.send("end/part2")
    assert "Tick the box to confirm." in text_of(refused)
    assert '<a href="../block/P-A">' in refused.html
    assert working.session.state.part == "part2"


@pytest.mark.parametrize("content", [b"date,network\r\n1,2\r\n", "date,network\n\xe9,\n".encode("latin-1")])
def test_does_a_page_that_sends_a_kept_file_back_not_change_it(working, content):
    name = f"{DATA}-plan"
    working.send("block/P-A", files={name: ("plan.csv", content)}, go="stay")
    shown = re.search(rf'name="{name}.paste".*?>(.*?)</textarea>', working.see("block/P-A").html, re.DOTALL)[
        1
    ]
    events = working.session.state.events
    working.send("block/P-A", go="stay", **{f"{name}__paste": shown})
    assert (working.session.folder / "files" / "plan.csv").read_bytes() == content
    assert working.session.state.events == events
    working.send("block/P-A", go="stay", **{f"{name}__paste": "date,network\n9,9"})
    assert (working.session.folder / "files" / "plan.csv").read_bytes() == b"date,network\n9,9\n"
