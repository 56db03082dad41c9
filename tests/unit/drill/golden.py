"""Golden hashes: what the expert's run of every drill comes to, in one number a seed.

python tests/unit/drill/golden.py            write golden.json anew, after a change on purpose
python tests/unit/drill/golden.py --check    compare, on any Python that has the engine's three packages
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from practicum.drill import load_scenario, play, score
from practicum.drill.view import view

HERE = Path(__file__).parent
FILE = HERE / "golden.json"
SEEDS = 3


def folders() -> dict[str, Path]:
    """Return the folder of every drill that ships, and of the one that the tests keep, by name."""
    shipped = HERE.parents[2] / "scenarios"
    found = [path.parent for path in sorted(shipped.glob("*/scenario.yaml"))]
    return {path.name: path for path in [*found, HERE / "scenarios" / "leak"]}


def hashes(name: str) -> dict[str, str]:
    """Return the hash of the finished desk and of the score, for the first seeds of a drill."""
    drill = load_scenario(folders()[name])
    seeds = (*drill.structure.seeds.practice, *drill.structure.seeds.assessed)[:SEEDS]
    found = {}
    for seed in seeds:
        result = score(drill, seed, play(drill, seed, "reference"))
        told = json.dumps([view(result.state, "practice"), result.to_json()], sort_keys=True)
        found[seed] = hashlib.sha256(told.encode()).hexdigest()
    return found


def stored() -> dict[str, dict[str, str]]:
    """Return the hashes that are committed."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def main() -> None:
    """Write the hashes, or compare them and leave with 1 when one differs."""
    check = "--check" in sys.argv[1:]
    fresh = {name: hashes(name) for name in (stored() if check else folders())}
    if not check:
        FILE.write_text(json.dumps(fresh, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        return
    wrong = [name for name in fresh if fresh[name] != stored().get(name)]
    right = len(fresh) - len(wrong)
    sys.stdout.write(f"Python {sys.version.split()[0]}: {right} of {len(fresh)} drills as committed.\n")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
