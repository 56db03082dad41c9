"""The plain form: every exercise of a module answered in a browser, without Python and without JavaScript.

It writes the same `answers.json` and the same files beside the notebook as the notebook itself.
"""

from practicum.learn.form.server import serve_form

__all__ = ["serve_form"]
