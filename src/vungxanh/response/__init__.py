"""Life cycles and deadlines: cases, tracing, isolation, lockdown, sampling. Pure: no database, no clock."""
