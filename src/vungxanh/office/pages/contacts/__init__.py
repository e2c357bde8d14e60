"""Contacts (F1, F2): lists, the contact page, entering several at once."""
