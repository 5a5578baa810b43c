"""The allow-lists: elements, attributes and values that may stand in a rebuilt part; all else does not exist there.

Names are those of ECMA-376 part 1, clauses 17 (WordprocessingML) and 22.1 (Math). A value has to be a number, a
switch, a colour or one of the enumerated words below; names, addresses and free text have handlers of their own.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

# element:attribute,attribute - the attributes are those without a handler of their own
_WORD: Final = """
p r pPr rPr tbl tblPr tblGrid tr trPr tc tcPr sectPr tabs numPr pBdr tblBorders tcBorders tblCellMar tcMar tblPrEx
pgBorders gridCol:w pgSz:w,h,orient,code pgMar:top,right,bottom,left,header,footer,gutter
cols:num,space,sep,equalWidth col:w,space type:val titlePg:val pgNumType:fmt,start,chapStyle,chapSep
lnNumType:countBy,start,distance,restart vAlign:val textDirection:val bidi:val rtlGutter:val
docGrid:type,linePitch,charSpace noEndnote:val formProt:val footnotePr endnotePr pos:val numFmt:val numStart:val
numRestart:val keepNext:val keepLines:val pageBreakBefore:val widowControl:val suppressLineNumbers:val
suppressAutoHyphens:val kinsoku:val wordWrap:val overflowPunct:val topLinePunct:val autoSpaceDE:val autoSpaceDN:val
adjustRightInd:val snapToGrid:val contextualSpacing:val mirrorIndents:val suppressOverlap:val textAlignment:val
textboxTightWrap:val outlineLvl:val jc:val ilvl:val tab:val,pos,leader
spacing:before,beforeLines,beforeAutospacing,after,afterLines,afterAutospacing,line,lineRule,val
ind:left,right,start,end,hanging,firstLine,leftChars,rightChars,hangingChars,firstLineChars,startChars,endChars
framePr:w,h,hRule,hSpace,vSpace,wrap,vAnchor,hAnchor,x,xAlign,y,yAlign,anchorLock b:val bCs:val i:val iCs:val caps:val
smallCaps:val strike:val dstrike:val outline:val shadow:val emboss:val imprint:val noProof:val w:val
kern:val position:val sz:val szCs:val u:val,color effect:val bdr:val,sz,space,color,shadow,frame
shd:val,color,fill fitText:val vertAlign:val rtl:val cs:val em:val oMath:val
top:val,sz,space,color,shadow,frame,w,type left:val,sz,space,color,shadow,frame,w,type
bottom:val,sz,space,color,shadow,frame,w,type right:val,sz,space,color,shadow,frame,w,type
start:val,sz,space,color,shadow,frame,w,type end:val,sz,space,color,shadow,frame,w,type
between:val,sz,space,color,shadow,frame bar:val,sz,space,color,shadow,frame insideH:val,sz,space,color,shadow,frame
insideV:val,sz,space,color,shadow,frame tl2br:val,sz,space,color tr2bl:val,sz,space,color
tblpPr:leftFromText,rightFromText,topFromText,bottomFromText,vertAnchor,horzAnchor,tblpXSpec,tblpX,tblpYSpec,tblpY
tblOverlap:val bidiVisual:val tblStyleRowBandSize:val tblStyleColBandSize:val tblW:w,type tblInd:w,type tblLayout:type
tblCellSpacing:w,type tblLook:val,firstRow,lastRow,firstColumn,lastColumn,noHBand,noVBand
cnfStyle:val,firstRow,lastRow,firstColumn,lastColumn,oddVBand,evenVBand,oddHBand,evenHBand gridBefore:val
gridAfter:val wBefore:w,type wAfter:w,type cantSplit:val trHeight:val,hRule tblHeader:val tcW:w,type gridSpan:val
vMerge:val hMerge:val noWrap:val tcFitText:val hideMark:val br:type,clear cr noBreakHyphen softHyphen
ptab:alignment,relativeTo,leader pgNum
"""
_STYLES: Final = """
docDefaults rPrDefault pPrDefault uiPriority:val qFormat:val semiHidden:val unhideWhenUsed:val tblStylePr:type
"""
_NUMBERING: Final = """
multiLevelType:val lvl:ilvl,tentative start:val isLgl:val suff:val lvlJc:val lvlRestart:val startOverride:val
legacy:legacy,legacySpace,legacyIndent
"""
_MATH: Final = """
oMath oMathPara oMathParaPr r e num den sub sup deg fName lim f fPr type:val func funcPr d dPr begChr:val endChr:val
sepChr:val grow:val shp:val m mPr mr mcs mc mcPr count:val mcJc:val baseJc:val plcHide:val rSpRule:val rSp:val
cGpRule:val cGp:val cSp:val nary naryPr chr:val limLoc:val subHide:val supHide:val rad radPr degHide:val sSub sSubPr
sSup sSupPr sSubSup sSubSupPr alnScr:val sPre sPrePr limLow limLowPr limUpp limUppPr acc accPr bar barPr pos:val box
boxPr opEmu:val noBreak:val diff:val aln:val borderBox borderBoxPr hideTop:val hideBot:val hideLeft:val hideRight:val
strikeH:val strikeV:val strikeBLTR:val strikeTLBR:val groupChr groupChrPr vertJc:val phant phantPr show:val
zeroWid:val zeroAsc:val zeroDesc:val transp:val eqArr eqArrPr maxDist:val objDist:val rPr lit:val nor:val scr:val
sty:val brk:alnAt jc:val ctrlPr argPr argSz:val
"""


def _table(text: str) -> MappingProxyType[str, frozenset[str]]:
    pairs = (entry.partition(":") for entry in text.split())
    return MappingProxyType({name: frozenset(attributes.split(",")) - {""} for name, _, attributes in pairs})


WORD: Final = _table(_WORD)
STYLES: Final = _table(_WORD + _STYLES)
NUMBERING: Final = _table(_WORD + _NUMBERING)
MATH: Final = _table(_MATH)

# Every enumerated value (ECMA-376 part 1, clauses 17.18 and 22.1.3) that may stand in the attributes above.
_VALUES: Final = frozenset(
    """
    true false on off auto none nil clear left right center centre both start end top bottom baseline distribute
    mediumKashida highKashida lowKashida numTab thaiDistribute inside outside single thick double dotted dashed dotDash
    dotDotDash triple thinThickSmallGap thickThinSmallGap thinThickThinSmallGap thinThickMediumGap thickThinMediumGap
    thinThickThinMediumGap thinThickLargeGap thickThinLargeGap thinThickThinLargeGap wave doubleWave dashSmallGap
    dashDotStroked threeDEmboss threeDEngrave outset inset words dottedHeavy dash dashedHeavy dashLong dashLongHeavy
    dashDotHeavy dashDotDotHeavy wavyHeavy wavyDouble dotDashHeavy solid horzStripe vertStripe reverseDiagStripe
    diagStripe horzCross diagCross thinHorzStripe thinVertStripe thinReverseDiagStripe thinDiagStripe thinHorzCross
    thinDiagCross pct5 pct10 pct12 pct15 pct20 pct25 pct30 pct35 pct37 pct40 pct45 pct50 pct55 pct60 pct62 pct65 pct70
    pct75 pct80 pct85 pct87 pct90 pct95 black blue cyan green magenta red yellow white darkBlue darkCyan darkGreen
    darkMagenta darkRed darkYellow darkGray lightGray superscript subscript dot comma circle underDot hyphen underscore
    heavy middleDot bar decimal num portrait landscape continuous evenPage oddPage nextPage nextColumn page column
    textWrapping all exact atLeast margin text around through tight notBeside char inline dxa pct fixed autofit restart
    continue never overlap lrTb tbRl btLr lrTbV tbRlV tbLrV tb rl lr tbV rlV lrV default lines linesAndChars snapToChars
    lowerLetter lowerRoman upperLetter upperRoman ordinal cardinalText ordinalText hex chicago bullet decimalZero
    decimalFullWidth decimalHalfWidth decimalEnclosedCircle decimalEnclosedFullstop decimalEnclosedParen numberInDash
    arabicAbjad arabicAlpha aiueo iroha ideographDigital japaneseCounting japaneseLegal japaneseDigitalTenThousand
    chineseCounting chineseCountingThousand chineseLegalSimplified taiwaneseCounting taiwaneseCountingThousand
    taiwaneseDigital ideographTraditional ideographZodiac ideographZodiacTraditional ideographLegalTraditional
    ideographEnclosedCircle koreanCounting koreanDigital koreanDigital2 koreanLegal ganada chosung hebrew1 hebrew2
    hindiConsonants hindiVowels hindiNumbers hindiCounting thaiLetters thaiNumbers thaiCounting russianLower
    russianUpper vietnameseCounting aiueoFullWidth irohaFullWidth decimalFullWidth2 decimalEnclosedCircleChinese
    singleLevel multilevel hybridMultilevel tab space nothing firstRow lastRow firstCol lastCol band1Vert band2Vert
    band1Horz band2Horz neCell nwCell seCell swCell wholeTable newPage newSection eachPage eachSect pageBottom
    beneathText sectEnd docEnd bottomMargin topMargin leftMargin rightMargin insideMargin outsideMargin colon period
    emDash enDash baseJc blinkBackground lights antsBlack antsRed shimmer sparkle p b i bi roman script fraktur
    double-struck sans-serif monospace undOvr subSup skw lin noBar match centered centerGroup before after repeat
    paragraph character table numbering
    """.split()
)
_NUMERIC: Final = re.compile(
    r"-?\d{1,12}(?:\.\d{1,6})?(?:%|pt|mm|cm|in|pc|pi)?|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{4}|[01]{12}", re.ASCII
)
BRITISH: Final = "en-GB"
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?", re.ASCII)
_SYMBOL_CHARACTER: Final = re.compile(r"[^\w\s]?", re.UNICODE)


def value_allowed(value: str) -> bool:
    """Whether an attribute's value is a number, a switch, a colour or an enumerated word."""
    return value in _VALUES or _NUMERIC.fullmatch(value) is not None


