from datetime import date

from openpyxl.styles import Alignment, Font, PatternFill, Protection

class Cell:
    value: str | date | None
    data_type: str
    number_format: str
    font: Font
    fill: PatternFill
    alignment: Alignment
    protection: Protection
