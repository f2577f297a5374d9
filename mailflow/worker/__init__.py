"""The loops: take in, sort, send, raise the alarm."""
