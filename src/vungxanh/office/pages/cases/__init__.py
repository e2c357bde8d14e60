"""Cases (F0): lists, the case page, entry and change."""
