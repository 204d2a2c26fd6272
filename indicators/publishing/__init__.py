"""The static site: pages, tables, metadata, feeds and the interface of files, made from the data folder alone."""
