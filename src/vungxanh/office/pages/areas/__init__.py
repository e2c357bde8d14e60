"""Areas: the tree with colours, and one area with the reasons of its colour."""
