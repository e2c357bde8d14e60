"""Vùng Xanh: from a case list to an official colour map one can trust."""

__version__ = "0.1.0"
