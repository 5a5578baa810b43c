"""The words of recommendations: names spelled out, who is meant, and what says nothing (domain 7.1).

Written from the vocabulary of guidance and of published reviews in general: bodies and their successors, schemes and
orders by their everyday names and initials. What a word means is left to the network (``meanings``).
"""

from __future__ import annotations

from typing import Final

SPELLED: Final = """
idva, idvas, independent domestic violence advisor*: independent domestic abuse adviser
independent domestic violence adviser*: independent domestic abuse adviser
independent domestic abuse advisor*, domestic violence advocate*: independent domestic abuse adviser
young person's violence adviser: independent domestic abuse adviser
isva, isvas: independent sexual violence adviser
idsva, idsvas: independent domestic and sexual violence adviser
marac, maracs, multi-agency risk assessment conference*: high risk multi agency conference
multi agency risk assessment conference*: high risk multi agency conference
mappa: multi agency public protection offender management
matac: multi agency perpetrator panel
MASH: multi agency safeguarding hub
DASH, DASH RIC, dara: domestic abuse risk assessment checklist
SARA: spousal assault risk assessment
dvpn, dvpns, dvpo, dvpos, dapn, dapns, dapo, dapos: domestic abuse protection order
domestic violence protection notice*, domestic violence protection order*: domestic abuse protection order
clare's law, dvds, domestic abuse disclosure scheme: domestic violence disclosure scheme
a&e, ED, accident and emergency, casualty: emergency department
gp, gps, general practitioner*: doctor in general practice
gp practice*, gp surgery, gp surgeries: general practice
icb, icbs, ccg, ccgs, clinical commissioning group*, primary care trust*: integrated care board
nhs: health service
cps: crown prosecution service
csp, csps: community safety partnership
dwp: department for work and pensions benefits
section 42, s42, s.42: adult safeguarding
section 47, s47, s.47: child protection
nrpf: no recourse to public funds
fgm: female genital mutilation
hba, hbv: honour based abuse
vawg: violence against women and girls
DNA: did not attend
asb: anti social behaviour
camhs: child mental health service
cmht, cmhts: community mental health team
amhp, amhps: approved mental health professional
sarc, sarcs: sexual assault referral centre
cafcass: family court advisers
lgbt, lgbt+, lgbtq+: lesbian gay and transgender
SEND: special educational needs
pshe, rse: relationships education
ANI: codeword scheme in pharmacies
IRIS: training and referral programme for general practice on domestic abuse
DV, DA: domestic abuse
bwv: body worn video
nfa: no further action
moj: ministry of justice
daha: domestic abuse housing accreditation
spoc: single point of contact
dhr, dhrs, dardr, dardrs: domestic homicide review
ptsd: trauma
"""
"""Forms and what they are read as; ``*`` stands for an s, and one in capitals counts in capitals alone."""

WHO: Final = """
a&e academ* agenc* ambulance* antenatal board boards borough casualty ccg* chair clinical clinician* college*
commissioner* constable* constabular* constabulary council* cps crew* csp csps department departments detective*
district doctor* firefighter* force front-line frontline government gp gps headteacher* health hospital* icb*
landlord* maternity* midwi* national nhs nurses obstetric* officer* organisation* paramedic* partner partners
partnership* patrol* police practices practitioner* probation professional* prosecutor* provider* psychiatr* school*
service services staff statutory surgeries surgery teacher* team teams trust trusts universit* ward* worker* workforce
"""
"""Bodies and people who are asked: they count half. ``*`` stands for any ending."""

NOTHING: Final = """
a about across adequate after again agree agreed all also always among an and another any anyone appropriate are
arrangement arrangements as at be become becomes been before being better between both by can case cases clear clearly
consider considered considering considers could deliver delivered delivers develop developed developing develops did
do does done down during each effective effectively ensure ensures ensuring especially every everybody for from
further give given gives good had has have how if improve improves improving in include included includes including
into is issue issues it its know lead leads like local locally look made make makes making many matter matters may
means more most much must national nationally need needed needs new no nor not number of offer offered offering offers
often on only or other ought out over own part particular people per person persons process provide provided provides
providing recommendation recommendations recommended reconsider relevant review reviewed reviewing reviews revise
revised revising same set sets shall should so some somebody someone strengthen strengthened such sure take taken
takes than that the their them themselves then there these they this those through to under until up update updated
use used uses using via was way ways well were what when whenever where whether which while who whom whose why will
with within without work working would
"""
"""Words that every recommendation has."""

