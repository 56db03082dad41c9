"""How the forgeries are made that `exam_attacks` lists: each returns the path of a bundle to receive."""

from __future__ import annotations

import json
import zipfile

from practicum.drill import Run
from practicum.exam.sitting import Session
from practicum.exam.sitting.codes import locked_by
from practicum.exam.sitting.events import NAME
from practicum.exam.sitting.package import digest, seal_package

LOG = "pd-small.jsonl"
FILE = "files/plan.csv"
HOUR = 3_600_000


def appended(forgery):
    forgery.path.write_bytes(forgery.path.read_bytes() + b"\n")
    return forgery.path


def unsealed(arena):
    forgery = arena.taken()
    forgery.seal.unlink()
    return forgery.path


def garbage_seal(arena):
    forgery = arena.taken()
    forgery.seal.write_bytes(b'{"format": "practicum-seal", "version": 1}')
    return forgery.path


def swapped(arena):
    forgery = arena.taken()
    forgery.seal.write_bytes(arena.sealed[1].seal.read_bytes())
    return forgery.path


def content(arena, content):
    forgery = arena.taken()
    forgery.path.write_bytes(content)
    return forgery.sign()


def huge(arena):
    forgery = arena.taken()
    with forgery.path.open("r+b") as file:
        file.truncate(100_000_001)
    return forgery.path


def bomb(arena):
    forgery = arena.taken()
    forgery.members["files/plan.csv"] = bytes(100_000_000)
    listed = {**forgery.members, "files/plan.csv": b""}
    return forgery.zip(listed=listed).sign()


def link(arena):
    info = zipfile.ZipInfo("files/plan2.csv")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    return arena.taken().zip(extra=[(info, b"../../private/secret")]).sign()


def absent(arena):
    forgery = arena.taken()
    return forgery.zip(listed={**forgery.members, "files/more.csv": b"x"}).sign()


def member(arena):
    forgery = arena.taken()
    return forgery.zip(listed={**forgery.members, FILE: b"day\nsunday\n"}).sign()


def without(arena, name):
    forgery = arena.taken()
    del forgery.members[name]
    return forgery.zip().sign()


def added(arena, name, content):
    forgery = arena.taken()
    forgery.members[name] = content
    return forgery.zip().sign()


def lines(arena, mend):
    forgery = arena.taken()
    forgery.members[NAME] = b"".join(mend(forgery.members[NAME].splitlines(keepends=True)))
    return forgery.zip().sign()


def edited(rows):
    return [row.replace(b'"value":"c"', b'"value":"a"') for row in rows]


def reordered(rows):
    return [*rows[:4], rows[5], rows[4], *rows[6:]]


def doubled(rows):
    return [*rows[:5], *rows[4:]]


def other_end(arena):
    """A log with another answer, its chain whole, under a seal that still names the old last event."""
    forgery = arena.taken()
    events = forgery.events
    last = forgery.first_seal["last"]
    other = [
        {**row, "data": {**row["data"], "value": "a"}} if row["kind"] == "answer" else row for row in events
    ]
    return forgery.chain(other).zip().sign(last=last)


def cut(arena, *, keep_count):
    forgery = arena.taken()
    count = len(forgery.events)
    forgery.chain(forgery.events[:-1]).zip()
    return forgery.sign(events=count) if keep_count else forgery.sign()


def after(arena, *, counted):
    forgery = arena.taken()
    events = forgery.events
    forgery.chain([*events, {**events[-1], "kind": "answer", "data": {"id": "q02", "value": {}}}]).zip()
    return forgery.sign() if counted else forgery.sign(events=len(events))


def chained(arena, mend):
    forgery = arena.taken()
    return forgery.chain(mend(forgery.events)).zip().sign()


def first(arena, **data):
    return chained(arena, lambda rows: [{**rows[0], "data": {**rows[0]["data"], **data}}, *rows[1:]])


def forged_ran(arena):
    forgery = arena.taken().put("tick", {}, before="pause", later=2 * HOUR)
    events = forgery.events
    at = next(place for place, event in enumerate(events) if event["kind"] == "tick")
    stood = [{**event, "ran": event["ran"] - 2 * HOUR} for event in events[at:]]
    return forgery.chain([*events[:at], *stood]).zip().sign()


def backwards(arena):
    def turn(rows):
        return [{**row, "ran": row["ran"] - 1} if row["kind"] == "stop" else row for row in rows]

    return chained(arena, turn)


def crashes(arena):
    forgery = arena.taken()
    events = forgery.events
    at = next(place for place, event in enumerate(events) if event["kind"] == "answer")
    gap = 10 * 60_000
    opened = [{**events[0], "at": events[at - 1]["at"] + gap * n, "ran": 0} for n in range(1, 41)]
    late = [
        {**event, "at": event["at"] + gap * 40, "ran": event["ran"] - events[at - 1]["ran"]}
        for event in events[at:]
    ]
    return forgery.chain([*events[:at], *opened, *late]).zip().sign()


def drill(arena, content):
    forgery = arena.taken()
    forgery.members[LOG] = content
    return forgery.zip().sign()


def shorter(arena):
    rows = arena.taken().members[LOG].splitlines(keepends=True)
    return b"".join(rows[:-1])


def at_home(arena):
    """A log of the right draw, with acts that the session never saw; the session's log is made to fit it."""
    forgery = arena.taken()
    task = arena.sitting.package(arena.codes[0]).drills["pd-small"]
    home = forgery.path.parent / "home.jsonl"
    run = Run.create(task.scenario(), task.seed, "assessed", path=home)
    for _minute in range(90):
        if not run.over:
            run.do("wait", minutes=1)
    content = home.read_bytes()
    forgery.members[LOG] = content
    end = {"slug": "pd-small", "decisions": content.count(b"\n") - 1, "sha256": digest(content)}
    events = [{**row, "data": end} if row["kind"] == "drill-end" else row for row in forgery.events]
    return forgery.chain(events).zip().sign()


def own_package(arena):
    """Work with a package that was opened, changed and closed again under a code of one's own."""
    code = arena.codes[0]
    opened = json.loads(arena.sitting.package(code).model_dump_json())
    as_written = {"format": "practicum-exercises", "version": 1}
    for part in (opened, *opened["part2"]):
        for name in ("tutorial", "part1", "exercises"):
            if name in part:
                part[name] = {**as_written, "exercises": list(part[name].values())}
    for part in opened["parts"]:
        part["minutes"] *= 2
    lock = locked_by("0000-0000")
    package, _key = seal_package({**opened, "codes": {"pause": lock, "stop": lock}}, "0000-0000-0000")
    session = Session.open(arena.place / "own-package", package, "0000-0000-0000", clock=arena.small.Hands())
    assert session.state.left["part1"] == 2 * 80 * 60
    return session.stop("0000-0000", arena.key).bundle


def named(arena, name, row):
    """Open a sitting in which somebody has an odd name."""
    (arena.place / name).mkdir()
    arena.small.make_sitting(arena.place / name, people=f"{arena.small.PEOPLE}{row}\n")
