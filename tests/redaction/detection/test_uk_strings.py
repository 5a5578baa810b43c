from __future__ import annotations

import re
from collections import Counter
from functools import cache

from tests.redaction.detection.uk_strings import KINDS, Sample, uk_strings
from tests.redaction.detection.uk_values import check_digit

EXPECTED = {
    *("postcode", "telephone", "email", "url", "handle", "nhs_number", "national_insurance", "vehicle_registration"),
    *("passport", "driving_licence", "crime_reference", "custody_reference", "cad_reference", "court_reference"),
    *("date", "time", "age", "date_of_birth", "interval", "address", "money", "what3words"),
}


@cache
def samples() -> tuple[Sample, ...]:
    return tuple(uk_strings(20_000, 5))


def values(kind: str) -> list[str]:
    return [sample.text[start:end] for sample in samples() for start, end, found in sample.spans if found == kind]


def test_the_same_seed_gives_the_same_samples() -> None:
    assert list(uk_strings(300, 11)) == list(uk_strings(300, 11))
    assert list(uk_strings(300, 11)) != list(uk_strings(300, 12))


def test_fewer_samples_are_the_first_of_more() -> None:
    assert list(uk_strings(50, 3)) == list(uk_strings(200, 3))[:50]


def test_spans_lie_in_the_text_in_order_and_apart() -> None:
    for sample in samples():
        last = 0
        for start, end, _ in sample.spans:
            assert last <= start < end <= len(sample.text)
            assert sample.text[start:end] == sample.text[start:end].strip()
            last = end


def test_every_kind_is_at_least_two_in_a_hundred_identifiers() -> None:
    counts = Counter(kind for sample in samples() for _, _, kind in sample.spans)
    assert set(counts) == set(KINDS) == EXPECTED
    assert min(counts.values()) >= 0.02 * counts.total()


def test_about_a_third_hold_no_identifier() -> None:
    share = sum(not sample.spans for sample in samples()) / len(samples())
    assert 0.30 <= share <= 0.37


def test_nhs_numbers_start_with_999_and_have_a_right_check_digit() -> None:
    for value in values("nhs_number"):
        digits = re.sub(r"\D", "", value.replace("O", "0"))
        assert len(digits) == 10
        assert digits.startswith("999")
        assert check_digit(digits[:9]) == int(digits[9])


def test_ten_figures_in_a_decoy_are_no_nhs_number() -> None:
    for sample in samples():
        for found in re.findall(r"\d{3} \d{3} \d{4}", "" if sample.spans else sample.text):
            assert check_digit(found[:3] + found[4:7] + found[8:11]) != int(found[-1])


def test_decoys_hold_no_date_money_or_address_on_the_net() -> None:
    for sample in samples():
        if not sample.spans:
            assert not re.search(r"£\s?\d|@|www\.|https?:|\b\d{1,2}/\d{1,2}/\d{2,4}\b", sample.text)


def test_no_placeholder_is_left() -> None:
    assert not any(re.search(r"[{}<>~^#]", sample.text.replace("NHS#", "")) for sample in samples() if not sample.spans)
    assert not any(re.search(r"[{}~^]", sample.text) for sample in samples())


def test_telephones_are_those_kept_for_drama() -> None:
    drama = re.compile(
        r"(0|44|440|0044)(7700900\d{3}|1632960\d{3}|2079460\d{3}|(113|118|121|131|161|191)49[68]0\d{3}|2920180\d{3})"
    )
    for value in values("telephone"):
        assert drama.fullmatch(re.sub(r"\D", "", value.replace("O", "0"))), value


def test_real_spacing_and_typing_occur() -> None:
    texts = [value for kind in EXPECTED for value in values(kind)]
    for sign in ("\n", "\u00a0", "  ", "\u2013"):
        assert any(sign in text for text in texts)
    assert any(value == value.lower() for value in values("postcode"))
    assert any("O" in value for value in values("telephone"))
