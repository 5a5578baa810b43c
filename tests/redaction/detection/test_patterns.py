"""Tier 2: forms that are found, look-alikes that are not, what holds of any text. People and numbers are invented."""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safermk_desktop.redaction.detection.findings import Certainty, Kind, Source, Span
from safermk_desktop.redaction.detection.patterns import find_patterns
from tests.redaction.detection.uk_strings import uk_strings
from tests.scale import count, tell

RECALL, PRECISION = 0.999, 0.95

# Kind: sentences, what must be covered between angle brackets.
FOUND = {
    "postcode": """
Last seen near <MK46 8TU> at dusk.|postcode <mk46 8tu>|It was posted to <SW1A 1AA>.
<M1 1AE> and <B33 8TH> were searched.
The label read <MK46\u00a08TU>.|<W1A 0AX>|<EC1A 1BB>|typed as <MK4O 9QT> by mistake|in the <MK29> area|<MK29
4QT>""",
    "telephone": """
Call <07700 900136>.|<07700900136>|tel:<07700-900-136>|<+44 7700 900136>|(<+44 (0)1632 960488>)
<0044 1632 960 488>|<01632 960488>|<(01632) 960488>
<020 7946 0958>|<0121 496 0123> ext 12|fax <+353 1 496 0123>|<+1 202-555-0143>|work phone (<212.555.0143>)
<(212) 555-0143>|<001-704-473-6457x849>
<+41 (0)71 526 99 04>|Mobile: <432 03 163>|<079 460 0123 45>|Phone: <9469 9966>|<O7700 900136>""",
    "e-mail": """
From: <tash.b@willow.example> To: all|<j_smith@police.uk>|<a.b-c+d@mail.willow.example>
write to <tash (at) willow (dot) example>|<tash @ willow.example>
<Mary.O'Hara@nhs.net>|<TASH.B@WILLOW.EXAMPLE>""",
    "web": """
See <https://www.willow.example/page?id=3>.|<www.willow.example>|at <willow-advice.org.uk/help> today
<http://10.1.1.1/x>|login from <192.168.10.4>
device <00:1B:44:11:3A:B7>|<2001:0db8:85a3:0000:0000:8a2e:0370:7334>""",
    "handle": """
blocked <@gaz.sandhu>|Instagram: <gaz_s87>|Snapchat username <tash.b>|known on TikTok as <quiet_otter>
the account <gaz99> was closed
user name "<ottergirl>"|posted by <tash_brightling> twice|<kumer98x1> wrote""",
    "NHS": """
NHS <999 123 4012>|<9991234012>|<999-123-4012>|NHS No: <999 555 0180>""",
    "national insurance": """
NI <QQ 14 22 36 C>|<AB123456C>|nino <ab 12 34 56 c>|<AB-12-34-56-C>""",
    "vehicle": """
car <KV99 RHA>|<KV99RHA>|reg <kv99 rha>|<A123 BCD> was seen|the green Rover <SEB 47V>
vehicle registration <ABC 123>|number plate <1234 AB>
index <KV 99 RHA>|registration <AIZ 4821>""",
    "passport and licence": """
passport <123456789>|Passport No: <AB1234567>|driving licence <MORGA657054SM9IJ>|<MORGA 657054 SM9IJ>
UPN <H826200113047>""",
    "crime": """
crime <43210459027>|(<43AB/1234/21>)|crime ref <45/12345/21>|crime report <22/12345>
Niche occurrence <43200151120>|Occ <43190248816>
PNC <20/88104K>|PNC <87/10442X>|CRO <123456/21B>|HOLMES ref <N1234>|STORM <2021/0412/0077>
custody record <43CR/00412/21>|<NP/INT/10/4471>
MARAC ref <MK/2021/118>|(<ASC-118-4402>)|exhibit <OB/17/TVP/431180721>|Case file <WB-2210>
under reference <FLO/TEASEL/07>|hospital number <MKG203318>""",
    "log": """
log <412 of 03/05/21>|CAD <1234/12MAR21>|CAD <902 of 08/02/15>|URN <0091 06/01/19>|log <77 of 3 May 2021>
incident <1450 of 23/04/23>|CAD ref: <1234-120321>
log <412 of 3rd May 2021>|CRN <A123456>|FWIN <0412 of 3/5/21>|<Op TEASEL> began|PC LAMB <7714>
PCSO <7123> attended|DC Wren (<4471>)""",
    "court": """
<T20217045>|<T2021 7045>|case <U20210123>|(case <MK21F00417>)|claim <G01ZZ123>|<KV21P01234>
court ref <QB-2021-001234>|URN <43AB1234521>
application no. <12345/67>|applications nos. <26480/95>, <28291/95> and <29280/95>|Case No: <CO/1234/2021>
appeal <S20190412>""",
    "money papers": """
sort code <20-00-00>|account number <55779911>|IBAN <GB82 WEST 1234 5698 7654 32>|<GB82WEST12345698765432>
card <4111 1111 1111 1111>
<4111111111111111>|claim <SB/123/4567>|IMEI <490154203237518>|ID <AU-DL-4277974>|id <047-60-7644>
build of user <T03901883>|card ending, PIN <4471>""",
    "date": """
<12 May 2021>|<12th May, 2021>|<12th of May>|on <the 22nd of December>|<Tuesday 4th May>|<Tuesday 4th>
<May 12, 2021>|<12/05/2021>|<12.5.21>|<12-05-21>|<2021-05-12>
<25 April> and <17 September 2004>|between <3 and 5 May>|<3-5 May 2021>|<3, 4 and 5 May>|on <the 3rd>.
<12MAR21>|<12 Mar 21>|in <March 2021>|since <June>|<Christmas Eve>
<6thJanuary 2010>|<12\u00a0May\u00a02021>|<12 / 03 / 2021>|<28 February> to <3 March 2021>|<the third of May>
<autumn of 1999>|<2018/19>|on <12/05> she rang|w/c <03/05/2021>
<New Year's Day>|born on <3 May 1989>|DOB <030589>|d.o.b. <3/5/89>|<1O/03/2021>|closed <29/09>.|<Friday 31 May>
on <friday 31> is many""",
    "time": """
at <3.15 pm>|<3:15pm>|<11pm>|<23:40> hrs|<0315 hours>|<0315hrs>|at <12.20>.|<around midday>|at <half past nine>
by <midnight>|<ten o'clock>|between <3 and 4 pm>
<9.54 am>|<15:45:10>|at <about ten in the morning>|until <1600>.|<quarter to six>|<twenty past four>|<3 p.m.>""",
    "age": """
aged <31>|a <4-year-old> boy|<31 years old>|<thirty-one years old>|in her <eighties>|in his mid-<40s>|Age: <7>
ages <4, 7 and 11>|Adult C (<31>) said|a woman of <43>, who
the baby was <6 weeks old>|<18 months old>|<31yo>|<31 y/o>|CALLER <70S> MALE|her <31st birthday>
his <thirty-first birthday>|now <31>, lives|in her late <fifties>|I'll turn <40>.""",
    "interval": """
<three days before her 31st birthday>|<two weeks after his release>|<the day before Christmas Day>
<a fortnight after the wedding>|<twelve days later>|<the following morning>
<the night before his arrest>|<a week after 3 May 2021>|<two nights before Bonfire Night>""",
    "address": """
at <27 Sorrel Drift, Lapwing Meadow, Milton Keynes MK29 4QT>|<61a Abbot's Way, Northampton>
<Flat 3, 118 Dunstable Parade, Luton LU79 2RE>|<3B The Maltings>|<3B THE MALTINGS>
<12 acacia avenue>|<The Old Bakery, Church Lane>|<Rose Cottage>|<Room 6, Calloway House>|<PO Box 123>
<P.O. Box 287>|<14-16 High Street>|lives at <number 114>|on <Tannery Row>
<1234 Main St Apt 5, Springfield, IL 62704>|<Unit 8505 Box 9220, DPO AE 90744>|<12 rue de la Paix>
<Hauptstrasse 12>|<ul. Narewska 94>|<the corner of Church Lane and Mill Road>
<51.0406, -0.7594>|grid <SP 853 394>|to <larkrise walk> please|<1 Station Approach>""",
    "what3words": """
<///lantern.pebble.harvest>|what3words: <lantern.pebble.harvest>|w3w <Lantern.Pebble.Harvest>
what 3 words <lantern.pebble.harvest>""",
    "quantity": """
<£23,640>|<£1.9m>|<£12>|<EUR 10,000>|<PLN 5>|<61,000 zlotys>|<250,000 Swedish kronor>|<twelve pounds>
<€3.5 million>|<$20>|weighed <6 lb 2 oz>|<51 kg>|<£450 per month>
married <fifty-one years>|for <26 years>|<three years and four months>|<approximately EUR 1,800>
<two hundred pounds>|paid <₹3,200>|<GBP 39.95>|<16,985 Turkish liras (TRY)>""",
}  # fmt: skip

