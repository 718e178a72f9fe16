"""``exchange-errors mcp``: the tools of MCP over stdio, a message a line, until standard input ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from typing import BinaryIO

from ..answers import Answers
from ..decoder import LIMIT_BYTES
from ..mcp.messages import answer_line, unreadable_line
from ..mcp.tools import toolbox
from .terminal import Terminal

LONGEST_MESSAGE = 7 * LIMIT_BYTES  # bytes: JSON may spell each character of a text in six


def serve(answers: Answers, terminal: Terminal) -> int:
    """Run the command and return its exit status."""
    if sys.stdin.isatty():
        terminal.complain("waits for messages of an MCP client on standard input; Ctrl-D ends it")
    tools, out = toolbox(answers), sys.stdout.buffer
    too_long = unreadable_line(f"At most {LONGEST_MESSAGE} bytes are read in one line.")
    with redirect_stdout(sys.stderr):  # standard output is the protocol's alone
        for line in _lines(sys.stdin.buffer):
            if answer := too_long if line is None else answer_line(line, tools):
                out.write(answer)
                out.flush()
    return 0


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines that hold anything, None for one that is too long."""
    while line := stream.readline(LONGEST_MESSAGE + 1):
        is_long = len(line) > LONGEST_MESSAGE
        while is_long and not line.endswith(b"\n") and line:
            line = stream.readline(LONGEST_MESSAGE)
        if is_long:
            yield None
        elif line.strip():
            yield line
