"""Trains the shipped weights, and measures each layer on the gold data. Beside the package, not in it."""
