"""Colours to come: sample paths of counts run through the criteria pack."""
