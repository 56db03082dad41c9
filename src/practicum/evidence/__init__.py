"""What a learner leaves behind: answers, decision logs, artefacts, and the bundle that carries them.

Evidence is the only thing that is ever marked. This room writes it so that a crash loses at most the act in
flight, reads it without trusting it, and judges nothing. The formats are described in `docs/formats.md`.
"""

from practicum.evidence.answers import Answer, AnswerSheet, parse_answers, read_answers, record_answer
from practicum.evidence.artefacts import Artefact, list_artefacts
from practicum.evidence.bundle import Bundle, Manifest, open_bundle, write_bundle
from practicum.evidence.errors import EvidenceError
from practicum.evidence.log import Decision, DecisionLog, LogHeader, read_log
from practicum.evidence.plain import Json, to_plain

__all__ = [
    "Answer",
    "AnswerSheet",
    "Artefact",
    "Bundle",
    "Decision",
    "DecisionLog",
    "EvidenceError",
    "Json",
    "LogHeader",
    "Manifest",
    "list_artefacts",
    "open_bundle",
    "parse_answers",
    "read_answers",
    "read_log",
    "record_answer",
    "to_plain",
    "write_bundle",
]
