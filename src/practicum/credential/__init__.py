"""Certificates that anyone can check: issued as Open Badges 3.0, refused whenever something does not fit.

Issuing stands on openbadgeslib. Checking shares no code with it: cryptography, PyLD, contexts pinned here.
The packages come with the optional extra `exam`; nothing here is imported by a learner's rooms. No function
reads the clock: whoever calls says what time it is.
"""

from practicum.credential.certificate import Alignment, Area, Certificate, read_certificates
from practicum.credential.errors import Refused
from practicum.credential.issuer import Issuer, PublicKey, read_issuer
from practicum.credential.office import Office
from practicum.credential.page import verification_page
from practicum.credential.verify import Verified, verify

__all__ = [
    "Alignment",
    "Area",
    "Certificate",
    "Issuer",
    "Office",
    "PublicKey",
    "Refused",
    "Verified",
    "read_certificates",
    "read_issuer",
    "verification_page",
    "verify",
]
