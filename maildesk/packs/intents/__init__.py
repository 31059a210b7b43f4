"""The intent pack: phrases and ideas per locale as data, the trained weights, and the loader of the classifier.

In: `weights.bin` beside this file, written by `training/`. Out: core values. The phrases are read by the training only; the lexicon the
weights were trained with travels inside them, so that the two never disagree.
"""

from __future__ import annotations

import json
import struct
import zlib
from importlib.resources import files
from typing import Any

from maildesk.core.intent.classify import Classifier
from maildesk.core.intent.concepts import Lexicon
from maildesk.core.intent.found import Intent
from maildesk.core.intent.model import Weights

#: First bytes of the weights file; the digit is the version of its layout.
MAGIC = b"maildesk intents 1\n"
_LENGTH = struct.Struct("<I")


def packed(header: dict[str, Any], words: bytes, ideas: bytes) -> bytes:
    """The weights file: magic, length and JSON of the header, then both tables deflated."""
    text = json.dumps(header, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    head = zlib.compress(text, 9)
    return MAGIC + _LENGTH.pack(len(head)) + head + zlib.compress(words + ideas, 9)


def opened(content: bytes) -> Classifier:
    """The classifier of a weights file. Raises ValueError when the bytes are of another layout."""
    if not content.startswith(MAGIC):
        raise ValueError("weights.bin: not a weights file of this version; train again")
    start = len(MAGIC) + _LENGTH.size
    (length,) = _LENGTH.unpack_from(content, len(MAGIC))
    header = json.loads(zlib.decompress(content[start : start + length]))
    tables = zlib.decompress(content[start + length :])
    intents = tuple(Intent(name) for name in header["intents"])
    cut = header["buckets"] * len(intents)
    lexicon = Lexicon(
        tuple(header["concepts"]),
        {locale: tuple((stem, concept) for stem, concept in rows) for locale, rows in header["stems"].items()},
    )
    return Classifier(
        intents,
        lexicon,
        Weights(len(intents), tables[:cut], header["word_step"], tuple(header["bias"])),
        Weights(len(intents), tables[cut:], header["idea_step"]),
        header["buckets"],
    )


def load() -> Classifier:
    """The classifier the desk ships."""
    return opened((files(__name__) / "weights.bin").read_bytes())
