"""Outbreaks, and the drawing of who infected whom."""
