"""The practical exam: what a certification body needs. The course imports nothing of it.

- `scheme` is what the certificates say and what a form is made of; `scheme_page` says it to the public.
- `bank/` holds the items and checks them; `forms/` chooses which stand in a form.
- `psychometrics/` says how good questions and marks are; `standards/` is where judges set the cut.
- Its libraries are the extra `exam`: `pip install practicum[exam]`.
"""
