"""How fast are sealed bundles marked, and in how much memory? `python bench/exam_marks.py [--many 10000]`.

It makes two hundred different bundles with the demonstration bank (invented people at a station, each with
their own data and their own drills), marks them through the same pool as `practicum exam mark`, and prints
bundles a second, the largest memory of a worker and of the program that writes, and what 10,000 would take.
With `--many` it marks that many: the same bundles again and again, each time as if it were new.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from rich.console import Console

from practicum.exam.bank.read import read_bank
from practicum.exam.demo.people import Kind, application_list, people
from practicum.exam.demo.sit import Room, sit
from practicum.exam.families import read_families
from practicum.exam.forms.assemble import assemble
from practicum.exam.forms.model import Order
from practicum.exam.marks import run
from practicum.exam.scheme import read_examination
from practicum.exam.sitting.open import open_sitting
from practicum.exam.sitting.receive import receive
from practicum.exam.sitting.record import read_sitting
from practicum.exam.sitting.seal import add_station, make_station_key

if TYPE_CHECKING:
    from practicum.exam.sitting.record import Sitting

EXAM = Path(__file__).resolve().parents[1] / "exam"
BANK = EXAM / "demo-bank"
START = datetime(2026, 11, 14, 8, 0, tzinfo=UTC)
TEN_THOUSAND = 10_000
_FRESH = (Kind.CRASHED, Kind.TAMPERED)  # these need steps of their own; here everybody simply sits


def make(folder: Path, source: Path, count: int) -> Sitting:
    """Open a sitting in `folder`, let `count` invented people sit, and take back what they hand in."""
    chance = Random(1)  # noqa: S311  invents people, guards nothing
    examination, bank, families = read_examination(EXAM), read_bank(source), read_families(source)
    persons = people(chance, count)
    listed = folder / "people.csv"
    listed.write_text(application_list(persons, "cm"), encoding="utf-8")
    forms = assemble(bank, examination.blueprint, Order("cm", 2, "1", rehearsal=True, common=0))
    sitting = open_sitting(
        folder / "2026-11-bench",
        id="2026-11-bench",
        day="2026-11-14",
        examination=examination,
        bank=bank,
        families=families,
        people=listed,
        forms=forms,
        at=START - timedelta(days=7),
    )
    key = make_station_key("S-01", folder / "keys")
    add_station(sitting.folder, folder / "keys" / "S-01.json")
    room = Room(sitting, bank, families, key, folder / "station", START)
    usual = [one for one in persons if one.kind not in _FRESH]
    for code, person in zip(sitting.candidates, cycle(usual), strict=False):
        receive(sitting, sit(room, code, person, chance, {}).sealed.bundle)
    return sitting


def memory(who: int) -> float:
    """Return the largest resident memory so far, in MB."""
    return resource.getrusage(who).ru_maxrss / 1024


def processor() -> float:
    """Return the seconds of processor time that this program and its ended workers have used."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def timed(sitting: Sitting, rules: run.Rules, count: int, workers: int) -> float:
    """Mark `count` bundles, those of the sitting again and again, and return the seconds it took."""
    codes = islice(cycle(run.received(sitting)), count)
    start = time.perf_counter()
    done = 0
    for one in run.mark_all(sitting, rules, codes, workers=workers):
        if one.end != "marked":
            raise SystemExit(f"{one.code} was not marked: {one.reason}")
        done += 1
    if done != count:
        raise SystemExit(f"{done} of {count} bundles came back: nothing was measured.")
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundles", type=int, default=200, help="different bundles to make")
    parser.add_argument("--many", type=int, default=0, help="bundles to mark in one go, for instance 10000")
    parser.add_argument("--bank", type=Path, default=BANK)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--folder", type=Path, help="keep the bundles here, or use those that are here")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="practicum-bench-") as name:
        folder = given.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        start = time.perf_counter()
        there = folder / "2026-11-bench"
        sitting = read_sitting(there) if there.is_dir() else make(folder, given.bank, given.bundles)
        count = len(run.received(sitting))
        size = sum(path.stat().st_size for path in (sitting.folder / "received").glob("*.zip")) / count
        say = Console(highlight=False).print
        say(f"{count} bundles of {size / 1024:.0f} kB stand there after {time.perf_counter() - start:.0f} s")
        rules = run.rules_of(sitting, given.bank, EXAM)
        system = f"Python {platform.python_version()}, {platform.system()}, {given.workers} workers"
        for number in (count, *((given.many,) if given.many else ())):
            before = processor()
            seconds = timed(sitting, rules, number, given.workers)
            used = (processor() - before) / number
            say(f"{number} bundles in {seconds:.0f} s: {number / seconds:.2f} a second ({system}, load")
            say(
                f"  {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores); starting the workers is counted, too"
            )
            children, own = memory(resource.RUSAGE_CHILDREN), memory(resource.RUSAGE_SELF)
            say(f"  largest worker {children:.0f} MB, the program that writes {own:.0f} MB")
            say(f"  processor time {used:.2f} s a bundle")
            alone, here = (TEN_THOUSAND * one / 60 for one in (used, seconds / number))
            say(f"  10,000 take one idle core {alone:.0f} minutes, and {here:.0f} at the rate measured")


if __name__ == "__main__":
    main()
