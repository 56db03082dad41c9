"""Opening the course: the learner's copies, the settings of JupyterLab, and its server."""

from practicum.lab.copies import Prepared, Restored, prepare, restore
from practicum.lab.desk import desk_notebook, trial_notebook
from practicum.lab.server import open_lab

__all__ = ["Prepared", "Restored", "desk_notebook", "open_lab", "prepare", "restore", "trial_notebook"]
