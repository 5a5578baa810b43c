"""What narrows a crowd to one person and what does not: small lists, the source of each stated above it."""

from __future__ import annotations

from typing import Final


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(line.split()) for line in text.replace(",", "\n").split("\n") if line.strip())


# Towns and cities of England of about 75,000 people or more (built-up areas, Census 2021, Office for National
# Statistics), the cities of Wales, Scotland and Northern Ireland, and London with its boroughs: one fact does not find
# a person among so many.
LARGE_TOWNS: Final = _phrases(
    """
    London, Birmingham, Leeds, Liverpool, Sheffield, Manchester, Bristol, Leicester, Coventry, Bradford, Nottingham,
    Newcastle, Newcastle upon Tyne, Sunderland, Brighton, Hove, Brighton and Hove, Hull, Kingston upon Hull, Plymouth,
    Wolverhampton, Stoke, Stoke-on-Trent, Derby, Southampton, Portsmouth, Northampton, Luton, Milton Keynes, Reading,
    Norwich, Swindon, Bournemouth, Poole, Southend, Southend-on-Sea, Peterborough, Middlesbrough, Blackpool, Bolton,
    Oxford, Cambridge, Ipswich, York, Telford, Gloucester, Slough, Watford, Rotherham, Exeter, Eastbourne, Colchester,
    Crawley, Sutton Coldfield, Blackburn, Oldham, Cheltenham, Chelmsford, Huddersfield, Basingstoke, Maidstone,
    Gillingham, Chatham, Medway, Worcester, Worthing, Rochdale, Solihull, Bedford, Stevenage, Wigan, Preston, Stockport,
    Lincoln, Chester, Bath, Warrington, Wakefield, Barnsley, Doncaster, Salford, Hemel Hempstead, Grimsby, Hartlepool,
    Hastings, Harlow, Darlington, Dudley, Walsall, West Bromwich, Birkenhead, St Helens, Southport, Bury, Halifax,
    Gateshead, South Shields, Redditch, Nuneaton, Rugby, Tamworth, Mansfield, Chesterfield, Burnley, Carlisle,
    Scunthorpe, Stockton, Stockton-on-Tees, Guildford, Woking, High Wycombe, Aylesbury, Bracknell, Maidenhead,
    Farnborough, Ashford, Hereford, Shrewsbury, Taunton, Torquay, Gosport, Weston-super-Mare, Kettering, Corby,
    Loughborough, Burton, Burton upon Trent, Harrogate, Scarborough, Crewe, Runcorn, Bootle, Sale, Croydon, Barnet,
    Bexley, Brent, Bromley, Camden, Ealing, Enfield, Greenwich, Hackney, Hammersmith, Haringey, Harrow, Havering,
    Hillingdon, Hounslow, Islington, Kensington, Kingston, Lambeth, Lewisham, Merton, Newham, Redbridge, Richmond,
    Southwark, Sutton, Tower Hamlets, Waltham Forest, Wandsworth, Westminster, Romford, Ilford, Cardiff, Swansea,
    Newport, Wrexham, Edinburgh, Glasgow, Aberdeen, Dundee, Inverness, Belfast, Derry, Dublin
    """
)
# The ceremonial counties and regions of England, the countries of the United Kingdom and wide areas (general
# knowledge): too wide to count as a place at all.
WIDE_AREAS: Final = _phrases(
    """
    England, Wales, Scotland, Northern Ireland, Great Britain, Britain, United Kingdom, UK, Ireland, Europe, Asia,
    Africa, America, Bedfordshire, Berkshire, Buckinghamshire, Cambridgeshire, Cheshire, Cornwall, Cumbria, Derbyshire,
    Devon, Dorset, Durham, County Durham, East Sussex, West Sussex, Sussex, Essex, Gloucestershire, Hampshire,
    Herefordshire, Hertfordshire, Kent, Lancashire, Leicestershire, Lincolnshire, Norfolk, Northamptonshire,
    Northumberland, Northumbria, Nottinghamshire, Oxfordshire, Shropshire, Somerset, Staffordshire, Suffolk, Surrey,
    Warwickshire, West Midlands, Wiltshire, Worcestershire, Yorkshire, North Yorkshire, South Yorkshire,
    West Yorkshire, Merseyside, Greater Manchester, Tyne and Wear, Thames Valley, Midlands, East Midlands, South East,
    South West, North East, North West, East Anglia, Home Counties
    """
)
# Capitalised words that begin or make no place: months, days, offices, papers, labels of people in published reviews
# (the headings and agencies of domestic homicide reviews, Home Office statutory guidance 2016).
NO_PLACE: Final = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday christmas easter boxing eid diwali
    ramadan lent passover halloween adult child children sibling perpetrator victim female male witness person friend
    neighbour relative mother father son daughter partner gp nurse officer practitioner midwife teacher worker
    professional section sections paragraph paragraphs appendix annex table figure chapter part parts page stage phase
    step level schedule article act acts regulation recommendation lesson finding theme key year years class reception
    reviews review panel partnership board council committee police constabulary court courts crown magistrates county
    family coroner office home ministry department government nhs trust icb ccg hospital ambulance service services
    probation prison hmp cafcass mappa marac mash idva isva dash gdpr dhr imr adult's child's i he she they it we you
    the a an this that these those who covid covid-19 english british he's she's there her his their our my mr mrs ms
    miss dr pc dc ds di dci sgt health social care safeguarding mental primary secondary domestic abuse violence
    day eve night
    housing education early response team unit agency agencies chair author report overview executive summary terms
    reference no number operation project programme scheme clare's claire's right
    """.split()
)
# What ends a name of a place (general knowledge of British addresses): with it a name after any preposition counts.
PLACE_ENDINGS: Final = (
    "Street|Road|Lane|Close|Avenue|Drive|Crescent|Way|Terrace|Mews|Court|Gardens|Grove|Hill|Row|Walk|Green|Common|"
    "Estate|Farm|Park|Island|Bridge|Wood|Mill|Wharf|Marina|Quay|Harbour|Village|Bay|Moor|Fen|Heath|Lock"
)
# Occupations of which England has so many that one with a place finds nobody: the larger unit groups of the Standard
# Occupational Classification 2020 (Office for National Statistics), as people say them, and the roles in a review.
COMMON_WORK: Final = frozenset(
    """
    accountant administrator advocate adviser advisor agent analyst apprentice artist assistant associate assessor
    attendant author barista barber barrister bartender bookkeeper bricklayer builder bursar butcher buyer caretaker
    carer carpenter cashier chef childminder cleaner clerk coach colleague commissioner consultant contractor controller
    cook coordinator co-ordinator counsellor courier decorator delegate dentist designer developer director doctor
    driver electrician employee engineer estate-agent farmer fitter foreman friend gardener gp guard hairdresser handler
    handyman headteacher help home-help housekeeper housewife instructor intern interpreter investigator janitor joiner
    keyworker labourer lawyer leader lecturer librarian lodger machinist manager matron mechanic member mentor midwife
    mother neighbour nurse officer operative operator optician owner packer painter paramedic parent partner patient
    pharmacist physiotherapist picker planner plasterer plumber porter postman practitioner producer professional
    programmer psychiatrist psychologist psychotherapist radiographer receptionist recruiter representative
    responder reviewer roofer sailor salesman salesperson scaffolder scientist seamstress secretary servant setter
    shopkeeper sister social-worker soldier solicitor specialist steward student sub-contractor supervisor supporter
    surgeon surveyor teacher technician telephonist tenant therapist trader trainer translator tutor typist user
    volunteer waiter waitress warden welder witness worker writer perpetrator victim offender prisoner letter father
    daughter brother factor number matter order manner computer whether other another either danger power
    indicator reminder buffer trigger barrier starter former former-partner lover minor stranger junior senior
    keeper maker holder author's foreigner bystander homemaker decision-maker policymaker troublemaker peacekeeper
    record-keeper goalkeeper reader visitor sufferer survivor caller beginner player singer offer deterrent
    protector mediator intermediary character gesture teenager youngster loner listener
    """.split()
)
# What stands before a common occupation and leaves it common (index of the Standard Occupational Classification 2020).
USUAL_BEFORE: Final = frozenset(
    """
    a an the his her their bus taxi lorry van delivery hgv truck coach cab minicab car driving primary secondary school
    nursery infant junior senior class form head deputy supply special music maths english science history pe art
    language teaching social care support warehouse factory shop office retail sales call centre it software computer
    network project civil electrical mechanical gas heating maintenance service services machine forklift fork-lift
    plant production assembly line night day agency part-time full-time fitness gym personal swimming football yoga
    kitchen bathroom carpet window house hospital street domestic industrial commercial dental laboratory lab pharmacy
    graphic web interior fashion landscape garden used second-hand market drug drugs small-time low-level team key
    main sole only single good bad local former retired trained qualified young old dairy arable professional amateur
    self-employed freelance independent private first second lead dog police community crime scene tour football
    card record video computer chess tax building health safety ofsted quality mobile
    """.split()
)
# Occupations and standings of which a small place has one or none (general knowledge; the small unit groups and index
# entries of the Standard Occupational Classification 2020, crafts of the Heritage Crafts red list).
RARE_WORK: Final = _phrases(
    """
    acrobat, actor, actress, aerobatic pilot, air traffic controller, airline pilot, anaesthetist, antiques dealer,
    archaeologist, archdeacon, architect, art restorer, astronomer, auctioneer, auditor general, ballet dancer,
    ballerina, bailiff, balloonist, bargeman, basket weaver, beekeeper, bee-keeper, beadle, bell founder, bell-ringer,
    bell ringer, bishop, blacksmith, boatbuilder, boat builder, boatman, bookbinder, bookmaker, botanist,
    brewer, bullfighter, butler, cabinet maker, cabinetmaker, canon, carnival queen, cartographer, cathedral organist,
    champion, cheesemaker, cheese maker, chess master, chimney sweep, chiropodist, choirmaster, choir master,
    church organist, circus performer, clockmaker, clock maker, clock repairer, clown, coach builder, cobbler, cockler,
    composer, concert pianist, conjuror, conservator, cooper, coppice worker, cordwainer, coroner's officer,
    costumier, county councillor, town councillor, parish councillor, parish clerk, croupier, crofter, curate, cutler,
    dance teacher, deacon, deep-sea diver, diver, distiller, dog breeder, dog groomer, dowser, drayman, dressmaker,
    dry stone waller, dry-stone waller, embalmer, falconer, farrier, fencing master, ferryman, ferry operator,
    film director, firefighter, fire-eater, fisherman, fishmonger, florist, forester, fortune teller, french polisher,
    funeral director, gamekeeper, game keeper, geologist, gilder, glass blower, glassblower, glazier, goldsmith,
    gravedigger, grave digger, gunsmith, hangman, harbour master, harbourmaster, harpist, hedge layer, helicopter pilot,
    herbalist, horologist, horse breeder, horse trainer, huntsman, hypnotherapist, ice cream man, imam, jeweller,
    jockey, juggler, knife grinder, lace maker, lacemaker, landlady, landlord of the, licensee, lay preacher,
    librarian of the, lifeboatman, lifeboat coxswain, coxswain, lighthouse keeper, lobster fisherman, lock keeper,
    lock-keeper, locksmith, lollipop lady, lollipop man, luthier, magician, magistrate, marine biologist, mayor,
    mayoress, meteorologist, midshipman, milliner, millwright, miner, missionary, mole catcher, molecatcher,
    mountain guide, musician, naturalist, newsagent, novelist, nun, nurseryman, organ builder, organist, ornithologist,
    osteopath, oyster farmer, parachutist, parish priest, park ranger, pathologist, perfumer, pest controller,
    piano teacher, piano tuner, picture framer, pilot, plumassier, poet, postmaster, postmistress, potter, preacher,
    priest, printmaker, puppeteer, quarryman, rabbi, racehorse trainer, racing driver, reed cutter, reindeer herder,
    riding instructor, ringmaster, rope maker, saddler, scoutmaster, scout leader, scrap dealer, scrap metal dealer,
    sculptor, sexton, sheep shearer, shepherd, shepherdess, ship's captain, ship's pilot, signalman, silversmith,
    ski instructor, snake handler, soprano, speedway rider, stained glass artist, stationmaster, station master,
    steeplejack, stonemason, stone mason, storm chaser, stuntman, stunt double, swimming teacher, tailor, tanner,
    tattooist, tattoo artist, taxidermist, thatcher, toastmaster, topiarist, town crier, toymaker, tree surgeon,
    trapeze artist, trawlerman, undertaker, upholsterer, verger, vet, veterinary surgeon, veterinary nurse, vicar,
    vintner, violin maker, violinist, vineyard worker, watchmaker, water bailiff, waterman, weaver, wheelwright,
    whaler, wildlife photographer, window dresser, wine maker, winemaker, wrestler, yacht skipper, zookeeper,
    zoo keeper, zoologist, olympian, paralympian, member of parliament, bandleader, bandmaster, choreographer,
    rural dean, churchwarden, master of foxhounds, ventriloquist, cellist, oboist, bassoonist, conductor of,
    captain of the, drum major, pipe major, tenor soloist, rower, boxing champion, bodybuilder, falconry,
    thatching, beekeeping, taxidermy, stonemasonry, bell-ringing, bell ringing, dry stone walling, farriery,
    saddlery, glassblowing, sheep shearing
    """
)
# Nationalities and origins with fewer than some 100,000 people in England (country of birth, Census 2021); those of
# the large groups are in MINORITIES.
RARE_ORIGINS: Final = _phrases(
    """
    Afghan, Albanian, Algerian, Angolan, Argentinian, Argentine, Armenian, Azerbaijani, Bahraini, Basque, Belarusian,
    Belgian, Bolivian, Bosnian, Bermudian, Bhutanese, Botswanan, Burmese, Burundian, Cambodian, Cameroonian, Chilean,
    Colombian, Congolese, Croatian, Cuban, Czech, Danish, Dominican, Ecuadorian, Egyptian, Emirati, Eritrean, Estonian,
    Ethiopian, Faroese, Fijian, Filipina, Finnish, Gambian, Georgian, Greenlandic, Guatemalan, Guinean, Guyanese,
    Haitian, Honduran, Icelandic, Indonesian, Iranian, Iraqi, Ivorian, Japanese, Jordanian, Kazakh, Korean,
    Kosovan, Kurdish, Kuwaiti, Kyrgyz, Laotian, Latvian, Lebanese, Liberian, Libyan, Luxembourgish, Macedonian,
    Malagasy, Malawian, Maldivian, Malian, Maltese, Maori, Mauritanian, Mauritian, Mexican, Moldovan, Mongolian,
    Montenegrin, Moroccan, Mozambican, Namibian, Nepalese, Nepali, Nicaraguan, Nigerien, Norwegian, Omani, Palestinian,
    Panamanian, Papuan, Paraguayan, Peruvian, Qatari, Romani, Rwandan, Salvadoran, Samoan, Sardinian, Saudi,
    Senegalese, Serbian, Sierra Leonean, Slovak, Slovenian, Somalilander, Sudanese, Surinamese, Swedish, Swiss, Syrian,
    Taiwanese, Tajik, Tamil, Tanzanian, Thai, Tibetan, Togolese, Tongan, Trinidadian, Tunisian, Turkmen, Ugandan,
    Ukrainian, Uruguayan, Uyghur, Uzbek, Venezuelan, Vietnamese, Yemeni, Zambian, Sami, Inuit, Manx, Cornish-speaking,
    Gujarati-speaking, Welsh-speaking, Irish Traveller, Gypsy, Roma, Showman, Showmen
    """
)
# Faiths with fewer than some 60,000 people in England and Wales (write-in answers, religion, Census 2021).
RARE_FAITHS: Final = _phrases(
    """
    Ahmadi, Ahmadiyya, Alevi, Amish, Anglican nun, Armenian Orthodox, Bahai, Bahá'í, Baha'i, Bruderhof, Buddhist nun,
    Buddhist monk, Benedictine, Carmelite, Christadelphian, Coptic, Copt, Druid, Druidry, Druze, Eritrean Orthodox,
    Ethiopian Orthodox, Exclusive Brethren, Plymouth Brethren, Brethren, Greek Orthodox, Haredi, Hasidic, Hare Krishna,
    Heathen, Hutterite, Ismaili, Jain, Jehovah's Witness, Jehovah’s Witness, Jehovah's Witnesses, Jehovah’s Witnesses,
    Karaite, Latter-day Saint, Latter-day Saints, Mandaean, Mennonite, Messianic, Moravian, Mormon, Old Catholic,
    Parsi, Quaker, Quakers, Rastafarian, Rastafari, Ravidassia, Russian Orthodox, Salvation Army officer, Samaritan,
    Satanist, Scientologist, Serbian Orthodox, Seventh-day Adventist, Shaker, Shinto, Spiritualist, Swedenborgian,
    Syriac, Taoist, Unification Church, Unitarian, Wiccan, Witnesses, Yazidi, Yezidi, Zen Buddhist, Zoroastrian,
    Zoroastrians, Unitarians, Jains, Mormons, Christadelphians, Moonie
    """
)
# Origins and faiths with many people in England but few in most villages (ethnic group and religion, Census 2021).
MINORITIES: Final = _phrases(
    """
    Australian, Bangladeshi, Black, Black African, Black Caribbean, Brazilian, Buddhist, Bulgarian, Canadian, Caribbean,
    Chinese, Cypriot, Dutch, Filipino, French, German, Ghanaian, Greek, Hindu, Hungarian, Indian, Italian,
    Jamaican, Jewish, Kenyan, Lithuanian, Malaysian, Muslim, Nigerian, Pagan, Pakistani, Polish, Portuguese, Punjabi,
    Romanian, Russian, Sikh, Singaporean, Somali, South African, Spanish, Sri Lankan, Traveller, Turkish,
    Zimbabwean, Congregationalist, Pentecostal, Mauritian, American
    """
)
# Countries from which fewer than some 100,000 people in England come (short names, ISO 3166; country of birth, Census
# 2021).
RARE_COUNTRIES: Final = _phrases(
    """
    Afghanistan, Albania, Algeria, Andorra, Angola, Antigua, Argentina, Armenia, Azerbaijan, Bahamas, Bahrain, Barbados,
    Belarus, Belgium, Belize, Benin, Bermuda, Bhutan, Bolivia, Bosnia, Botswana, Brunei, Burkina Faso, Burma, Burundi,
    Cambodia, Cameroon, Cape Verde, Chad, Chile, Colombia, Congo, Costa Rica, Croatia, Cuba, Czechia, Czech Republic,
    Denmark, Djibouti, Dominica, Dominican Republic, Ecuador, El Salvador, Eritrea, Estonia, Eswatini, Ethiopia,
    Faroe Islands, Falkland Islands, Fiji, Finland, Gabon, Gambia, Greenland, Grenada, Guatemala, Guinea, Guyana, Haiti,
    Honduras, Iceland, Indonesia, Ivory Coast, Japan, Jordan, Kazakhstan, Kiribati, Korea, South Korea, North Korea,
    Kosovo, Kurdistan, Kuwait, Kyrgyzstan, Laos, Lebanon, Lesotho, Liberia, Libya, Liechtenstein, Luxembourg,
    Macau, Madagascar, Malawi, Maldives, Mali, Malta, Martinique, Mauritania, Mexico, Moldova, Monaco, Mongolia,
    Montenegro, Morocco, Mozambique, Myanmar, Namibia, Nauru, Nepal, Nicaragua, Niger, North Macedonia, Norway, Oman,
    Palau, Palestine, Panama, Papua New Guinea, Paraguay, Peru, Qatar, Rwanda, Samoa, San Marino, Senegal, Serbia,
    Seychelles, Sierra Leone, Slovakia, Slovenia, Solomon Islands, South Sudan, St Helena, Sudan, Suriname, Sweden,
    Switzerland, Syria, Taiwan, Tajikistan, Tanzania, Thailand, Tibet, Togo, Tonga, Trinidad, Tunisia, Turkmenistan,
    Uganda, Ukraine, Uruguay, Uzbekistan, Vanuatu, Venezuela, Vietnam, Yemen, Zambia, Zanzibar
    """
)
# Countries with more people in England (general knowledge): no place in it, and no rare origin.
OTHER_COUNTRIES: Final = _phrases(
    """
    Australia, Austria, Bangladesh, Brazil, Bulgaria, Canada, China, Cyprus, Egypt, France, Germany, Ghana, Greece,
    Hong Kong, Hungary, India, Iran, Iraq, Israel, Italy, Jamaica, Kenya, Latvia, Lithuania, Malaysia, Mauritius,
    Netherlands, New Zealand, Nigeria, Pakistan, Philippines, Poland, Portugal, Romania, Russia, Saudi Arabia,
    Singapore, Somalia, South Africa, Spain, Sri Lanka, Turkey, United States, America, Zimbabwe
    """
)
