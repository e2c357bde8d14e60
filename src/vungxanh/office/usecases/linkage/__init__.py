"""Whether two records are one person: what is compared, how it is folded, how it is scored. No database."""
