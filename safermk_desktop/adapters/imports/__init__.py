"""Word, Excel and CSV files read into the vault."""
