"""Where attacks on a sitting happen: two candidates who handed in, and tools to forge what they handed in.

A candidate without the station's key can only change files. One who controls the station can also sign, so
each forgery here can be sealed anew with a station's own key.
"""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from typing import TYPE_CHECKING

import small_sitting

from practicum.evidence import strictjson
from practicum.evidence.chain import sealed_line
from practicum.exam.sitting import Session, make_station_key, read_sitting, read_station_key
from practicum.exam.sitting.events import NAME
from practicum.exam.sitting.package import digest
from practicum.exam.sitting.seal import add_station, read_seal

if TYPE_CHECKING:
    from pathlib import Path


class Arena:
    """A sitting with two hand-ins, nothing of which was received.

    Attributes:
        small: The small sitting of the unit tests.
        place: Where everything lies; attacks write below it.
        sitting: The sitting.
        key: Key of the registered station S-01.
        codes: Candidate codes of R-1 and R-2.
        sealed: What each of the two handed in.
    """

    small = small_sitting

    def __init__(self, place: Path) -> None:
        self.place = place
        self.sitting = self.small.make_sitting(place)
        self.key = read_station_key(place / "keys" / "S-01.key")
        self.codes = [self.small.code_of(self.sitting, one) for one in ("R-1", "R-2")]
        self.sealed = [self.hand_in(code, "station") for code in self.codes]
        self._count = 0

    @property
    def codes_of(self):
        """Start, pause and stop code of the first candidate."""
        return self.sitting.codes[self.codes[0]]

    def session(self, code="", folder="elsewhere", clock=None, sitting=None) -> Session:
        """Open a session of a candidate at a station of its own."""
        sitting, code = sitting or self.sitting, code or self.codes[0]
        package = self.small.package_of(sitting, code)
        return Session.open(
            self.place / folder, package, sitting.codes[code].start, clock=clock or self.small.Hands()
        )

    def in_part(self, part, folder, clock=None, code="", sitting=None) -> Session:
        """Open a session, and go on to a part of it."""
        session = self.session(code, folder, clock, sitting)
        session.agree()
        session.start_part("part1")
        if part == "part2":
            session.end_part()
            session.start_part("part2")
        return session

    def hand_in(self, code, folder, sitting=None, value="c"):
        """Sit a whole session: answers, a file, a pause, a drill of two acts."""
        sitting = sitting or self.sitting
        clock, codes = self.small.Hands(), sitting.codes[code]
        session = self.in_part("part1", folder, clock, code, sitting)
        clock.go(60)
        session.save("q01", value)
        session.pause(codes.pause)
        clock.go(60)
        session.resume(codes.pause)
        session.end_part()
        session.start_part("part2")
        session.save("pa-small-total", 12)
        session.save_file("pa-small-plan", "plan.csv", b"day\nmonday\n")
        desk = session.desk(self.small.DRILL)
        desk.step()
        clock.go(60)
        desk.step()
        clock.go(60)
        return session.stop(codes.stop, self.key)

    # ---- forging

    def taken(self, which=0) -> Forgery:
        """Return what a candidate handed in, to change it."""
        self._count += 1
        folder = self.place / f"forged-{self._count}"
        folder.mkdir()
        return Forgery(self, folder, self.sealed[which])

    def another_sitting(self):
        """Open another sitting of the same people, at which the same station may seal."""
        name = "2026-12-other"
        if not (self.place / name).exists():
            self.small.make_sitting(self.place, name)
        return read_sitting(self.place / name)

    def own_copy(self):
        """Return a copy of the sitting into which something may be received."""
        self._count += 1
        folder = self.place / f"copy-{self._count}" / self.sitting.id
        shutil.copytree(self.sitting.folder, folder)
        return read_sitting(folder)

    def other_key(self, name, register):
        """Return the key of another station."""
        folder = self.place / "keys"
        if not (folder / f"{name}.key").exists():
            make_station_key(name, folder)
        if register:
            add_station(self.sitting.folder, folder / f"{name}.json")
        return read_station_key(folder / f"{name}.key")


