"""One module per publisher: what the source is, and how its files become tidy vintages."""
