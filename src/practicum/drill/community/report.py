"""Print the table of stylised facts: `python -m practicum.drill.community.report [seeds]`."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from practicum.drill.community import values
from practicum.drill.community.facts_response import response_facts
from practicum.drill.community.facts_service import service_facts
from practicum.drill.community.facts_spread import spread_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from practicum.drill.community.facts import Fact


def facts(seeds: int = 2_000) -> Iterator[Fact]:
    """Yield every fact that the model alone can answer for, in order."""
    table = values()
    yield from spread_facts(table, seeds)
    yield from response_facts(table, seeds // 50, seeds // 2)
    yield from service_facts(table, seeds // 100)


def main(words: Sequence[str] = ()) -> int:
    """Print the table and return how many facts fail."""
    seeds = int(words[0]) if words else 2_000
    failed = 0
    started = time.process_time()
    sys.stdout.write("| fact | asked | measured | verdict |\n|---|---|---|---|\n")
    for fact in facts(seeds):
        failed += not fact.holds
        verdict = "holds" if fact.holds else "FAILS"
        sys.stdout.write(f"| {fact.name} | {fact.asked} | {fact.measured} | {verdict} |\n")
        sys.stdout.flush()
    taken = time.process_time() - started
    sys.stdout.write(f"\n{seeds} seeds, {taken:.0f} s of one core, {failed} facts fail.\n")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
