"""Work in the background: imports, assessments, schedules. Each job calls a use case."""
