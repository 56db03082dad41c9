"""Do the rules for texts and files check what rules can, with bounded work, and nothing more?"""

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.marking import (
    MISSING,
    PROMISES,
    Artefact,
    Column,
    CsvFile,
    Exercise,
    Mistake,
    Number,
    Outcome,
    Part,
    PngImage,
    Table,
    Text,
    mark,
)

WORDS = "Finding: reach grew in March. " * 2
REPLY = Text(
    min_words=8,
    max_words=20,
    must=(
        Part(label="A finding", any_of=("Finding",), heading=True),
        Part(label="A month", any_of=("march", "in April")),
    ),
    avoid=PROMISES,
)


def exercise(kind, **changes):
    facts = {
        "id": "m08-8",
        "title": "T",
        "competence": "H6",
        "points": 6,
        "question": "?",
        "few_mistakes": "test",
    }
    return Exercise(kind=kind, reference=lambda _: None, **facts | changes)


def broken(result):
    return [line.label for line in result.lines if line.outcome is not Outcome.RIGHT]


@pytest.mark.parametrize(
    ("text", "points", "faults"),
    [
        (WORDS, 6, []),
        ("# FINDING\nReach grew in **March** by a fifth, says Zoë.", 6, []),
        ("Our finding: reach grew in March by a fifth.", 4, ["A finding"]),
        ("Finding: reach grew in the marching season of spring.", 4, ["A month"]),
        ("Finding: March.", 4, ["8 to 20 words"]),
        (WORDS * 9, 4, ["8 to 20 words"]),
        (f"{WORDS} We guarantee it.", 4, ["No word that promises too much"]),
        (f"{WORDS} We  PROMISE.", 4, ["No word that promises too much"]),
        (f"{WORDS} Ask ilse@example.org today.", 4, ["No personal data"]),
        (f"{WORDS} Call +33 6 12 34 56 78.", 4, ["No personal data"]),
        (f"{WORDS} Call (347) 123-4567.", 4, ["No personal data"]),
        (f"{WORDS} IT60 X054 2811 1010 0000 0123 456", 4, ["No personal data"]),
        (f"{WORDS} On 2026-11-03 09:30 and 2026-11-04.", 6, []),
        (f"{WORDS} 40,000 people, 12.5 %, 1 234 567 views.", 6, []),
        ("no", 0, ["8 to 20 words", "A finding", "A month"]),
        (
            "mail a@b.example, guaranteed",
            0,
            ["8 to 20 words", "A finding", "A month", "No word that promises too much", "No personal data"],
        ),
    ],
)
def test_does_a_text_earn_what_its_rules_say(text, points, faults):
    result = mark(exercise(REPLY), text, {})
    assert (result.points, broken(result)) == (points, faults)


def test_is_personal_data_named_but_not_repeated():
    line = mark(exercise(REPLY), f"{WORDS} Ask ilse@example.org", {}).lines[-1]
    assert "e-mail" in line.detail
    assert "ilse" not in line.detail


def test_may_a_text_be_allowed_to_hold_personal_data():
    allowed = Text(personal_data=True)
    assert mark(exercise(allowed), "Ask ilse@example.org", {}).outcome is Outcome.RIGHT


def test_is_a_text_recognised_by_the_rules_that_its_mistake_breaks():
    mistakes = {
        "no finding": Mistake(
            lambda _: "Reach grew in March, that is all we know.", hint="Say the finding first."
        ),
        "a promise": Mistake(lambda _: f"{WORDS} Never again.", hint="Promise nothing."),
    }
    one = exercise(REPLY, mistakes=mistakes)
    assert mark(one, "We saw that in March the reach grew a lot.", {}).mistake == "no finding"
    assert mark(one, f"{WORDS} This is guaranteed.", {}).mistake == "a promise"
    assert mark(one, "Short.", {}).mistake == ""
    assert mark(one, WORDS, {}).outcome is Outcome.RIGHT


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 150_000 + "x",
        "a@" * 60_000,
        "1 " * 90_000,
        "we " + " " * 150_000,
        "AA00" * 40_000,
        "x" * 300_000,
        "-'" * 80_000,
    ],
)
def test_is_a_hostile_text_checked_in_one_pass(text):
    assert mark(exercise(REPLY), text, {}).points < 6


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(rows=None, *, width=400, height=300, depth=8, colour=0, interlace=0, body=None):
    """A grey PNG; `rows` are the packed rows without their filter bytes."""
    if rows is None and body is None:
        rows = [bytes((x * y) % 251 for x in range(width)) for y in range(height)]
    data = zlib.compress(b"".join(b"\x00" + row for row in rows)) if body is None else body
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


CHART = Artefact(file="m08-7.png", media="image/png", validator="png")


