"""Assessments: run, review, approve, publish, schedule."""
