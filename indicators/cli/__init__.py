"""The command line's parts: how it ends, what it prints, one module a command."""