def mark_file(tmp_path, kind, content, value=MISSING):
    (tmp_path / kind.file).write_bytes(content)
    return mark(exercise(kind), value, {}, folder=tmp_path)


def test_is_a_chart_of_matplotlib_a_real_image(tmp_path):
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    axes.bar(["Plaza", "Kurz"], [4, 6])
    figure.savefig(tmp_path / CHART.file)
    plt.close(figure)
    result = mark(exercise(CHART), MISSING, {}, folder=tmp_path)
    assert (result.outcome, result.points) == (Outcome.RIGHT, 6)
    empty = plt.figure()
    empty.savefig(tmp_path / CHART.file)
    plt.close(empty)
    assert broken(mark(exercise(CHART), MISSING, {}, folder=tmp_path)) == ["An image that shows something"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (png(), None),
        (png(width=200), "From 300 by 200"),
        (png([b"\xff" * 400] * 300), "shows something"),
        (png([bytes([0x55]) * 50] * 300, depth=1), "shows something"),
        (b"", "whole PNG"),
        (b"GIF89a", "whole PNG"),
        (png()[:-30], "whole PNG"),
        (png().replace(b"IDAT", b"IDXT"), "whole PNG"),
        (png(width=0), "whole PNG"),
        (png(depth=3), "whole PNG"),
        (png(colour=5), "whole PNG"),
        (png(width=2**31 - 1, height=2**31 - 1, body=zlib.compress(b"")), "whole PNG"),
        (png(body=zlib.compress(b"\x00" * 401 * 299)), "whole PNG"),
        (png(body=zlib.compress(b"\x00" * 50_000_000)), "whole PNG"),
        (png(body=b"not zlib"), "whole PNG"),
        (png()[:8] + png()[33:], "whole PNG"),
    ],
)
def test_is_an_image_checked_for_what_it_is(tmp_path, content, fault):
    result = mark_file(tmp_path, CHART, content)
    assert (result.outcome is Outcome.RIGHT) == (fault is None)
    assert all(fault in label for label in broken(result)[:1])


def test_can_an_interlaced_image_be_read(tmp_path):
    sizes = [
        ((400 - x + dx - 1) // dx, (300 - y + dy - 1) // dy)
        for x, y, dx, dy in (
            (0, 0, 8, 8),
            (4, 0, 8, 8),
            (0, 4, 4, 8),
            (2, 0, 4, 4),
            (0, 2, 2, 4),
            (1, 0, 2, 2),
            (0, 1, 1, 2),
        )
    ]
    drawn = b"".join(
        b"\x00" + bytes((n * m) % 251 for m in range(width)) for width, rows in sizes for n in range(rows)
    )
    assert mark_file(tmp_path, CHART, png(interlace=1, body=zlib.compress(drawn))).outcome is Outcome.RIGHT
    plain = b"".join(b"\x00" + b"\x07" * width for width, rows in sizes for n in range(rows))
    assert broken(mark_file(tmp_path, CHART, png(interlace=1, body=zlib.compress(plain)))) == [
        "An image that shows something"
    ]


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_does_a_damaged_image_never_break_the_mark(tmp_path_factory, data):
    whole = bytearray(png(width=40, height=40))
    for _unused in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(8, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    assert mark_file(tmp_path_factory.mktemp("png"), CHART, bytes(whole)).points < 6


CALENDAR = Artefact(
    file="m05-2.csv",
    media="text/csv",
    validator=CsvFile(
        columns=(
            Column(name="Day", type="date"),
            Column(name="Reach", type="number"),
            Column(name="Posts", type="whole", optional=True),
            Column(name="Format", type="choice", options=("Photo", "Video")),
            Column(name="Text"),
        ),
        min_rows=2,
        max_rows=4,
    ),
)
GOOD = (
    "day,Reach,Posts,Format,Text,Other\n"
    "2026-11-03,12.5,3,photo,Hello,\n"
    '2026-11-04 09:00,"1,200",,VIDEO,"a,b",x\n'
)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (GOOD, None),
        ("\ufeff" + GOOD, None),
        (GOOD.replace("\n", "\r\n"), None),
        (GOOD.replace('"1,200"', "1200").replace('"a,b"', "ab").replace(",", ";"), None),
        (GOOD.replace('"1,200"', "1200").replace('"a,b"', "ab").replace(",", "\t"), None),
        (GOOD.replace("2026-11-03", "3/11/2026"), "Row 1 does not fit"),
        (GOOD.replace("2026-11-03", "2026-13-03"), "Row 1 does not fit"),
        (GOOD.replace("12.5", "many"), "Row 1 does not fit"),
        (GOOD.replace(",3,", ",3.5,"), "Row 1 does not fit"),
        (GOOD.replace("photo", "story"), "Row 1 does not fit"),
        (GOOD.replace("Hello", " "), "Row 1 does not fit"),
        (GOOD.replace("Reach", "Range"), "No column has this heading"),
        (GOOD.split("2026-11-04", maxsplit=1)[0], "1 rows below"),
        (GOOD + "2026-11-05,1,1,photo,x,\n" * 9, "more than 4 rows"),
        (GOOD + "2026-11-05,1,1,photo\n", "Row 3 does not fit"),
        (GOOD.replace("Other", "Text"), "stands twice"),
        (GOOD + '"open', "quotation marks"),
        ("", "no headings"),
        ("\n\n", "no headings"),
    ],
)
def test_is_a_table_checked_column_by_column(tmp_path, text, fault):
    result = mark_file(tmp_path, CALENDAR, text.encode())
    details = [line.detail for line in result.lines if line.detail]
    assert (result.outcome is Outcome.RIGHT) == (fault is None), details
    assert fault is None or any(fault in detail for detail in details)


