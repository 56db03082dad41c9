"""The tools on plain pages: the same file and the same remarks as in a notebook, for any entries at all."""

from __future__ import annotations

import re
import runpy
import threading
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.learn.form.multipart import Submission
from practicum.learn.form.server import FormServer, serve_form
from practicum.learn.form.tools_visit import ToolsVisit
from practicum.learn.tools import TOOLS, Builder, find_tool
from practicum.learn.tools.content import parsed, tidy, written
from practicum.learn.tools.registry import module_of
from practicum.learn.tools.remarks import remarks
from practicum.learn.tools.said import line
from practicum.project import Project

MODULES = """
[[module]]
id = "m03"
slug = "m03-strategy"
title = "Strategy"
minutes = 10
status = "open"
summary = "Where?"

[[module]]
id = "m10"
slug = "m10-crisis"
title = "Crisis"
minutes = 10
status = "open"
summary = "When?"
"""
SOME = {"aim": "People come back", "metric": "Followers", "target": "lots"}


def visit_in(root):
    (root / "course").mkdir(parents=True)
    (root / "course" / "syllabus.toml").write_text(MODULES, encoding="utf-8")
    return ToolsVisit(Project(root))


@pytest.fixture
def visit(tmp_path, monkeypatch):
    monkeypatch.setenv("PRACTICUM_WORK", str(tmp_path / "work"))
    return visit_in(tmp_path / "root")


@pytest.fixture
def folder(visit):
    return visit.project.work / "m03-strategy"


CLIENT = runpy.run_path(str(Path(__file__).with_name("test_form_server.py")))["Client"]  # the same browser


def sent(records, press="save", seen=""):
    texts = {f"{row}.{name}": [text] for row, one in enumerate(records, 1) for name, text in one.items()}
    return Submission({**texts, "rows": [str(len(records))], "do": [press], "seen": [seen]})


def seen_on(page):
    return re.search(r'name="seen" value="([^"]*)"', page)[1]


def errors_of(page):
    return {unescape(text) for text in re.findall(r'<li><a href="#f-[^"]+">(.*?)</a></li>', page)}


def test_are_all_tools_listed_with_what_is_there_of_them(visit, folder):
    visit.post("objectives", sent([SOME]))
    page = visit.get("", {}).html
    for slug, tool in TOOLS.items():
        assert f'<a href="./{slug}">{tool.title}</a>' in page
    assert "objectives.csv: 1 row." in page
    assert page.count("Not begun yet.") == len(TOOLS) - 1


def test_is_what_was_sent_saved_and_shown_with_remarks_that_lead_to_their_fields(visit, folder):
    reply = visit.post("objectives", sent([SOME, {"aim": ""}]))
    assert reply.location == "./objectives?saved=1"
    tool = find_tool("objectives")
    assert parsed(tool, (folder / "objectives.csv").read_text(encoding="utf-8")) == tidy(tool, [SOME])
    page = visit.get("objectives", {"saved": "1"}).html
    assert "<title>Please look: Objectives</title>" in page
    assert "Saved. objectives.csv: 1 row. 5 things must change. 1 remark is advice." in page
    assert errors_of(page) == {line(tool, one) for one in remarks(tool, tidy(tool, [SOME]))}
    for field, invalid in (("target", True), ("metric", False), ("aim", False)):
        control = re.search(rf'<input [^>]*id="f-1-{field}"[^>]*>', page)[0]
        assert ('aria-invalid="true"' in control) is invalid
        for described in re.search(r'aria-describedby="([^"]+)"', control)[1].split():
            assert page.count(f'id="{described}"') == 1
    assert "<b>Must change:</b> “lots” does not fit" in page
    assert "<b>Advice:</b> “Followers” can grow" in page


def test_is_every_field_labelled_and_every_row_a_named_group(visit):
    for slug in TOOLS:
        page = visit.get(slug, {}).html
        ids = re.findall(r'<(?:input type="text"|select|textarea) ?[^>]*\bid="([^"]+)"', page)
        assert ids
        assert len(set(ids)) == len(ids)
        assert all(f'<label for="{one}">' in page for one in ids)
        assert page.count("<fieldset") == page.count("<legend>")
        assert "<script" not in page


