"""What developers run: the message catalogues."""
