"""The doors to the network and to Maildirs: messages in (`imap`, `maildir`), letters out (`smtp`, `maildir`).

Everything the rest of the program needs of a door is in `ports`; a door knows its own protocol and nothing of the store.
"""
