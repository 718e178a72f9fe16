"""The command line: what can be asked, and the exit status that answers a script."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..answers import Answers
    from ..catalogue.entry import Entry
    from .terminal import Terminal

NAME = "exchange-errors"
SHELLS = ("bash", "zsh", "fish")
EXAMPLES = """\
examples:
  exchange-errors explain 306
  exchange-errors decode bot.log
  journalctl -u bot | exchange-errors decode --json | jq '.findings[].code'
  exchange-errors decode --follow bot.log
  exchange-errors search not enough balance
  claude mcp add exchange-errors -- exchange-errors mcp

exit status: 0 all is well, 1 errors were found, or no such code, 2 wrong usage, 3 money may be at risk
"""


def parser(refs: Sequence[str] | None = None, files: Any = None) -> argparse.ArgumentParser:
    """Return the description of the command line, from which the completions follow too.

    Those name the codes as ``refs``, and in ``files`` how shtab completes the name of a file.
    """
    top = argparse.ArgumentParser(
        NAME,
        description="Explain the error codes of the Crypto.com Exchange API. Nothing is sent or stored.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--site", default=os.environ.get("EXCHANGE_ERRORS_SITE", ""), help="what addresses begin with")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    explain = commands.add_parser("explain", help="explain a code: a number, a name in any spelling, or an id")
    add_explain(explain, refs)
    decode = commands.add_parser("decode", help="find and explain the errors in files, a pipe or a live log")
    add_decode(decode, files)
    search = commands.add_parser("search", help="find codes by words, by a message or by a symptom")
    search.add_argument("word", nargs="+", metavar="WORD")
    search.add_argument("--limit", type=_count, default=10, metavar="N", help="print at most N (default: 10)")
    _add_formats(search)
    commands.add_parser("mcp", help="serve the tools of the Model Context Protocol to an agent, over stdio")
    completion = commands.add_parser("completion", help="print the completion for a shell")
    completion.add_argument("shell", choices=SHELLS)
    return top


def add_explain(command: argparse.ArgumentParser, refs: Sequence[str] | None = None) -> None:
    """Describe the arguments of ``explain``."""
    command.add_argument(
        "ref", nargs="+", choices=refs, metavar="REF", help="306, INSUFFICIENT_AVAILABLE_BALANCE, ws-1006, ..."
    )
    _add_formats(command)


def add_decode(command: argparse.ArgumentParser, files: Any = None) -> None:
    """Describe the arguments of ``decode``."""
    argument: Any = command.add_argument("file", nargs="*", metavar="FILE", help="- is standard input (the default)")
    if files:
        argument.complete = files
    command.add_argument("--follow", "-f", action="store_true", help="wait for more, a line for each new finding")
    command.add_argument("--reply-language", default="en", metavar="TAG", help="of the letter: es, ..., or auto")
    _add_formats(command)


def _add_formats(command: argparse.ArgumentParser) -> None:
    formats = command.add_mutually_exclusive_group()
    formats.add_argument("--json", action="store_true", help="print what the site's API answers")
    formats.add_argument("--markdown", action="store_true", help="print Markdown, for a ticket or a language model")


def main(given: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    arguments = parser().parse_args(given)
    if arguments.command == "completion":
        return _complete(arguments.shell)
    from ..answers import Answers  # here: --help and usage errors need no catalogue
    from ..catalogue.loader import load_catalogue
    from .terminal import standard

    try:
        return run(arguments, Answers(load_catalogue(), arguments.site.rstrip("/")), standard())
    except BrokenPipeError:  # the reader of the output has closed it, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141  # as a shell reports a broken pipe
    except KeyboardInterrupt:
        return 130


def run(arguments: argparse.Namespace, answers: Answers, terminal: Terminal) -> int:
    """Run a command over these answers and return its exit status."""
    from ..answers import UnknownCodeError
    from .reading import USAGE, UsageError, decode

    commands = {"explain": explain, "decode": decode, "search": search, "mcp": serve_agent}
    try:
        return commands[arguments.command](arguments, answers, terminal)
    except UnknownCodeError as error:
        terminal.complain(str(error))
        return 1
    except (UsageError, ValueError) as error:
        terminal.complain(str(error))
        return USAGE


def explain(arguments: argparse.Namespace, answers: Answers, terminal: Terminal) -> int:
    """Run the command. Raises UnknownCodeError."""
    ref = " ".join(arguments.ref)
    entries = answers.entries(ref)
    if arguments.json:
        terminal.write(_json(answers.explain(ref)))
    elif arguments.markdown:
        terminal.write(answers.markdown(entries))
    else:
        terminal.write_markdown(answers.markdown(entries))
    return 0


def search(arguments: argparse.Namespace, answers: Answers, terminal: Terminal) -> int:
    answer = answers.search(" ".join(arguments.word), arguments.limit)
    rows = answer["results"] or answer["nearest"]
    if arguments.json:
        terminal.write(_json(answer))
        return 0 if answer["count"] else 1
    if not rows:
        terminal.complain("nothing is close to that")
    elif not answer["count"]:
        terminal.complain("nothing matches closely; the nearest:")
    for row in rows:
        _print_row(answers.catalogue.get(row["id"]), terminal, arguments.markdown)
    return 0 if answer["count"] else 1


def serve_agent(_: argparse.Namespace, answers: Answers, terminal: Terminal) -> int:
    from .agent import serve  # here: the other commands need no schemas

    return serve(answers, terminal)


def _print_row(entry: Entry | None, terminal: Terminal, markdown: bool) -> None:
    from .terminal import HEADING

    assert entry is not None
    says = entry.note.headline or entry.note.summary
    if markdown:
        terminal.write(f"- **{entry.title}**: {says}\n")
    else:
        terminal.write_coloured(terminal.coloured(entry.title, HEADING), says)


def _complete(shell: str) -> int:
    try:
        import shtab
    except ImportError:
        print(f"{NAME}: this needs one more package: pip install shtab", file=sys.stderr)
        return 2
    from ..catalogue.loader import load_catalogue

    entries = load_catalogue().entries
    refs = {name: None for entry in entries for name in (str(entry.code), entry.name, entry.id) if name}
    print(shtab.complete(parser(list(refs), shtab.FILE), shell))
    return 0


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _json(data: Any) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
