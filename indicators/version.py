"""The version of the project; the package, its metadata and the client's User-Agent read it here."""

VERSION = "1.0.0"
