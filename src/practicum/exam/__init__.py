"""The practical exam: what a certification body needs. The course imports nothing of it.

- `psychometrics/` says how good questions and marks are; `standards/` is where judges set the cut.
- Its libraries are the extra `exam`: `pip install practicum[exam]`.
"""
