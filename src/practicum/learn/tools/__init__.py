"""Tools of the trade: what a manager fills in at work, and what moves to be understood.

`build` shows a tool in a notebook, `check_tool` reads its file from any program; `practicum form tools` shows
the same on a plain page. `decision_matrix`, `platform_curve` and the explorers of the crisis module answer
when a control moves. Definitions are imported when they are asked for.
"""

from practicum.learn.tools.alerts import Window, alert_threshold
from practicum.learn.tools.builder import Builder, build, check_tool
from practicum.learn.tools.curves import ceiling_range, stage, users_by_month, yearly_growth
from practicum.learn.tools.decision import decision_matrix, rank_options, weight_room
from practicum.learn.tools.lives import platform_curve
from practicum.learn.tools.registry import TOOLS, find_tool
from practicum.learn.tools.severity import severity_grid
from practicum.learn.tools.tool import Field, Record, Remark, Tool

__all__ = [
    "TOOLS",
    "Builder",
    "Field",
    "Record",
    "Remark",
    "Tool",
    "Window",
    "alert_threshold",
    "build",
    "ceiling_range",
    "check_tool",
    "decision_matrix",
    "find_tool",
    "platform_curve",
    "rank_options",
    "severity_grid",
    "stage",
    "users_by_month",
    "weight_room",
    "yearly_growth",
]
