"""Does a hostile hand-in file write where it should not, hide a file, or take more than a hand-in may?

All lie in one inbox beside an honest one. Each refusal by itself is proven in `tests/unit/evidence`.
"""

import io
import json
import resource
import stat
import time
import warnings
import zipfile

import pytest

from practicum.evidence.artefacts import describe
from practicum.grading.collect import collect
from practicum.project import Project

ANSWERS = b'{"format":"practicum-answers","version":1,"answers":{}}'
MEGABYTE = 2**20


def bundle(members, *, listed=None, learner="Mallory"):
    """Return the bytes of a zip whose manifest lists `listed`, its own members by default."""
    listed = dict(members) if listed is None else listed
    head = {
        "format": "practicum-bundle",
        "version": 1,
        "module": "m90",
        "learner": learner,
        "created": "2026-11-03T12:00:00Z",
        "files": [vars(describe(name, content)) for name, content in listed.items()],
    }
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # a doubled name is what an attacker wants
        archive.writestr("manifest.json", json.dumps(head))
        for name, content in members:
            info = zipfile.ZipInfo(name) if isinstance(name, str) else name
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


def of_kind(kind):
    info = zipfile.ZipInfo("answers.json")
    info.external_attr = (kind | 0o777) << 16
    return info


def cut_name():
    info = zipfile.ZipInfo("answers.json")
    info.filename = info.orig_filename = "answers.json\x00.txt"
    return info


def nested():
    """A zip in a zip in a zip, the innermost of 100 megabytes."""
    content = bytes(100 * MEGABYTE)
    for _level in range(3):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("inner", content)
        content = buffer.getvalue()
    return content


def overlapping():
    """Two entries of the directory that share one content, as a bomb of many entries would."""
    content = bytearray(bundle([("answers.json", ANSWERS), ("answers2json", ANSWERS)]))
    first, second = (
        content.index(name, content.index(b"PK\x01\x02")) for name in (b"answers.json", b"answers2json")
    )
    content[second - 4 : second] = content[first - 4 : first]
    return bytes(content)


def hostile():
    one = [("answers.json", ANSWERS)]
    listed = {"answers.json": ANSWERS}
    many = [(f"f{n}", b"") for n in range(100_000)]
    return {
        "traversal": ("writes outside by dots", bundle([("../outside.txt", b"x")]), "another folder"),
        "absolute-path": ("writes to the root of the disk", bundle([("/outside.txt", b"x")]), "absolute"),
        "drive-letter": ("writes to another drive", bundle([("C:outside.txt", b"x")]), "colon"),
        "symlink-member": ("holds a link", bundle([(of_kind(stat.S_IFLNK), b"/")], listed=listed), "a link"),
        "device-member": (
            "holds a device",
            bundle([(of_kind(stat.S_IFCHR), b"")], listed=listed),
            "ordinary file",
        ),
        "bomb": (
            "unpacks to 1,000 times its size",
            bundle([("answers.json", bytes(15 * MEGABYTE))]),
            "far more",
        ),
        "overlapping-members": ("unpacks one content many times", overlapping(), "refused|damaged"),
        "doubled-member": ("holds a file twice", bundle([*one, *one], listed=listed), "twice"),
        "wrong-hash": (
            "holds another file than listed",
            bundle([("answers.json", b"{}")], listed=listed),
            "recorded",
        ),
        "unlisted-member": (
            "hides a file",
            bundle([*one, ("practicum.py", b"")], listed=listed),
            "does not list",
        ),
        "nul-in-a-name": ("ends a name early", bundle([(cut_name(), ANSWERS)], listed=listed), "invisible"),
        "look-alike-name": (
            "holds names that are one file on some disks",
            bundle([*one, ("ANSWERS.json", b"")]),
            "case",
        ),
        "100000-members": ("fills the disk with 100,000 files", bundle(many), "members"),
    }


HOSTILE = hostile()
ATTACKS = [
    pytest.param(name, words, id=f"zip-{name}", marks=pytest.mark.attack(tries))
    for name, (tries, _content, words) in HOSTILE.items()
]


@pytest.fixture(scope="module")
def collected(toy_master, tmp_path_factory):
    """What became of an inbox of hostile files and two that are not."""
    place = tmp_path_factory.mktemp("bundles")
    inbox = place / "course" / "inbox"
    inbox.mkdir(parents=True)
    for name in ("course", "assignments"):
        (place / "course" / name).symlink_to(toy_master.root / name)
    for name, (_tries, content, _words) in HOSTILE.items():
        (inbox / f"{name}.zip").write_bytes(content)
    (inbox / "nested.zip").write_bytes(bundle([("inner.zip", nested())], learner="Nested"))
    (inbox / "honest.zip").write_bytes(bundle([("answers.json", ANSWERS)], learner="Honest"))
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    report = collect(inbox, Project(place / "course"))
    assert time.process_time() - started < 60
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000  # kilobytes
    return place, report


@pytest.mark.parametrize(("name", "words"), ATTACKS)
def test_a_hostile_file_is_refused_with_a_sentence(collected, name, words):
    (reason,) = (one.reason for one in collected[1].refused if one.file.stem == name)
    assert any(word in reason for word in words.split("|")), reason
    assert reason.count(". ") >= 1  # the sentence, and what to do next


@pytest.mark.attack("packs a bomb into a zip in a zip")
def test_zip_nested_bomb(collected):
    place, _report = collected
    files = [path for path in (place / "course" / "submitted" / "nested").rglob("*") if path.is_file()]
    assert "inner.zip" in {path.name for path in files}  # a file like any other: nobody opens it
    assert sum(path.stat().st_size for path in files) < MEGABYTE


def test_only_the_harmless_files_were_taken_in(collected):
    place, report = collected
    assert [one.student for one in report.collected] == ["honest", "nested"]
    assert {path.name for path in (place / "course" / "submitted").iterdir()} == {"honest", "nested"}
    assert {path.name for path in place.iterdir()} == {"course"}
    assert len(report.refused) == len(HOSTILE)