def math_value_allowed(value: str) -> bool:
    """As ``value_allowed``, or one character that is no letter: a bracket, an operator."""
    return value_allowed(value) or _SYMBOL_CHARACTER.fullmatch(value) is not None


# The styles that Word knows by name; every other style is called S1, S2, ... (ECMA-376 part 1, 17.7.4.9).
_BUILT_IN: Final = re.compile(
    r"normal|heading [1-9]|title|subtitle|list paragraph|list( bullet| number| continue)?( [2-5])?|body text"
    r"( [23]| indent| indent [23]| first indent)?|caption|footnote (text|reference)"
    r"|endnote (text|reference)|header|footer"
    r"|page number|line number|toc [1-9]|toc heading|table of figures|hyperlink|followedhyperlink|strong|emphasis|quote"
    r"|intense quote|(intense|subtle) (emphasis|reference)|book title|no spacing|default paragraph font|normal table"
    r"|no list|table grid|table grid light|normal \(web\)|plain text|balloon text|block text|date|signature|closing"
    r"|salutation|normal indent|index [1-9]|index heading|table theme|plain table [1-5]"
    r"|(grid|list) table [1-7]( light| dark| colorful)?( accent [1-6])?"
    r"|(light|medium|dark|colorful) (shading|list|grid)( [123])?( accent [1-6])?"
)
_AS_WORD_WRITES: Final = MappingProxyType(
    {
        "normal": "Normal", "title": "Title", "subtitle": "Subtitle", "list paragraph": "List Paragraph",
        "hyperlink": "Hyperlink", "followedhyperlink": "FollowedHyperlink", "strong": "Strong", "emphasis": "Emphasis",
        "quote": "Quote", "intense quote": "Intense Quote", "no spacing": "No Spacing", "normal table": "Normal Table",
        "default paragraph font": "Default Paragraph Font", "no list": "No List", "table grid": "Table Grid",
        "normal (web)": "Normal (Web)", "toc heading": "TOC Heading", "body text": "Body Text",
        "plain text": "Plain Text",
        "list": "List", "date": "Date", "signature": "Signature", "closing": "Closing", "book title": "Book Title",
        "balloon text": "Balloon Text", "block text": "Block Text",
    }
)  # fmt: skip


def built_in_style(name: str) -> str | None:
    """The name as Word writes it, where the style is one that Word knows; else None."""
    low = " ".join(name.casefold().split())
    if not _BUILT_IN.fullmatch(low):
        return None
    if low in _AS_WORD_WRITES:
        return _AS_WORD_WRITES[low]
    if low.startswith(
        ("list ", "body ", "grid", "plain", "light", "medium", "dark", "color", "intense", "subtle", "table g")
    ):
        return low.title()
    return low
