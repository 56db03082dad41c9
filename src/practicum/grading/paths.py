"""Where a course keeps its files, asked from inside nbgrader's plug-ins, and where a learner writes."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def course_directory(plugin: Any) -> Any:
    """Return nbgrader's `CourseDirectory` for a preprocessor or an exporter that a converter has made."""
    holder = plugin
    while getattr(holder, "coursedir", None) is None:
        holder = holder.parent
    return holder.coursedir


@contextmanager
def environment(**variables: str) -> Iterator[None]:
    """Set environment variables for a while, for this process and those that it starts."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
