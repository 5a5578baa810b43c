from datetime import datetime

class DocumentProperties:
    creator: str
    lastModifiedBy: str
    created: datetime
    modified: datetime
