"""Practicum: a notebook course and practical exam for social media and community managers.

Rooms, ground floor first (an import may only go down this list; `tests/laws` holds it):
`errors`, `i18n`, `project`, `look`, `evidence`, `data`, `drill`, `marking`, `learn`, `desk`, `grading`,
`authoring`, `lab`, `doctor`, `cli`.
"""

__version__ = "0.1.0"
