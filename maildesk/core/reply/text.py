"""One text for buyers: its source compiled into named blocks, in a sandbox.

In: the source of a template (Jinja syntax, a small part of it). Out: `Text`, or `TextError` with the line.
A text can write facts, ask whether they are known, and choose words by number. It cannot call, loop, multiply, reach into a
value or load another file, whoever wrote it: the nodes it may use are listed here (an expression like `'a'*10**9` needs no
attribute to exhaust a server).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from maildesk.core.reply.facts import Fact, Line, Written
from maildesk.core.reply.manner import Manner, number, plural_category, write
from maildesk.core.reply.plan import BLOCKS, FOOTER, NOTE_BLOCKS

#: Everything a text may be made of.
_ALLOWED = (
    nodes.Template, nodes.Block, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Filter, nodes.Keyword,
    nodes.If, nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip
_FILTERS = frozenset({"plural"})
#: Blocks besides the paragraphs: the subject of a mail that had none, the footer of one that nobody asked for, and those of notes.
BLOCK_NAMES = (*BLOCKS, "subject", FOOTER, *NOTE_BLOCKS)
#: Around a fact in rendered text: start, end of its number, end of the fact. Private-use characters, taken out of every value.
START, NUMBERED, END = "\ue000", "\ue001", "\ue002"
_CLEAN: dict[int, str | None] = {
    ord(c): None for c in (START, NUMBERED, END, *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
}
_CLEAN |= dict.fromkeys((*range(32), 127, 133, 8232, 8233), " ")


class TextError(ValueError):
    """A text that cannot be used; `str()` is `locale/name.j2:line: what is wrong`."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Stands where a fact is not known. Written, it is an open slot; asked, it is false."""

    name: str
    source: str = ""
    value: None = None

    def __bool__(self) -> bool:
        return False


class Notes:
    """One rendering's own: the reader's manner, the facts known by name, and those written, in the order of their marks."""

    __slots__ = ("how", "known", "written")

    def __init__(self, how: Manner, known: dict[str, Any]) -> None:
        self.how = how
        self.known = known | {"_notes": self}
        self.written: list[Fact | Missing] = []


@dataclass(frozen=True, eq=False)
class Text:
    """`names`: every fact it mentions. `writes`: those it writes, by block.

    Thirteen hundred texts are read at start and a dozen are used in an hour, so each is compiled when it is first rendered.
    """

    name: str
    locale: str
    names: frozenset[str]
    writes: Mapping[str, frozenset[str]]
    tree: nodes.Template

    def __contains__(self, block: str) -> bool:
        return block in self.writes

    @property
    def words(self) -> str:
        """Its own words, without the facts."""
        said = [node.data for node in self.tree.find_all(nodes.TemplateData)]
        forms = [
            str(each.value.value) for each in self.tree.find_all(nodes.Keyword) if isinstance(each.value, nodes.Const)
        ]
        return " ".join((*said, *forms))

    @cached_property
    def template(self) -> Template:
        return Template.from_code(_ENVIRONMENT, _ENVIRONMENT.compile(self.tree), {})

    def context(self, notes: Notes) -> Context:
        """What the blocks of this text are rendered in. It sees facts that are put into the notes later, too."""
        return self.template.new_context(notes.known, shared=True)

    def block(self, name: str, context: Context) -> str:
        """The marked text of one block; the notes' `written` grows by what it writes. Raises KeyError without that block."""
        return "".join(self.template.blocks[name](context))


def compile_text(name: str, locale: str, source: str) -> Text:
    """The text of that name and locale. Raises TextError when it uses anything a text may not use."""
    try:
        tree = _ENVIRONMENT.parse(source)
        _forbid(tree)
    except TemplateSyntaxError as error:
        raise TextError(f"{locale}/{name}.j2:{error.lineno}: {error.message}") from error
    return Text(
        name,
        locale,
        frozenset(node.name for node in tree.find_all(nodes.Name)),
        {block.name: frozenset(_written(block)) for block in tree.find_all(nodes.Block)},
        tree,
    )


def _forbid(tree: nodes.Template) -> None:
    for node in _walk(tree):
        if not isinstance(node, _ALLOWED):
            raise TemplateSyntaxError(f"a text may not use {type(node).__name__.lower()}", node.lineno)
        if isinstance(node, nodes.Filter) and (node.name not in _FILTERS or node.args or node.dyn_kwargs):
            raise TemplateSyntaxError(f"a text has no filter {node.name} of that form", node.lineno)
        if isinstance(node, nodes.Block) and node.name not in BLOCK_NAMES:
            raise TemplateSyntaxError(f"a reply has no block {node.name}", node.lineno)
    for node in tree.body:
        if not isinstance(node, nodes.Block) and not _blank(node):
            raise TemplateSyntaxError("words outside of a block are never sent", node.lineno)


def _blank(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(n, nodes.TemplateData) and not n.data.strip() for n in node.nodes
    )


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _written(block: nodes.Block) -> Iterator[str]:
    for output in block.find_all(nodes.Output):
        for node in output.nodes:
            names = [node] if isinstance(node, nodes.Name) else node.find_all(nodes.Name)
            yield from (name.name for name in names)


@pass_context
def _finalize(context: Context, value: Any) -> str:
    """Everything a text writes passes here: a fact in the reader's manner, marked; a missing one as an open slot."""
    notes: Notes = context.parent["_notes"]
    if isinstance(value, Fact):
        return _mark(value, write(_clean(value.value), notes.how), notes)
    return _mark(value, f"⟦{value.name}⟧", notes) if isinstance(value, Missing) else str(value)


@pass_context
def _plural(context: Context, fact: Fact | Missing, **forms: str) -> str:
    """`{{ days|plural(one="# day", other="# days") }}`: the form of the number's category, `#` being the number."""
    notes: Notes = context.parent["_notes"]
    if not isinstance(fact, Fact) or not isinstance(fact.value, int):
        return _mark(Missing(fact.name), f"⟦{fact.name}⟧", notes)
    form = forms.get(plural_category(fact.value, notes.how)) or forms.get("other", "#")
    return _mark(fact, form.replace("#", number(fact.value, notes.how)), notes)


def _mark(fact: Fact | Missing, words: str, notes: Notes) -> str:
    notes.written.append(fact)
    return f"{START}{len(notes.written) - 1}{NUMBERED}{words}{END}"


def _clean(value: Any) -> Any:
    """A value from outside cannot mark facts, turn the direction of the text, or begin a new line."""
    if isinstance(value, Written):
        return Written("\n".join(" ".join(line.translate(_CLEAN).split()) for line in value.splitlines()))
    if isinstance(value, str):
        return type(value)(" ".join(value.translate(_CLEAN).split()))
    if isinstance(value, Line):
        return Line(_clean(value.title), value.quantity)
    return tuple(_clean(each) for each in value) if isinstance(value, tuple) else value


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        finalize=_finalize,
        autoescape=False,
    )
    environment.globals.clear()
    environment.tests.clear()
    environment.filters = {"plural": _plural}
    return environment


_ENVIRONMENT = _environment()
