"""The ZIP of originals: names, sums, and the same bytes each time."""

import subprocess
from io import BytesIO
from zipfile import ZipFile

from maildesk.evidence.archive import Original, write_zip

ORIGINALS = (
    Original("mails/001 buyer.eml", b"From: a\r\n\r\nhello" * 50),
    Original("files/001/照片.jpg", b"\xff\xd8\xff one"),
    Original("files/001/照片.jpg", b"\xff\xd8\xff two"),
    Original("files/001/Case.TXT", b"a"),
    Original("files/001/case.txt", b"b"),
    Original("SHA256SUMS", b"0000  nothing"),
)


def zipped(originals=ORIGINALS) -> bytes:
    out = BytesIO()
    write_zip(out, originals)
    return out.getvalue()


def test_the_sums_hold_for_the_program_that_everybody_has(tmp_path):
    with ZipFile(BytesIO(zipped())) as archive:
        archive.extractall(tmp_path)
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b": OK") == len(ORIGINALS)


def test_the_same_originals_give_the_same_bytes():
    assert zipped() == zipped()


def test_no_file_is_written_over_another_on_a_system_without_capitals():
    with ZipFile(BytesIO(zipped())) as archive:
        names = [name.lower() for name in archive.namelist()]
        assert len(set(names)) == len(names) == len(ORIGINALS) + 1
        assert archive.read("files/001/照片 (2).jpg") == b"\xff\xd8\xff two"


def test_nobody_can_bring_his_own_sums():
    with ZipFile(BytesIO(zipped())) as archive:
        assert archive.read("SHA256SUMS (2)") == b"0000  nothing"


def test_an_empty_case_has_its_list():
    with ZipFile(BytesIO(zipped(()))) as archive:
        assert archive.namelist() == ["SHA256SUMS"]
