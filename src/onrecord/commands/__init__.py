"""Commands, and what several of them share."""
