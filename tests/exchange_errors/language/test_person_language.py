"""The language of a person's words: told from these alone, and only where they are enough."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from exchange_errors.content import CONTENT
from exchange_errors.language.person_language import person_language

ANSWER = '{"id":1,"method":"private/create-order","code":306,"message":"INSUFFICIENT_AVAILABLE_BALANCE"}'
MAILS = {
    "en": "Hello, my orders have been refused since this morning and I do not know why. Can you help me?",
    "es": "Hola, mis órdenes fueron rechazadas y no sé por qué. ¿Qué hago?",
    "pt": "Olá, minhas ordens foram recusadas e não sei por quê. O que devo fazer?",
    "de": "Guten Tag, meine Order wurde abgelehnt und ich weiß nicht warum.",
    "fr": "Bonjour, mon ordre a été refusé et je ne sais pas pourquoi.",
    "it": "Buongiorno, il mio ordine è stato rifiutato e non so perché.",
    "zh-Hans": "你好，我的订单被拒绝了，请问怎么办？",
    "zh-Hant": "你好，我的訂單被拒絕了，請問怎麼辦？",
    "ja": "注文が拒否されました。どうすればいいですか？",
    "ko": "주문이 거부됐어요. 어떻게 해야 하나요?",
    "ru": "Здравствуйте, мой ордер отклонён, и я не знаю почему.",
    "tr": "Merhaba, emrim reddedildi ve nedenini bilmiyorum, ne yapmam gerekiyor?",
    "vi": "Xin chào, lệnh của tôi bị từ chối và tôi không biết tại sao.",
}


@pytest.mark.parametrize("tag", MAILS)
@pytest.mark.parametrize(
    "payload", ["", ANSWER, f"\n```\n{ANSWER}\n```\n", f"\n{json.dumps(json.loads(ANSWER), indent=1)}"]
)
def test_a_mail_is_in_the_language_of_its_words(tag, payload):
    assert person_language(f"{MAILS[tag]}\n{payload}") == tag
    assert person_language(f"{payload}\n{MAILS[tag]}") == tag


@pytest.mark.parametrize(
    "payload",
    [
        ANSWER,
        '{"code":306,"message":"Saldo insuficiente, por favor espere que se actualice la cuenta"}',
        '{"code":306,"message":"余额不足，请充值',
        "2025-01-01 00:00:00 ERROR 下单失败 余额不足 请检查账户 306",
        "12:00:01 la orden no se pudo enviar porque no hay saldo en la cuenta",
        'print("下单失败，请检查余额")',
        "> hola, mi orden fue rechazada y no sé por qué",
        'console.log("la orden no fue enviada porque no hay saldo");',
    ],
)
def test_what_a_machine_wrote_tells_no_language(payload):
    assert person_language(payload) in (None, "en")
    assert person_language(f"{MAILS['de']}\n{payload}") == "de"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "306",
        "mesa 306",
        "Мій ордер відхилено з кодом 306, що мені робити? Дякую за допомогу, не розумію чому це сталося",
        "Můj příkaz byl zamítnut s kódem 306, co mám dělat?",
        "Mijn order wordt steeds geweigerd met code 306, wat kan ik doen?",
        "مرحبا، تم رفض طلبي بالرمز 306 ماذا أفعل؟",
    ],
)
def test_a_language_that_is_not_sure_is_not_told(text):
    assert person_language(text) is None


def test_short_phrases_are_seldom_taken_for_another_language():
    wrong, phrases = 0, 0
    for path in sorted(Path(CONTENT, "search/phrases").glob("*.toml")):
        for texts in tomllib.loads(path.read_text("utf-8")).values():
            readings = [person_language(text) for text in texts]
            wrong += sum(reading is not None and reading.partition("-")[0] != path.stem for reading in readings)
            phrases += len(readings)
    assert wrong <= phrases / 200


def test_a_long_log_is_read_at_both_ends():
    log = "\n".join([f"2025-01-01 00:00:00 ERROR {ANSWER}"] * 2_000)
    assert person_language(f"{log}\n{MAILS['fr']}") == "fr"
    assert person_language(f"{MAILS['fr']}\n{log}") == "fr"
