"""The words of recommendations: which say the same, which only say who, and which say nothing (domain 7.1).

One line is one meaning: its name, a colon
One line is one meaning: and the words and phrases for it; ``*`` stands for any ending. Written from
the vocabulary of published guidance and reviews in general: the names of bodies and their successors
the vocabulary of published guidance and reviews in general: schemes and their
everyday names, orders and their initials.
"""

from __future__ import annotations

from typing import Final

WHO: Final = """
police: police, constabular*, force, officer*, patrol*, constable*, detective*, neighbourhood team*
icb: integrated care board*, icb*, clinical commissioning group*, ccg*, commissioner*, primary care trust*
icb: nhs england
gp: gp, gps, general practice*, general practitioner*, primary care, practices, surgery, surgeries
gp: practice manager*, doctor*
acute: hospital*, acute trust*, acute hospital*, ward*
mental trust: mental health trust*, mental health team*, mental health service*, community mental health, psychiatr*
trust: trust, trusts, health, nhs
adult care: adult social care, adult services, adult worker*, local authority adult*, adult social service*
child care: children's services, children's social care, children's team*, child social care, social worker*
child care: children services
council: council*, local authorit*, borough, district, city council, unitary authority
partnership: community safety partnership*, safety partnership*, partnership*, csp, csps, partnership board*
partnership: domestic abuse partnership board*, strategic board*
board: safeguarding board*, safeguarding adults board*, adults board*, board, boards
probation: probation, national probation service, community rehabilitation compan*, offender management
ambulance: ambulance*, crew*, paramedic*, 999 crew*
fire: fire and rescue*, fire service*, fire and rescue service*, firefighter*
landlord: housing provider*, landlord*, registered provider*, housing association*, social housing
housing advice: housing option*, housing advice, homeless* team*, homelessness service*
drug service: drug and alcohol service*, substance misuse service*, alcohol service*, drug service*
drug service: treatment service*, substance misuse
ed: a&e, emergency department*, accident and emergency, casualty, emergency care
midwife: midwi*, maternity*, antenatal, obstetric*
health visitor: health visitor*, health visiting
school nurse: school nurs*
school: school*, college*, academ*, teacher*, headteacher*
university: universit*, student support, higher education
prosecutor: crown prosecution service, cps, prosecutor*
government: home office, government, department of health, ministry of justice, national bod*, royal college*
government: national
agencies: agenc*, partner, partners, organisation*, service, services, all agencies, statutory, provider*
staff: staff, practitioner*, professional*, worker*, workforce, front-line, frontline, front line, clinician*
staff: clinical, nurses
leaders: chief officer*, chair, chief executive*, senior manager*, senior leader*
"""
"""Who is asked or spoken of. That two recommendations are to one agency says little."""

