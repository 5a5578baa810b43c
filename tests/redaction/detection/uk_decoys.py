from __future__ import annotations

from random import Random

from tests.redaction.detection.uk_values import check_digit, fill

# Sentences without an identifier, full of things that look like one. # is a digit, ~ a digit from 1, ^ a letter;
# <batch> is ten figures in the grouping of an NHS number whose last figure is wrong.
DECOYS = """
The panel relied on section ~ of the Act 2004 and on paragraph ~.~.~ of the guidance.
See page ~# and paragraph ~.~#.~ of the annex.
Version ~.~.~# of the form was in use in most teams.
In ~# of 3## reviews nobody had spoken to the employer.
Some ~#% of files held no risk assessment at all; the rest were mixed.
The toner has batch number <batch> printed on the lid.
Catalogue item <batch> is a box of envelopes.
Form ~##D was missing from the file, as was part ~B.
Level 3 training is open to all staff, and Level ~ to managers.
Demand for aged care is growing faster than supply.
A score of ~# on the DASH does not by itself decide the grade.
MARAC 2 meets in the larger room; MARAC 1 meets upstairs.
The well-being check-in is a two-way, face-to-face talk.
The poster is ~# x ~# cm and comes in packs of ~#.
Table ~.~# shows how often each tool was used.
The team has ~#.5 posts, of which ~ are vacant.
The threshold at Tier 4 is higher than at Tier ~.
Recommendation ~# has ~ actions, and action ~.~ is complete.
Callers with an emergency should ring 999; others may use 101 or 111.
The helpline is open 24/7 and takes callers in turn.
Two weeks after the meeting the plan had still not been shared.
Three days before the training the file went missing.
The visit should follow within ~# working days of the referral.
~# close relatives were offered support and 3 of them took it.
Each court should hold ~# sets of the leaflet.
Staff may drive up to ~# miles between visits.
Appendix ^ lists ~# tools, none of them tested with carers.
The file template.final.docx was saved over by mistake.
The system runs on Windows 11 with Excel 365 and build ~#.0.~##.
The ratio of visits to calls was ~:1 in both teams.
It scored ~/27 on the first reading and ~/27 on the second.
Half of the teams used a red-amber-green scale, and one in four used none.
Article 8 and Schedule ~A were both considered.
Regulation ~#(~)(^) sets out what must be recorded.
Band 7 posts are paid from the same budget as Band ~ posts.
The room holds ~## people with ~# chairs to spare.
Pages ~# to ~# repeat what is said in chapter ~.
Standard ISO 27001 applies, as does BS 5~##.
A pound of flesh was how one worker put it.
This may take ~# visits, and a march through ~# forms.
The first 5 steps are the same in every area; step ~ differs.
Key Stage 2 lessons cover safe and unsafe secrets.
The lift takes ~## kg and 8 people.
The survey had ~,### replies, most of them from staff.
An average of ~.~# contacts was made for each referral.
The second-hand laptop would not start, and the spare had no lead.
Theme ~ (record-keeping) came up in ~# of ~# audits.
Question ~#b asks who else lives in the household.
Option ~ was preferred by ~#% and Option ~ by ~#%.
The part number is ^^-~###-^ and the part no longer made.
Stock code ^^##/~### was printed on every leaflet.
Line ~#, column ~ of the sheet is blank.
Crime is falling, and so are recorded incidents, by about ~ per cent.
The custody suite has ~# cells and one quiet room.
Court time is short, and a log of delays is kept.
The passport office, the licensing agency and the tax office do not share a system.
A date of birth was missing from ~#% of forms.
The age of the building and its address list were both out of date.
Call handlers dial the caller back up to ~ times.
Registration of the vehicle had lapsed, the keeper said.
The address field takes ~## characters and the postcode field ~.
The tel. field on the form is too short.
The template asks for e-mail, phone and user name, and none had been filled in.
About £ signs: the form rejects them in the notes field.
Standing order ~# of the procedure, clause ~.~.~#, was cited.
Print room order 45##/~#^ was for leaflets.
Chapter ~#, verse ~, as one worker joked about the procedure.
It was a way in, a close look and a fresh place to begin.
""".strip().splitlines()


def decoy(rng: Random) -> str:
    sentence = rng.choice(DECOYS)
    if "<batch>" in sentence:
        sentence = sentence.replace("<batch>", _batch(rng))
    return fill(rng, sentence)


def _batch(rng: Random) -> str:
    nine = fill(rng, "~########")
    wrong = (check_digit(nine) + rng.randint(1, 8)) % 10
    digits = f"{nine}{wrong}"
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
