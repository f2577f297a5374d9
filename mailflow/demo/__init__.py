"""The demo: three invented conferences with invented mail, in a workspace of their own."""
