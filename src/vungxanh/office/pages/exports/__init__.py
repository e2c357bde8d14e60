"""Lists as files, as their filters show them."""
