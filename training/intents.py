"""Train the intent model from the phrases of every locale, judge it, and write its weights.

`python -m training.intents` cross-validates with whole patterns left out, prints the figures per locale and intent, then trains on
everything and writes `maildesk/packs/intents/weights.bin`. Seeded: the same phrases give the same bytes. Needs scikit-learn, which the
desk itself never does.
"""

from __future__ import annotations

import argparse
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from math import sqrt

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression

from maildesk.core.intent.classify import Classifier
from maildesk.core.intent.concepts import Lexicon, needle, rows_of
from maildesk.core.intent.found import Intent
from maildesk.core.intent.model import pair_row, word_rows
from maildesk.core.intent.words import read
from maildesk.packs.intents import opened, packed
from training.phrases import PACKS, Example, Locale, examples, locales

SEED = 11
BUCKETS = 1 << 17
FOLDS = 4
OTHER_WEIGHS = 0.5
INTENTS = tuple(Intent)


def lexicon(packs: Sequence[Locale]) -> Lexicon:
    """The ideas of all packs; the names are English's, and a locale may leave one out."""
    names = tuple(packs[0].concepts)
    stems: dict[str, tuple[tuple[str, int], ...]] = {}
    for pack in packs:
        rows = [(needle(s, pack.name), names.index(c)) for c, written in pack.concepts.items() for s in written]
        stems[pack.name] = tuple(sorted(set(rows)))
    return Lexicon(names, stems)


def rows_of_words(example: Example) -> Counter[int]:
    """Hashed rows as the classifier bags them: each different word and pair once."""
    bag: dict[tuple[str, str], list[int]] = {}
    for sentence in read(example.subject, example.newest).sentences:
        for i, word in enumerate(sentence):
            bag.setdefault((word.folded, ""), list(word_rows(word.folded, BUCKETS, run=word.run)))
            if i:
                bag.setdefault((sentence[i - 1].folded, word.folded), [pair_row(sentence[i - 1], word, BUCKETS)])
    return Counter(row for rows in bag.values() for row in rows)


def rows_of_ideas(example: Example, words: Lexicon) -> set[int]:
    """Rows of ideas; one mail in eight is read as when the language was not recognised."""
    locale = None if zlib.crc32(example.newest.encode()) % 8 == 0 else example.locale
    return rows_of(words.found(read(example.subject, example.newest).sentences, locale))


def matrix(bags: Iterable[Counter[int]], width: int) -> csr_matrix:
    """Counts damped by the square root of a bag's size, as `Weights.opened` damps them."""
    indices: list[int] = []
    values: list[float] = []
    starts = [0]
    for bag in bags:
        scale = 1 / sqrt(max(1, bag.total()))
        indices.extend(bag)
        values.extend(count * scale for count in bag.values())
        starts.append(len(indices))
    return csr_matrix((values, indices, starts), shape=(len(starts) - 1, width))


def rarity(by_words: csr_matrix) -> np.ndarray:
    """How much each row may count: what stands in every mail (greetings, thanks) says little. Multiplied into the weights afterwards."""
    mails = np.asarray((by_words > 0).sum(axis=0)).ravel()
    return np.log((by_words.shape[0] + 1) / (mails + 1)) / 4


def stepped(weights: np.ndarray) -> tuple[bytes, float]:
    """A table of bytes (128 is nought) and the size of a step. `weights` is classes x rows."""
    step = float(np.abs(weights).max()) / 127 or 1.0
    return (np.rint(weights.T / step).astype(np.int16) + 128).astype(np.uint8).tobytes(), step


def class_weights(found: Sequence[Example]) -> dict[int, float]:
    """Asks weigh alike: hands write more of some than of others, a mailbox does not know of that.

    `other` weighs less: it has no words of its own, and is what the classifier says anyway when nothing speaks.
    """
    times = Counter(e.intent for e in found)
    alike = {intent: len(found) / (len(times) * count) for intent, count in times.items()}
    alike[Intent.OTHER] = alike.get(Intent.OTHER, 1.0) * OTHER_WEIGHS
    return {INTENTS.index(intent): weight for intent, weight in alike.items()}


