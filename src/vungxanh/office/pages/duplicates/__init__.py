"""Duplicates: the review page, its keyboard, merges and taking them back."""
