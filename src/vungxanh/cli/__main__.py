"""`python -m vungxanh.cli` is `vungxanh`."""

from vungxanh.cli.run import main

main()
