"""The command line: finds the command, runs it, and turns the desk's errors into a sentence and an exit code.

Exit codes (design 5): 0 done, 1 some items failed (each named on stderr), 2 wrong use or settings.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

from maildesk.errors import DeskError, SettingError, UsageError

#: Command, the module that holds it (loaded only when asked for, so that each starts fast), and what it does.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("maildesk.cli.demo", "everything at once with a sample shop: the quickest look"),
    "serve": ("maildesk.cli.serve", "the web half"),
    "worker": ("maildesk.cli.worker", "the half that fetches, reads, rings clocks and sends"),
    "db": ("maildesk.cli.db", "upgrade, check, backup FILE, restore FILE"),
    "user": ("maildesk.cli.user", "add a person"),
    "mailbox": ("maildesk.cli.mailbox", "add, list, test"),
    "import": ("maildesk.cli.imports", "orders FILE, or mail PATH..."),
    "inspect": ("maildesk.cli.inspect", "what the desk makes of raw mails, without any database"),
    "deadline": ("maildesk.cli.deadline", "the clock that the packs give for a case"),
    "peaks": ("maildesk.cli.peaks", "sales, holidays, closures and cut-offs of the coming year"),
    "export": ("maildesk.cli.export", "messages, conversations, cases, or a case's evidence"),
    "templates": ("maildesk.cli.templates", "check or preview the buyers' texts"),
    "set-aside": ("maildesk.cli.set_aside", "list or replay what failed"),
    "doctor": ("maildesk.cli.doctor", "what is wrong with this installation and what to do"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help", "help"):
        print(_overview())
        return 0 if words else 2
    if words[0] not in COMMANDS:
        print(f"maildesk: there is no command {words[0]!r}; `maildesk help` lists them", file=sys.stderr)
        return 2
    try:
        code: int = import_module(COMMANDS[words[0]][0]).run(words[1:])
    except DeskError as error:
        print(f"maildesk: {error}", file=sys.stderr)
        return 2 if isinstance(error, SettingError | UsageError) else 1
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output (head, less) has seen enough
        return 0
    except KeyboardInterrupt:
        return 130
    return code


def _overview() -> str:
    rows = "\n".join(f"  {name:<11} {what}" for name, (_, what) in COMMANDS.items())
    return f"maildesk: the support desk of cross-border shops\n\n{rows}\n\n`maildesk COMMAND --help` tells more."
