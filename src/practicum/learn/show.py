"""One message, two voices: HTML for a notebook, plain text for a terminal, a screen reader or a test."""

from __future__ import annotations

from IPython.display import display

from practicum.look import escape, fragment


class Shown:
    """A message that shows itself, the same on every machine.

    Its text form is a whole sentence, never an object's address: a stored notebook can be compared.

    Attributes:
        html: What a notebook shows.
        text: What everything else shows.
    """

    def __init__(self, html: str, text: str) -> None:
        self.html = html
        self.text = text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        del include, exclude  # IPython's protocol asks for them
        return {"text/html": self.html, "text/plain": self.text}

    def __repr__(self) -> str:
        return self.text


def show(body: str, text: str, *, css: str = "") -> None:
    """Display trusted HTML with its plain-text equivalent.

    Args:
        body: HTML whose variable parts are already escaped.
        text: The same content without markup.
        css: Styles of this component, each rule scoped to `.practicum`.
    """
    put(Shown(fragment(body, css=css), text))


def put(item: object) -> None:
    """Display a `Shown` or a widget."""
    display(item)  # type: ignore[no-untyped-call]  # IPython does not annotate it


def say(*sentences: str, tone: str = "") -> None:
    """Display plain sentences, one paragraph each.

    Args:
        sentences: Plain text; empty ones are left out.
        tone: A class of the look for the first sentence: `good`, `warn`, `bad`, `note` or nothing.
    """
    kept = [sentence for sentence in sentences if sentence]
    mark = f' class="{tone}"' if tone else ""
    body = "".join(f"<p{mark if n == 0 else ''}>{escape(text)}</p>" for n, text in enumerate(kept))
    show(body, "\n".join(kept))
