"""One folder per publisher: its ``Source`` declarations, parsers and downloads."""
