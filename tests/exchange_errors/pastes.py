"""Pastes with secrets in them, made by chance from a seed: a shape, values for it, and a wrapping around it."""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.exchange_errors.decoder.wrappings import WRAPPINGS

#: In a shape ``%K`` stands for a key, ``%S`` for a secret, and so on: see VALUES. ``----`` stands between two shapes.
SHAPES = (Path(__file__).parents[1] / "data" / "pastes.txt").read_text("utf-8").rstrip("\n").split("\n----\n")
LETTERS = string.ascii_letters + string.digits
WORDS = [
    "ocean",
    "copper",
    "velvet",
    "garden",
    "marble",
    "rocket",
    "salmon",
    "timber",
    "window",
    "yellow",
    "basket",
    "candle",
    "dragon",
    "falcon",
    "guitar",
    "hammer",
    "island",
    "jungle",
    "kitten",
    "lemon",
    "magnet",
    "needle",
    "orange",
    "pepper",
    "quartz",
    "ribbon",
    "saddle",
    "tunnel",
    "umbrella",
    "violin",
    "walnut",
    "zebra",
]
ERROR = '{"id":7,"method":"private/create-order","code":306,"message":"INSUFFICIENT_AVAILABLE_BALANCE"}'
LINE_WIDTHS = (72, 80, 100, 120)
SHOWN_AT_MOST = 11  # characters in a row of a secret


class Paste(NamedTuple):
    """A text to paste, and the secrets in it."""

    text: str
    secrets: list[str]


def characters(draw: random.Random, of: str, count: int) -> str:
    return "".join(draw.choices(of, k=count))


def password(draw: random.Random) -> str:
    word, number = draw.choice(WORDS), str(draw.randrange(10, 9999))
    signs = f"{word[:3]}${word[3:]}{number}"
    return draw.choice([f"{word.title()}!{number}", word.upper() + number, signs, f"{word}-{number}", word + number])


def key(draw: random.Random) -> str:
    """Return a key with digits: of those without, every hundredth cannot be told from a long name."""
    run = characters(draw, LETTERS, draw.choice((20, 22, 30))) + "7q"
    return draw.choice([run, f"cxakp_{run}", f"cxsec_{run}"])


def card(draw: random.Random) -> str:
    digits = "4" + characters(draw, string.digits, 14)
    total = sum(sum(divmod(2 * int(d), 10)) for d in digits[::-2]) + sum(int(d) for d in digits[-2::-2])
    return digits + str(-total % 10)


def iban(draw: random.Random) -> str:
    account = characters(draw, string.digits, 18)
    return f"DE{98 - int(account + '131400') % 97:02}{account}"


def phone(draw: random.Random) -> str:
    return f"+49 151 {draw.randrange(1000, 9999)} {draw.randrange(1000, 9999)}"


VALUES: dict[str, Callable[[random.Random], str]] = {
    "%K": key,
    "%S": key,
    "%G": lambda draw: characters(draw, "0123456789abcdef", 64),
    "%P": password,
    "%O": lambda draw: str(draw.randrange(100_000, 1_000_000)),
    "%C": card,
    "%I": iban,
    "%W": lambda draw: " ".join(draw.sample(WORDS, draw.choice((12, 24)))),
    "%M": lambda draw: f"{draw.choice(WORDS)}{draw.randrange(99)}@exämple.de",
    "%T": phone,
    "%A": lambda draw: f"203.0.113.{draw.randrange(1, 255)}",
}


def cut(text: str, width: int) -> str:
    """Return the text as a terminal cuts it, within words."""
    lines = text.split("\n")
    return "\n".join(line[at : at + width] for line in lines for at in range(0, len(line) or 1, width))


def pastes(seed: int, count: int) -> Iterator[Paste]:
    """Yield pastes of every shape in turn, about a third of them as they are."""
    draw = random.Random(seed)
    for at in range(count):
        text, secrets = SHAPES[at % len(SHAPES)], []
        for mark, make in VALUES.items():
            while mark in text:
                secrets.append(make(draw))
                text = text.replace(mark, secrets[-1], 1)
        text = f"{text}\n{ERROR}" if draw.random() < 0.5 else text
        if draw.random() < 0.1:
            text = cut(text, draw.choice(LINE_WIDTHS))
        elif draw.random() < 0.6:
            text = WRAPPINGS[draw.choice(sorted(WRAPPINGS))](text)
        yield Paste(text, secrets)


def shows(shown: str, secret: str) -> bool:
    """Whether a text shows a secret: all of a short one, or twelve characters of a long one, in whatever pieces."""
    shown, secret = ("".join(text.translate(dict.fromkeys(map(ord, " \n-")))) for text in (shown, secret))
    length = min(len(secret), SHOWN_AT_MOST + 1)
    return any(secret[at : at + length] in shown for at in range(len(secret) - length + 1))
