from typing import IO

from openpyxl.packaging.core import DocumentProperties
from openpyxl.worksheet.worksheet import Worksheet

def load_workbook(filename: object) -> Workbook: ...

class Workbook:
    properties: DocumentProperties
    worksheets: list[Worksheet]
    def save(self, filename: IO[bytes]) -> None: ...
