"""What a sentence is about: trading over an API, or something else that has error numbers of its own."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]+")
SHORT = 400  # characters: a longer text may speak of several things, so only the line counts

#: Words of somebody who trades over an API, in the languages that customers write.
TRADE = frozenset((
    "order", "orders", "trade", "trades", "trading", "trader", "exchange", "api", "apis", "bot", "bots", "ccxt",
    "hummingbot", "freqtrade", "cryptofeed", "crypto", "balance", "balances", "margin", "position", "positions",
    "leverage", "cancel", "amend", "buy", "buying", "sell", "selling", "stop", "limit", "quantity", "notional",
    "instrument", "symbol", "ticker", "perp", "perps", "perpetual", "spot", "futures", "derivatives", "nonce", "sig",
    "signature", "signing", "apikey", "whitelist", "websocket", "ws", "stream", "endpoint", "subscribe",
    "subscription", "withdrawal", "withdraw", "deposit", "wallet", "subaccount", "staking", "price", "liquidation",
    "collateral", "oid", "btc", "eth", "cro", "usd", "usdt", "usdc", "fok", "ioc", "liquidity", "orderbook",
    "auftrag", "handel", "börse", "guthaben", "kaufen", "verkaufen", "kauf", "verkauf", "signatur",
    "ordre", "ordres", "solde", "vendre", "acheter", "achat", "vente", "marge", "retrait",
    "orden", "órdenes", "ordenes", "saldo", "vender", "comprar", "compra", "venta", "retiro", "margen",
    "ordem", "ordens", "venda", "saque", "ordine", "ordini", "vendere", "comprare", "prelievo",
    "ордер", "ордера", "ордеров", "баланс", "биржа", "биржи", "бирже", "подпись", "emir", "bakiye", "zlecenie",
    "zlecenia", "giełda", "kupić", "sprzedać",
))  # fmt: skip

#: Programs, services and things whose error numbers people look up as well.
OTHER_SUBJECTS = frozenset((
    # games and consoles
    "roblox", "minecraft", "fortnite", "valorant", "steam", "xbox", "playstation", "nintendo", "warzone", "overwatch",
    "destiny", "genshin", "ubisoft", "blizzard", "battlenet", "epic", "riot", "gta", "fifa", "apex", "halo", "pubg",
    "rockstar", "runescape", "pokemon", "sims", "lobby", "gamepass", "console",
    # what people watch, chat and pay with
    "netflix", "hulu", "disney", "spotify", "youtube", "twitch", "hbo", "prime", "discord", "whatsapp", "facebook",
    "instagram", "twitter", "tiktok", "reddit", "linkedin", "snapchat", "skype", "paypal", "stripe", "adyen",
    "klarna", "twilio", "sendgrid", "mailchimp", "shopify", "visa", "mastercard", "venmo", "alipay", "wechat",
    "quickbooks", "turbotax", "salesforce", "sap", "jira", "wordpress", "itunes", "icloud", "airbnb", "uber", "ebay",
    # systems and hardware
    "windows", "macos", "outlook", "onedrive", "sharepoint", "office", "excel", "directx", "nvidia", "chrome",
    "firefox", "safari", "android", "iphone", "ipad", "kindle", "roku", "firestick", "chromecast", "alexa", "sonos",
    "printer", "scanner", "driver", "bios", "router", "modem", "netgear", "linksys", "epson", "brother", "canon",
    "lexmark", "xerox", "cups", "oracle", "mysql", "mariadb", "postgres", "postgresql", "sqlite", "sqlserver",
    "mongodb", "cloudflare", "nginx", "apache", "iis", "ldap", "smtp", "imap", "sip", "voip", "vpn", "ftp",
    "rustc", "gcc", "clang", "tsc", "eslint", "javac", "msbuild", "webpack", "cmake",
    # machines and places
    "dishwasher", "washer", "washing", "dryer", "fridge", "oven", "boiler", "heater", "thermostat", "furnace",
    "treadmill", "engine", "obd", "dtc", "car", "truck", "tesla", "bmw", "toyota", "ford", "honda", "tractor",
    "drucker", "spülmaschine", "waschmaschine", "heizung", "imprimante", "impresora", "lavadora", "chaudière",
    # papers
    "invoice", "receipt", "course", "lecture", "classroom", "statute", "penal", "diagnosis", "icd", "naics",
    "barcode", "expires", "rechnung", "facture", "factura",
))  # fmt: skip


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text in lower case; those with underscores come apart."""
    return frozenset(WORD.findall(text.lower()))


def is_about_trading(words: frozenset[str]) -> bool:
    """Whether one of the words is a trader's."""
    return not TRADE.isdisjoint(words)


def is_about_something_else(words: frozenset[str]) -> bool:
    """Whether the words name something with error numbers of its own, and none of them is a trader's."""
    return TRADE.isdisjoint(words) and not OTHER_SUBJECTS.isdisjoint(words)