class Forgery:
    """A hand-in that is being changed.

    Attributes:
        path: The zip; its seal lies beside it.
        members: Content of each member by name, without the manifest.
        manifest: The manifest as a document.
    """

    def __init__(self, arena, folder, sealed) -> None:
        self.arena = arena
        self.path = folder / sealed.bundle.name
        shutil.copy(sealed.bundle, self.path)
        self.seal = folder / sealed.seal.name
        shutil.copy(sealed.seal, self.seal)
        self.first_seal = json.loads(self.seal.read_bytes())
        with zipfile.ZipFile(self.path) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.manifest = json.loads(self.members.pop("manifest.json"))

    @property
    def events(self):
        """The events of the log, as documents without their chain."""
        rows = [json.loads(line) for line in self.members[NAME].splitlines()]
        return [{name: row[name] for name in ("n", "at", "ran", "kind", "data")} for row in rows]

    def chain(self, events) -> Forgery:
        """Write a log whose chain and numbers are whole, whatever it says."""
        lines, previous = [], ""
        for n, event in enumerate(events, start=1):
            line, previous = sealed_line({**event, "n": n}, previous)
            lines.append(line)
        self.members[NAME] = b"".join(lines)
        return self

    def put(self, kind, data, *, before, later=0) -> Forgery:
        """Put an event before the first one of a kind, `later` milliseconds after the one before it."""
        events = self.events
        at = next(place for place, event in enumerate(events) if event["kind"] == before)
        last = events[at - 1]
        new = {"at": last["at"] + later, "ran": last["ran"] + later, "kind": kind, "data": data}
        moved = [{**event, "at": event["at"] + later, "ran": event["ran"] + later} for event in events[at:]]
        return self.chain([*events[:at], new, *moved])

    def zip(self, listed=None, extra=(), **manifest) -> Forgery:
        """Write the zip: the members with a manifest that fits them, or one that lists others."""
        self.path.write_bytes(self.packed(listed, extra, **manifest))
        return self

    def packed(self, listed=None, extra=(), **manifest) -> bytes:
        """Return the zip."""
        files = self.members if listed is None else listed
        rows = [
            {
                "name": name,
                "bytes": len(content),
                "sha256": digest(content),
                "media_type": {"jsonl": "application/jsonl", "csv": "text/csv"}.get(
                    name.rpartition(".")[2], "application/octet-stream"
                ),
            }
            for name, content in files.items()
        ]
        head = strictjson.dump({**self.manifest, **manifest, "files": rows}, indent=1).encode()
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in {"manifest.json": head, **self.members}.items():
                archive.writestr(name, content)
            for info, content in extra:
                archive.writestr(info, content)
        return buffer.getvalue()

    def sign(self, key=None, **facts) -> Path:
        """Seal it anew, as the station would, or with other facts; return the path to receive."""
        self.seal.write_bytes(self.sealed(self.path.read_bytes(), key, **facts))
        return self.path

    def sealed(self, content, key=None, **facts) -> bytes:
        """Return the seal of a zip."""
        document = {name: value for name, value in self.first_seal.items() if name != "signature"}
        lines = self.members[NAME].splitlines() if NAME in self.members else []
        try:
            last = json.loads(lines[-1])["hash"]
        except (IndexError, ValueError, KeyError, TypeError):
            last = document["last"]
        document |= {"bundle": digest(content), "events": len(lines), "last": last, **facts}
        return strictjson.dump((key or self.arena.key).sign(document)).encode()

    def edit_seal(self, **facts) -> Path:
        """Change the seal without a key."""
        document = read_seal(self.seal.read_bytes(), "seal")
        self.seal.write_bytes(strictjson.dump({**document, **facts}).encode())
        return self.path