MEASURE: Final = """
train: train*, refresher*, cpd, workshop*, session*, module*, course*, teach*, educat*, learn, e-learning, recognis*
train: spot
audit: audit*, dip sampl*, dip-sampl*, sample of
assure: assur*, satisf* itself, oversee, scrutin*
record: record, recorded, recording, recorded in, write down, written down, log, logged, note, noted, document
record: documented, documenting
notify: notif*, notice, notices of, tell, told, telling, inform, informed, alert the, made aware by, let know
flag: flag*, marker*, coded, code on, coding, alert, alerts, warning on, tag
attend: attend*, representative*, invited to, represented, included in, take part, participat*
ask: ask*, enquir*, enquire, routine enquir*, question*, screen, screens, screening, prompts, prompt, explore with
policy: policy, policies, procedure*, protocol, standard operating, guideline*
guidance: guidance, toolkit*, advice for, guide for, handbook, resource pack, good practice guide
check: quality-check*, quality assur*, supervisory check*, check*, verif*, confirm*, supervisor*
supervision: supervision, reflective
agreement: information sharing agreement*, sharing agreement*, protocol for sharing*, information sharing protocol*
agreement: sharing of information, sharing information, data sharing
publicise: awareness campaign*, campaign*, publicity, publicis*, promot*, advertis*, leaflet*, website*, poster*
publicise: made more aware, raise awareness, raising awareness, awareness of, awareness among, public awareness
share lessons: lessons, learning from, learning points, disseminat*, briefing*, seven minute, share learning
share lessons: newsletter*
directory: directory, director*y, list of, service map
commission: commission*, fund*, procure*, set up, establish*, create a, introduce
appoint: appoint*, post, recruit*, employ a, worker post, role of
referral route: referral pathway*, route*, pathway*, how to refer, refer, referral*, referring, raise concern*
referral route: raising concern*, raise safeguarding, making referrals
follow up: follow up*, follow-up*, did not attend, dna polic*, missed appointment*, non-attend*, was not brought
visit: home visit*, visit, visits, visited, visited at home
face: face to face, in person, in-person, see alone
interpreter: interpret*, translat*
refund: pay, payment*, benefit*, housing cost*, costs
lock: lock*, sanctuary scheme*, target harden*
accredit: accredit*, standard, dahla, daha, kite mark*
panel alarm: panic alarm*
charge: charge, charges, charged, charging
evict: evict*
outcome: outcome*, monitor*
answer: answer*, respond within, response time*, attend within, within an hour, wait, waiting
handover: hand over, handover
separate: separately, separate from, apart from
see alone: alone, without the partner, without partner, on their own, time alone, seen separately, private space
research: research, survey, study
grade: grade, grading, grades
"""
"""What is to be done. Two recommendations that ask for other things are no repeat."""