def trained(found: Sequence[Example], words: Lexicon, strength: float) -> bytes:
    """The weights file of a model trained on these mails."""
    by_words = matrix(map(rows_of_words, found), BUCKETS)
    by_ideas = matrix((Counter(rows_of_ideas(e, words)) for e in found), words.rows)
    rare = rarity(by_words)
    joint = hstack([by_words @ diags(rare), by_ideas], format="csr")
    used = np.unique(joint.indices)
    model = LogisticRegression(C=strength, class_weight=class_weights(found), max_iter=200, tol=1e-4)
    model.fit(joint[:, used], [INTENTS.index(e.intent) for e in found])
    weights = np.zeros((len(INTENTS), joint.shape[1]))
    weights[np.ix_(model.classes_, used)] = model.coef_
    weights[:, :BUCKETS] *= rare
    bias = np.full(len(INTENTS), -9.0)
    bias[model.classes_] = model.intercept_
    word_table, word_step = stepped(weights[:, :BUCKETS])
    idea_table, idea_step = stepped(weights[:, BUCKETS:])
    header = {
        "intents": [str(i) for i in INTENTS],
        "buckets": BUCKETS,
        "concepts": list(words.names),
        "stems": {name: [list(row) for row in rows] for name, rows in words.stems.items()},
        "word_step": round(word_step, 8),
        "idea_step": round(idea_step, 8),
        "bias": [round(float(b), 4) for b in bias],
    }
    return packed(header, word_table, idea_table)


def judged(classifier: Classifier, found: Iterable[Example]) -> list[tuple[Example, Intent]]:
    return [(e, classifier.classify(e.subject, e.newest, e.locale).first) for e in found]


def _fold(pattern: str) -> int:
    return zlib.crc32(pattern.encode()) % FOLDS


def _within(pattern: str, fold: int) -> bool:
    return _fold(pattern) == fold


def _outside(pattern: str, fold: int) -> bool:
    return _fold(pattern) != fold


def gathered(packs: Sequence[Locale], keep: Callable[[str], bool], per_pattern: int, seed: int) -> list[Example]:
    return [e for pack in packs for e in examples(pack, keep, per_pattern, seed)]


def cross_validated(
    packs: Sequence[Locale], strength: float, per_pattern: int, folds: int
) -> list[tuple[Example, Intent]]:
    """Every pattern judged once by a model that has never seen it."""
    words, verdicts = lexicon(packs), []
    for fold in range(folds):
        seen = gathered(packs, partial(_outside, fold=fold), per_pattern, SEED)
        unseen = gathered(packs, partial(_within, fold=fold), 2, SEED + 1)
        verdicts += judged(opened(trained(seen, words, strength)), unseen)
    return verdicts


def report(verdicts: Sequence[tuple[Example, Intent]]) -> str:
    """Share of first intents right, per locale and per intent, and the commonest confusions."""
    tallies: dict[str, list[bool]] = defaultdict(list)
    mixed: Counter[tuple[str, str]] = Counter()
    for example, said in verdicts:
        for key in ("all", example.locale, str(example.intent)):
            tallies[key].append(said is example.intent)
        if said is not example.intent:
            mixed[(str(example.intent), str(said))] += 1
    rows = [f"{key:22}{sum(v) / len(v):7.1%}{len(v):7}" for key, v in tallies.items()]
    return "\n".join([*rows, "", *(f"{a} taken for {b}: {n}" for (a, b), n in mixed.most_common(15))])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=FOLDS, help="folds to judge, 0 for none")
    parser.add_argument("--per-pattern", type=int, default=8)
    parser.add_argument("--strength", type=float, default=6.0, help="inverse of the regularisation")
    asked = parser.parse_args()
    packs = locales()
    if asked.folds:
        print(report(cross_validated(packs, asked.strength, asked.per_pattern, asked.folds)))
    content = trained(gathered(packs, lambda _: True, asked.per_pattern, SEED), lexicon(packs), asked.strength)
    (PACKS / "weights.bin").write_bytes(content)
    print(f"weights.bin: {len(content):,} bytes")


if __name__ == "__main__":
    main()