# What has the look of an identifier and is none.
NOT_FOUND = """
section 12(3) of the Care Act 2014|the Domestic Abuse Act 2021 and the Children Act 1989
paragraph 4.12.3 of the annex|version 1.2.21 of the form|open 24/7|a PHQ-9 of 12|COVID-19
page 14|Figure 3.2|it may be a march|they may 3 times refuse|Level 3 training|1 in 4 women|DASH (14)
scored 9/27 on the reading|batch number 999 123 4013 on the lid
stock code AB12/1234|part number AB-1234-C|ISO 27001|Band 7 post|the 1989 Act|Form 124D was used
call 999 or 101|GAD-7|Schedule 1A|Key Stage 2|Year-end|the High Court|County Court
a way in and a close look|case closed by the team|and/or|N/A|he/she|well-being and face-to-face|MARAC 2 meets
the court row|in a row|Article 8|Tier 4|walk the same road|BS 5750
"""  # fmt: skip


def marked(sentence: str) -> tuple[str, list[tuple[int, int]]]:
    """A sentence without its angle brackets, and what stood between them."""
    text, spans = "", list[tuple[int, int]]()
    for index, piece in enumerate(re.split("[<>]", sentence)):
        if index % 2:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    return text, spans


def covered(text: str, spans: list[Span]) -> set[int]:
    """Every character found, and those that are neither letter nor figure."""
    within = {place for span in spans for place in range(span.start, span.end)}
    return within | {place for place, sign in enumerate(text) if not sign.isalnum()}


