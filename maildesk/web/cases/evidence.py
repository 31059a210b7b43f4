"""A case's evidence on screen: the platform's checklist with what is there and what people add, the bundle and the originals at one
click, the reply to copy.

The page decides nothing: what is asked, what is there and what may be said is the core's. Downloads are for those who may settle cases.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO

import structlog
from flask import Blueprint, request, send_file, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from maildesk.core.evidence import reply as replies
from maildesk.core.evidence.case_file import CaseFile
from maildesk.core.evidence.checklist import Asked, checklist, still_missing
from maildesk.core.evidence.limits import Limits, limits_for
from maildesk.core.evidence.need import Need
from maildesk.core.evidence.reply import Choice, Fitted
from maildesk.core.locales import DESK_LOCALES, direction
from maildesk.core.queue.roles import Act
from maildesk.core.reply.plan import Outcome, Plan
from maildesk.core.reply.render import mirror, render
from maildesk.errors import EdgeError
from maildesk.evidence import fonts
from maildesk.evidence.archive import Original, write_zip
from maildesk.evidence.bundle import Bundle, bundle_apart
from maildesk.flow.cases import papers
from maildesk.flow.cases.evidence import case_file, download_name, material, originals
from maildesk.flow.cases.papers import Paper
from maildesk.flow.reply.enclosing import Enclosure
from maildesk.packs.case_evidence import load_evidence
from maildesk.packs.disputes import load_disputes
from maildesk.web.acting import acting, back, done, text
from maildesk.web.desk import desk
from maildesk.web.headers import FILE_POLICY
from maildesk.web.i18n import _
from maildesk.web.show import show, show_alone
from maildesk.web.signing_in import me

pages = Blueprint("evidence", __name__)
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class ReplyView:
    """The answer in the platform's language beside the agent's. `open_slots`: facts that nobody knows yet; it is then no answer."""

    choice: Choice
    locale: str
    dir: str
    text: Fitted
    mirror: str
    open_slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """`typesetter`: pages can be made here. `missing_fonts`: languages whose letters would be boxes. `reply` None: nothing to say yet."""

    case_id: int
    file: CaseFile
    locale: str
    asked: tuple[Asked, ...]
    missing: tuple[Need, ...]
    limits: Limits
    typesetter: bool
    missing_fonts: tuple[str, ...]
    reply: ReplyView | None


def evidence_view(session: Session, case_id: int) -> EvidenceView:
    """What `cases/_evidence.html` shows. Raises `NotFoundError`."""
    file, packs = case_file(session, case_id, desk().writer.shop), load_evidence()
    asked = checklist(file, load_disputes(), packs.meanings)
    here = fonts.available(fonts.folders(desk().settings.font_folders))
    return EvidenceView(
        case_id, file, packs.language(file.platform, file.region), asked, still_missing(asked),
        limits_for(file.platform, file.case, packs.limits), bool(here), fonts.missing_scripts(here) if here else (), _reply(file),
    )  # fmt: skip


@pages.get("/cases/<int:number>/evidence")
def page(number: int) -> str:
    with desk().store.reading() as session:
        return show(session, "cases/evidence.html", evidence=evidence_view(session, number))


@pages.get("/cases/<int:number>/evidence.pdf")
def bundle(number: int) -> Response:
    """The pages, within the platform's limits: one PDF, or the pictures of its pages in a ZIP. `?read=`: for an agent, as a PDF."""
    return _handed_in(number, request.args.get("read", ""))


@pages.post("/cases/<int:number>/papers")
def add(number: int) -> Response:
    """A line, a file, or both, for a row of the checklist. It stays, and goes into every bundle from now on."""
    sent = request.files.get("file")
    file = None
    if sent is not None and sent.filename:
        file = Enclosure(sent.filename, sent.mimetype or "application/octet-stream", sent.read())
    paper = Paper(text("need", 20), text("text", papers.MOST_TEXT), text("sentence", 300), file)
    with acting() as (session, doing):
        papers.add(session, number, paper, doing)
    return done("paper_kept", back(url_for("cases.one", number=number)))


@pages.get("/cases/<int:number>/papers/<int:paper>")
def paper(number: int, paper: int) -> Response:
    """A file that was added, as it was."""
    me().must(Act.SOLVE)
    with desk().store.reading() as session:
        row = papers.get(session, number, paper)
        return _download(BytesIO(row.body), row.name or f"paper-{paper}", "application/octet-stream")


@pages.post("/cases/<int:number>/papers/<int:paper>/out")
def take_out(number: int, paper: int) -> Response:
    with acting() as (session, doing):
        papers.take_out(session, number, paper, doing)
    return done("paper_out", back(url_for("cases.one", number=number)))


def _handed_in(number: int, reader: str) -> Response:
    me().must(Act.SOLVE)
    with desk().store.reading() as session:
        of = material(session, number, desk().writer.shop)
    if reader in DESK_LOCALES:
        of = replace(of, limits=Limits(of.file.platform), words=load_evidence().words_of(reader))
    try:
        made = bundle_apart(of.file, of.bodies, of.limits, of.words, fonts.folders(desk().settings.font_folders))
    except EdgeError as error:
        _log.error("no pages", case=number, code=error.code, said=str(error))
        words = _(
            "The pages could not be made. The originals as ZIP always can, and a supervisor finds the reason in the log."
        )
        return Response(show_alone("error.html", code=503, words=words), 503, mimetype="text/html")
    name = download_name(of.file, number) + ("" if made.fits else "-does-not-fit")
    if made.extension == "pdf":
        return _download(BytesIO(made.files[0]), f"{name}.pdf", "application/pdf")
    return _download(_pages(made), f"{name}-pages.zip", "application/zip")


@pages.get("/cases/<int:number>/evidence.zip")
def archive(number: int) -> Response:
    """The originals with their SHA-256 sums."""
    me().must(Act.SOLVE)
    with ExitStack() as held, desk().store.reading() as session:
        file = case_file(session, number, desk().writer.shop)
        out = held.enter_context(TemporaryFile())
        write_zip(out, originals(session, file))
        held.pop_all()  # the response closes it when the last byte has left
    out.seek(0)
    return _download(out, f"{download_name(file, number)}-originals.zip", "application/zip")


def _reply(file: CaseFile) -> ReplyView | None:
    choice = replies.choose(file)
    if not choice.text:
        return None
    packs, texts = load_evidence(), desk().writer.texts
    name, locale = texts.choose(choice.text, packs.language(file.platform, file.region))
    plan = Plan(name, locale, Outcome.INFORM, choice.because)
    told = replies.facts(file, packs.words_of("en")(f"platform.{file.platform}"), desk().now())
    shown = render(plan, told, texts)
    reader = me().locale if me().locale in DESK_LOCALES else "en"
    most = limits_for(file.platform, file.case, packs.limits).characters
    return ReplyView(
        choice, locale, direction(locale), replies.fitted(shown, most), mirror(plan, told, texts, reader).text, shown.open_slots
    )  # fmt: skip


def _pages(made: Bundle) -> IO[bytes]:
    out = BytesIO()
    write_zip(out, (Original(f"page-{number:02}.{made.extension}", body) for number, body in enumerate(made.files, 1)))
    out.seek(0)
    return out


def _download(body: IO[bytes], name: str, mimetype: str) -> Response:
    answer = send_file(body, mimetype=mimetype, as_attachment=True, download_name=name)
    answer.headers["Content-Security-Policy"] = FILE_POLICY
    return answer
