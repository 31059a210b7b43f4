"""Which folder is which: by the server's own word (SPECIAL-USE, RFC 6154), else by the names that mail programs give.

In: what LIST answered. Out: `Folder` values. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: Attributes of LIST and the role each gives. XLIST's own words for the same are kept for older Coremail servers.
SPECIAL_USE = {
    "\\sent": "sent",
    "\\drafts": "drafts",
    "\\trash": "trash",
    "\\junk": "junk",
    "\\spam": "junk",
    "\\archive": "archive",
    "\\all": "all",
    "\\allmail": "all",
}

#: What mail programs and providers call the folder of sent mails, the surest first; compared case-folded.
SENT_NAMES = (
    "Sent",
    "Sent Items",
    "Sent Mail",
    "Sent Messages",
    "已发送",
    "已发送邮件",
    "已发邮件",
    "已傳送",
    "寄件備份",
    "寄件匣",
    "傳送的郵件",
    "Gesendet",
    "Gesendete Elemente",
    "Gesendete Objekte",
    "Gesendete Nachrichten",
    "Envoyés",
    "Éléments envoyés",
    "Messages envoyés",
    "Objets envoyés",
    "Enviados",
    "Elementos enviados",
    "Mensajes enviados",
    "Correo enviado",
    "Itens enviados",
    "Mensagens enviadas",
    "E-mails enviados",
    "Inviati",
    "Inviata",
    "Posta inviata",
    "Posta in uscita inviata",
    "Messaggi inviati",
    "Elementi inviati",
    "Verzonden",
    "Verzonden items",
    "Verzonden berichten",
    "Wysłane",
    "Elementy wysłane",
    "Wiadomości wysłane",
    "Skickat",
    "Skickade",
    "Skickade objekt",
    "Skickade meddelanden",
    "Отправленные",
    "Отправленные письма",
    "Исходящие отправленные",
    "Надіслані",
    "Відправлені",
    "Надіслана пошта",
    "Gönderilenler",
    "Gönderilmiş",
    "Gönderilmiş Öğeler",
    "Gönderilmiş Postalar",
    "送信済み",
    "送信済みメール",
    "送信済みアイテム",
    "送信済みトレイ",
    "보낸편지함",
    "보낸 편지함",
    "보낸메일함",
    "보낸 항목",
    "المرسل",
    "البريد المرسل",
    "العناصر المرسلة",
    "الرسائل المرسلة",
    "נשלח",
    "דואר יוצא שנשלח",
    "פריטים שנשלחו",
    "הודעות שנשלחו",
    "Odeslané",
    "Odeslaná pošta",
    "Odeslané zprávy",
)
RANK = {name.casefold(): rank for rank, name in enumerate(SENT_NAMES)}


@dataclass(frozen=True, slots=True)
class Folder:
    """`name` is decoded from modified UTF-7 and complete. `role`: inbox, sent, drafts, trash, junk, archive, all, or empty."""

    name: str
    separator: str = "/"
    role: str = ""
    selectable: bool = True

    @property
    def last_name(self) -> str:
        return self.name.rpartition(self.separator)[2] if self.separator else self.name


def folder_of(attributes: Iterable[str], separator: str, name: str) -> Folder:
    """One line of LIST. `INBOX` is the same in any case (RFC 3501, 5.1)."""
    words = {word.casefold() for word in attributes}
    role = "inbox" if name.upper() == "INBOX" else next((r for w, r in SPECIAL_USE.items() if w in words), "")
    return Folder(name, separator, role, selectable=not words & {"\\noselect", "\\nonexistent"})


def sent_folder(folders: Iterable[Folder]) -> Folder | None:
    """Where sent mails are kept: as the server says, else by name, else None. Nested folders count last."""
    choice = [folder for folder in folders if folder.selectable]
    told = [folder for folder in choice if folder.role == "sent"]
    named = [folder for folder in choice if not folder.role and folder.last_name.casefold() in RANK]
    return next(iter(told), None) or min(named, key=likelihood, default=None)


def likelihood(folder: Folder) -> tuple[int, int]:
    depth = folder.name.count(folder.separator) if folder.separator else 0
    return RANK[folder.last_name.casefold()], depth
