"""How the tables came to be. Generated; from the first release on never rewritten."""
