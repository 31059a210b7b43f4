"""What answers are made with: the texts, the shop, the key of reply tokens."""

from __future__ import annotations

from datetime import timedelta

from maildesk.core.language.detect import Detector
from maildesk.core.placing.relay import Relay
from maildesk.core.reply.facts import Shop
from maildesk.flow.reply.approval import Signing
from maildesk.flow.reply.drafting import Writer
from maildesk.settings import Settings
from maildesk.texts.load import folders
from maildesk.texts.load import load as load_texts


def secret(of: Settings) -> bytes:
    """The key of reply tokens: the first of the secret keys."""
    return of.secret_key.partition(",")[0].encode()


def writer(of: Settings, detector: Detector) -> Writer:
    """Who writes drafts, with every text, the shop's own before the desk's."""
    return Writer(load_texts(folders(of.text_folders)), Shop(name=of.shop_name, sign_off=of.shop_name), detector)


def signing(of: Settings, writes: Writer, relays: tuple[Relay, ...]) -> Signing:
    """What approvals are made with."""
    return Signing(writes, relays, secret(of), timedelta(seconds=of.undo_seconds))
