"""A case's evidence on screen: what is asked, what is there, the pages and the originals, and who may take them."""

import hashlib
import subprocess
from datetime import timedelta
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from maildesk.core.notice.platform import NoticeKind
from maildesk.db import tables as t
from maildesk.evidence import apart, fonts
from maildesk.flow.cases.acts import Entered, enter
from tests.evidence.case import photograph
from tests.web.desk import Shop, token
from tests.web.page import form, send, words

#: The pages are the same whatever the store, and take their time to be set.
one_store = pytest.mark.parametrize("store", ["sqlite"], indirect=True)


def photo_mail(text: str = "Das kam kaputt an. Bestellung 12-34567-89012", name: str = "bild.jpg") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Anna Beispiel <anna@kunde.example>", "support@shop.example", "Lampe"
    mail["Message-ID"] = "<photo@kunde.example>"
    mail.set_content(text)
    mail.add_attachment(photograph(900, 600), maintype="image", subtype="jpeg", filename=name)
    mail.add_attachment(b"MZ\x90 not for opening", maintype="application", subtype="octet-stream", filename="setup.exe")
    mail.set_boundary("a-part-of-this-mail")
    return mail.as_bytes()


@pytest.fixture
def case(shop: Shop) -> int:
    shop.order(
        "12-34567-89012", channel="ebay", buyer_email="anna@kunde.example", buyer_name="Anna Beispiel", country="DE",
        tracking_number="LX123456789CN", carrier="China Post", shipped_at="2026-11-01T08:00:00Z",
    )  # fmt: skip
    shop.raw(photo_mail())
    told = Entered(
        "ebay", "item_not_received", "respond", shop.now + timedelta(minutes=1), kind=NoticeKind.ITEM_NOT_RECEIVED,
        order_number="12-34567-89012", number="5123456789",
    )  # fmt: skip
    with shop.store.writing() as session:
        return enter(session, told, shop.now + timedelta(minutes=2)).id


def test_the_page_says_what_is_there_and_how_to_get_what_is_missing(signed_in, case):
    page = signed_in("mei").get(f"/cases/{case}/evidence")
    assert page.status_code == 200
    text = words(page)
    assert "China Post LX123456789CN" in text
    assert "Ask the carrier for proof of delivery with date and place." in text


@one_store
def test_the_pages_come_as_a_file_that_is_saved_and_never_sniffed(signed_in, case):
    answer = signed_in("mei").get(f"/cases/{case}/evidence.pdf", buffered=True)
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"] == "attachment; filename=ebay-case-5123456789.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


