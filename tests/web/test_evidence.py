"""A case's evidence on screen: what is asked, what is there, the pages and the originals, and who may take them."""

import hashlib
import subprocess
from datetime import timedelta
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from maildesk.core.notice.platform import NoticeKind
from maildesk.evidence import apart, fonts
from maildesk.flow.cases.acts import Entered, enter
from tests.evidence.case import photograph
from tests.web.desk import Shop
from tests.web.page import form, words


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


def test_the_pages_come_as_a_file_that_is_saved_and_never_sniffed(signed_in, case):
    answer = signed_in("mei").get(f"/cases/{case}/evidence.pdf", buffered=True)
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"] == "attachment; filename=ebay-case-5123456789.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_an_agent_may_read_the_pages_in_chinese(signed_in, case, tmp_path):
    (tmp_path / "e.pdf").write_bytes(
        signed_in("mei").get(f"/cases/{case}/evidence.pdf?read=zh-Hans", buffered=True).data
    )
    text = subprocess.run(["pdftotext", tmp_path / "e.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "与买家的往来邮件" in text
    assert "Das kam kaputt an." in text


def test_the_pages_hold_the_buyers_mail_and_photograph_in_the_platforms_language(signed_in, case, tmp_path):
    (tmp_path / "e.pdf").write_bytes(signed_in("mei").get(f"/cases/{case}/evidence.pdf", buffered=True).data)
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "e.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Schriftwechsel mit dem Käufer" in text
    assert "Das kam kaputt an." in text
    assert "bild.jpg" in text


def test_photographs_that_only_people_have_are_put_in_and_not_kept(signed_in, case, tmp_path):
    client, page = signed_in("mei"), f"/cases/{case}/evidence"
    sent = {**form(client.get(page), f"{page}.pdf"), "pictures": [(BytesIO(photograph(300, 200)), "../packing.jpg")]}
    (tmp_path / "e.pdf").write_bytes(client.post(f"{page}.pdf", data=sent, buffered=True).data)
    shown = subprocess.run(["pdftotext", tmp_path / "e.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "packing.jpg" in shown
    assert ".." not in shown
    with ZipFile(BytesIO(client.get(f"{page}.zip", buffered=True).data)) as archive:
        assert not any("packing" in name for name in archive.namelist())


def test_what_is_no_photograph_is_refused_by_name(signed_in, case):
    client, page = signed_in("mei"), f"/cases/{case}/evidence"
    sent = {**form(client.get(page), f"{page}.pdf"), "pictures": [(BytesIO(b"%PDF-1.7"), "proof.pdf")]}
    answer = client.post(f"{page}.pdf", data=sent)
    assert answer.status_code == 400
    assert "proof.pdf is no photograph" in words(answer)


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


def test_a_trainee_sees_the_list_and_takes_nothing_home(signed_in, case):
    client = signed_in("xiao")
    assert client.get(f"/cases/{case}/evidence").status_code == 200
    assert [client.get(f"/cases/{case}/evidence.{kind}").status_code for kind in ("pdf", "zip")] == [403, 403]


def test_a_case_that_is_not_there_is_not_found_and_nobody_unknown_learns_that(signed_in, app, shop):
    pages = [f"/cases/999/{page}" for page in ("evidence", "evidence.pdf", "evidence.zip")]
    client, stranger = signed_in("mei"), app.test_client()
    assert [client.get(page).status_code for page in pages] == [404] * 3
    assert [stranger.get(page).status_code for page in pages] == [303] * 3


def test_a_machine_without_the_typesetter_says_what_to_install_and_gives_the_originals(signed_in, case, monkeypatch):
    monkeypatch.setattr(fonts, "typst", None)
    client = signed_in("mei")
    page = client.get(f"/cases/{case}/evidence")
    assert "pip install 'maildesk[evidence]'" in words(page)
    assert f"/cases/{case}/evidence.pdf" not in page.text
    assert client.get(f"/cases/{case}/evidence.zip", buffered=True).data.startswith(b"PK")


def test_pages_that_take_too_long_are_given_up_with_a_sentence(signed_in, case, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0)
    answer = signed_in("mei").get(f"/cases/{case}/evidence.pdf")
    assert answer.status_code == 503
    assert "The pages could not be made." in words(answer)


def test_the_answer_stands_in_the_platforms_language_beside_the_agents(signed_in, case):
    text = words(signed_in("mei").get(f"/cases/{case}/evidence"))
    assert "dispatched and on its way" in text
    assert "is on its way to the buyer" in text
