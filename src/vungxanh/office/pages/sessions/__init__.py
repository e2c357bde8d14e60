"""Sampling sessions: planning, entry at the table, the tube list for the laboratory."""
