"""Where a course keeps its files, asked from inside one of nbgrader's plug-ins."""

from __future__ import annotations

from typing import Any


def course_directory(plugin: Any) -> Any:
    """Return nbgrader's `CourseDirectory` for a preprocessor or an exporter that a converter has made."""
    holder = plugin
    while getattr(holder, "coursedir", None) is None:
        holder = holder.parent
    return holder.coursedir
