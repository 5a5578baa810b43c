"""The data sheet of a review: the fields by which the library of reviews is searched, as they are in use (domain 3.12).

Missing means not recorded, never "no": a field without a value is listed and left empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from safermk_desktop.domain.case import Manner
from safermk_desktop.domain.casefile import CaseFile
from safermk_desktop.domain.partnership import Partnership
from safermk_desktop.domain.record import Record
from safermk_desktop.domain.wording import month_of

TABLES: Final = ("documents", "incidents", "victims", "perpetrators")
"""The four tables of the library, in their order; each is a CSV file."""
PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "incident": "The death",
        "circumstances": "Circumstances",
        "victim": "The person who died",
        "victim_health": "Health and vulnerabilities of the person who died",
        "perpetrator": "The person causing harm",
        "perpetrator_health": "Health and vulnerabilities of the person causing harm",
    }
)
"""What is asked for together."""
BANDS: Final = ("16-19", "20-24", "25-34", "35-44", "45-54", "55-64", "65+")
FLAG: Final = ("true", "false")
SEX: Final = ("Female", "Male", "Other")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetField:
    """A field by its name in its table. With ``choices`` it is one of them; without a ``part`` the case itself says."""

    table: str
    name: str
    words: str
    part: str = ""
    choices: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """``table.name``."""
        return f"{self.table}.{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSheet(Record):
    """What was answered for the data sheet; at most one for a case. ``answers`` are ``table.name: value``."""

    answered_on: date
    answered_by: str
    answers: tuple[str, ...]

    def values(self) -> dict[str, str]:
        """The values by key."""
        return {key: value for key, _, value in (entry.partition(": ") for entry in self.answers)}


def _flags(table: str, part: str, prefix: str, names: str) -> Iterator[SheetField]:
    for name in names.split():
        words = name.replace("_", " ").capitalize().replace("Ptsd", "PTSD")
        if name == "other":
            words = "Other vulnerability" if "vuln" in prefix else "Other mental health issue"
        yield SheetField(table=table, name=f"{prefix}{name}", words=words, part=part, choices=FLAG)


_HEALTH: Final = (
    "adjustment_disorder anxiety dementia depression panic_attacks PTSD psychosis self_harm suicidal_thoughts "
    "suicide_attempts other"
)
_CIRCUMSTANCES: Final = (
    "intimate_partner_violence familial_homicide parricide homicide_suicide children_present coercive_control "
    "economic_abuse faith_based_marriage forced_marriage honour_based_violence physical_abuse emotional_abuse "
    "separation sexual_abuse stalking"
)
_CAUSES: Final = (
    *("sharp instrument", "blunt instrument", "strangulation with ligature", "manual strangulation"),
    *("suffocation, asphyxiation or smothering", "hitting with a weapon", "shooting", "arson", "burning or scalding"),
    *("drowning", "fall to a hard surface", "other poisoning", "other", "unknown"),
)
_VERDICTS: Final = (
    *("Murder", "Manslaughter", "Manslaughter w/ diminished responsibility", "Not guilty", "Other", "Unknown"),
)
_REGIONS: Final = (
    *("East Midlands", "East of England", "Greater London", "North East", "North West", "South East", "South West"),
    *("Wales", "West Midlands", "Yorkshire and The Humber"),
)
_PLACES: Final = ("public_place", "residential_location", "other", "not_known")


def _of(table: str, part: str, *fields: tuple[str, str] | tuple[str, str, tuple[str, ...]]) -> Iterator[SheetField]:
    for name, words, *choices in fields:
        yield SheetField(table=table, name=name, words=words, part=part, choices=choices[0] if choices else ())


FIELDS: Final = (
    *_of(
        "documents",
        "",
        ("document_id", "Document"),
        ("incident_id", "Incident"),
        ("title", "Title"),
        ("upload_date", "Month of publication"),
        ("report_url", "Address of the report"),
    ),
    *_of("documents", "incident", ("download_id", "Number that the library gave the report")),
    *_of(
        "incidents",
        "",
        ("incident_id", "Incident"),
        ("csp", "Partnership"),
        ("death_date", "Month and year of the death"),
    ),
    *_of(
        "incidents",
        "incident",
        ("region", "Region", _REGIONS),
        ("multiple_victims", "More than one person died", FLAG),
        ("cause_of_death", "Cause of death", _CAUSES),
        ("location_of_death", "Place of death", _PLACES),
    ),
    *_flags("incidents", "circumstances", "", _CIRCUMSTANCES),
    *_of("victims", "", ("victim_id", "Person who died"), ("incident_id", "Incident")),
    *_of(
        "victims",
        "victim",
        ("age_at_death", "Age at death", BANDS),
        ("sex_of_victim", "Sex", SEX),
        ("sexual_orientation_of_victim", "Sexual orientation"),
        ("prev_offence_history", "Earlier offences", FLAG),
        ("victim_religion", "Religion or belief"),
        ("victim_ethnicity", "Ethnicity"),
        ("relationship_to_perpetrator", "Relationship to the person causing harm"),
        ("victim_suicide", "Died by suicide", FLAG),
        ("victim_carer_responsibilities", "Caring responsibilities", FLAG),
        ("victim_mental_health_issues", "Mental health issues", FLAG),
    ),
    *_flags("victims", "victim_health", "victim_mh_", _HEALTH),
    *_flags(
        "victims",
        "victim_health",
        "victim_vuln_",
        "alcohol housing neurodiversity physical_disability pregnancy substance_abuse other",
    ),
    *_of("perpetrators", "", ("perpetrator_id", "Person causing harm"), ("incident_id", "Incident")),
    *_of(
        "perpetrators",
        "perpetrator",
        ("age_at_fatal_incident", "Age at the time", BANDS),
        ("sex_of_perpetrator", "Sex", SEX),
        ("sexual_orientation_of_perpetrator", "Sexual orientation"),
        ("perpetrator_ethnicity", "Ethnicity"),
        ("prev_offence_history", "Earlier offences", FLAG),
        ("court_verdict", "Verdict", _VERDICTS),
        ("perpetrator_carer_responsibilities", "Caring responsibilities", FLAG),
        ("perpetrator_carer_for_victim", "Cared for the person who died", FLAG),
        ("perpetrator_mental_health_issues", "Mental health issues", FLAG),
    ),
    *_flags("perpetrators", "perpetrator_health", "perpetrator_mh_", _HEALTH),
    *_flags(
        "perpetrators",
        "perpetrator_health",
        "perpetrator_vuln_",
        "alcohol housing neurodiversity physical_disability substance_abuse other",
    ),
)


def known(file: CaseFile, partnership: Partnership, facts: tuple[str, ...] = ()) -> dict[str, str]:
    """What the records of the case say by themselves, by key. ``facts`` are those of the terms of reference."""
    reference = file.case.reference
    notice = file.notification
    published = file.publications[-1] if file.publications else None
    found = {
        "documents.document_id": f"{reference}-D1",
        "documents.title": f"Overview report, {file.case.label}",
        "documents.upload_date": f"{published.published_on:%m-%Y}" if published else "",
        "documents.report_url": published.link if published else "",
        "incidents.csp": partnership.name,
        "incidents.death_date": month_of(notice.death_on) if notice else "",
        "incidents.coercive_control": "true" if "coercive_control" in facts else "",
        "victims.victim_id": f"{reference}-V1",
        "victims.victim_suicide": _SUICIDE.get(notice.manner, "") if notice else "",
        "perpetrators.perpetrator_id": f"{reference}-P1",
    }
    return {**found, **{f"{table}.incident_id": reference for table in TABLES}}


_SUICIDE: Final[Mapping[Manner, str]] = MappingProxyType({Manner.SUICIDE: "true", Manner.HOMICIDE: "false"})


def asked_of(values: Mapping[str, str]) -> tuple[SheetField, ...]:
    """The fields that the sheet has. The library describes people where one alone died (domain 3.12)."""
    is_one = values.get("incidents.multiple_victims") != "true"
    return tuple(field for field in FIELDS if is_one or field.table in {"documents", "incidents"})


def missing(values: Mapping[str, str]) -> tuple[SheetField, ...]:
    """The fields that nothing is recorded of."""
    return tuple(field for field in asked_of(values) if not values.get(field.key))


def fields_of(part: str) -> tuple[SheetField, ...]:
    """What is asked for together."""
    return tuple(field for field in FIELDS if field.part == part)