def test_does_enter_in_a_field_save_and_nothing_else(visit):
    page = visit.get("objectives", {}).html
    first = re.search(r"<button [^>]*>", page[page.index("<form") :])[0]
    assert 'value="save"' in first


def test_are_rows_added_and_removed_without_touching_the_file(visit, folder):
    page = visit.post("objectives", sent([SOME], "add")).html
    assert 'name="rows" value="2"' in page
    assert re.search(r'id="f-2-aim"[^>]* autofocus', page)
    assert 'value="People come back"' in page
    page = visit.post("objectives", sent([SOME, {"aim": "second"}], "remove-1")).html
    assert 'value="second"' in page
    assert "People come back" not in page
    assert "Row 1 was removed here." in page
    assert 'name="rows" value="1"' in visit.post("objectives", sent([SOME], "remove-1")).html
    assert not (folder / "objectives.csv").exists()


def test_does_checking_show_the_remarks_and_write_nothing(visit, folder):
    page = visit.post("objectives", sent([SOME], "check")).html
    assert "Checked, not saved. objectives.csv: 1 row." in page
    assert len(errors_of(page)) == 6
    assert not (folder / "objectives.csv").exists()


def test_is_what_another_program_wrote_meanwhile_kept(visit, folder):
    visit.post("objectives", sent([SOME]))
    seen = seen_on(visit.get("objectives", {}).html)
    assert visit.post("objectives", sent([SOME | {"owner": "me"}], seen=seen)).location.endswith("saved=1")
    reply = visit.post("objectives", sent([SOME], seen=seen))
    assert reply.location == "./objectives?saved=1&former=objectives-1.csv&foreign=1"
    assert ",me\n" in (folder / "objectives-1.csv").read_text(encoding="utf-8")
    page = visit.get("objectives", {"saved": "1", "former": "objectives-1.csv", "foreign": "1"}).html
    assert "it is kept as objectives-1.csv" in page
    assert "passwd" not in visit.get("objectives", {"saved": "1", "former": "/etc/passwd"}).html


def test_are_the_versions_of_a_text_listed_with_what_changed(visit):
    visit.post("statement", sent([{"fact": "We closed at 14:00."}]))
    seen = seen_on(visit.get("statement", {}).html)
    visit.post("statement", sent([{"fact": "We closed at 14:10."}], seen=seen))
    page = visit.get("statement", {}).html
    assert "<summary>statement-1.md</summary>" in page
    assert "<del>We closed at 14:00.</del>" in page


def test_is_a_file_that_cannot_be_read_a_sentence_on_its_page_and_never_lost(visit, folder):
    folder.mkdir(parents=True)
    (folder / "objectives.csv").write_bytes("aim\nété".encode("utf-16"))
    page = visit.get("objectives", {}).html
    assert "CSV UTF-8" in page
    assert "CSV UTF-8" in visit.get("", {}).html
    visit.post("objectives", sent([SOME], seen=seen_on(page)))
    assert (folder / "objectives-1.csv").read_bytes() == "aim\nété".encode("utf-16")


def test_is_a_place_that_cannot_be_written_a_sentence(visit, folder):
    (folder / "objectives.csv").mkdir(parents=True)
    reply = visit.post("objectives", sent([SOME]))
    assert reply.status == 422
    assert 'value="People come back"' in reply.html


@pytest.mark.parametrize("rows", ["", "-1", "x", "9999", "99999999999"])
def test_is_a_strange_number_of_rows_bounded(visit, rows):
    given_rows = Submission({"rows": [rows], "1.aim": ["x"], "do": ["check"]})
    page = visit.post("objectives", given_rows).html
    assert 1 <= int(re.search(r'name="rows" value="(\d+)"', page)[1]) <= 40


