"""One hash for all that decides the marks of a sitting: the bank, its families, the plan and our own code."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from practicum.grading.made import code_of_rules, hashed

if TYPE_CHECKING:
    from pathlib import Path

_ROOMS = ("exam/bank", "exam/families", "exam/forms", "exam/marks")


def rules_version(families: Path, digest: str, examination: Path) -> str:
    """Return the version of the rules: equal versions and equal bundles give equal marks.

    Args:
        families: The folder with the families, as they are when nothing is sealed.
        digest: `Bank.digest`, of its items.
        examination: The folder with the scheme and the blueprint.
    """
    paths = code_of_rules(*_ROOMS)
    paths |= {
        f"families/{path.relative_to(families).as_posix()}": path
        for path in families.rglob("*")
        if not any(part.startswith((".", "__pycache__")) for part in path.relative_to(families).parts)
    }
    paths |= {name: examination / name for name in ("scheme.toml", "blueprint.toml")}
    return sha256(f"{digest} {hashed(paths)}".encode()).hexdigest()
