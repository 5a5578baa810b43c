"""The settings, built anew: the few that change the layout, none that name anyone (word-leaks.md row 36)."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from safermk_desktop.redaction import xml
from safermk_desktop.redaction.rebuild import allowed
from safermk_desktop.redaction.rebuild.context import NOTES, Context
from safermk_desktop.redaction.rebuild.properties import VAL, copy_properties, is_on
from safermk_desktop.redaction.rebuild.styles import parse_optional

_W: Final = f"{{{xml.W}}}"
# in the order of the schema (CT_Settings): before and after the width of a tab stop
_FIRST: Final = ("mirrorMargins", "gutterAtTop")
_LATER: Final = ("autoHyphenation", "evenAndOddHeaders", "bookFoldPrinting")
_TAB_STOP: Final = "720"
_DIGITS: Final = 2
# ECMA-376 part 1, 17.15.3, in the order of the schema, and the settings that Word itself has added since
_LAYOUT_SWITCHES: Final = tuple(
    """
    useSingleBorderforContiguousCells wpJustification noTabHangInd noLeading spaceForUL noColumnBalance
    balanceSingleByteDoubleByteWidth noExtraLineSpacing ulTrailSpace doNotExpandShiftReturn spacingInWholePoints
    lineWrapLikeWord6 wpSpaceWidth suppressBottomSpacing suppressTopSpacing suppressSpacingAtTopOfPage
    suppressTopSpacingWP suppressSpBfAfterPgBrk truncateFontHeightsLikeWP6 usePrinterMetrics
    doNotSuppressParagraphBorders wrapTrailSpaces footnoteLayoutLikeWW8 alignTablesRowByRow forgetLastTabAlignment
    adjustLineHeightInTable autoSpaceLikeWord95 noSpaceRaiseLower doNotUseHTMLParagraphAutoSpacing
    layoutRawTableWidth layoutTableRowsApart useWord97LineBreakRules doNotBreakWrappedTables doNotSnapToGridInCell
    selectFldWithFirstOrLastChar applyBreakingRules doNotWrapTextWithPunct doNotUseEastAsianBreakRules
    useWord2002TableStyleRules growAutofit useFELayout useNormalStyleForList doNotUseIndentAsNumberingTabStop
    useAltKinsokuLineBreakRules allowSpaceOfSameStyleInTable doNotSuppressIndentation doNotAutofitConstrainedTables
    autofitToFirstFixedWidthCell underlineTabInNumList displayHangulFixedWidth splitPgBreakAndParaMark
    doNotVertAlignCellWithSp doNotBreakConstrainedForcedTable doNotVertAlignInTxbx useAnsiKerningPairs
    cachedColBalance
    """.split()
)
_LAYOUT_SETTINGS: Final = (
    "compatibilityMode", "overrideTableStyleFontSizeAndJustification", "enableOpenTypeFeatures",
    "doNotFlipMirrorIndents", "differentiateMultirowTableHeaders", "useWord2013TrackBottomHyphenation",
)  # fmt: skip


def build_settings(context: Context, parts: Container[str]) -> xml.Element:
    """The settings of the output; ``parts`` are the names of those that it has."""
    made = xml.root(f"{_W}settings")
    source = parse_optional(context.document, "settings")
    _switches(source, made, _FIRST)
    stop = source.find(f"{_W}defaultTabStop") if source is not None else None
    width = (stop.get(VAL) or "") if stop is not None else ""
    xml.sub_with(made, f"{_W}defaultTabStop", {VAL: width if width.isdecimal() else _TAB_STOP})
    _switches(source, made, _LATER)
    for kind in NOTES:
        if f"word/{kind}s.xml" in parts:
            notes = xml.sub(made, f"{_W}{kind}Pr")
            asked = source.find(f"{_W}{kind}Pr") if source is not None else None
            if asked is not None:
                copy_properties(context, asked, notes, allowed.WORD)
            for number in ("-1", "0"):
                xml.sub_with(notes, f"{_W}{kind}", {f"{_W}id": number})
    _compatibility(source, made)
    xml.sub_with(made, f"{_W}themeFontLang", {VAL: allowed.BRITISH})
    return made


def _switches(source: xml.Element | None, made: xml.Element, names: tuple[str, ...]) -> None:
    for name in names:
        if source is not None and is_on(source.find(_W + name)):
            xml.sub(made, _W + name)


def _compatibility(source: xml.Element | None, made: xml.Element) -> None:
    """The layout of which edition of Word the pages follow; a file that names none follows that of 2007."""
    asked = source.find(f"{_W}compat") if source is not None else None
    compat = xml.sub(made, f"{_W}compat")
    _switches(asked, compat, _LAYOUT_SWITCHES)
    for setting in asked.iter(f"{_W}compatSetting") if asked is not None else ():
        name, value = setting.get(f"{_W}name") or "", setting.get(VAL) or ""
        if name in _LAYOUT_SETTINGS and value.isdecimal() and len(value) <= _DIGITS:
            known = {f"{_W}name": name, f"{_W}uri": "http://schemas.microsoft.com/office/word", VAL: value}
            xml.sub_with(compat, f"{_W}compatSetting", known)
