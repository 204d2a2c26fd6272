"""The data folder: reading vintages as of a day, accepting and committing new ones, and checking the folder."""