FORMS = [(kind, form) for kind, forms in FOUND.items() for form in re.split(r"\||(?<!MK29)\n", forms.strip())]


@pytest.mark.parametrize("kind,form", FORMS, ids=[f"{kind}: {form}" for kind, form in FORMS])
def test_a_form_is_found_whole(kind: str, form: str) -> None:
    text, wanted = marked(form)
    assert wanted, kind
    within = covered(text, find_patterns(text))
    assert [text[start:end] for start, end in wanted if not set(range(start, end)) <= within] == []


@pytest.mark.parametrize("text", re.split(r"[|\n]", NOT_FOUND.strip()))
def test_a_look_alike_is_left(text: str) -> None:
    assert [text[span.start : span.end] for span in find_patterns(text)] == []


KINDS = (
    ("MK46 8TU", Kind.PLACE, Certainty.CERTAIN),
    ("999 123 4012", Kind.REFERENCE, Certainty.CERTAIN),
    ("AB123456C", Kind.REFERENCE, Certainty.CERTAIN),
    ("020 7946 0958", Kind.CONTACT, Certainty.CERTAIN),
    ("tash@willow.example", Kind.CONTACT, Certainty.CERTAIN),
    ("log 412 of 03/05/21", Kind.REFERENCE, Certainty.CERTAIN),
    ("12 May 2021", Kind.DATE, Certainty.CERTAIN),
    ("12:20", Kind.DATE, Certainty.CERTAIN),
    ("aged 31", Kind.AGE, Certainty.CERTAIN),
    ("27 Sorrel Drift", Kind.PLACE, Certainty.CERTAIN),
    ("in 1994", Kind.DATE, Certainty.POSSIBLE),
    ("£12", Kind.QUANTITY, Certainty.LIKELY),
    ("Op TEASEL", Kind.REFERENCE, Certainty.LIKELY),
    ("GB82WEST12345698765432", Kind.REFERENCE, Certainty.CERTAIN),
)