@pytest.mark.parametrize("content", [b"\xff\xfe", "caf\xe9".encode("latin-1"), b"a,b\x00", b"\x00" * 100])
def test_is_a_file_that_is_no_text_a_sentence(tmp_path, content):
    result = mark_file(tmp_path, CALENDAR, content)
    assert result.points == 0
    assert "UTF-8" in result.lines[0].detail


@given(st.binary(max_size=200))
@settings(max_examples=80, deadline=None)
def test_do_random_bytes_never_break_a_check(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("bytes")
    for kind in (CALENDAR, CHART, Artefact(file="a.md", media="text/markdown", validator="text")):
        assert 0 <= mark_file(folder, kind, content).points <= 6


def test_is_a_note_in_markdown_checked_like_a_text(tmp_path):
    note = Artefact(file="a.md", media="text/markdown", validator=REPLY.model_copy())
    assert mark_file(tmp_path, note, WORDS.encode()).outcome is Outcome.RIGHT
    assert broken(mark_file(tmp_path, note, b"Short.")) == ["8 to 20 words", "A finding", "A month"]


def test_is_a_missing_file_not_attempted_unless_it_was_answered(tmp_path):
    assert mark(exercise(CHART), MISSING, {}, folder=tmp_path).outcome is Outcome.NOT_ATTEMPTED
    answered = mark(exercise(CHART), "m08-7.png", {}, folder=tmp_path)
    assert answered.outcome is Outcome.UNREADABLE
    assert any("m08-7.png" in note for note in answered.notes)


def test_is_a_link_not_followed(tmp_path):
    (tmp_path / "secret.png").write_bytes(png())
    (tmp_path / CHART.file).symlink_to(tmp_path / "secret.png")
    assert mark(exercise(CHART), MISSING, {}, folder=tmp_path).outcome is Outcome.UNREADABLE


def test_may_a_table_hold_a_file_and_a_text(tmp_path):
    kind = Table(rows={"rate": Number(), "chart": CHART, "alt": Text(min_words=3)})
    one = Exercise(**{**vars(exercise(kind)), "reference": lambda _: {"rate": 4, "chart": None, "alt": None}})
    assert mark(one, MISSING, {}, folder=tmp_path).outcome is Outcome.NOT_ATTEMPTED
    (tmp_path / CHART.file).write_bytes(png())
    assert mark(one, MISSING, {}, folder=tmp_path).points == 2
    result = mark(one, {"rate": 4, "alt": "Plaza leads clearly"}, {}, folder=tmp_path)
    assert (result.outcome, result.points) == (Outcome.RIGHT, 6)
    assert mark(one, {"rate": 4, "alt": "Plaza"}, {}, folder=tmp_path).lines[2].outcome is Outcome.WRONG


def test_does_a_row_of_a_table_say_which_rule_was_not_met_and_that_a_heading_begins_a_line():
    kind = Table(rows={"rate": Number(), "note": REPLY})
    one = Exercise(**{**vars(exercise(kind)), "reference": lambda _: {"rate": 4, "note": None}})
    row = mark(one, {"rate": 4, "note": f"Our {WORDS.lower()}"}, {}).lines[1]
    assert row.detail == "A finding: No line begins with one of these: Finding."


def test_does_a_png_rule_speak_of_its_own_bounds(tmp_path):
    small = Artefact(
        file="a.png", media="image/png", validator=PngImage(min_width=10, min_height=10, max_width=50)
    )
    assert mark_file(tmp_path, small, png(width=40, height=40)).outcome is Outcome.RIGHT
    assert "From 10 by 10 to 50 by" in broken(mark_file(tmp_path, small, png(width=60, height=40)))[0]
