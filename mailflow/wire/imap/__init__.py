"""Messages in over IMAP (RFC 3501), with IDLE (RFC 2177) and MOVE (RFC 6851) where they are offered."""

from mailflow.wire.imap.mailbox import ImapMailbox
from mailflow.wire.imap.options import ImapOptions

__all__ = ["ImapMailbox", "ImapOptions"]