@pytest.mark.parametrize("place", ["nowhere", "../objectives", "hand-in"])
def test_is_there_no_other_page(visit, place):
    assert visit.get(place, {}) is None
    assert visit.post(place, sent([])) is None


def test_is_what_was_entered_shown_and_never_obeyed(visit):
    evil = '"><script>alert(1)</script>'
    visit.post("objectives", sent([{"aim": evil, "target": evil}]))
    page = visit.get("objectives", {"saved": evil, "former": evil}).html
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 3


def test_are_the_tools_served_to_who_knows_the_address_and_to_nobody_else(visit):

    server = FormServer(visit)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        client = CLIENT(server)
        response, page = client.ask(place="objectives")
        assert response.status == 200
        assert "Objectives" in page
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert client.ask(place="nowhere")[0].status == 404
        for place, headers in (("/wrong/objectives", {}), ("objectives", {"Origin": "http://evil.example"})):
            response, page = client.post([("1.aim", "x"), ("rows", "1")], place=place, **headers)
            assert response.status == 403
        assert not (visit.project.work / "m03-strategy" / "objectives.csv").exists()
        response, page = client.post([("1.aim", "x"), ("rows", "1"), ("do", "save")], place="objectives")
        assert response.status == 303
        assert "Your files are in" in client.post(place="stop")[1]
    finally:
        server.stopped = True
        thread.join(10)
    assert not thread.is_alive()


def test_does_the_command_open_the_tools(visit, capsys):
    serve_form("tools", open_browser=False, idle_minutes=0, project=visit.project)
    assert "The form is closed. Your files are in" in capsys.readouterr().out


# Whatever a person can type or paste, and the marks that CSV, Markdown and HTML live by.
words = st.text(
    st.one_of(st.characters(), st.sampled_from("\r\n\t ,;\"'#\\=&<\x00\u2028\ufeff\x85")), max_size=30
)


@st.composite
def entries(draw):
    """Return a tool and rows of it as a browser sends them."""
    tool = find_tool(draw(st.sampled_from(list(TOOLS))))
    fields = {
        one.name: st.one_of(words, st.sampled_from([*one.options, "", "12", "2026-11-03", f"## {one.label}"]))
        for one in tool.fields
    }
    return tool, draw(st.lists(st.fixed_dictionaries(fields), min_size=1, max_size=3 if tool.many else 1))


@settings(max_examples=40, deadline=None)
@given(entries())
def test_do_notebook_and_plain_page_write_the_same_file_and_say_the_same(monkeypatch_class, given_entries):
    tool, rows = given_entries
    with TemporaryDirectory() as place:
        monkeypatch_class.setenv("PRACTICUM_WORK", str(Path(place) / "work"))
        visit = visit_in(Path(place) / "root")
        (own := Path(place) / "notebook").mkdir()
        slug = next(one.slug for one in visit.project.modules if one.id == module_of(tool.slug))
        builder = Builder(tool, own, fresh=True)
        if tool.many:
            builder.rows = builder.rows[:0]
            while len(builder.rows) < len(rows):
                builder.add.click()
        for box, row in zip(builder.rows, rows, strict=True):
            for name, text in row.items():
                _enter(box.fields[name], text)
        builder.save.click()
        visit.post(tool.slug, sent(rows))
        mine, theirs = own / tool.file, visit.project.work / slug / tool.file
        assert mine.read_bytes() == theirs.read_bytes()
        content = mine.read_text(encoding="utf-8")
        assert written(tool, parsed(tool, content)) == content
        page = unescape(visit.get(tool.slug, {}).html)
        if tool.slug != "post-mortem":  # the log that it reads stands in another folder
            for remark in remarks(tool, builder.records):
                assert line(tool, remark) in page


def _enter(field, text):
    """Type into a widget; a list takes what it offers, and what a file held."""
    options = getattr(field, "options", None)
    if options is not None and text not in dict(options).values():
        field.options = [*options, (text, text)]
    field.value = text


@pytest.fixture(scope="module")
def monkeypatch_class():
    with pytest.MonkeyPatch.context() as patch:
        yield patch
