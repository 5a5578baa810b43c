"""The law and the work: frozen records and pure functions. No Qt, no SQL, no files, no clock."""
