"""The work list of tracing: who is to be called, visited, followed today, overdue first."""
