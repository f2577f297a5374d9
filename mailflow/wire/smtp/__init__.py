"""Letters out over SMTP submission (RFC 6409), with an outcome for each recipient."""

from mailflow.wire.smtp.courier import SmtpCourier
from mailflow.wire.smtp.options import SmtpOptions

__all__ = ["SmtpCourier", "SmtpOptions"]
