"""Text and tables of attached documents, within limits. Nothing dangerous is opened, and what could not be read says why."""

from mailflow.documents.limits import Limits
from mailflow.documents.opening import read, read_all

__all__ = ["Limits", "read", "read_all"]
