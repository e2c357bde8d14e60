"""`vungxanh office <verb>`: set up, serve, work, assess, back up, restore, check."""
