"""A frame in, an Altair chart out; one theme for all."""
