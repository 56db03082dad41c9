"""The verification page: one file that checks a certificate in the reader's browser, offline, from any disk.

It checks both forms with the Ed25519 of the browser's own WebCrypto: the VC-JWT, alone or in a PNG or SVG,
and the document with a Data Integrity proof. The usual JSON-LD script weighs 164 kB; since a certificate has
one shape and pinned contexts, `static/data.js` says in a table what its members mean, and refuses any other.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from practicum.credential.carrier import take_out
from practicum.credential.contexts import PINNED
from practicum.credential.errors import reasons
from practicum.credential.proof_jwt import open_token
from practicum.i18n import _
from practicum.look import data, escape, page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from practicum.credential.issuer import Issuer


_SCRIPTS = ("verify.js", "data.js")


def verification_page(issuers: Sequence[Issuer], lists: Iterable[bytes]) -> str:
    """Return the page as a whole HTML document.

    Args:
        issuers: Whom the page knows.
        lists: Their status lists, as signed; the page checks them before it believes them.
    """
    words = _words()
    static = files(__package__) / "static"
    drop = _("Drop the certificate's file here, or choose it: .jwt, .json, .png or .svg")
    known = ", ".join(f"{issuer.name} ({issuer.did})" for issuer in issuers)
    body = f"""<main class="sheet">
<header class="mast"><p class="plate">{escape(_("Practicum"))}</p>
<p class="small">{escape(_("Verification"))}</p></header>
<h1>{escape(_("Is this certificate what it says?"))}</h1>
<p class="sentence">{escape(words["limit"])}</p>
<p id="wanted" hidden></p>
<section class="drop" id="drop">
<label for="file">{escape(drop)}</label>
<input type="file" id="file" accept=".jwt,.png,.svg,.json,.txt">
<details><summary>{escape(_("Or paste its text"))}</summary>
<label for="text">{escape(_("Text of the certificate"))}</label>
<textarea id="text" spellcheck="false" autocomplete="off"></textarea>
<button type="button" id="check" class="primary">{escape(_("Check"))}</button></details>
</section>
<section id="answer" class="answer" role="status" tabindex="-1" hidden></section>
<section class="known"><h2>{escape(_("What this page knows"))}</h2>
<p>{escape(_("Issuers: {names}.").format(names=known))}</p>
<p>{escape(words["knows"])}</p>
<p class="small">{escape(words["offline"])}</p></section>
<noscript><p class="bad">{escape(words["no-script"])}</p></noscript>
<script type="application/json" id="known">{data(_known(issuers, lists))}</script>
<script type="application/json" id="words">{data(words)}</script>
</main>"""
    return page(
        _("Verify a certificate"),
        body,
        css=(static / "verify.css").read_text(encoding="utf-8"),
        script="".join((static / name).read_text(encoding="utf-8") for name in _SCRIPTS),
    )


def _known(issuers: Sequence[Issuer], lists: Iterable[bytes]) -> dict[str, Any]:
    record = [
        {
            **issuer.record(),
            "keys": [
                {**said, "x": key.jwk["x"]}
                for said, key in zip(issuer.record()["keys"], issuer.keys, strict=True)
            ],
        }
        for issuer in issuers
    ]
    texts = [take_out(content) for content in lists]
    return {
        "contexts": list(PINNED),
        "issuers": record,
        "lists": [
            {"did": open_token(text, name="status list").payload.get("issuer"), "text": text}
            for text in texts
        ],
    }


def _words() -> dict[str, Any]:
    """Return every sentence that the script says."""
    return {
        "reasons": {
            **reasons(),
            "other-form": (
                _("Two parts of this file say the same, which this page cannot tell apart in this form."),
                _("Drop the .jwt, .png or .svg of the same certificate, or use the program."),
            ),
        },
        "heads": {
            "altered": _("Altered"),
            "expired": _("Expired"),
            "revoked": _("Revoked"),
            "suspended": _("Suspended"),
            "issuer": _("Unknown issuer"),
            "early": _("Not valid yet"),
            "other-form": _("Cannot tell here"),
            "status-missing": _("Cannot tell now"),
            "status-altered": _("Cannot tell now"),
            "status-stale": _("Cannot tell now"),
        },
        "checks": {
            "caption": _("What was checked, one by one"),
            "form": _("Form"),
            "signature": _("Signature"),
            "issuer": _("Issuer"),
            "validity": _("Dates"),
            "status": _("Status"),
        },
        "found": {
            "form-good": _("reads as a certificate of this kind"),
            "form-bad": _("does not read as a certificate of this kind"),
            "signature-good": _("fits the content"),
            "signature-bad": _("does not fit the content"),
            "issuer-good": _("known here, and its key was in force on that day"),
            "validity-good": _("within its time"),
            "status-good": _("not revoked, not suspended"),
            "revoked": _("revoked"),
            "suspended": _("suspended"),
            "status-bad": _("cannot be told now"),
            "skipped": _("not checked"),
            "no-proof": _("there is none"),
            "algorithm": _("asks for another algorithm"),
            "key": _("made with a key that is not the issuer's"),
            "context": _("bound to other meanings than the standard's"),
            "issuer": _("not known here"),
            "key-time": _("its key was not in force on that day, or was withdrawn"),
            "early": _("not valid yet"),
            "expired": _("expired"),
        },
        "details": {
            "shape": _("it holds something that no certificate of this kind holds."),
            "token": _("it is not spelled as a certificate."),
            "damaged": _("the picture is damaged."),
            "none": _("the picture carries no certificate, or more than one."),
            "neither": _("it is neither text nor a PNG picture."),
            "empty": _("it is empty."),
        },
        "no-script": _("This page checks with a script, and scripts are off: nothing was checked."),
        "refused": _("Refused"),
        "checking": _("Checking"),
        "valid": _("Valid"),
        "holds": _(
            "{holder} holds certificate {number}: {title}. Nothing in it was changed since {issuer} signed "
            "it on {signed}. It is valid until {until}. It says of itself: {about}"
        ),
        "limit": _("This page verifies this certificate, not a register of the profession."),
        "knows": _("It holds their keys and status lists as they were when it was made, and asks nobody."),
        "offline": _(
            "Nothing that you drop here leaves your computer. Save the page: it works without a network, "
            "until its status lists are too old; then fetch it again, or drop newer lists here."
        ),
        "list": _("A newer status list, taken in"),
        "list_until": _("It is good until {date}. Now drop the certificate."),
        "wanted": _("You came with the number {asked}. Drop the file of that certificate."),
        "other": _("Another certificate"),
        "other_number": _("This file is genuine and has the number {number}; the paper says {asked}."),
        "cannot": _("Cannot tell here"),
        "cannot_why": _("This browser lacks Ed25519 signatures or could not finish, so nothing was checked."),
        "cannot_next": _("Use a newer browser, or the program: practicum credential verify."),
    }
