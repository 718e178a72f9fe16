"""How many secrets of which kind were masked, in a reader's words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from exchange_errors.redaction import Redaction
from exchange_errors.redaction.kinds import kinds

WORDS = {
    "jwt": ngettext_lazy("%(n)d signed token", "%(n)d signed tokens", "n"),
    "otp": ngettext_lazy("%(n)d one-time code", "%(n)d one-time codes", "n"),
    "card": ngettext_lazy("%(n)d card number", "%(n)d card numbers", "n"),
    "cvv": ngettext_lazy("%(n)d card code", "%(n)d card codes", "n"),
    "iban": ngettext_lazy("%(n)d bank account", "%(n)d bank accounts", "n"),
    "phrase": ngettext_lazy("%(n)d recovery phrase", "%(n)d recovery phrases", "n"),
    "secret": ngettext_lazy("%(n)d secret", "%(n)d secrets", "n"),
    "api_key": ngettext_lazy("%(n)d API key", "%(n)d API keys", "n"),
    "key": ngettext_lazy("%(n)d key", "%(n)d keys", "n"),
    "sig": ngettext_lazy("%(n)d signature", "%(n)d signatures", "n"),
    "passphrase": ngettext_lazy("%(n)d password", "%(n)d passwords", "n"),
    "authorization": ngettext_lazy("%(n)d log-in header", "%(n)d log-in headers", "n"),
    "cookie": ngettext_lazy("%(n)d cookie", "%(n)d cookies", "n"),
    "bearer": ngettext_lazy("%(n)d token", "%(n)d tokens", "n"),
    "email": ngettext_lazy("%(n)d email", "%(n)d emails", "n"),
    "hex": ngettext_lazy("%(n)d long hex value", "%(n)d long hex values", "n"),
    "base64": ngettext_lazy("%(n)d encoded value", "%(n)d encoded values", "n"),
    "address": ngettext_lazy("%(n)d wallet address", "%(n)d wallet addresses", "n"),
    "ip": ngettext_lazy("%(n)d IP address", "%(n)d IP addresses", "n"),
    "phone": ngettext_lazy("%(n)d phone number", "%(n)d phone numbers", "n"),
}
MOST_KINDS = 3  # that are named
TO_ACT_ON = (
    "phrase", "secret", "passphrase", "api_key", "key", "bearer", "jwt", "authorization", "cookie", "card", "cvv",
    "otp",
)  # fmt: skip
"""The kinds that others can use as they are, what costs most first."""


def masked_words(redactions: Sequence[Redaction]) -> str:
    """Return ``3 secrets masked: 2 API keys and 1 email``, "" where nothing was masked."""
    count = sum(redaction.count for redaction in redactions)
    if not count:
        return ""
    order = list(kinds())
    named = sorted(redactions, key=lambda redaction: order.index(redaction.kind))
    words = [str(WORDS[redaction.kind] % {"n": redaction.count}) for redaction in named[:MOST_KINDS]]
    if len(named) > MOST_KINDS:
        words.append(_("more"))
    total = ngettext("%(n)d secret masked", "%(n)d secrets masked", count) % {"n": count}
    return f"{total}: {get_text_list(words, _('and'))}"


def leak_advice(redactions: Sequence[Redaction]) -> list[str]:
    """Return what to do if others saw the text: a sentence for each kind to act on, then one for all the rest."""
    masked = {redaction.kind: redaction.count for redaction in redactions}
    advice = [kinds()[kind].advice for kind in TO_ACT_ON if kind in masked]
    rest = [str(WORDS[kind] % {"n": masked[kind]}) for kind in kinds() if kind in masked and kind not in TO_ACT_ON]
    if rest:
        words = {"what": get_text_list(rest, _("and"))}
        advice.append(_("Also in the text: %(what)s. Leave out what is not needed; replace what is a key.") % words)
    return advice
