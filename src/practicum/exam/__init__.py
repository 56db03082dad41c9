"""The practical exam: what a certification body needs. The course imports nothing of it.

Each room may use those before it:

- `scheme` is what the certificates say and what a form is made of; `scheme_page` says it to the public.
- `bank/` holds the items and checks them; `families/` are practical tasks each candidate with a draw.
- `forms/` chooses which items stand in a form, and asks them as ordinary exercises.
- `psychometrics/` says how good questions and marks are; `standards/` is where judges set the cut.
- `sitting/` is packages, sessions and hand-ins; `station/` shows a session in a browser.
- `marks/` marks hand-ins, by rules and by people; `results/` is decisions, register, letters and appeals.
- `report/` is the technical report; `demo/` runs all of it with invented people.
- `libraries` loads what is optional; `paper` and `paper_pdf` make pages and PDFs of what they tell.

Its libraries are the extra `exam`: `pip install practicum[exam]`.
"""
