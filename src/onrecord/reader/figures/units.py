"""Units: the words for units and currencies, with the names that pint and ISO 4217 give them. Tables only."""

from __future__ import annotations

from dataclasses import dataclass

from ..wordlists import word_set


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: pint's name for it, what it measures, and its size.

    ``factor`` times a value gives the value in the base unit of its ``kind`` (metre, kilogram, ...), good enough to
    tell whether two figures say the same. ``times``: by what a value in the word's own unit is multiplied for
    ``name`` (cents are hundredths of their currency).
    """

    name: str
    kind: str
    factor: float = 1.0
    times: float = 1.0


def _table(kind: str, rows: str) -> dict[str, Unit]:
    """Rows of "pint name | factor | words": a word's plural in s is added."""
    table: dict[str, Unit] = {}
    for row in rows.strip().splitlines():
        name, factor, words = (part.strip() for part in row.split("|"))
        unit = Unit(name, kind, float(factor))
        for word in words.split():
            table[word] = unit
            if len(word) > 3 and not word.endswith(("s", "feet", "inches")):
                table[word + "s"] = unit
    return table


LENGTHS = _table(
    "length",
    """
    millimeter | 0.001 | millimeter millimetre
    centimeter | 0.01 | centimeter centimetre
    decimeter | 0.1 | decimeter decimetre
    meter | 1 | meter metre
    kilometer | 1000 | kilometer kilometre km kms
    inch | 0.0254 | inch inches
    foot | 0.3048 | foot feet
    yard | 0.9144 | yard
    mile | 1609.344 | mile
    fathom | 1.8288 | fathom
    micrometer | 1e-6 | micrometer micrometre
    nanometer | 1e-9 | nanometer nanometre
    """,
)
WORDS: dict[str, Unit] = LENGTHS | _table(
    "mass",
    """
    microgram | 1e-9 | microgram microgramme mcg
    milligram | 1e-6 | milligram milligramme
    gram | 0.001 | gram gramme
    kilogram | 1 | kilogram kilogramme kilo kg kgs
    metric_ton | 1000 | tonne
    ton | 907.185 | ton tons
    pound | 0.453592 | pound lb lbs
    ounce | 0.0283495 | ounce oz
    stone | 6.35029 | stone
    carat | 0.0002 | carat
    """,
)
WORDS |= _table(
    "volume",
    """
    milliliter | 1e-6 | milliliter millilitre ml
    centiliter | 1e-5 | centiliter centilitre
    liter | 0.001 | liter litre
    gallon | 0.00378541 | gallon
    pint | 0.000473176 | pint
    quart | 0.000946353 | quart
    oil_barrel | 0.158987 | barrel
    bushel | 0.0352391 | bushel
    teaspoon | 4.92892e-6 | teaspoon
    tablespoon | 1.478676e-5 | tablespoon
    cup | 0.000236588 | cup cups
    """,
)
WORDS |= _table("area", "hectare | 1e4 | hectare ha\nacre | 4046.86 | acre")
WORDS |= _table(
    "energy",
    """
    watt_hour | 3600 | watt-hour
    kilowatt_hour | 3.6e6 | kilowatt-hour kwh
    joule | 1 | joule
    calorie | 4.184 | calorie
    kilocalorie | 4184 | kilocalorie kcal
    """,
)
WORDS |= _table(
    "power",
    "watt | 1 | watt\nkilowatt | 1e3 | kilowatt\nmegawatt | 1e6 | megawatt\ngigawatt | 1e9 | gigawatt\n"
    "terawatt | 1e12 | terawatt\nhorsepower | 745.7 | horsepower hp",
)
WORDS |= _table(
    "information",
    "bit | 1 | bit bits\nbyte | 8 | byte\nkilobyte | 8e3 | kilobyte\nmegabyte | 8e6 | megabyte\ngigabyte | 8e9 | gigabyte\n"
    "terabyte | 8e12 | terabyte\npetabyte | 8e15 | petabyte\nkilobit | 1e3 | kilobit\nmegabit | 1e6 | megabit\ngigabit | 1e9 | gigabit",
)
WORDS |= _table(
    "frequency", "hertz | 1 | hertz\nkilohertz | 1e3 | kilohertz\nmegahertz | 1e6 | megahertz\ngigahertz | 1e9 | gigahertz"
)
WORDS |= _table("speed", "knot | 0.514444 | knot\nmile / hour | 0.44704 | mph\nkilometer / hour | 0.277778 | kph kmph")
WORDS |= _table("angle", "degree | 1 | degree\nradian | 57.2958 | radian")
WORDS |= _table("voltage", "volt | 1 | volt\nkilovolt | 1e3 | kilovolt")
WORDS |= _table("pressure", "millibar | 100 | millibar\npascal | 1 | pascal")
WORDS |= _table("loudness", "decibel | 1 | decibel")
WORDS |= _table("distance", "light_year | 1 | lightyear")

