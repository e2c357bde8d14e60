"""The command line: `vungxanh <noun> <verb>` parses, calls, prints; it decides nothing."""

from vungxanh.cli.run import main

__all__ = ["main"]
