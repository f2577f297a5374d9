"""By what a database of ours is known."""

APPLICATION_ID = 0x6D666C77  # "mflw"
VERSION = 10
