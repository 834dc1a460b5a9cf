"""How English and Chinese speakers name money, and the ISO 4217 code each name stands for.

A bare `$` or `dollars` is read as USD: the usual sense in international speeches; a national
prefix (A$, C$) or adjective (Canadian dollars) wins where there is one.
"""

from __future__ import annotations

import re
from typing import Final

_SYMBOLS: Final = {
    "US$": "USD", "USD$": "USD", "U.S.$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD",
    "CA$": "CAD", "CAD$": "CAD", "NZ$": "NZD", "S$": "SGD", "HK$": "HKD", "NT$": "TWD",
    "F$": "FJD", "R$": "BRL", "J$": "JMD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY",
    "￥": "JPY", "₹": "INR", "₩": "KRW", "₦": "NGN", "₽": "RUB", "₺": "TRY", "₱": "PHP",
    "₫": "VND", "฿": "THB", "₴": "UAH", "CN¥": "CNY", "RMB¥": "CNY", "Rs.": "INR", "Rs": "INR",
    "KSh": "KES", "GH¢": "GHS", "RM": "MYR", "Rp": "IDR", "RMB": "CNY",
}  # fmt: skip
_CODES: Final = (
    "USD EUR GBP JPY CNY AUD CAD NZD CHF SEK NOK DKK INR KRW BRL ZAR RUB TRY MXN SGD HKD SAR AED "
    "QAR KWD THB IDR MYR PHP VND PKR BDT NGN KES GHS EGP ETB TZS UGX RWF XOF XAF FJD PGK KZT UZS "
    "KGS TJS UAH PLN CZK HUF ISK ILS CLP"
).split()
_NAMES: Final = {
    r"(?:u\.?s\.?|american|united states)[ -]dollars?": "USD",
    r"australian dollars?": "AUD", r"canadian dollars?": "CAD",
    r"new zealand dollars?": "NZD", r"singapore(?:an)? dollars?": "SGD",
    r"hong kong dollars?": "HKD", r"fiji(?:an)? dollars?": "FJD", r"dollars?": "USD",
    r"euros?": "EUR", r"pounds? sterling": "GBP", r"pounds?": "GBP",
    r"(?:japanese )?yen": "JPY", r"(?:chinese )?(?:yuan|renminbi|rmb)": "CNY",
    r"(?:indian )?rupees?": "INR", r"(?:south )?korean won": "KRW", r"won": "KRW",
    r"(?:russian )?ro?ubles?": "RUB", r"rand": "ZAR", r"swiss francs?": "CHF",
    r"norwegian kron(?:er|or|e)": "NOK", r"swedish kron(?:er|or|a)": "SEK",
    r"danish kron(?:er|or|e)": "DKK", r"kronor": "SEK", r"reais": "BRL", r"naira": "NGN",
    r"(?:kenyan? )?shillings?": "KES", r"cedis?": "GHS", r"dirhams?": "AED", r"riyals?": "SAR",
    r"ringgit": "MYR", r"baht": "THB", r"rupiah": "IDR", r"pesos?": "PHP", r"tenge": "KZT",
    r"taka": "BDT", r"dong": "VND", r"zlotys?": "PLN", r"cfa francs?": "XOF", r"birr": "ETB",
    r"turkish liras?": "TRY",
}  # fmt: skip
# Codes and symbols are case-sensitive: "rs 5" and "try 5" are not money.
ENGLISH_BEFORE: Final = (
    "(?-i:"
    + "|".join([re.escape(s) for s in sorted(_SYMBOLS, key=len, reverse=True)] + _CODES)
    + ")"
)
ENGLISH_AFTER: Final = (
    r"(?:" + "|".join([*_NAMES, "€", "£"]) + "|(?-i:" + "|".join(_CODES) + r"))(?=\W|$)"
)
_NAME_RULES: Final = [(re.compile(pattern, re.IGNORECASE), iso) for pattern, iso in _NAMES.items()]

_CHINESE: Final = {
    "美元": "USD", "美金": "USD", "欧元": "EUR", "歐元": "EUR", "英镑": "GBP", "英鎊": "GBP",
    "日元": "JPY", "日圆": "JPY", "日圓": "JPY", "元人民币": "CNY", "元人民幣": "CNY",
    "人民币": "CNY", "元": "CNY", "韩元": "KRW", "韓元": "KRW", "韩币": "KRW", "卢布": "RUB",
    "港元": "HKD", "港币": "HKD", "澳元": "AUD", "澳大利亚元": "AUD", "加元": "CAD",
    "加拿大元": "CAD", "新元": "SGD", "新加坡元": "SGD", "坡币": "SGD", "新西兰元": "NZD",
    "纽元": "NZD", "瑞士法郎": "CHF", "瑞郎": "CHF", "印度卢比": "INR", "卢比": "INR",
    "林吉特": "MYR", "令吉": "MYR", "泰铢": "THB", "挪威克朗": "NOK", "瑞典克朗": "SEK",
    "丹麦克朗": "DKK", "兰特": "ZAR", "雷亚尔": "BRL", "坚戈": "KZT", "新台币": "TWD",
    "新臺幣": "TWD", "里拉": "TRY", "迪拉姆": "AED", "里亚尔": "SAR",
}  # fmt: skip
CHINESE_MONEY: Final = "|".join(sorted(_CHINESE, key=len, reverse=True))


def iso_of(name: str) -> str | None:
    """Return the code an English symbol or name stands for, or None for other words."""
    if not name:
        return None
    for known in (name, name.upper()):
        if known in _SYMBOLS:
            return _SYMBOLS[known]
        if known in _CODES:
            return known
    return next((iso for rule, iso in _NAME_RULES if rule.fullmatch(name)), None)


def iso_of_chinese(name: str) -> str:
    """Return the code a Chinese currency name stands for (`XXX`, no currency, if unknown)."""
    return _CHINESE.get(name, "XXX")
