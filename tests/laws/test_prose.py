"""Is what people read our own, spelled right, and plain?"""

import os
import re
import subprocess
import sys
from pathlib import Path

import jupytext
import pytest

WORDS = 8
WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
# What is read by people: prose and the data that holds sentences. Derived files follow their sources.
PROSE = {".md", ".toml", ".yaml", ".csv"}
CODE_THAT_SPEAKS = ("course/", "solutions/")
# Not sentences: a command that has to be typed as it is, and what another program prints.
SAID_BY_OTHERS = ("conda env create -f environment.yml && conda activate practicum",)


def words(text):
    return [word.lower().replace("\u2019", "'") for word in WORD.findall(text)]


def runs(text):
    found = words(text)
    return {tuple(found[at : at + WORDS]) for at in range(len(found) - WORDS + 1)}


@pytest.fixture(scope="module")
def sources(repository):
    """Every run of eight words of the founding documents and of the research pages."""
    shared = repository.parent / "shared"
    if not shared.is_dir():
        reason = "the sources stand beside the project only where it is written"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    texts = [*shared.glob("founding-documents/*.txt"), *shared.glob("research/*.md")]
    assert len(texts) >= 10
    return {run for path in texts for run in runs(path.read_text(encoding="utf-8", errors="replace"))}


def test_is_no_sentence_copied_from_the_founding_documents_or_the_research(sources, tracked, repository):
    excused = {run for said in SAID_BY_OTHERS for run in runs(said)}
    copied = []
    for path in tracked:
        name = path.relative_to(repository).as_posix()
        if path.suffix in PROSE or (path.suffix == ".py" and name.startswith(CODE_THAT_SPEAKS)):
            found = (runs(path.read_text(encoding="utf-8")) & sources) - excused
            copied += [f"{name}: {' '.join(run)}" for run in sorted(found)]
    assert copied == []


def test_would_a_copied_sentence_be_found(sources, repository):
    page = repository.parent / "shared" / "research" / "curriculum.md"
    sentence = max(page.read_text(encoding="utf-8").split("\n"), key=len)
    assert len(runs(f"We wrote this: {sentence[:400]}") & sources) > WORDS


# Spelling: what is often misspelled, in every text of ours that people read. A checker that knows every word
# would stumble over names, French and Italian; this one has next to no false alarms. What the invented public
# writes (scenarios, texts of tables, patterns of the reply analyser) is misspelled on purpose.
AS_PEOPLE_WRITE = "*/reply/*,*/data/texts/*,*.csv"
DERIVED = "*.ipynb,card.html,*.lock,*.jsonl,*.svg,__pycache__"
# Names, French words and rare English ones that look like another English word misspelled.
MEANT = "ags,chambre,fils,inforce,ines,regraded,simpy,somme,stings,thi,trough,wit"
SPELLED = ("course", "solutions", "docs", "exam", "datasets", "src", "bench", "bin")


def test_is_nothing_misspelled(repository):
    texts = [*SPELLED, *(path.name for path in repository.glob("*.md"))]
    checker = Path(sys.executable).with_name("codespell")
    found = subprocess.run(
        [checker, f"--skip={AS_PEOPLE_WRITE},{DERIVED}", f"--ignore-words-list={MEANT}", *texts],
        cwd=repository, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stdout[:2000]


def test_would_a_misspelled_word_be_found(tmp_path):
    (tmp_path / "x.md").write_text("We recieve your message.\n", encoding="utf-8")
    checker = Path(sys.executable).with_name("codespell")
    assert subprocess.run([checker, tmp_path / "x.md"], capture_output=True, check=False).returncode


# Readability. B2 readers manage sentences of about fifteen words; one of forty loses them.
LONGEST, MEAN = 40, 16.0
LESSONS = ("course", "solutions")


def sentences(notebook):
    """Return the sentences of a notebook's prose, without tables, code, headings and quotations of data."""
    for cell in jupytext.read(notebook).cells:
        if cell.cell_type != "markdown":
            continue
        text = re.sub(r"```.*?```|`[^`]*`", " x ", cell.source, flags=re.DOTALL)
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
        for block in re.split(r"\n\s*\n|\n(?=[-*|>#]|\d+\. )", text):
            if block.lstrip().startswith(("#", "|")):
                continue
            yield from (one for one in re.split(r"(?<=[.!?:;])\s+", block) if len(words(one)) > 1)


def notebooks():
    root = Path(__file__).parents[2]
    found = [path for folder in LESSONS for path in sorted((root / folder).glob("m*/*.md"))]
    return [path for path in found if path.read_text(encoding="utf-8").startswith("---\njupytext")]


@pytest.mark.parametrize(
    "path", notebooks(), ids=lambda path: path.stem if path.stem != "lesson" else path.parent.name
)
def test_are_the_sentences_of_a_lesson_short_enough_for_b2(path):
    lengths = {sentence: len(words(sentence)) for sentence in sentences(path)}
    too_long = [sentence for sentence, length in lengths.items() if length > LONGEST]
    assert too_long == []
    assert sum(lengths.values()) / len(lengths) <= MEAN
