"""`vungxanh epi VERB`: the epidemiology for analysts, tables in and tables out."""

from vungxanh.cli.epi.app import app

__all__ = ["app"]
