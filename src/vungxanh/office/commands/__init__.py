"""What the person who runs the office calls: set up, serve, work, back up, restore, check."""
