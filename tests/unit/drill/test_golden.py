"""Do all machines, Pythons and processes tell the same shift, to the byte?"""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

SCRIPT = Path(__file__).with_name("golden.py")
golden = SimpleNamespace(**runpy.run_path(str(SCRIPT)))
COMMAND = "run 'python tests/unit/drill/golden.py' if it changed on purpose"


@pytest.mark.parametrize("name", sorted(golden.stored()))
def test_the_expert_run_of_each_drill_has_its_golden_hash(name):
    assert golden.hashes(name) == golden.stored()[name], COMMAND


def test_golden_hashes_are_of_drills_that_exist():
    assert set(golden.stored()) <= set(golden.folders()), COMMAND
    assert {"d01-first-shift", "monday-committee", "leak"} <= set(golden.stored())


@pytest.mark.parametrize("hash_seed", ["0", "4242"])
def test_another_process_with_another_hash_seed_tells_the_same(hash_seed):
    """Sets and dictionaries may come in any order there; the shift may not."""
    script = (
        "import json, runpy, sys; golden = runpy.run_path(sys.argv[1]); "
        "print(json.dumps(golden['hashes']('leak')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(SCRIPT)],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == golden.stored()["leak"]