COUNTED: Final = """
abus 138 domestic 122 polic 55 servic 55 victim 43 risk 39 partnership 38 agenc 37 assess 33 children 32 practic 32
patient 31 health 30 record 30 train 30 staff 30 car 25 general 25 hom 24 adult 24 trust 20 ask 20 high 19 offic 19
multi 18 social 17 conferenc 17 support 17 council 17 safeguard 16 report 16 inform 16 check 16 attend 15 appoint 15
school 15 doctor 15 referral 15 commission 14 depart 14 practition 14 partner 14 child 13 mental 13 fami 13 board 13
incident 13 relationship 13 partn 12 complet 11 parent 11 carer 11 awarenes 11 prob 10 perpetrator 10 professional 10
contact 10 enquir 10 older 10 communit 10 nurs 10 work 10 hous 10 behaviour 9 programm 9 help 9 emergenc 9 schem 9
visit 9 firearm 9 call 9 refug 9 month 9 hospital 9 alon 8 writ 8 audit 8 public 8 emplo 8 independent 8 action 8
disclosur 8 forc 8 shar 8 violenc 8 economic 8 licens 8 alcohol 8 drug 8 visitor 8 team 8 stalk 7 disabl 7 suicid 7
fund 7 injur 7 client 7 misus 7 women 7 certificat 7 unit 7 recognis 7 non 7 hour 7 meet 7 order 7 told 7 on 6
specialist 6 year 6 adviser 6 learn 6 relativ 6 room 6 routin 6 referr 6 integrat 6 receiv 6 substanc 6 asked 6
discharg 6 histor 6 strangul 6 leav 6 later 6 memb 6 s 6 seek 6 midwiv 6 guidanc 6 young 6 keep 6 hold 6 follow 6
spoken 5 written 5 chang 5 book 5 adopt 5 respond 5 post 5 authorit 5 seen 5 reason 5 decision 5 protocol 5
supervision 5 rais 5 annual 5 days 5 answer 5 household 5 friend 5 safet 5 area 5 saf 5 next 5 six 5 requir 5 two 5
screen 5 account 5 miss 4 english 4 tenant 4 checklist 4 tool 4 plac 4 produc 4 tim 4 start 4 death 4 bereav 4 escal 4
tell 4 outcom 4 concern 4 advic 4 depression 4 introduc 4 sign 4 caseload 4 put 4 assuranc 4 provider 4 evidenc 4
procedur 4 grant 4 carr 4 former 4 brief 4 clos 4 provid 4 find 4 control 4 pass 4 addres 4 abl 4 abusiv 4 prosecution
4 fir 4 cod 4 known 4 least 4 repeat 4 understand 4 fath 4 protection 4 homelessnes 4 librar 4 da 4 open 4 manag 4
chair 4 pregnanc 4 anti 4 treat 4 coerciv 4 controll 4 increas 4 awar 4 constabular 4 campaign 4 publish 4 run 4
justic 4 youth 4 look 3 sons 3 daught 3 pathwa 3 interpreter 3 first 3 languag 3 register 3 crisi 3 reduc 3 refusal 3
right 3 back 3 suspect 3 summer 3 marriag 3 consult 3 unexplain 3 present 3 part 3 promot 3 landlord 3 ambulanc 3
previou 3 homicid 3 dat 3 availabl 3 list 3 applic 3 monitor 3 initial 3 invit 3 session 3 bank 3 renew 3 current 3
lin 3 think 3 strateg 3 voic 3 separat 3 view 3 clinician 3 weapon 3 lesbian 3 ga 3 men 3 colleagu 3 get 3 taught 3
cover 3 acces 3 interpret 3 rescu 3 fit 3 proof 3 prompt 3 send 3 taking 3 nam 3 antidepressant 3 24 3 cours 3 disclos
3 attendanc 3 involv 3 primar 3 alleg 3 sent 3 link 3 leaflet 3 harm 3 week 3 maternit 3 question 3 joint 3 pa 3 form
3 intervention 3 read 3 earl 3 ag 3 molest 3 charg 3 bail 3 sentenc 3 overdos 3 lett 3 show 3 pension 3 pupil 3 plan 3
universit 3 against 3 worker 3 group 3 neighbour 3 worri 3 telephon 3 arrest 3
"""
"""Beginnings of words and how many of the labelled sentences have them: what many have says less."""
