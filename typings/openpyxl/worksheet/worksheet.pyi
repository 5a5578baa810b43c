from datetime import date

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation

class _Dimension:
    width: float

class _Filter:
    ref: str

class _Protection:
    sheet: bool
    formatColumns: bool
    autoFilter: bool
    sort: bool

class Worksheet:
    title: str
    freeze_panes: str
    auto_filter: _Filter
    protection: _Protection
    column_dimensions: dict[str, _Dimension]
    @property
    def dimensions(self) -> str: ...
    def append(self, iterable: object) -> None: ...
    def cell(self, row: int, column: int, value: str | date | None = ...) -> Cell: ...
    def add_data_validation(self, data_validation: DataValidation) -> None: ...
