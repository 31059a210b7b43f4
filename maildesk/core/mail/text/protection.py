"""Parts that sign, encrypt or wrap a mail: recognised and named, never opened.

In: the types in a mail, or a text in PGP armour. Out: codes, and the signed text without its armour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from maildesk.core.mail.defects import Defect

#: (type, a parameter's value that must be there, code); the first row that fits a part counts.
_ROWS = (
    ("application/ms-tnef", "", Defect.TNEF),
    ("application/vnd.ms-tnef", "", Defect.TNEF),
    ("multipart/signed", "pkcs7", Defect.SMIME_SIGNED),
    ("multipart/signed", "pgp", Defect.PGP_SIGNED),
    ("multipart/encrypted", "", Defect.PGP_ENCRYPTED),
    ("application/pgp-encrypted", "", Defect.PGP_ENCRYPTED),
    ("application/pkcs7-mime", "signed-data", Defect.SMIME_SIGNED),
    ("application/x-pkcs7-mime", "signed-data", Defect.SMIME_SIGNED),
    ("application/pkcs7-mime", "", Defect.SMIME_ENCRYPTED),
    ("application/x-pkcs7-mime", "", Defect.SMIME_ENCRYPTED),
    ("application/pkcs7-signature", "", Defect.SMIME_SIGNED),
    ("application/x-pkcs7-signature", "", Defect.SMIME_SIGNED),
    ("application/pgp-signature", "", Defect.PGP_SIGNED),
)
_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----\n"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_SIGNATURE_END = "-----END PGP SIGNATURE-----"
_DASHED = re.compile(r"(?m)^- (?=-)")


def codes(parts: Iterable[tuple[str, dict[str, str]]]) -> tuple[Defect, ...]:
    """The codes of all parts, given as (type, parameters), each once."""
    return tuple(dict.fromkeys(code for kind, given in parts if (code := _code(kind, given))))


def _code(kind: str, given: dict[str, str]) -> Defect | None:
    if kind.startswith("text/"):
        return None
    if given.get("name", "").lower() == "winmail.dat":
        return Defect.TNEF
    values = " ".join(given.values()).lower()
    return next((code for type_, value, code in _ROWS if kind == type_ and value in values), None)


def unwrap(text: str) -> tuple[str, Defect | None]:
    """Text signed in the old way (RFC 4880, 7) without the armour around it; what stands before and after it stays."""
    before, found, rest = text.partition(_SIGNED)
    if not found:
        return text, Defect.PGP_ENCRYPTED if "-----BEGIN PGP MESSAGE-----\n" in text else None
    _, _, rest = rest.partition("\n\n")  # armour headers: "Hash: SHA256"
    signed, _, signature = rest.partition(_SIGNATURE)
    after = signature.partition(_SIGNATURE_END)[2]
    return before + _DASHED.sub("", signed) + after.lstrip("\n"), Defect.PGP_SIGNED
