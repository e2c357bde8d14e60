"""My work today, the choice of language, the colours of the pack, and a sign of life."""
