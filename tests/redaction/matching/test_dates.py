from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safermk_desktop.redaction.matching.finder import find
from safermk_desktop.redaction.register import DateRule, Identity, Register

DAY = Register((Identity("d1", "date", "", ("14 March 1986",), "1986"),), "month_year")
MONTHS = "January February March April May June July August September October November December".split()


@pytest.mark.parametrize(
    "written",
    [
        "14 March 1986",
        "14th March 1986",
        "14th of March, 1986",
        "March 14, 1986",
        "March 14th 1986",
        "14/03/1986",
        "14/3/86",
        "14.03.86",
        "14.3.86",
        "14-03-1986",
        "1986-03-14",
        "1986/03/14",
        "14 Mar 86",
        "14 MAR 1986",
        "14-Mar-86",
        "14Mar1986",
        "Friday 14 March 1986",
        "Fri, 14 Mar 1986",
        "the fourteenth of March 1986",
        "14\u00a0March\u00a01986",
        "14\u2028March\u20281986",
        "１４ March 1986",
        "14 March '86",
    ],
)
def test_a_registered_day_in_every_written_form(written: str) -> None:
    text = f"She was born on {written} in a town."
    found = find(text, DAY)
    assert [(one.identity_id, one.replacement) for one in found] == [("d1", "in 1986")]
    assert text[: found[0].start] == "She was born "
    assert text[found[0].end :] == " in a town."


@pytest.mark.parametrize(
    "text",
    [
        "in March 1986",
        "14 March",
        "1986",
        "31/31/1986",
        "paragraph 4.2.10",
        "\n3.1.12 The panel",
        "page 14 of 1986",
        "32 May 2020",
        "ratio 1/2/3",
        "version 10.2.3.4",
        "1 of 12/13",
        "14 marched 1986",
        "on 16 November.\n15.3 The surgery",
        "on 16 November.\n15 The surgery",
        "between 29 May, 19 June and 3 July",
    ],
)
def test_what_is_no_full_date_stays(text: str) -> None:
    assert find(text, DAY) == ()


@pytest.mark.parametrize(
    "rule, text, expected",
    [
        ("month_year", "on 3 May 2021.", "in May 2021"),
        ("year", "on 3 May 2021.", "in 2021"),
        ("keep", "on 3 May 2021.", None),
        ("month_year", "1-3 May 2021", "May 2021"),
        ("month_year", "1st and 3rd May 2021", "May 2021"),
        ("month_year", "Mon 03/05/21", "May 2021"),
    ],
)
def test_the_rule_for_other_dates(rule: DateRule, text: str, expected: str | None) -> None:
    register = Register(DAY.identities, rule)
    assert [one.replacement for one in find(text, register)] == ([expected] if expected else [])


@given(st.dates(date(1931, 1, 1), date(2030, 12, 31)), st.integers(0, 5))
def test_every_day_in_every_form_is_found_whole(day: date, form: int) -> None:
    name = MONTHS[day.month - 1]
    written = (
        f"{day.day} {name} {day.year}",
        f"{name} {day.day}, {day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        day.isoformat(),
        f"{day.day} {name[:3]} {day.year % 100:02}",
        f"{day.day:02}.{day.month:02}.{day.year % 100:02}",
    )[form]
    found = find(f"on {written} she", Register(DAY.identities, "month_year"))
    assert [one.replacement for one in found] in ([f"in {name} {day.year}"], ["in 1986"])
    assert (found[0].start, found[0].end) == (0, 3 + len(written))
