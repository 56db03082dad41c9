"""Sign a certificate with openbadgeslib: as VC-JWT, with Data Integrity, and baked into PNG and SVG."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from practicum.credential.carrier import as_baked
from practicum.credential.certificate import identifier
from practicum.credential.errors import exam_extra
from practicum.credential.seal import seal_png, seal_svg
from practicum.credential.times import write_time
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openbadgeslib.ob3 import OpenBadgeCredential

    from practicum.credential.certificate import Certificate
    from practicum.credential.issuer import Issuer

PURPOSES = ("revocation", "suspension")


def files_of(
    certificate: Certificate, issuer: Issuer, pem: bytes, *, index: int, at: datetime
) -> dict[str, bytes]:
    """Return the signed files of a certificate by name.

    Args:
        certificate: What it says.
        issuer: Who signs, with the current key.
        pem: That key's private half.
        index: Its place in the status lists.
        at: When it is signed; valid from then.
    """
    with exam_extra():
        from openbadgeslib import baking  # noqa: PLC0415  optional
        from openbadgeslib.ob3 import OB3LdpSigner, OB3Signer  # noqa: PLC0415
    credential = _credential(certificate, issuer, index, at)
    token = OB3Signer(pem, "EdDSA").sign(credential)
    document = OB3LdpSigner(pem, issuer.method(issuer.current)).sign(credential, created=at)
    return {
        "certificate.jwt": token.encode("ascii"),
        "certificate.json": as_baked(document).encode("utf-8"),
        "certificate.png": baking.bake_png(
            seal_png(certificate.mark), token, keyword=baking.ITXT_KEYWORD_OB3
        ),
        "certificate.svg": baking.bake_svg(
            seal_svg(certificate.mark).encode("utf-8"),
            token,
            element=baking.SVG_ELEMENT_OB3,
            namespace=baking.SVG_NS_OB3,
        ),
    }


def signed_list(  # noqa: PLR0913  what is signed, by whom, from when to when
    issuer: Issuer, pem: bytes, purpose: str, indices: Iterable[int], *, at: datetime, until: datetime
) -> bytes:
    """Return a status list as a signed VC-JWT.

    Args:
        issuer: Who signs, with the current key.
        pem: That key's private half.
        purpose: `revocation` or `suspension`.
        indices: Which bits are set.
        at: When it is signed.
        until: When a reader has to fetch a newer one.
    """
    with exam_extra():
        from openbadgeslib.ob3 import OB3Signer  # noqa: PLC0415  optional
        from openbadgeslib.ob3.status_list import build_status_list_credential  # noqa: PLC0415
    payload = build_status_list_credential(
        issuer.did, issuer.list_address(purpose), purpose, indices, issued=at, valid_until=until
    )
    claims = {
        "iss": issuer.did,
        "jti": payload["id"],
        "nbf": int(at.timestamp()),
        "exp": int(until.timestamp()),
    }
    return OB3Signer(pem, "EdDSA").sign_payload({**payload, **claims}).encode("ascii")


def _credential(certificate: Certificate, issuer: Issuer, index: int, at: datetime) -> OpenBadgeCredential:
    from openbadgeslib import ob3  # noqa: PLC0415  optional; files_of has said so
    from openbadgeslib.ob3.status_list import status_entry  # noqa: PLC0415

    class WithNumber(ob3.OpenBadgeCredential):
        """The library's credential with two members of the standard that it does not map."""

        def to_vc(self) -> dict[str, Any]:
            document = super().to_vc()
            exam = datetime.combine(certificate.exam, time(), UTC)
            document["credentialSubject"] |= {
                "licenseNumber": certificate.number,
                "activityEndDate": write_time(exam),
            }
            return document

    passed = f"{identifier(issuer.did, certificate.number)}#passed"
    return WithNumber(
        issuer=ob3.Issuer(id=issuer.did, name=issuer.name, url=issuer.url),
        recipient_id=None,
        identifiers=[
            ob3.IdentityObject(identity_hash=certificate.holder, identity_type="name", hashed=False)
        ],
        achievement=ob3.Achievement(
            id=f"{issuer.url}/scheme#{certificate.mark}",
            name=certificate.title,
            description=" ".join(filter(None, [f"{certificate.scheme}.", certificate.note])),
            criteria_narrative=certificate.criteria,
            achievement_type="Certification",
            alignments=[
                ob3.Alignment(one.name, one.url, one.framework or None, one.code or None)
                for one in certificate.alignments
            ],
            result_descriptions=[
                ob3.ResultDescription(id=passed, name=_("Decision of the panel"), result_type="Status")
            ],
        ),
        results=[ob3.Result(status="Completed", result_description=passed)],
        evidence=[ob3.Evidence(name=_("On what it rests"), narrative=certificate.evidence)],
        id=identifier(issuer.did, certificate.number),
        name=certificate.title,
        issuance_date=at,
        expiration_date=certificate.valid_until,
        # The schema of 1EdTech has room for one entry. Its list holds all certificates that do not count now;
        # the list of revocations, at the same place, says which of them never will again.
        credential_status=[status_entry(issuer.list_address("suspension"), "suspension", index)],
    )