MATTER: Final = """
abuse: domestic abuse, domestic violence, abuse at home, abused at home, abused, abuse, abusive, domestic incident*
abuse: domestic, violence, abuser*, abusive relationship*
perpetrator: perpetrator*, abusive behaviour, behaviour change, behaviour-change, those who abuse
perpetrator: use harmful behaviour*
coercive: coercive, controlling, coercive control, coercive and controlling behaviour, controlling behaviour
coercive: controlling or coercive behaviour, coercion
stalking: stalk*, harass*
marac: marac*, multi-agency risk assessment conference*
risk tool: risk assessment*, dash, dara, risk checklist*
dvpn: domestic violence protection notice*, dvpn*, dvpo*, dapn*, dapo*, domestic abuse protection notice*
dvpn: protection order*, protection notice*
order breach: non-molestation*, restraining order*, breach*
disclosure scheme: clare's law, domestic violence disclosure scheme*, domestic abuse disclosure scheme*, dvds
disclosure scheme: right to know, right to ask, disclosure scheme*
idva: idva*, independent domestic violence advis*, independent domestic abuse advis*
evidence led: evidence-led, evidence led, evidence-based prosecution*, victimless prosecution*, withdraw*, retract*
special measures: special measure*
bail: bail*
firearm: firearm*, gun, guns, shotgun*, weapon licen*, rifle*
give back: return of, returning, returned, give back, hand back
certificate: certificate*, medical check*, renew*
strangulation: strangl*, strangul*
control room: control room*, call handler*, call taker*, dispatch*
background: background, history of, histories, history, intelligence check*, previous incident*
arrival: arriv*, en route, on the way
section 42: section 42, s42, s.42, safeguarding enquir*, safeguarding enquiry
not start: not to start, not to proceed, decision* not to, no further action, not progressed
safeguarding adult: adult safeguarding, safeguarding concern*, safeguarding referral*, safeguarding adult*
safeguarding adult: concerns about adults, safeguarding
carer: carer*, family carer*, relatives who care, unpaid care*, caring role, cares for
carers assessment: carer's assessment*, carers assessment*, needs as a carer
declined: declin*, refus*
capacity: mental capacity, capacity assessment*
discharge: discharg*, released from hospital
medicine: medicine*, medication*
antidepressant: antidepress*, anti-depress*, ssri*
repeat prescription: repeat prescription*, on repeat, prescri*
six months: six months, six-monthly, twice a year, every six months
year: annual*, yearly, every year, each year
child voice: voice of the child, views of the child, children alone, wishes and feelings, child's views
child: child*, pupil*, young people, young person
think family: think family, think-family, whole family, children in the household, children at home
father: father*, male carer*
strategy meeting: strategy discussion*, strategy meeting*, child protection strategy, child protection meeting*
end treatment: unplanned exit*, unplanned discharge*, drop* out, disengag*, leaves treatment
parent: parent*, mother*
storage box: lockable box*, methadone
older people: older people, older person*, elder*, older women, older victims
family abuse: adult children, by family members, relatives, family members, familial, adult child to parent
self neglect: self-neglect, hoard*
male victims: male victim*, men who are abused, men, abused men, victims who are men
minority: minorit*, ethnic*, bame, black and minority, migrant*, cultural*
faith: faith*, mosque*, temple*, church*, religio*, imam*, clergy
language: language*, english, limited english
bank: bank*, building societ*, high street bank*, lender*
economic: economic abuse, financial abuse, economic, financ*
employer: employer*, business*, workplace*, companies, employ, employees, employee
induction: induction*, new starter*, new employee*
counsellor: counsell*, therapist*
compulsory: compulsory, mandatory, require, requires, required by law, regulat*
joint patients: joint registration*, couples, both parties, victim and perpetrator, partners registered
confidentiality: confidential*, privacy
suicide: suicid*
repeat injuries: repeatedly, frequent attender*, attend repeatedly, repeat attend*, repeat presentation*
injuries: injur*
learning disability: learning disabilit*
crisis: crisis, mental health crisis
friends: friend*, neighbour*, colleague*, bystander*, wider community, community, family and friends
friends: friends and family
get help: get advice, seek help, access to support, get help, where to go, sources of help
curiosity: professional curiosity, curious, curiosity, inquisitive
caseload: caseload*
specialist services: specialist*, local services, services for professionals
stalking body: clinic*, multi-agency panel*, panel, panels, forum*, hub*
single point: single point of contact, spoc, named lead, lead for, named professional
earlier reviews: previous domestic homicide reviews, earlier reviews, previous reviews, past reviews
done: carried out, put in place, implemented, completed, embedded
bereaved staff: staff affected, trauma support
pregnancy: pregnan*, booking, first appointment, antenatal appointment*
later too: more than once, every contact, throughout
assessment: assess*, initial assessment*
bill: arrears, rent*
homeless: homeless*
breakup: leaving a relationship, relationship breakdown, separat*, break-up, breaks down
home check: safe and well*, home safety check*, home fire safety*, home safety
arson: arson*, fire-proof, letter box*
next day: within 24 hours, 24 hours, next day, next working day, next school day, next morning, following day
refuge: refuge*, place of safety
alcohol: alcohol*, drug, drugs, drinking
healthy relationship: healthy relationship*, curriculum, pse, pshe
drop in: drop-in*, weekly
out of hours: out-of-hours, telephone line*, helpline*, hotline*
wellbeing: wellbeing advis*, student*
next of kin: next of kin
safe letters: appointment letter*, safe contact*, safe address*
closed case: case closure*, closure, closed
emergency: emergency, urgent*
nonemergency: non-emergency
records system: electronic system*, electronic record*, record system*, care record*, primary care record
"""
"""What it is about."""

NOTHING: Final = """
the a an and or of to in on for with by at from is are be been being was were will would should must shall may can
could that which who whom whose this these those it its their they them there where when whenever while if as than
then so such any all each every both other another some more most much many not no nor only also into out up down
over under about between among across within without before after during until through per via do does did done has
have had make makes made making sure ensure ensures ensuring consider considers considered considering need needs
needed review reviews reviewed reviewing look again reconsider revise revised revising strengthen strengthened
improve improves improving develop develops developed developing update updated include includes included including
recommendation recommendations recommended number local locally national nationally case cases people person persons
somebody someone anyone everybody use uses used using good better clear clearly relevant appropriate adequate
effective effectively way ways means process arrangements arrangement work working agree agreed set sets take takes
taken give gives given provide provides provided providing offer offers offered offering deliver delivers delivered
lead leads out often always particular especially matter matters issue issues well new same own themselves like how
what why whether further part become becomes know
"""
"""Words that every recommendation has."""
