from __future__ import annotations

from random import Random

# Nothing drawn here can belong to a person: drama telephone ranges, NHS numbers from 999, outward postcodes that are
# not in use, plates dated 97 to 00, `.example` addresses, made-up streets.
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
MONTHS = "January February March April May June July August September October November December".split()
FEASTS = ("Christmas Day", "Christmas Eve", "Boxing Day", "New Year's Eve", "New Year's Day", "Valentine's Day")
NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
TENS = "twenty thirty forty fifty sixty seventy eighty".split()
OUTWARD = "MK6# NN6# LU6# OX6# HX6# SR6# DN6# WV6# TF6# HU6# CB6# IP6# TQ6# DT6# LU9 HX9 TF0 WV0 DT0 N0 S0 B0".split()
STREETS = (
    "Tarnwick Quellby Ossingdale Pellmere Thrupley Harrowick Brackholm Yeldcombe Marlesby Sandrick Coltwood".split()
)
STREETS += ["Old Pump", "Nettlebank", "Larkfold", "Upper Quarrel", "Heronsgill", "Candlewick Mere", "St Osric's"]
ROADS = "Close Road Street Avenue Lane Drive Crescent Gardens Way Court Grove Terrace Rise Walk Place Hill".split()
SHORT_ROADS = ("Rd", "St", "Ave", "Cl", "Cres", "Gdns", "Rd.", "St.")
TOWNS = ("Ellenbury", "Northquay", "Great Wessing", "Haddleford", "Tillcaster", "Overmarsh")
WORDS = "harbour quiet lantern pebble otter velvet thistle copper saddle marble drizzle kettle".split()
PLACES = "lantern pebble harvest drummer ladder velvet compass thicket marbles saucer glider tinsel oatmeal".split()
PLATE_AREAS = "AB AK BD BX CE CN DA DL EA EX FG FN GJ GX HJ KM KV LB LR MA MX NA NK OU PE PN RA SF VX WA YD YK".split()


def fill(rng: Random, *patterns: str) -> str:
    """One of the patterns; # becomes a digit, ~ a digit from 1, ^ a capital letter."""
    drawn = {"#": "0123456789", "~": "123456789", "^": LETTERS}
    return "".join(rng.choice(drawn[sign]) if sign in drawn else sign for sign in rng.choice(patterns))


def postcode(rng: Random) -> str:
    return f"{fill(rng, *OUTWARD)} {fill(rng, '#^^')}"


def telephone(rng: Random) -> str:
    return fill(
        rng,
        *("07700 900###", "07700 900 ###", "07700900###", "07700-900-###", "07700 90 0# ##", "07700-900###"),
        *("+44 7700 900###", "+44 (0)7700 900###", "+44 (0) 7700 900 ###", "+447700900###", "0044 7700 900###"),
        *("01632 960###", "(01632) 960 ###", "01632-960###", "01632960###", "+44 1632 960###", "(01632) 960###"),
        *("020 7946 0###", "0207 946 0###", "(020) 7946 0###", "020 79460###", "+44 20 7946 0###", "02079460###"),
        *("0113 496 0###", "0121 496 0###", "0161 4960###", "0191 498 0###", "029 2018 0###", "0118 496 0###"),
        *("07700.900.###", "01632 96 0###", "(0121) 496 0###", "0131 496 0 ###"),
    )


def email(rng: Random) -> str:
    first, second, host = rng.choice(WORDS), rng.choice(WORDS), rng.choice(WORDS)
    at = rng.choice(("@", "@", "@", "@", "@", " @ ", "(at)", " [at] "))
    local = rng.choice((f"{first}.{second}", f"{first}{second}{rng.randint(1, 99)}", f"{first}_{second}", f"{first}-x"))
    domain = rng.choice((f"{host}.example", f"mail.{host}.example", f"{host}-housing.example"))
    return f"{local}{at}{domain}"


def url(rng: Random) -> str:
    host, page = rng.choice(WORDS), rng.choice(WORDS)
    start = rng.choice(("https://www.", "http://", "https://", "www.", "www."))
    end = rng.choice(
        ("", "", f"/{page}", f"/{page}/{rng.randint(10, 9999)}", f"/{page}?id={rng.randint(10, 999)}", "/u/")
    )
    return f"{start}{host}{rng.choice(('', 'talk', '-forum'))}.example{end}"


def handle(rng: Random) -> str:
    joint = rng.choice(("_", ".", "", "_"))
    return f"{rng.choice(WORDS)}{joint}{rng.choice(WORDS)}{rng.randint(1, 999)}"


def handle_with_sign(rng: Random) -> str:
    return "@" + handle(rng)


def check_digit(nine: str) -> int:
    """The tenth figure of an NHS number; 10 means that these nine are never issued."""
    return (11 - sum(int(figure) * (10 - at) for at, figure in enumerate(nine)) % 11) % 11