@one_store
def test_an_agent_may_read_the_pages_in_chinese(signed_in, case, tmp_path):
    (tmp_path / "e.pdf").write_bytes(
        signed_in("mei").get(f"/cases/{case}/evidence.pdf?read=zh-Hans", buffered=True).data
    )
    text = subprocess.run(["pdftotext", tmp_path / "e.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "与买家的往来邮件" in text
    assert "Das kam kaputt an." in text


@one_store
def test_the_pages_hold_the_buyers_mail_and_photograph_in_the_platforms_language(signed_in, case, tmp_path):
    (tmp_path / "e.pdf").write_bytes(signed_in("mei").get(f"/cases/{case}/evidence.pdf", buffered=True).data)
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "e.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Schriftwechsel mit dem Käufer" in text
    assert "Das kam kaputt an." in text
    assert "bild.jpg" in text


def add(client: FlaskClient, case: int, *file: object, **row: str) -> TestResponse:
    typed = {**form(client.get(f"/cases/{case}"), f"/cases/{case}/papers"), **row}
    return client.post(f"/cases/{case}/papers", data=typed | ({"file": file} if file else {}), follow_redirects=True)


def test_what_an_agent_adds_to_a_row_stays_and_goes_into_pages_and_originals(signed_in, shop, case, tmp_path):
    client = signed_in("mei")
    add(client, case, BytesIO(photograph(300, 200)), "../packing.jpg", need="packing", text="Gepackt am 1. November")
    shop.now += timedelta(days=2)
    page = words(client.get(f"/cases/{case}/evidence"))
    assert "Gepackt am 1. November" in page
    (tmp_path / "e.pdf").write_bytes(client.get(f"/cases/{case}/evidence.pdf", buffered=True).data)
    shown = subprocess.run(["pdftotext", tmp_path / "e.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert {"Verpackung der Ware", "Gepackt am 1. November", "packing.jpg"} <= set(shown.splitlines())
    assert ".." not in shown
    with ZipFile(BytesIO(client.get(f"/cases/{case}/evidence.zip", buffered=True).data)) as archive:
        assert archive.read("added/packing/packing.jpg") == photograph(300, 200)


def test_a_row_that_was_yours_to_add_is_there_once_a_line_is_added(signed_in, shop, case):
    client = signed_in("mei")
    assert "Signature of the receiver yours to add" in words(client.get(f"/cases/{case}"))
    assert "Signature of the receiver there" in words(add(client, case, need="signature", text="Signed by A. Beispiel"))
    assert shop.newest(t.CaseEvent).code == "paper"


def test_what_was_added_by_mistake_is_taken_out_and_its_history_stays(signed_in, shop, case):
    client = signed_in("mei")
    add(client, case, BytesIO(b"%PDF-1.7 of another case"), "receipt.pdf", need="other")
    page, gone = f"/cases/{case}/evidence", f"/cases/{case}/papers/1/out"
    assert client.get(f"/cases/{case}/papers/1").data == b"%PDF-1.7 of another case"
    send(client, page, gone)
    assert "receipt.pdf" not in words(client.get(page))
    assert [(e.code, e.detail["file"]) for e in shop.all(t.CaseEvent)[-2:]] == [
        ("paper", "receipt.pdf"),
        ("paper_out", "receipt.pdf"),
    ]


@one_store
@pytest.mark.parametrize(
    ("row", "file", "said"),
    [
        ({"text": ""}, (), "a line or a file was wanted"),
        ({"text": ""}, (b"MZ\x90", "setup.exe"), "setup.exe”: a picture, a PDF or a film was wanted"),
        ({"need": "unheard", "text": "x"}, (), "unheard”: one of the list"),
    ],
)
def test_what_cannot_be_added_is_named(signed_in, shop, case, row, file, said):
    sent = (BytesIO(file[0]), file[1]) if file else ()
    assert said in words(add(signed_in("mei"), case, *sent, **row))
    assert shop.all(t.CasePaper) == []


@one_store
def test_a_trainee_adds_nothing_and_takes_nothing_out(signed_in, case):
    add(signed_in("mei"), case, need="other", text="a line")
    client = signed_in("xiao")
    csrf = {"csrf_token": token(client)}
    paths = (f"/cases/{case}/papers", f"/cases/{case}/papers/1/out")
    assert [client.post(path, data={**csrf, "need": "other", "text": "x"}).status_code for path in paths] == [403, 403]
    assert client.get(f"/cases/{case}/papers/1").status_code == 403


@one_store
def test_the_same_case_gives_the_same_files_again(signed_in, shop, case):
    client: FlaskClient = signed_in("mei")
    first = [client.get(f"/cases/{case}/evidence.{kind}", buffered=True).data for kind in ("pdf", "zip")]
    shop.now += timedelta(hours=3)
    assert [client.get(f"/cases/{case}/evidence.{kind}", buffered=True).data for kind in ("pdf", "zip")] == first


def test_the_originals_are_the_mails_as_they_came_with_sums_that_hold(signed_in, case, tmp_path):
    answer = signed_in("mei").get(f"/cases/{case}/evidence.zip", buffered=True)
    with ZipFile(BytesIO(answer.data)) as archive:
        archive.extractall(tmp_path)
        (mail,) = (name for name in archive.namelist() if name.endswith(".eml"))
        assert archive.read(mail) == photo_mail()
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stderr


def test_a_photograph_is_taken_out_of_its_mail_and_a_program_is_not(signed_in, case):
    with ZipFile(BytesIO(signed_in("mei").get(f"/cases/{case}/evidence.zip", buffered=True).data)) as archive:
        names = archive.namelist()
        (photo,) = (name for name in names if name.endswith("bild.jpg"))
        assert hashlib.sha256(archive.read(photo)).digest() == hashlib.sha256(photograph(900, 600)).digest()
    assert not any("setup.exe" in name for name in names)


@one_store
def test_a_trainee_sees_the_list_and_takes_nothing_home(signed_in, case):
    client = signed_in("xiao")
    assert client.get(f"/cases/{case}/evidence").status_code == 200
    assert [client.get(f"/cases/{case}/evidence.{kind}").status_code for kind in ("pdf", "zip")] == [403, 403]


@one_store
def test_a_case_that_is_not_there_is_not_found_and_nobody_unknown_learns_that(signed_in, app, shop):
    pages = [f"/cases/999/{page}" for page in ("evidence", "evidence.pdf", "evidence.zip")]
    client, stranger = signed_in("mei"), app.test_client()
    assert [client.get(page).status_code for page in pages] == [404] * 3
    assert [stranger.get(page).status_code for page in pages] == [303] * 3


@one_store
def test_a_machine_without_the_typesetter_says_what_to_install_and_gives_the_originals(signed_in, case, monkeypatch):
    monkeypatch.setattr(fonts, "typst", None)
    client = signed_in("mei")
    page = client.get(f"/cases/{case}/evidence")
    assert "pip install 'maildesk[evidence]'" in words(page)
    assert f"/cases/{case}/evidence.pdf" not in page.text
    assert client.get(f"/cases/{case}/evidence.zip", buffered=True).data.startswith(b"PK")


@one_store
def test_pages_that_take_too_long_are_given_up_with_a_sentence(signed_in, case, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0)
    answer = signed_in("mei").get(f"/cases/{case}/evidence.pdf")
    assert answer.status_code == 503
    assert "The pages could not be made." in words(answer)


def test_the_answer_stands_in_the_platforms_language_beside_the_agents(signed_in, case):
    text = words(signed_in("mei").get(f"/cases/{case}/evidence"))
    assert "dispatched and on its way" in text
    assert "is on its way to the buyer" in text
