"""Currencies: signs, names and codes, as ISO 4217. Tables, and which currency a name that several share stands for."""

from __future__ import annotations

from collections.abc import Iterable

from ..wordlists import word_set

CODES = word_set(
    "AED ARS AUD BDT BGN BHD BRL CAD CHF CLP CNY COP CRC CZK DKK DZD EGP ETB EUR GBP GEL GHS HKD HUF IDR ILS INR IQD IRR "
    "ISK JMD JOD JPY KES KRW KWD KZT LAK LBP LKR MAD MXN MYR NGN NOK NPR NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK "
    "SGD THB TND TRY TWD TZS UAH UGX USD UYU VND ZAR"
)
SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS", "₺": "TRY"}
SIGNS |= {"₴": "UAH", "₦": "NGN", "฿": "THB", "₫": "VND", "₱": "PHP", "₡": "CRC", "₾": "GEL", "₭": "LAK", "元": "CNY"}
SIGNS |= {"₿": "BTC", "¢": "USD", "₸": "KZT", "₵": "GHS"}
DOLLARS = {"us": "USD", "u.s": "USD", "usd": "USD", "a": "AUD", "au": "AUD", "aud": "AUD", "c": "CAD", "ca": "CAD", "cad": "CAD"}
DOLLARS |= {"cdn": "CAD", "nz": "NZD", "nzd": "NZD", "hk": "HKD", "hkd": "HKD", "s": "SGD", "sg": "SGD", "sgd": "SGD", "r": "BRL"}
DOLLARS |= {"nt": "TWD", "mx": "MXN", "mex": "MXN", "mxn": "MXN", "j": "JMD", "can": "CAD", "aus": "AUD"}
"""What may be written before "$"."""
SHORT = {"rs": "rupee", "kr": "krona", "rmb": "CNY", "gb": "GBP"}

NAMES: dict[str, str] = {"euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "won": "KRW", "baht": "THB"}
NAMES |= {"ruble": "RUB", "rouble": "RUB", "zloty": "PLN", "forint": "HUF", "hryvnia": "UAH", "shekel": "ILS", "ringgit": "MYR"}
NAMES |= {"rupiah": "IDR", "naira": "NGN", "taka": "BDT", "dong": "VND", "cedi": "GHS", "rand": "ZAR"}
NAMES |= {"lari": "GEL", "tenge": "KZT"}
NAMES |= {"sterling": "GBP", "bitcoin": "BTC", "quid": "GBP", "buck": "USD", "afghani": "AFN", "kwacha": "ZMW", "birr": "ETB"}
SHARED: dict[str, dict[str, str]] = {
    "dollar": {"american": "USD", "us": "USD", "u.s": "USD", "australian": "AUD", "canadian": "CAD", "singapore": "SGD"},
    "pound": {"british": "GBP", "egyptian": "EGP", "lebanese": "LBP", "syrian": "SYP", "sudanese": "SDG"},
    "crown": {"swedish": "SEK", "norwegian": "NOK", "danish": "DKK", "czech": "CZK", "icelandic": "ISK"},
    "franc": {"swiss": "CHF", "cfa": "XOF", "congolese": "CDF", "rwandan": "RWF"},
    "peso": {"mexican": "MXN", "argentine": "ARS", "argentinian": "ARS", "chilean": "CLP", "colombian": "COP", "philippine": "PHP"},
    "rupee": {"indian": "INR", "pakistani": "PKR", "nepalese": "NPR", "mauritian": "MUR"},
    "dinar": {"iraqi": "IQD", "kuwaiti": "KWD", "jordanian": "JOD", "serbian": "RSD", "tunisian": "TND", "algerian": "DZD"},
    "lira": {"turkish": "TRY", "lebanese": "LBP", "syrian": "SYP"},
    "shilling": {"kenyan": "KES", "tanzanian": "TZS", "ugandan": "UGX", "somali": "SOS"},
    "dirham": {"emirati": "AED", "uae": "AED", "moroccan": "MAD"},
    "riyal": {"saudi": "SAR", "qatari": "QAR", "omani": "OMR"},
    "rial": {"iranian": "IRR", "omani": "OMR", "yemeni": "YER"},
    "real": {"brazilian": "BRL"},
    "leu": {"romanian": "RON", "moldovan": "MDL"},
    "lev": {"bulgarian": "BGN"},
}
"""Names of several currencies, by what stands before them or elsewhere in the article."""
SHARED["dollar"] |= {"zealand": "NZD", "kong": "HKD", "taiwan": "TWD", "zimbabwean": "ZWL", "jamaican": "JMD"}
for _other in ("krona", "krone", "koruna"):
    SHARED[_other] = SHARED["crown"]
PLURALS = {"kronor": "krona", "kroner": "krone", "korunas": "koruna", "reais": "real", "lei": "leu", "leva": "lev", "liras": "lira"}
PLACES = {"sweden": "swedish", "norway": "norwegian", "denmark": "danish", "iceland": "icelandic", "switzerland": "swiss"}
PLACES |= {"mexico": "mexican", "argentina": "argentine", "chile": "chilean", "colombia": "colombian", "philippines": "philippine"}
PLACES |= {"india": "indian", "pakistan": "pakistani", "nepal": "nepalese", "iraq": "iraqi"}
PLACES |= {"kuwait": "kuwaiti", "turkey": "turkish"}
PLACES |= {"jordan": "jordanian", "serbia": "serbian", "tunisia": "tunisian", "algeria": "algerian", "kenya": "kenyan"}
PLACES |= {"tanzania": "tanzanian", "uganda": "ugandan", "morocco": "moroccan", "iran": "iranian"}
PLACES |= {"qatar": "qatari", "oman": "omani"}
ASSUMED = {"dollar": "USD", "pound": "GBP", "lira": "TRY", "real": "BRL", "leu": "RON", "lev": "BGN"}
"""What a shared name stands for where nothing tells; for the others that would be a guess."""
CENTS = {"cent": "USD", "pence": "GBP", "penny": "GBP"}
"""Hundredths, of the currency that they mostly belong to."""


def singular(word: str) -> str:
    """A currency's name, in lower case, without the plural ending; other words come back much as they are."""
    return PLURALS.get(word) or (word[:-1] if word.endswith("s") and len(word) > 3 else word)


def shared(name: str, before: str | None, article: Iterable[str]) -> str | None:
    """Which currency ``name`` ("crown") stands for: by the word ``before`` it, else by the countries that the article's
    lower-case words name, if those leave one choice. None where it can't be told."""
    codes = SHARED[name]
    if before in codes:
        return codes[before]
    if name in ASSUMED:
        return ASSUMED[name]
    told = {codes[country] for word in article if (country := PLACES.get(word, word)) in codes}
    return told.pop() if len(told) == 1 else None
