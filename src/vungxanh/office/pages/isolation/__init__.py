"""Isolation: today's work, orders, tests, release, daily follow-up, centres."""