PERCENT = Unit("percent", "percent")
POINT = Unit("percentage_point", "points")
BASIS_POINT = Unit("percentage_point", "points", times=0.01)
CELSIUS = Unit("degree_Celsius", "temperature")
FAHRENHEIT = Unit("degree_Fahrenheit", "temperature")
WORDS |= {"percent": PERCENT, "percents": PERCENT, "pct": PERCENT, "percentage": PERCENT, "%": PERCENT, "°": WORDS["degree"]}
WORDS |= {"celsius": CELSIUS, "centigrade": CELSIUS, "fahrenheit": FAHRENHEIT}

_SYMBOLS = (
    "mm millimeter cm centimeter dm decimeter m meter km kilometer ft foot yd yard yds yard mi mile nm nanometer g gram "
    "kg kilogram mg milligram µg microgram μg microgram t tonne lb pound lbs pound oz ounce L liter l liter ml milliliter "
    "mL milliliter cl centiliter ha hectare W watt kW kilowatt MW megawatt GW gigawatt TW terawatt V volt kV kilovolt B "
    "byte KB kilobyte kB kilobyte MB megabyte GB gigabyte TB terabyte PB petabyte Kb kilobit Mb megabit Gb gigabit Hz "
    "hertz kHz kilohertz KHz kilohertz MHz megahertz GHz gigahertz kWh kilowatt-hour mph mph MPH mph kph kph kmph kph gal "
    "gallon pc percent bbl barrel rad radian dB decibel"
)
_PAIRS = _SYMBOLS.split()
SYMBOLS: dict[str, Unit] = {symbol: WORDS[word] for symbol, word in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
"""Symbols, case as they are written; taken glued to the number, or after a blank where they are unmistakable."""
SYMBOLS |= {"m2": Unit("meter ** 2", "area"), "m²": Unit("meter ** 2", "area"), "km2": Unit("kilometer ** 2", "area", 1e6)}
SYMBOLS |= {"km²": SYMBOLS["km2"], "m3": Unit("meter ** 3", "volume"), "m³": Unit("meter ** 3", "volume")}
SYMBOLS |= {"MWh": Unit("megawatt_hour", "energy", 3.6e9), "GWh": Unit("gigawatt_hour", "energy", 3.6e12)}
SYMBOLS |= {"TWh": Unit("terawatt_hour", "energy", 3.6e15), "C": CELSIUS, "F": FAHRENHEIT}
UNSURE_APART = word_set("m g t l L W V B C F nm pc gal mi")
"""Symbols that are read only where they are glued to the number."""

BEFORE: dict[tuple[str, str], Unit] = {
    ("nautical", "mile"): Unit("nautical_mile", "length", 1852),
    ("metric", "ton"): Unit("metric_ton", "mass", 1000),
    ("metric", "tonne"): Unit("metric_ton", "mass", 1000),
    ("long", "ton"): Unit("long_ton", "mass", 1016.05),
    ("short", "ton"): Unit("ton", "mass", 907.185),
    ("troy", "ounce"): Unit("troy_ounce", "mass", 0.0311035),
    ("fluid", "ounce"): Unit("fluid_ounce", "volume", 2.95735e-5),
    ("light", "year"): Unit("light_year", "distance"),
    ("watt", "hour"): Unit("watt_hour", "energy", 3600),
    ("kilowatt", "hour"): Unit("kilowatt_hour", "energy", 3.6e6),
    ("megawatt", "hour"): Unit("megawatt_hour", "energy", 3.6e9),
    ("gigawatt", "hour"): Unit("gigawatt_hour", "energy", 3.6e12),
    ("terawatt", "hour"): Unit("terawatt_hour", "energy", 3.6e15),
    ("per", "cent"): PERCENT,
    ("percentage", "point"): POINT,
    ("percent", "point"): POINT,
    ("basis", "point"): BASIS_POINT,
    ("degree", "celsius"): CELSIUS,
    ("degree", "centigrade"): CELSIUS,
    ("degree", "c"): CELSIUS,
    ("degree", "fahrenheit"): FAHRENHEIT,
    ("degree", "f"): FAHRENHEIT,
    ("°", "c"): CELSIUS,
    ("°", "celsius"): CELSIUS,
    ("°", "f"): FAHRENHEIT,
    ("°", "fahrenheit"): FAHRENHEIT,
}
"""Units of two words, both in the singular."""
POWERS = {"square": 2, "sq": 2, "cubic": 3, "cu": 3}
PER = {"hour": "hour", "hr": "hour", "h": "hour", "second": "second", "sec": "second", "s": "second", "minute": "minute"}
PER |= {"day": "day", "week": "week", "month": "month", "year": "year", "gallon": "gallon", "liter": "liter", "litre": "liter"}
SPANS_OF_TIME = word_set(
    "second minute hour day night week weekend fortnight month quarter year decade century morning afternoon evening hr min "
    "sec seconds minutes hours days nights weeks weekends fortnights months quarters years decades centuries mornings hrs "
    "mins secs yr yrs millisecond milliseconds"
)
"""What follows a number of time: those are ``times``."""
SMALLER = {"foot": ("inch", 12), "pound": ("ounce", 16), "stone": ("pound", 14)}
"""The unit in which what is left over is told: "5 feet 2 inches"."""
