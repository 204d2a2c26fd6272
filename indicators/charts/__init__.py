"""Frame in, chart out; one theme."""
