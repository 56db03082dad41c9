"""A learner's notebook runs sealed in, or not at all.

- `require(unsafe=...)` says at the start of grading that executes whether there is a sandbox, or refuses with
  a sentence; `--unsafe` sets `PRACTICUM_UNSAFE=1` through it, which worker processes inherit.
- `execute_view(notebook, folder, limits)` runs one hand-in and returns a `ViewResult`.
- Jupyter starts the same kernels through the provisioner `practicum-sandbox`.

Outside: `host` (is there a sandbox?), `command` (bubblewrap), `pool` (the warm parent), `provisioner`,
`client` and `outputs` (run cells, trust nothing), `view`. Inside: `zygote` (forks kernels), `seal`, `system`
and `filter` (shut a fork in), `watch` (count what it takes), `kernel`. Across: `wire`, `folder`, `limits`.
Why it is so: docs/adr/0004.
"""

from typing import TYPE_CHECKING

from practicum.grading.sandbox.host import Verdict, available, require
from practicum.grading.sandbox.limits import Limits

if TYPE_CHECKING:
    from practicum.grading.sandbox.view import ViewResult, execute_view

__all__ = ["Limits", "Verdict", "ViewResult", "available", "execute_view", "require"]


def __getattr__(name: str) -> object:
    """Import what runs notebooks only when it is asked for: inside a sandbox it is not needed."""
    if name in ("ViewResult", "execute_view"):
        from practicum.grading.sandbox import view  # noqa: PLC0415  as the docstring says

        return getattr(view, name)
    raise AttributeError(name)