def nhs_digits(rng: Random) -> str:
    while True:
        nine = fill(rng, "999######")
        if (check := check_digit(nine)) < 10:
            return f"{nine}{check}"


def nhs_number(rng: Random) -> str:
    digits = nhs_digits(rng)
    joint = rng.choice((" ", " ", " ", "-", ""))
    return joint.join((digits[:3], digits[3:6], digits[6:]))


def national_insurance(rng: Random) -> str:
    body = fill(rng, "QQ ## ## ## ", "QQ###### ", "QQ ###### ", "QQ ## ## ##", "QQ######", "QQ-##-##-##-")
    return body + rng.choice("ABCD")


def vehicle_registration(rng: Random) -> str:
    joint = rng.choice((" ", " ", " ", "", "-"))
    area, year = rng.choice(PLATE_AREAS), rng.choice(("97", "98", "99", "00"))
    return rng.choice((f"{area}{year}", f"{area}{year}", f"{area}{year}", f"{area} {year}")) + joint + fill(rng, "^^^")


def passport(rng: Random) -> str:
    return fill(rng, "999######", "999######", "999 ### ###", "999 ######")


def driving_licence(rng: Random) -> str:
    month = rng.randint(1, 12) + rng.choice((0, 50))
    joint = rng.choice((" ", ""))
    numbers = fill(rng, "#") + f"{month:02}{rng.randint(1, 28):02}" + fill(rng, "#")
    name = rng.choice(("ZARQX", "QUVZK", "ZZVQX", "XOLQZ", "QEX99", "ZUQ99"))
    return joint.join((name, numbers, fill(rng, "^^", "^9") + fill(rng, "#^^")))


def crime_reference(rng: Random) -> str:
    return fill(
        rng,
        *("432~0######", "13210######", "45/#####/21", "43^^/####/21", "~######/21", "CR/######/20", "^^^-2#-#####"),
        *("2021-03~#####", "01/~####/19", "6~^^/##### /20", "22*######", "~####/19", "20/~#####/21", "CRI/00#####/22"),
    )


def custody_reference(rng: Random) -> str:
    return fill(
        rng, "43^^/####/21", "01^^/~###/20", "^^/0####/19", "^^2~00####", "~### /21", "22/~####", "^^-2021-####"
    )


def cad_reference(rng: Random) -> str:
    short, long = (
        day(rng, "{d}/{m}/{y}", "{dd}/{mm}/{y}", "{d}.{m}.{y}"),
        day(rng, "{d} {month} 20{y}", "{dd}/{mm}/20{y}"),
    )
    packed = day(rng, "{dd}{mon}{y}", "{dd}{mm}{y}").upper()
    number = fill(rng, "~###", "~##", "~#", "0###")
    return rng.choice((f"{number}/{packed}", f"{number} of {short}", f"{number} of {long}", f"{number}-{packed}"))


def court_reference(rng: Random) -> str:
    return fill(
        rng,
        *("T20217###", "T2021 7###", "T2020####", "S2019####", "A2022####", "MK21P00###", "ZE20C00###", "LU19F00###"),
        *("G01ZZ###", "QB-2021-00####", "CO/~###/2021", "43^^12###21", "21000#####", "BV20 P00###"),
    )


def day(rng: Random, *forms: str) -> str:
    number, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(5, 24)
    name = MONTHS[month - 1]
    parts = {"d": str(number), "dd": f"{number:02}", "m": str(month), "mm": f"{month:02}", "y": f"{year:02}"}
    return rng.choice(forms).format(**parts, month=name, mon=name[:3], th=f"{number}{ending(number)}", n=number + 2)


def ending(number: int) -> str:
    return "th" if number in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def date_in_words(rng: Random) -> str:
    return day(
        rng,
        *("{d} {month} 20{y}", "{th} {month} 20{y}", "{th} of {month} 20{y}", "{d} {mon} {y}", "{d} {mon} 20{y}"),
        *(
            "{month} {th}, 20{y}",
            "{month} {d}, 20{y}",
            "{th} {month}",
            "{d} {month}",
            "the {th} of {month}",
            "{dd}{mon}{y}",
        ),
        *("{d}{month} 20{y}", "{th}{month} 20{y}", "{th} {mon}. 20{y}", "{dd}-{mon}-20{y}", "{month} the {th}"),
        *("{d}-{n} {month} 20{y}", "{d}\u2013{n} {month} 20{y}", "{d} and {n} {month} 20{y}", "{d} to {n} {month}"),
    )


def date_in_figures(rng: Random) -> str:
    return day(
        rng,
        *("{dd}/{mm}/20{y}", "{d}/{m}/{y}", "{dd}/{mm}/{y}", "{dd}.{mm}.20{y}", "{d}.{m}.{y}", "{dd}-{mm}-20{y}"),
        *(
            "20{y}-{mm}-{dd}",
            "{d}-{m}-{y}",
            "{d}\u2013{m}\u2013{y}",
            "{dd}/ {mm}/20{y}",
            "{dd} / {mm} / 20{y}",
            "{dd}/{mm}.20{y}",
        ),
    )


