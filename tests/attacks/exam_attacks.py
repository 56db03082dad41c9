"""The attacks on a sitting: what each tries, how, and which reason must refuse it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import attacks_exam_forgeries as how
from attacks_exam_forgeries import FILE, HOUR, LOG

from practicum.exam.sitting import Session, open_package, receive
from practicum.exam.sitting.events import NAME
from practicum.exam.sitting.package import digest

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class ExamAttack:
    """An attack on a sitting.

    Attributes:
        name: What it is called.
        tries: The harm that it tries.
        by: Code of the reason that must refuse it.
        act: Does it, given the arena.
    """

    name: str
    tries: str
    by: str
    act: Callable


EXAM_ATTACKS: list[ExamAttack] = []


def attack(tries, by):
    """Put a function on the list, under its own name."""

    def add(act):
        EXAM_ATTACKS.append(ExamAttack(act.__name__.replace("_", "-"), tries, by, act))
        return act

    return add


def change(name, tries, by, forge):
    """Put a forgery on the list that ends with receiving it."""
    EXAM_ATTACKS.append(ExamAttack(name, tries, by, lambda arena: receive(arena.sitting, forge(arena))))


def listed(name, tries, row):
    """Put a row for the list of candidates on the list: a sitting is opened for them."""
    EXAM_ATTACKS.append(ExamAttack(name, tries, "people", lambda arena: how.named(arena, name, row)))


# ---------------------------------------------------------------- the package


@attack("opens the package without a code", "package-altered")
def package_no_code(arena):
    open_package(arena.small.package_of(arena.sitting, arena.codes[0]), "")


@attack("opens the package with a code that it does have: the stop code", "package-altered")
def package_stop_code(arena):
    open_package(arena.small.package_of(arena.sitting, arena.codes[0]), arena.codes_of.stop)


@attack("opens a neighbour's package with the own start code", "package-altered")
def package_of_neighbour(arena):
    open_package(arena.small.package_of(arena.sitting, arena.codes[1]), arena.codes_of.start)


@attack("writes the own code on a neighbour's package", "package-altered")
def package_relabelled(arena):
    other = arena.small.package_of(arena.sitting, arena.codes[1])
    relabelled = other.replace(arena.codes[1].encode(), arena.codes[0].encode(), 1)
    open_package(relabelled, arena.sitting.codes[arena.codes[1]].start)


@attack("changes one bit of the package", "package-altered")
def package_one_bit(arena):
    content = bytearray(arena.small.package_of(arena.sitting, arena.codes[0]))
    content[-100] ^= 1
    open_package(bytes(content), arena.codes_of.start)


@attack("asks for an expensive key in the package's first line", "package-unreadable")
def package_costly(arena):
    content = arena.small.package_of(arena.sitting, arena.codes[0])
    open_package(content.replace(b'"version":1', b'"version":1,"n":1073741824', 1), arena.codes_of.start)


# ---------------------------------------------------------------- the list of candidates


listed(
    "people-formula", "has a name that runs a program when the list is opened",
    "R-5,\"=cmd|' /C calc'!A0\",e@example.org,cm,,",
)  # fmt: skip
listed(
    "people-wide-formula", "hides the formula behind a wide sign and a space",
    "R-5, \uff1dHYPERLINK(A1),e@example.org,cm,,",
)  # fmt: skip
listed(
    "people-trainer", "names a trainer that sends the list away",
    "R-5,Eve,e@example.org,cm,,Ann; @WEBSERVICE(A1)",
)  # fmt: skip
listed(
    "people-bidi", "writes a name that turns the line around", "R-5,Eve\u202eevE,e@example.org,cm,,"
)  # fmt: skip


# ---------------------------------------------------------------- the clock, at the station


@attack("sets the wall clock back an hour before the end", "time-over")
def live_clock_set_back(arena):
    clock = arena.small.Hands()
    session = arena.in_part("part1", "live-1", clock)
    clock.go(79 * 60)
    session.tick()
    clock.day = clock.day.replace(hour=9)
    clock.go(2 * 60)
    session.save("q01", "a")


@attack("stops the clock by itself", "wrong-code")
def live_own_pause(arena):
    session = arena.in_part("part1", "live-2")
    session.pause("0000-0000")


@attack("works on while the clock is stopped", "paused")
def live_paused(arena):
    session = arena.in_part("part1", "live-3")
    session.pause(arena.codes_of.pause)
    session.save("q01", "a")


@attack("kills the station to begin again from nothing", "package-altered")
def live_fresh_start(arena):
    arena.session(folder="live-4").agree()
    package = arena.small.package_of(arena.sitting, arena.codes[0])
    Session.open(arena.place / "live-4", package, "")


@attack("kills the station again and again to gain time", "time-over")
def live_many_crashes(arena):
    clock = arena.small.Hands()
    session = arena.in_part("part1", "live-5", clock)
    for _crash in range(37):
        clock.restart(seconds=5 * 60)
        session = arena.session(folder="live-5", clock=clock)
    session.save("q01", "a")


@attack("plays a drill a second time", "drill-alone")
def live_drill_again(arena):
    desk = arena.in_part("part2", "live-6").desk("pd-small")
    desk.finish()
    desk.start_over()


@attack("reads the debrief, which says what was right", "drill-alone")
def live_debrief(arena):
    desk = arena.in_part("part2", "live-7").desk("pd-small")
    desk.finish()
    desk.debrief()


# ---------------------------------------------------------------- files and seals, without the station's key

change(
    "file-answer-edited", "changes an answer inside the bundle", "altered",
    lambda arena: arena.taken().put("answer", {"id": "q02", "value": {}}, before="pause").zip().path,
)  # fmt: skip
change(
    "file-byte-added", "adds a byte to the bundle", "altered",
    lambda arena: how.appended(arena.taken()),
)  # fmt: skip
change("seal-dropped", "hands the bundle in without its seal", "seal-missing", how.unsealed)
change(
    "seal-edited", "makes the seal fit a changed bundle", "bad-signature",
    lambda arena: (one := arena.taken().zip()).edit_seal(bundle=digest(one.path.read_bytes())),
)  # fmt: skip
change(
    "seal-later-end", "writes another hour of the end into the seal", "bad-signature",
    lambda arena: arena.taken().edit_seal(at="2026-11-24T23:00:00Z"),
)  # fmt: skip
change(
    "seal-own-key", "signs with a key of its own in the station's name", "bad-signature",
    lambda arena: arena.taken().sign(arena.other_key("S-66", register=False), station="S-01"),
)  # fmt: skip
change(
    "seal-own-station", "signs as a station that nobody registered", "unknown-station",
    lambda arena: arena.taken().sign(arena.other_key("S-66", register=False), station="S-66"),
)  # fmt: skip
change(
    "seal-other-station", "says that another registered station sealed it", "bad-signature",
    lambda arena: arena.other_key("S-02", register=True) and arena.taken().edit_seal(station="S-02"),
)  # fmt: skip
change(
    "seal-path", "names a station outside the folder of stations", "unknown-station",
    lambda arena: arena.taken().edit_seal(station="../private/secret"),
)  # fmt: skip
change("seal-garbage", "sends a seal that is no seal", "seal-unreadable", how.garbage_seal)
change(
    "swap-seals", "puts the own bundle under a neighbour's seal", "altered",
    how.swapped,
)  # fmt: skip
change(
    "swap-sittings", "hands in what was worked at another sitting", "other-sitting",
    lambda arena: arena.hand_in(arena.codes[0], "other-station", arena.another_sitting()).bundle,
)  # fmt: skip


@attack("hands the same bundle in twice", "received-already")
def replay_same(arena):
    sitting = arena.own_copy()
    receive(sitting, arena.sealed[0].bundle)
    receive(sitting, arena.sealed[0].bundle)


@attack("hands an older, better bundle in after the one that counts", "replayed")
def replay_older(arena):
    older = arena.hand_in(arena.codes[0], "older-station", value="a")
    sitting = arena.own_copy()
    receive(sitting, arena.sealed[0].bundle)
    receive(sitting, older.bundle)


# ---------------------------------------------------------------- bundles that are none


change("zip-none", "hands in a text", "not-a-zip", lambda arena: how.content(arena, b"I was there."))
change("zip-empty", "hands in nothing", "not-a-zip", lambda arena: how.content(arena, b""))
change("zip-huge", "fills the officer's disk", "too-large", how.huge)
change("zip-bomb", "unpacks to a hundred megabytes", "bomb", how.bomb)
change(
    "zip-traversal", "writes outside the folder", "unsafe",
    lambda arena: arena.taken().zip(extra=[("../../evil.py", b"x")]).sign(),
)  # fmt: skip
change("zip-link", "brings a link to the secret", "unsafe", how.link)
change(
    "zip-unlisted", "hides a file that the manifest does not list", "unlisted",
    lambda arena: arena.taken().zip(extra=[("more.txt", b"x")]).sign(),
)  # fmt: skip
change("zip-absent", "leaves out a file that the manifest lists", "absent", how.absent)
change("zip-altered", "changes a file against the manifest", "member", how.member)
change(
    "zip-manifest", "names somebody else in the manifest", "other-candidate",
    lambda arena: arena.taken().zip(learner=arena.codes[1]).sign(),
)  # fmt: skip
change("zip-no-log", "hands in a bundle without a log", "no-log", lambda arena: how.without(arena, NAME))


# ---------------------------------------------------------------- with the station's key

change(
    "swap-candidates", "signs the own work as a neighbour's", "other-package",
    lambda arena: arena.taken().zip(learner=arena.codes[1]).sign(candidate=arena.codes[1]),
)  # fmt: skip
change(
    "swap-whole", "signs the own work as a neighbour's, with their package's hash", "other-session",
    lambda arena: arena.taken().zip(learner=arena.codes[1]).sign(
        candidate=arena.codes[1], package=arena.sitting.candidates[arena.codes[1]].package
    ),
)  # fmt: skip
change(
    "time-own-package", "makes a package of its own with twice the minutes", "other-package", how.own_package
)
change("log-edited", "edits an answer in the log", "edited", lambda arena: how.lines(arena, how.edited))
change("log-other-end", "writes another log of equal length under the seal", "edited", how.other_end)
change("log-reordered", "swaps two events", "reordered", lambda arena: how.lines(arena, how.reordered))
change("log-doubled", "writes an event twice", "reordered", lambda arena: how.lines(arena, how.doubled))
change(
    "log-gap", "removes an event", "gap", lambda arena: how.lines(arena, lambda rows: [*rows[:3], *rows[4:]])
)
change("log-no-end", "cuts the end off", "truncated", lambda arena: how.cut(arena, keep_count=True))
change(
    "log-unfinished",
    "cuts the stop off, and counts anew",
    "unfinished",
    lambda arena: how.cut(arena, keep_count=False),
)
change(
    "log-torn",
    "leaves half a line",
    "truncated",
    lambda arena: how.lines(arena, lambda rows: [*rows, b'{"at"']),
)
change(
    "log-garbage",
    "writes a line that is no event",
    "broken-log",
    lambda arena: how.lines(arena, lambda rows: [*rows, b"[]\n"]),
)
change("log-extended", "goes on after the seal", "extended", lambda arena: how.after(arena, counted=False))
change(
    "log-after-stop",
    "goes on after the stop, and counts anew",
    "after-stop",
    lambda arena: how.after(arena, counted=True),
)
change(
    "log-other-package", "claims to have worked with another package", "other-session",
    lambda arena: how.first(arena, package="0" * 64),
)  # fmt: skip
change(
    "log-no-open", "drops the opening", "no-start", lambda arena: how.chained(arena, lambda rows: rows[1:])
)
change(
    "time-late-answer", "answers two hours after the end of part 1", "overtime",
    lambda arena: arena.taken().put(
        "answer", {"id": "q02", "value": {"a": "true"}}, before="pause", later=2 * HOUR
    ).zip().sign(),
)  # fmt: skip
change(
    "time-forged-ran",
    "lets the running clock stand still for two hours",
    "clock-apart",
    how.forged_ran,
)
change("time-backwards", "turns the running clock back", "clock-back", how.backwards)
change(
    "time-paused", "answers while the clock is stopped", "while-paused",
    lambda arena: arena.taken().put("answer", {"id": "q02", "value": {}}, before="resume").zip().sign(),
)  # fmt: skip
change(
    "time-early", "answers before the part begins", "out-of-turn",
    lambda arena: arena.taken().put("answer", {"id": "q02", "value": {}}, before="part-start").zip().sign(),
)  # fmt: skip
change(
    "time-crashes", "writes forty crashes into the log", "overtime",
    how.crashes,
)  # fmt: skip
change(
    "time-drill", "decides in the drill when its time is over", "overtime",
    lambda arena: arena.taken().put(
        "act", {"slug": "pd-small", "n": 3}, before="drill-end", later=HOUR // 2
    ).zip().sign(),
)  # fmt: skip
change("drill-dropped", "drops the log of the drill", "drill-missing", lambda arena: how.without(arena, LOG))
change(
    "drill-of-neighbour",
    "hands in a neighbour's drill",
    "drill-other",
    lambda arena: how.drill(arena, arena.taken(1).members[LOG]),
)
change(
    "drill-broken",
    "edits a decision of the drill",
    "drill-broken",
    lambda arena: how.drill(arena, arena.taken().members[LOG].replace(b'"minute":', b'"minute":1', 2)),
)
change(
    "drill-cut",
    "cuts the bad end of the drill off",
    "drill-extended",
    lambda arena: how.drill(arena, how.shorter(arena)),
)
change(
    "drill-untimed",
    "plays the drill at home and brings the log",
    "drill-untimed",
    how.at_home,
)
change(
    "drill-stray", "adds a drill that it was not given", "drill-stray",
    lambda arena: how.added(arena, "pe-other.jsonl", b"{}\n"),
)  # fmt: skip
change(
    "artefact-other",
    "exchanges a file after the end",
    "file-other",
    lambda arena: how.added(arena, FILE, b"day\nsunday\n"),
)
change("artefact-dropped", "drops a file", "file-missing", lambda arena: how.without(arena, FILE))
change(
    "artefact-stray",
    "adds a file that it never saved",
    "file-stray",
    lambda arena: how.added(arena, "files/crib.csv", b"x"),
)
