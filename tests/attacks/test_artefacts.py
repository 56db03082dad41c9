"""Does a hostile file beside the notebook break a mark, run as code, or take a grader's time and memory?

What each check finds in a file is proven in `tests/unit/marking`. Here the question is what it costs.
"""

import os
import pickle
import resource
import struct
import time
import tracemalloc
import zlib

import pytest

from practicum.drill.load import ScenarioError, load_scenario
from practicum.grading.report.alike import WORDS, Handed, alike
from practicum.marking import MISSING, Artefact, Exercise, mark
from practicum.marking.rules import Column, CsvFile, PngImage, TextRules

SECONDS = 15  # of processor time: how busy a machine is changes no verdict
MEMORY = 600_000  # kilobytes that this process may grow by
CSV = CsvFile(columns=(Column(name="reach", type="number"),), min_rows=1)
PNG = b"\x89PNG\r\n\x1a\n"


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width, height, pixels):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return PNG + header + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


class Bad:
    """What a pickle would run when it is opened."""

    def __reduce__(self):
        return (os._exit, (86,))


def wide(name):
    """A table of a million columns whose only row holds a number in the column that is asked for."""
    head = ",".join(["reach", *(name.format(n=n) for n in range(1_000_000))])
    return f"{head}\n1\n".encode()


# Name: what it tries, the rules of the exercise, the content, and what it earns.
HOSTILE = {
    "pickle": ("runs code when a table is opened", CSV, lambda: pickle.dumps(Bad()), 0),
    "one-line": ("sends one cell of 19 megabytes", CSV, lambda: b"reach\n" + b"1" * 19_000_000, 0),
    "50-megabytes": ("sends a line of 50 megabytes", CSV, lambda: b"reach\n" + b"1" * 50_000_000, 0),
    "wide": ("sends a million columns", CSV, lambda: wide("c{n}"), 1),
    "wide-doubled": ("sends a million columns of one name", CSV, lambda: wide("c"), 0),
    "long": ("sends nine million rows", CSV, lambda: b"reach\n" + b"1\n" * 9_000_000, 0),
    "open-quote": (
        "opens a quotation mark and never closes it",
        CSV,
        lambda: b'reach\n"' + b"1\n" * 9_000_000,
        0,
    ),
    "png-declared": (
        "declares a picture of four billion rows",
        PngImage(),
        lambda: png(2**31 - 1, 2**31 - 1, b""),
        0,
    ),
    "png-unpacked": (
        "unpacks to 60 times its picture",
        PngImage(),
        lambda: png(50, 50, bytes(60 * 151 * 50)),
        0,
    ),
    "png-chunks": (
        "holds a million parts of no content",
        PngImage(),
        lambda: png(50, 50, b"")[:33] + chunk(b"IDAT", b"") * 1_000_000,
        0,
    ),
    "long-text": ("sends five million words", TextRules(max_words=100), lambda: b"a b " * 4_900_000, 0),
}
ATTACKS = [
    pytest.param(rules, make, earned, id=f"file-{name}", marks=pytest.mark.attack(tries))
    for name, (tries, rules, make, earned) in HOSTILE.items()
]


def exercise(rules):
    kind = Artefact(file="made.csv", media="text/csv", validator=rules)
    return Exercise(
        id="m90-9",
        title="A file",
        competence="H3",
        points=1,
        kind=kind,
        question="Make it.",
        reference=lambda _tables: None,
        few_mistakes="It is checked by rules.",
    )


@pytest.mark.parametrize(("rules", "make", "earned"), ATTACKS)
def test_a_hostile_file_costs_little_and_earns_what_is_in_it(tmp_path, rules, make, earned):
    (tmp_path / "made.csv").write_bytes(make())
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    result = mark(exercise(rules), MISSING, {}, folder=tmp_path)
    assert time.process_time() - started < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEMORY
    assert (result.points == 1) == bool(earned)
    assert earned or [line.detail for line in result.lines if line.detail] or result.notes


def linked(path):
    path.symlink_to("/etc/hostname")


def device(path):
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(
            linked, "link", id="file-symlink", marks=pytest.mark.attack("links to a file of the grader")
        ),
        pytest.param(
            device, "link", id="file-device", marks=pytest.mark.attack("links to a device without end")
        ),
        pytest.param(
            os.mkfifo, "ordinary", id="file-pipe", marks=pytest.mark.attack("is a pipe without end")
        ),
        pytest.param(os.mkdir, "ordinary", id="file-folder", marks=pytest.mark.attack("is a folder")),
    ],
)
def test_what_is_no_file_is_refused_in_a_sentence(tmp_path, make, words):
    make(tmp_path / "made.csv")
    result = mark(exercise(CSV), MISSING, {}, folder=tmp_path)
    assert result.points == 0
    assert words in " ".join(result.notes)


@pytest.mark.attack("keeps the comparison of texts busy with four million words")
def test_long_texts_alike():
    long = " ".join(map(str, range(2_000_000)))
    started = time.process_time()
    (pair,) = alike([Handed(name, {}, {"m90-2": long}, {}) for name in ("one", "other")])
    assert time.process_time() - started < SECONDS
    assert pair.words > WORDS


@pytest.mark.attack("swells from 400 bytes to a billion texts when a drill's YAML is read")
def test_yaml_bomb(tmp_path):
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 10)]
    for name in ("scenario.yaml", "messages.en.yaml"):
        (tmp_path / name).write_text("\n".join(["l0: &l0 [x]", *levels]), encoding="utf-8")
    tracemalloc.start()
    with pytest.raises(ScenarioError, match="alias"):
        load_scenario(tmp_path)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
