from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.redaction.detection import uk_values

# A heading holds the kind, what draws the value (in uk_values), and what typing may do to it: s another space or a line
# break, c spaces left out, l lower case, o one 0 typed as O. Under it stand the sentences round the value.
_TABLE = """
[postcode postcode sclo]
The tenancy was in {}.
Post code: {}
The parcel was sent to {} by mistake
Postcode given as {}, later corrected.
the caller gave the postcode {}
They had moved to {} by then.
The call was traced to {}; no reply.
Her sister's address ({}) was not checked.
[telephone telephone so]
Tel: {}
tel {}
The caller rang from {}.
She could be reached on mobile {} after work.
He texted her from {}, a number not known to her.
Mob. {}
Contact number {} was no longer in use.
Phone - {}
A message was left on {} and not returned
The handset ({}) was recovered.
[email email l]
E-mail: {}
She wrote from {}.
He sent the message to {}, asking for it to be deleted
The account <{}> was closed.
Please reply to {}
email {} (not monitored)
[url url -]
The post can still be seen at {}
The page ({}) was taken down.
Her blog, {}, was not looked at.
link: {}
He had searched {} many times
[handle handle -]
Instagram: {}
He used the Snapchat username {} to reach her.
On TikTok she was known as {}
The gamertag {} appears in the download.
Her Twitter handle was {}, which was open to all.
Telegram user name: {}
[handle handle_with_sign -]
She blocked {} on Instagram.
Messages from {} continued after the order
The account {} was reported by the school.
[nhs_number nhs_number so]
NHS No: {}
NHS number {}
The record ({}) was merged in error.
nhs no. {}
NHS# {}, registered at another surgery
Two records were held under {}.
Patient NHS Number: {}.
[national_insurance national_insurance sclo]
NI number: {}
National Insurance number {}
NINO {}
N.I. No. {}
The claim was made under {} (National Insurance).
nino: {}, claim ended
[vehicle_registration vehicle_registration slo]
A silver hatchback, {}, was seen outside.
VRM {}
The vehicle ({}) was not insured.
reg {}
Vehicle registration: {}
He drove off in a van, index {}.
A camera read the number plate {} twice that night
[passport passport s]
Passport number {}
passport no. {} was kept by him
Passport: {}.
Her passport ({}) had expired.
UK passport No {}, held by the solicitor
[driving_licence driving_licence sl]
Driving licence {}
driver number: {}
His licence ({}) had been revoked.
Driving Licence No. {}, issued in error
DVLA driver number {}
[crime_reference crime_reference sl]
Crime ref {}
A crime was recorded ({}) and filed.
crime number {}
Crime reference number: {}.
The assault was recorded under crime report {} and no suspect was spoken to
Crime No. {}, undetected
Offence recorded, crime ref: {}
[custody_reference custody_reference sl]
Custody record {}
custody ref: {}
Custody number {}, released without charge
He was booked in (custody record number {}).
Custody Record No. {}.
[cad_reference cad_reference sl]
CAD {}
Police attended (log {}).
log {} refers
Incident number {}, graded prompt.
CAD ref: {}.
URN {}
The call was logged as CAD {} and closed
Incident log {}: caller hung up
[court_reference court_reference s]
case number {}
Crown Court case {}.
Court ref: {}
The order was made in case no. {}, without notice
Family court case number: {}.
Claim number {} was struck out
Proceedings (case {}) ended without an order.
[date date_in_words sl]
The panel noted a call on {}.
She was seen again on {}, when nothing had changed
{}: telephone contact, no reply.
A referral was made on {} and closed without contact.
on {} police attended the home address
The letter is dated {}.
He did not come to the appointment ({}).
Strategy discussion held {}; no further action.
The tenancy began on {}.
Between that visit and {} there was no contact.
The last entry in the notes is for {}
[date date_in_figures o]
The panel noted a call on {}.
She was seen again on {}, when nothing had changed
{}: telephone contact, no reply.
A referral was made on {} and closed without contact.
on {} police attended the home address
The letter is dated {}.
He did not come to the appointment ({}).
Strategy discussion held {}; no further action.
The tenancy began on {}.
Between that visit and {} there was no contact.
The last entry in the notes is for {}
[date feast s]
She went back to him on {}.
On {} the neighbour heard shouting.
The last call was made on {}, from the flat
[time time s]
The call came in at {}.
at {} officers forced the door
He left at about {} and did not return.
Time of call: {}
{} - line cleared, no reply.
The light was on until {}, a neighbour said
[time time_in_words s]
It was {} when the ambulance came.
He came home at {} and went to bed.
By {} in the morning the house was quiet
[time hours -]
At {} hours a second call was made.
at {}hrs the door was forced
Officers arrived at {}hrs.
The log ends at {} hrs
[age age -]
Adult A, aged {}, lived alone.
Adult B was {} years old when they met.
The caller, now {}, asked for advice.
The other tenant, a woman of {}, called back.
The son, {}-years-old, was asleep.
Age: {}
Adult C ({}) was not asked.
one male, {} year old, was arrested
He was {} at the time and out of work.
age {}, no known conditions
The other driver, {}yo, was unhurt.
Her partner was {} yrs old.
[age age_in_words -]
She was {} years old and had never worked.
Adult A, aged {}, was found at home.
He was a {}-year-old man with no record
[age infant s]
The baby was {} old.
Child B, then {} old, slept through it
Child A was aged {} when this was written.
[date_of_birth date_of_birth so]
DOB: {}
dob {}
D.O.B. {}, address not known
Date of birth: {}.
Adult A (born {}) was not registered.
Adult B was born on {}
d.o.b {} checked with the surgery
Child A (DOB {}) was present.
Date of Birth - {}
[interval interval s]
She left him {}.
The killing took place {}, at home.
{} he was seen in the same road.
They separated {} and did not speak again
[interval birthday s]
She died on her {}.
It happened on the morning of his {}, before anyone was up
The last photograph was taken at her {}.
[address address sl]
Officers were called to {}.
She had lived at {} for many years.
Address: {}
He gave his address as {}, which was not checked
The flat at {} was empty.
the family moved to {} that summer
[address street s]
The shop in {} was closed.
She was seen walking along {} that evening.
They met again on {}, near the bridge
[address whole_address -]
Home address: {}
She moved to {} and told nobody.
Letters were still sent to {}.
Address given: {}
[money money s]
He took {} from her account.
She owed {} in rent.
A loan of {} was never repaid
He asked for {}, and she paid it.
Savings ({}) were gone.
The policy would have paid {} on her death.
[money money_in_words s]
He borrowed {} from a friend.
She had {} in her purse.
A debt of {} was mentioned
[what3words what3words -]
The car was left at {}.
Location {} was passed to the crew
Found at {}, off the path.
[what3words three_words l]
what3words: {}
w3w {}
The what3words address was {}.
What 3 Words location {} given by the caller
"""

LEADS = """
The entry was typed up later.
This was not passed on.
No other agency was told.
The original note is brief.
Nobody asked what had led to it.
The record is not clear on this point.
What follows was written by hand.
The reviewer has seen the note.
It was not the first contact.
The chronology is silent on the outcome.
The answer was not written down.
Staff did not follow this up.
The risk was thought to be low.
The log was read again for this review.
Concern had been growing for some while.
""".strip().splitlines()


@dataclass(frozen=True)
class Shape:
    """One way in which an identifier is written: how it is drawn, what stands round it, what typing may do to it."""

    kind: str
    draw: Callable[[Random], str]
    frames: tuple[str, ...]
    noise: str


def _shapes() -> Iterator[Shape]:
    for block in _TABLE.strip().removeprefix("[").split("\n["):
        heading, *frames = block.splitlines()
        kind, draw, noise = heading.rstrip("]").split()
        yield Shape(kind, getattr(uk_values, draw), tuple(frames), noise.strip("-"))


SHAPES = tuple(_shapes())