def feast(rng: Random) -> str:
    return rng.choice(FEASTS)


def date_of_birth(rng: Random) -> str:
    forms = (
        "{dd}/{mm}/19{b}",
        "{d} {month} 19{b}",
        "{th} {month} 19{b}",
        "{d}.{m}.{b}",
        "{d}/{m}/{b}",
        "{dd}-{mm}-19{b}",
    )
    more = (
        "{dd} {mm} 19{b}",
        "{dd}{mm}{b}",
        "{d} {mon} {b}",
        "{month} {d}, 19{b}",
        "19{b}-{mm}-{dd}",
        "{dd}.{mm}.20{y}",
    )
    return day(rng, *(form.replace("{b}", str(rng.randint(40, 99))) for form in forms + more))


def time(rng: Random) -> str:
    hour, minute, half = rng.randint(0, 23), f"{rng.randint(0, 59):02}", rng.choice(("am", "pm", " am", " pm", " p.m."))
    clock = rng.choice((f"{hour:02}:{minute}", f"{hour:02}:{minute}", f"{hour:02}.{minute}", f"{hour:02}:{minute}:41"))
    return rng.choice(
        (clock, clock, f"{hour % 12 + 1}.{minute}{half}", f"{hour % 12 + 1}:{minute}{half}", f"{hour % 12 + 1}{half}")
    )


def time_in_words(rng: Random) -> str:
    side, hour = rng.choice(("half past", "quarter past", "quarter to", "ten past", "twenty to")), rng.choice(NUMBERS)
    return rng.choice((f"{side} {hour}", f"{side} {hour}", f"{hour} o'clock"))


def hours(rng: Random) -> str:
    return f"{rng.randint(0, 23):02}{rng.randint(0, 59):02}"


def age(rng: Random) -> str:
    return str(rng.randint(3, 94))


def age_in_words(rng: Random) -> str:
    return rng.choice((f"{rng.choice(TENS)}-{rng.choice(NUMBERS[:8])}", "sixteen", "nineteen", "forty", "seventy"))


def infant(rng: Random) -> str:
    return rng.choice((f"{rng.randint(5, 23)} months", f"{rng.randint(2, 20)} weeks", f"{rng.choice(NUMBERS)} weeks"))


def birthday(rng: Random) -> str:
    number = rng.randint(13, 80)
    return f"{number}{ending(number)} birthday"


def interval(rng: Random) -> str:
    length = rng.choice(
        ("the day", f"{rng.choice(NUMBERS)} days", "a week", "a fortnight", f"{rng.randint(2, 9)} weeks", "two nights")
    )
    anchor = rng.choice(
        (
            *(
                f"her {birthday(rng)}",
                f"his {birthday(rng)}",
                f"Adult A's {birthday(rng)}",
                "Christmas Day",
                "Boxing Day",
            ),
            *("New Year's Day", "Bonfire Night", "Easter Sunday", day(rng, "{d} {month} 20{y}", "{dd}/{mm}/20{y}")),
        )
    )
    return f"{length} {rng.choice(('before', 'after'))} {anchor}"


def address(rng: Random) -> str:
    number = rng.choice((fill(rng, "~", "~#", "~##"), fill(rng, "~#") + rng.choice("ABab")))
    street = f"{rng.choice(STREETS)} {rng.choice(ROADS if rng.random() < 0.8 else SHORT_ROADS)}"
    house = f"{number}{rng.choice((' ', ' ', ' ', ', '))}{street}"
    flat = rng.choice(("", "", "", "Flat ", "Flat ", "Apartment ", "Room "))
    return f"{flat}{fill(rng, '~', '~#')}, {house}" if flat else house


def street(rng: Random) -> str:
    return f"{rng.choice(STREETS)} {rng.choice(ROADS[:12])}"


def whole_address(rng: Random) -> str:
    joint = rng.choice((", ", ", ", "\n", ",\n"))
    return f"{address(rng)}{joint}{rng.choice(TOWNS)}{rng.choice((joint, ' '))}{postcode(rng)}"


def money(rng: Random) -> str:
    return "£" + rng.choice(
        (
            *(fill(rng, "~#", "~##", "~,###", "~#,###", "~##.##", "~.##", "~### ", "~,###.##", "~##,###").strip(),),
            *(fill(rng, "~.~ million", "~.~m", "~#k", " ~##", "~m", "~###.00"),),
        )
    )


def money_in_words(rng: Random) -> str:
    words = f"{rng.choice(NUMBERS)} {rng.choice(('hundred', 'thousand'))}"
    return rng.choice((fill(rng, "~##", "~,###", "~0"), words)) + rng.choice((" pounds", " pounds", " euros"))


def what3words(rng: Random) -> str:
    return "///" + three_words(rng)


def three_words(rng: Random) -> str:
    return ".".join(rng.sample(PLACES, 3))
