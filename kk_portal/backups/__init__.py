"""Backups: made, thinned, restored and tried out. What is written is sealed to two recipients at least."""
