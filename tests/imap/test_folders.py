"""Which folder holds the sent mails, and other pure decisions of the IMAP edge."""

from __future__ import annotations

import pytest

from maildesk.imap.folders import Folder, folder_of, sent_folder


def folders(*names: str, separator: str = "/") -> list[Folder]:
    return [folder_of((), separator, name) for name in names]


@pytest.mark.parametrize(
    "name",
    [
        "Sent",
        "SENT ITEMS",
        "Gesendete Objekte",
        "Éléments envoyés",
        "Correo enviado",
        "Posta inviata",
        "Itens enviados",
        "Verzonden items",
        "Elementy wysłane",
        "Skickat",
        "Отправленные",
        "Надіслані",
        "Gönderilmiş Öğeler",
        "送信済みアイテム",
        "보낸편지함",
        "寄件備份",
        "已发送",
        "العناصر المرسلة",
        "פריטים שנשלחו",
        "Odeslaná pošta",
    ],
)
def test_the_folder_of_sent_mails_is_known_by_its_name_in_every_locale(name: str) -> None:
    found = sent_folder(folders("INBOX", "Entwürfe", name))
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(("separator", "name"), [(".", "INBOX.Sent"), ("/", "[Gmail]/Sent Mail"), ("", "Sent")])
def test_the_name_counts_wherever_the_folder_lies(separator: str, name: str) -> None:
    found = sent_folder(folders("INBOX", name, separator=separator))
    assert found is not None
    assert found.name == name


def test_what_the_server_says_goes_before_what_a_folder_is_called() -> None:
    told = folder_of(("\\HasNoChildren", "\\Sent"), "/", "Outgoing")
    assert sent_folder([*folders("Sent"), told]) == told


def test_a_folder_that_has_another_role_is_not_taken_by_its_name() -> None:
    assert sent_folder([folder_of(("\\Trash",), "/", "Sent")]) is None


def test_a_folder_that_cannot_be_opened_is_not_taken() -> None:
    assert sent_folder([folder_of(("\\Noselect",), "/", "Sent")]) is None


def test_the_folder_nearest_to_the_root_is_taken() -> None:
    found = sent_folder(folders("Archive/2020/Sent", "INBOX/Sent", "Sent"))
    assert found is not None
    assert found.name == "Sent"


def test_no_folder_is_taken_when_none_is_known() -> None:
    assert sent_folder(folders("INBOX", "Notes")) is None


@pytest.mark.parametrize("name", ["INBOX", "inbox", "Inbox"])
def test_the_inbox_is_the_same_in_any_case(name: str) -> None:
    assert folder_of((), "/", name).role == "inbox"
