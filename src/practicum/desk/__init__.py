"""The simulated desk: a widget over a drill's view, the same desk for scripts, and the debrief that follows.

It decides nothing, scores nothing, and keeps nothing that the decision log lacks.
"""

from practicum.desk.debrief import DebriefView
from practicum.desk.expert import expert_run
from practicum.desk.logs import DeskError
from practicum.desk.session import Desk

__all__ = ["DebriefView", "Desk", "DeskError", "expert_run"]
