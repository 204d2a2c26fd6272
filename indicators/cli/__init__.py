"""The command line: one module per command, and ``ending`` for exit codes and error lines."""
