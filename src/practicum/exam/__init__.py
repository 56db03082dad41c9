"""The practical exam: what a certification body needs, and no learner. Nothing here is imported by the course.

- `psychometrics/` says how good questions and marks are; `standards/` is where judges set the cut.
- Its libraries are the extra `exam`: `pip install practicum[exam]`.
"""
