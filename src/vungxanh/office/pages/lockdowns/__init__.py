"""Lockdown points: map, set-up, people inside, checkpoints, rounds, lifting."""
