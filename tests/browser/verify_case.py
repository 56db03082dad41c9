"""A certificate, and the verification page opened from the disk: for all tests of the page."""

import importlib.util
import sys
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from practicum.credential import verification_page
from practicum.credential.issue import signed_list

_UNIT = Path(__file__).parents[1] / "unit" / "credential" / "conftest.py"
_SPEC = importlib.util.spec_from_file_location("browser_credential", _UNIT)
MADE = importlib.util.module_from_spec(_SPEC)
sys.modules["browser_credential"] = MADE
_SPEC.loader.exec_module(MADE)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """A published office with one certificate, and lists in which that certificate does not count."""
    made = MADE.Case(tmp_path_factory.mktemp("page"))
    index = int(made.document["credentialStatus"]["statusListIndex"])
    window = {"at": MADE.AT + timedelta(minutes=30), "until": MADE.AT + timedelta(days=3)}

    def listed(purpose, *places):
        return signed_list(made.office.issuer, made.pem, purpose, places, **window)

    made.revoked = [listed("revocation", index), listed("suspension", index)]
    made.suspended = [listed("revocation"), listed("suspension", index)]
    return made


@pytest.fixture
def visit(chromium, case, tmp_path):
    """Open the page from the disk; no error may be logged and no machine asked."""
    contexts, errors, asked = [], [], []

    def show(html=None, *, at=case.at, number="", script=""):
        context = chromium.new_context(viewport={"width": 900, "height": 900}, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.clock.set_fixed_time(at)
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        if script:
            page.add_init_script(script)
        path = tmp_path / "verify.html"
        path.write_text(html or verification_page([case.office.issuer], case.lists), encoding="utf-8")
        page.goto(f"{path.as_uri()}{number}")
        return page

    yield SimpleNamespace(show=show, errors=errors)
    for context in contexts:
        context.close()
    assert not errors
    assert [address for address in asked if not address.startswith(("file:", "blob:"))] == []


def answer(page, content, name="certificate.jwt"):
    """Hand a file to the page and return how the answer looks and what it says."""
    page.locator("#answer").evaluate("box => box.hidden = true")  # an older answer is none
    page.set_input_files("#file", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    return said(page)


def said(page):
    box = page.locator("#answer:not(:has-text('Checking'))")
    box.wait_for()
    return box.get_attribute("class").split()[1], box.inner_text()
