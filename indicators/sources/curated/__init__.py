"""The project's own tables of dated facts, each row with its source."""
