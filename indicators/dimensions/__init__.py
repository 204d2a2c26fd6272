"""The four dimensions: each folder declares its indicators and holds the measuring functions they use."""
