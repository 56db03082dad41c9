"""What a lesson is written with.

`answer` records what counts, `check` marks practice at once, `quiz` asks what you still know, `figure` shows
a chart with its words and numbers, `term` explains a word, `progress` and `home` say where you are,
`portfolio` gathers what you made, and `hand_in` makes the one file that you hand in. Nothing here marks for
the record.
"""

from practicum.data import load
from practicum.learn.answers import answer, received
from practicum.learn.checks import check
from practicum.learn.dossiers import show_dossier
from practicum.learn.figures import figure
from practicum.learn.glossary import glossary, term
from practicum.learn.handin import HandIn, hand_in, make_hand_in
from practicum.learn.home import home, home_html
from practicum.learn.portfolio import export_portfolio, portfolio, portfolio_html
from practicum.learn.progress import done, progress, resolve
from practicum.learn.quiz import question, quiz
from practicum.learn.shell import speak_plainly
from practicum.learn.style import style
from practicum.learn.tables import show_table

__all__ = [
    "HandIn",
    "answer",
    "check",
    "done",
    "export_portfolio",
    "figure",
    "glossary",
    "hand_in",
    "home",
    "home_html",
    "load",
    "make_hand_in",
    "portfolio",
    "portfolio_html",
    "progress",
    "question",
    "quiz",
    "received",
    "resolve",
    "show_dossier",
    "show_table",
    "style",
    "term",
]

speak_plainly()
