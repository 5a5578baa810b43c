"""Words that are names and ordinary words as well, titles, abbreviations, and short forms of forenames."""

from __future__ import annotations

from typing import Final

# Forenames and surnames that are English words too; a derived form among these is a question, not an answer.
NAMES_THAT_ARE_WORDS: Final = frozenset(
    """
    abbey abbot ace adder airy alder amber angel apple april arch archer armour arrow art ash ashes august aurora
    autumn back bacon bailey baker ball bank banks bar barber barge bark barker barley barn baron barrel barrow base
    bay beach beacon bead beadle beam bean bear beard beck bee beech bell belle bench bend berry best bill binder
    birch bird bishop bit black blade blake bland blaze blessing bliss block bloom blue bold bolt bond bone boon
    booth boot border bottle bow bowl bowler box boy brace bracken brand bravery bray bread breeze brewer brick
    bridge bridges bright broad brook brooks broom brown brush buck bud bull bunch bunting burden burn burns bush
    butcher butler butter button buzz camp candy cane cannon canon canter cap carpenter carriage cart carter carver
    case cash castle chance chapel chapman charity charm chase chast cherry chest child christian church city clay
    clear clement clerk cliff close cloud coal coat cock coffin cold cole collar collier comfort constant cook cool
    coop cooper coral corn corner cotton court cousins coward cox craft crane cream creed crisp croft cross crow
    crown cruise crystal cup curry curtain curtis daisy dale dance dancer daniels dark darling dart dash dawn day
    days deacon dean dear deed deer dell destiny diamond diver dock doe dollar dolphin door dot dove down downs
    drake draper drew drive driver drummer duck duke dusk dust dyer eagle earl early earnest east easter eden elder
    ember english ernest eve ever evergreen fair faith falcon fall fan fancy farmer farrier fawn feather fell
    fellows fender fern ferry field fields fin finch fine finer fish fisher flag flint flood flora flower flowers
    fly flynn fog folk foot forbes ford forest fort fortune foster fowl fowler fox frame frank free freeman french
    friday friend frost fuller fun funnel gable gage gail gale game garden gardener gardner garland garner garnet
    gate gates gay gem gentle gentry george giant gift gill ginger glass glen glory glover gold golden good goodman
    goose gore grace grain grand granger grant grass grave graves gray green grey grief grind grove guard guest
    guide gunn gunner guy hale hall halls ham hammer hand hands handy hardy hare hark harmony harp harper harrow
    hart harvest hatch hatcher haven hawk hawker hay hazel hazard head heard heart hearth heath heather heaven hedge
    hedges helm herald herb heron hill hills hind hoare hobby hogg holder hole holiday hollow holly holm holt home
    honey honour hood hook hooper hope horn horne house howell hue huff hull humble hunt hunter hurst hush hyde ice
    ike indigo innocent iris iron ivory ivy jack jade jaguar jasmine jasper jay jazz jean jenny jersey jewel jest
    jet jimmy joint jolly joy judge july june junior just justice keen keeper kemp kent key keys kid king kings kirk
    kit kitchen knife knight knot lace lad lady lake lamb lamp lance land landing lane large lark lass last laurel
    law lawn lawyer lay leaf lean leather lee leg lent lever levy life light lilac lily lime line ling link lion
    list little lobb lock locke lodge loft long loom lord lot love loveless low lowe luck lucky lust lyric mace mack
    maiden major mallet man manly manners march mariner marine mark marks marsh marshal marshall martin mason massey
    master masters may mayor mead meadow meadows means meek melody mercer mercy merit merry messenger miles mill
    miller mills milner minor mint mister moody moon moor moore moss moth mould mount mule munday muse myrtle nail
    nash neat needle nest new night noble noon norm north nurse nut oak oakes oats ocean olive only opal orange
    orchard order ore osprey otter owl owner pace pack page paget pain paine painter pansy paris park parker parks
    parrot parson parsons pass pat patch patience patient paul peace peach peacock peak pear pearl peel peg pen
    penny pepper perry pet petal pick pickle pierce pike pilgrim pill pine piper pitcher pitt place plant pleasant
    plum pole polish poll pond pool poor pope poppy porter posh post pot potter pound power powers pratt precious
    press price pride priest primrose prince prior proud prudence pry purse quail quarry queen quick quill quilt
    rabbit rain rake ram ramp ran ranger rash raven ray read reader ready red reed reeves reid rest rice rich riches
    ride rider ridge right ring rise river rivers road roach rob robin rock rod roe roger rook room root rose ross
    rough round row royal ruby rudd rue rush rust ruth sadler saffron sage sailor salmon salt sand sandal sands
    sandy saw sawyer say scarlet school score scott seal seaman sears serene sergeant service shade shady share
    sharp shaw shay shepherd shine shipman shoemaker shore short shot sky silver singer single sister skill skinner
    skipper slack slade slate slater sleep sloan small smart smith smoke snow soldier song sorrel sparks sparrow
    spear speed spence spencer spice spicer spring spurs squire stable stack staff stage stamp stand star stark
    starling stead steel steele steep steer sterling stern stick still stock stone stones storm story stout strange
    street strong stubbs style sugar summer summers sun sunday sunny surgeon swain swallow swan sweet swift sylvan
    table tailor tall tanner tansy tarry tart taylor teal temple tempest tender terry thatcher thistle thomas thorn
    thrift thrush tidy tiger timber time tips tom tong tool topper torrent toy travers tree trick trim trip trout
    true trust truth tuck tucker tull turk turner turtle twin tyler tyne unity usher vale valentine valiant van
    vance vane verity vest vicar vice victor victory vine viola violet virgin virtue vision waits wake walk walker
    wall waller walls walton ward ware warner warren wash waters watt watts wave way weaver webb wedge weeks welch
    well wells welsh west wheat wheel wheeler whisper white wick wild wilder wiles will wills willow wind window
    wine wing winner winter winters wise wish wit wolf wong wood woodman woods wool word words work workman worth
    wren wright wynd yard yes york young zen
    """.split()
)
# Words that a misspelt name turns into most often in a review; a typing error that gives one of these is none.
COMMON_WORDS: Final = frozenset(
    """
    race trace brace rice lace hunger hunters punter joys grades traces mayor junes hopes marks lambs bishops
    about above abuse actor adult after again agree alone along among angle angry apart areas aware basic began
    begin being below birth board books brain brave break brief bring broke build built bully carer carers cares
    cases cause chain chair charge chart check chief child civil claim class clean clear clinic clock close coach
    coast could count court cover craft crash crime cross crowd daily dated dates death delay depth didn doing doubt
    draft drank drawn dream dress drink drive drove drugs early earth eight email empty enemy enjoy enter entry
    equal error event every exact exist extra faced facts faith false fault fears field fifth fight final first
    fixed floor focus force forms forth found front fully funds gains given gives going grade grant grave great
    green group grown guard guess guide habit happy harms hasty heard heart heavy hence hotel hours house human
    hunger hurts ideas image index inner input issue items joint judge known large later laugh learn lease least
    leave legal level light limit lines lived lives local logic lower lucky lunch lying major makes maker marks
    match maybe meant media meets mental merge metal might minor model money month moral mother motor mouth moved
    named names needs never night noise north noted notes novel nurse occur offer often older order other ought
    outer owned owner panel paper party pause peace phase phone photo piece place plain plans plays point posed
    power press price prior prove punch queen query quick quiet quite radio raise range rated rates reach ready
    refer reply rests right risks river rough round route rural safer saved scale scene scope score sense serve
    seven shame shape share sharp sheet shift shirt shock shops short shown shows sight signs silly since sites
    skill sleep small smile smoke solid solve sorry sound south space speak speed spend spent split spoke staff
    stage stand start state stays steal steps stick still stock stood store story stuck study style taken takes
    talks taste taxes teach team tears tells terms tests thank their theme there these thick thing think third those
    three threw times tired title today token tools topic total touch tough towns trace track trade train treat
    trend trial tried tries trust truth twice types under union units until upper upset urban urged usage usual
    value video visit vital voice waste watch water weeks where which while white whole whose woman women words
    works world worry worse worst worth would write wrong wrote years young yours abroad accept access across action
    active actual advice advise affect afford afraid agency agreed allow allowed almost always amount answer anyone
    appeal appear around arrest asking assess assist attack attend august author bailed barely battle became become
    before behalf behave behind belief belong better beyond bottle broken brother budget burden calling called
    cannot career caring caused centre chance change chosen client clinic closed coffee coming common copied corner
    county couple course create credit crisis danger daughter dealing decide deeply degree denied depend detail
    direct divorce doctor double driven during easier easily eating editor effect effort either emerge enable ending
    engage enough ensure entire escape ethnic except excuse expect expert extent factor failed fairly family father
    female figure finger follow formal former friend future gained gather gender giving health helped hidden holder
    honest hospital husband impact income indeed inform injury inside intent issued itself joined keeper killed
    lacked latest lawyer leader leading learned letter likely linked listen little living longer losing mainly
    making manage manner marked market master matter medium member memory method middle minute misuse moment mostly
    moving murder mutual myself nation nature nearby nearly normal nothing notice number object obtain office online
    opened option origin others parent partner passed people period person phased placed planned player please
    plenty points police policy poorly posted prefer pretty prison proper proved public pushed raised rather reason
    recall recent record reduce refuse regard reject relate remain remove repeat report result return review risked
    safety sample saying school search second secure seeing seemed senior series served settle severe sexual should
    showed signed silent simple sister slight slowly social solely source spirit spoken spread spring stable stated
    status stayed steady stolen stress strike strong struck submit sudden suffer summer supply surely survey system
    talked target theory threat though thread ticket toward travel treat trying turned twelve unable unless update
    useful valued varied verbal versus victim violent visits walked wanted warned weapon weekly weight wholly widely
    window winter within wonder worker writer yearly
    """.split()
)
ORDINARY: Final = NAMES_THAT_ARE_WORDS | COMMON_WORDS
SEASONS: Final = frozenset({"spring", "summer", "autumn", "winter"})
MONTH_NAMES: Final = SEASONS | frozenset("march april may june july august mar jan jun".split())
TITLES: Final = frozenset(
    """
    mr mrs ms miss mx master dr doctor prof professor sir dame lady lord rev reverend father sister brother nurse
    matron pc wpc dc ds di dci ps insp inspector sgt sergeant det detective constable supt superintendent cllr
    councillor judge justice pcso capt captain major colonel cpl imam rabbi canon uncle aunt auntie aunty nan nana
    grandad grandma mum dad mother hhj officer constable chief acting social worker teacher headteacher midwife
    paramedic coroner solicitor psychiatrist psychologist pharmacist health visitor caseworker
    """.split()
)
FORMS_OF_ADDRESS: Final = frozenset({"mr", "mrs", "ms", "mx"})
"""The titles that are nothing else: a name follows them, in whatever letters."""
# Capital letters that mean something else in a review: never read as a person's initials.
ABBREVIATIONS: Final = frozenset(
    """
    ae aa am as at ba bc be bp by ca cc cd ceo cid co cp cps csc cpn ct cv da dash db dc dhr di do dob dr ds dv dva
    dwp ed eg er et eu ex fe fgm fp ft go gp hb he hmp ho hr hv iapt icb id idva ie if ii iii imr in ip is isva it
    iv la lado le ltd ma mapp mappa marac mash md me mh mha mk mp mr ms my na nb nhs ni no np nspcc of ok om on op
    or ot pa pc phe pip pm pnc ps pt qa qc rag re rn sa sar scr sen so sp st sw ta td to tor tv tvp uc uk un up us
    vawg vi vii wb we wp xi yo
    """.split()
)
LEGAL_ENDINGS: Final = frozenset(
    {"ltd", "limited", "plc", "llp", "cic", "inc", "co", "company", "llc", "cio", "lp", "gmbh"}
)
PARTICLES: Final = frozenset(
    "de da di du del della van von der den la le el al bin ibn bint mac mc st o ap ab san ter ten".split()
)
ARTICLES: Final = frozenset({"the", "a", "an"})
STREET_WORDS: Final = tuple(
    tuple(group.split())
    for group in """
    road rd; street st str; avenue ave av; close cl; drive dr; lane ln; court ct crt; crescent cres cresc;
    gardens gdns gdn; place pl; square sq; terrace terr tce ter; grove gr grv; way wy; walk wlk; park pk;
    boulevard blvd; hill hl; green grn; row; drift; gate; mews; rise; parade; approach; end; view; wharf; quay;
    field; fields; meadow; meadows; chase; circus; croft; dene; garth; heath; path; reach; yard; vale; maltings;
    embankment; broadway
    """.split(";")
)
"""What the name of a street ends with, and how that is shortened."""
_NICKNAMES: Final = tuple(
    tuple(group.split())
    for group in """
    joanna joanne joan johanna josephine jo joey joann; elizabeth elisabeth liz lizzie beth betty betsy eliza libby
    lisa bess; william will bill billy willy liam; robert rob bob bobby robbie bert; richard rich rick ricky dick
    richie; james jim jimmy jamie; john johnny jack jonny; jonathan jon jonny jonathon; thomas tom tommy; margaret
    maggie meg peggy madge marge greta; katherine catherine kathryn kate katie kathy cathy kat kit kitty kay;
    michael mike mick mickey mikey; edward ed eddie ted teddy ned; charles charlie chas chuck; christopher chris kit
    topher; christine christina chris chrissie tina; daniel dan danny; david dave davey davy; andrew andy drew;
    anthony antony tony; alexander alex alec sandy al xander; alexandra alex sandra sandy lexi ali; alan al; albert
    al bert bertie; alfred alf alfie fred; samuel sam sammy; samantha sam sammy; benjamin ben benny benji; matthew
    matt matty; nicholas nick nicky nico; nicola nicky nikki nic; patrick pat paddy; patricia pat patsy trish tricia
    patty; peter pete; philip phillip phil; philippa pip pippa; stephen steven steve stevie; stephanie steph steff;
    susan susanna suzanne sue susie suzie; rebecca becca becky bex; rachel rach; rosalind rosie rose ros roz linda;
    rosemary rosie rose; victoria vicky vikki tori; jennifer jen jenny jenni; jessica jess jessie; deborah debra deb
    debbie debs; dorothy dot dottie dolly; frances fran frannie; francis frank frankie fran; frederick fred freddie
    freddy; geoffrey jeffrey geoff jeff; gerald gerry jerry; gregory greg; harold harry hal; henry harry hal hank;
    helen nell nellie; eleanor ellie nell nora elly; ellen nell ellie; isabel isabella isobel bella izzy belle issy;
    jacqueline jackie jacqui; janet jan; judith judy jude; julia julie jules; kenneth ken kenny; kimberley kim;
    lawrence laurence larry laurie; leonard len lenny leo; louise lou; lucy lucinda lulu; martin marty; mary molly
    polly mamie; melanie mel; melissa mel missy; natalie nat; natasha tash nat; nathan nathaniel nate nat; oliver
    ollie olly; olivia liv livvy ollie; pamela pam; penelope penny; raymond ray; ronald ron ronnie; roger rog;
    russell russ; sarah sally sadie; sharon shaz shaza; terence terrence terry tel; teresa theresa terry tess tessa;
    timothy tim timmy; valerie val; veronica ronnie; vincent vince vinny; walter wally walt; wendy wend; zachary
    zach zack zac zak; isaac ike zac zak zack; gwilym gwil; jaspal jas; jaswinder jas; abigail abi abby gail;
    amanda mandy; angela angie ange; barbara barb babs; bernard
    bernie; bridget bridie biddy; caroline carolyn carol carrie caz; charlotte lottie charlie lotte char; clifford
    cliff; constance connie; cynthia cindy; denise dee; desmond des; dominic dom; donald don donnie; douglas doug
    dougie; duncan dunc; edith edie; emily emma em emmy millie; ernest ernie; eugene gene; florence flo florrie
    flossie; georgina georgia georgie gina; gillian gill jill jilly; gordon gord; graham gray; grace gracie;
    gwendoline gwendolyn gwen gwenda; hannah han; irene rene; jeremy jez jerry; jemima mima jem; joseph joe joey;
    joshua josh; kathleen kath kathy kate; leslie les; lillian lilian lily lil; lynda linda lyn lynn; madeleine
    madeline maddy maddie; marilyn maz; marjorie marge; mohammed mohamed muhammad mohammad mo; maureen mo; miriam
    mim; neville nev; norman norm; reginald reg reggie; rodney rod; rupert rue; sebastian seb; shirley shirl; sidney
    sydney sid syd; simon si; stuart stewart stu; sylvia syl; tabitha tabby; tobias toby; trevor trev; violet vi;
    winifred win winnie; yvonne von; agnieszka aga agnes; malgorzata gosia; katarzyna kasia; tomasz tomek tom; jakub
    kuba; zofia zosia; piotr piotrek; krzysztof krzysiek; aleksandra ola; joanna asia; babatunde tunde baba;
    folasade sade folake fola; oluwaseun seun; bisola bisi
    """.split(";")
)


def nicknames_of(forename: str) -> frozenset[str]:
    """The short and full forms that people use for a forename; the forename itself is not among them."""
    found = {other for group in _NICKNAMES if forename == group[0] for other in group}
    found |= {group[0] for group in _NICKNAMES if forename in group[1:]}
    shorts = (other for group in _NICKNAMES if forename in group[1:] for other in group[1:])
    found |= {other for other in shorts if _is_fond(forename, other) or _is_fond(other, forename)}
    return frozenset(found - {forename})


def _is_fond(short: str, fond: str) -> bool:
    """Whether one short form is the other with a fond ending: Tom and Tommy, Kate and Katie."""
    stem, ending = short.removesuffix("e"), next((one for one in ("ey", "ie", "y", "i") if fond.endswith(one)), "")
    return bool(ending) and fond.removesuffix(ending) in {stem, stem + stem[-1:]}