@pytest.mark.parametrize("text,kind,certainty", KINDS, ids=[text for text, _, _ in KINDS])
def test_a_finding_tells_its_kind_and_how_certain_it_is(text: str, kind: Kind, certainty: Certainty) -> None:
    (span,) = find_patterns(text)
    assert (span.kind, span.certainty, span.source) == (kind, certainty, Source.PATTERN)


def test_places_are_those_of_the_text_given_whatever_has_no_width() -> None:
    text = "Rang\u200b from 07700\u00ad 900\u2011136, then\u2060 from MK46\u00a08TU."
    found = [text[span.start : span.end] for span in find_patterns(text)]
    assert found == ["07700\u00ad 900\u2011136", "MK46\u00a08TU"]


def test_a_capital_with_a_longer_small_letter_moves_nothing() -> None:
    text = "\u0130pek was at \u0130zmir Road. Log 412 of 03/05/21. May 3, 2021."
    found = [text[span.start : span.end] for span in find_patterns(text)]
    assert found == ["\u0130zmir Road", "412 of 03/05/21", "May 3, 2021"]


def test_no_other_capital_has_a_small_letter_of_another_length() -> None:
    assert [sign for sign in map(chr, range(sys.maxunicode + 1)) if len(sign.lower()) != 1] == ["\u0130"]


class Figures(NamedTuple):
    """How many identifiers were planted, hit whole and missed; how many places were found, and touch one."""

    wanted: int
    hit: int
    found: int
    true: int
    missed: list[str]


def uk_figures(samples: int) -> Figures:
    """Over generated British strings from a fixed seed."""
    wanted = hit = found = true = 0
    missed: list[str] = []
    for sample in uk_strings(samples, 2026):
        spans = find_patterns(sample.text)
        within = covered(sample.text, spans)
        for start, end, kind in sample.spans:
            wanted += 1
            if set(range(start, end)) <= within:
                hit += 1
            else:
                missed.append(f"{kind}: {sample.text[start:end]!r} in {sample.text!r}")
        found += len(spans)
        true += sum(any(span.start < end and start < span.end for start, end, _ in sample.spans) for span in spans)
    return Figures(wanted, hit, found, true, missed)


@pytest.mark.soak("uk-patterns")
def test_uk_patterns_are_found_and_little_else() -> None:
    one = uk_figures(count(1_500, 20_000))
    recall, precision = one.hit / one.wanted, one.true / one.found
    tell(f"{one.wanted} identifiers, recall {recall:.4f}; {one.found} found, precision {precision:.4f}")
    assert recall >= RECALL, one.missed[:10]
    assert precision >= PRECISION


NUMBERS = (
    "07700 900136|MK46 8TU|12 May 2021|aged 31|£3,000|27 Sorrel Drift|412 of|3.15 pm|43AB/1234/21|"
    "QQ123456C|1|22|333|4444"
)
MARKS = (
    "\n|\t|\u2028|\u00ad|\u200b|\u0130|\ufb01|½|\u0661\u0662|(|)|/|-|no.|the|O|KV99|RHA|log|was|@gaz|"
    "a.b@c.example|///a.b.c"
)
PIECES = st.sampled_from([*NUMBERS.split("|"), *MARKS.split("|")])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES).map("".join))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_has_findings_within_it_in_order_and_none_within_another(text: str) -> None:
    spans = find_patterns(text)
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
    for first, second in pairwise(spans):
        assert first.start < second.start
        assert first.end < second.end
    assert spans == find_patterns(text)


@given(st.lists(PIECES, max_size=8).map(" ".join), st.lists(PIECES, max_size=8).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_a_text_far_away_changes_nothing(text: str, other: str) -> None:
    apart = "\n\n" + "and nothing was said of it for long by anyone who knew\n" * 12 + "\n"
    alone = [span for span in find_patterns(text) if span.end < len(text)]
    assert set(alone) <= set(find_patterns(text + apart + other))
