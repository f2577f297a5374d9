"""Messages in from a Maildir, and letters out into one."""

from mailflow.wire.maildir.courier import MaildirCourier
from mailflow.wire.maildir.mailbox import MaildirMailbox

__all__ = ["MaildirCourier", "MaildirMailbox"]
