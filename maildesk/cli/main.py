"""The command line: finds the command, runs it, and turns the desk's errors into a sentence and an exit code.

Exit codes (design 5): 0 done, 1 some items failed (each named on stderr), 2 wrong use or settings.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from maildesk.cli.words import loaded
from maildesk.errors import DeskError, SettingError, UsageError

#: Command, the module that holds it (loaded only when asked for, so that each starts fast), and what it does.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("demo", "everything at once with a sample shop: the quickest look"),
    "serve": ("serve", "the web half"),
    "worker": ("worker", "the half that fetches, reads, rings clocks and sends"),
    "db": ("db", "upgrade, check, backup FILE, restore FILE"),
    "user": ("user", "add a person"),
    "mailbox": ("mailbox", "add, list, test"),
    "contact": ("contact", "erase a person whom the desk may write to first"),
    "import": ("imports", "orders FILE, or mail PATH..."),
    "inspect": ("inspect", "what the desk makes of raw mails, without any database"),
    "deadline": ("deadline", "the clock that the packs give for a case"),
    "peaks": ("peaks", "sales, holidays, closures and cut-offs of the coming year"),
    "export": ("export", "messages, conversations, cases, or a case's evidence"),
    "templates": ("templates", "check or preview the buyers' texts"),
    "set-aside": ("set_aside", "list or replay what failed"),
    "doctor": ("doctor", "what is wrong with this installation and what to do"),
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
        code = loaded(COMMANDS[words[0]][0])(words[1:])
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
