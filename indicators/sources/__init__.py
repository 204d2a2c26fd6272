"""One folder a publisher: its ``Source`` declarations, the parsers of its files and how they are downloaded."""
