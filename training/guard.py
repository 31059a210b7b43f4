"""Write the guard set: a few plain mails of every intent in every locale, which no shop's lesson may cost the desk.

`python -m training.guard` opens two patterns of each intent and locale, seeded, and writes `maildesk/packs/guard.jsonl`. The shipped
weights know these patterns: the set says what a lesson forgets, it is no figure of how good the desk is.
"""

from __future__ import annotations

import json
import random

from training.phrases import PACKS, locales, opened

SEED = 23
_EACH = 2


def rows() -> list[dict[str, str]]:
    """Mails with locale, intent and newest text."""
    found = []
    for pack in locales():
        for intent, patterns in pack.phrases.items():
            dice = random.Random(f"{SEED} {pack.name} {intent}")
            chosen = dice.sample(patterns, min(_EACH, len(patterns)))
            found += [
                {"locale": pack.name, "intent": str(intent), "newest": opened(pattern, pack.slots, dice)}
                for pattern in chosen
            ]
    return found


def main() -> None:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows()]
    (PACKS.parent / "guard.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"guard.jsonl: {len(lines)} mails")


if __name__ == "__main__":
    main()
