"""The configuration: `config.toml` read, checked and turned into values. Every error names file, line and key."""

from mailflow.settings.load import Settings, find_config, load_settings
from mailflow.settings.model import CourierForm, LimitsForm, MailboxForm, OfficeForm

__all__ = ["CourierForm", "LimitsForm", "MailboxForm", "OfficeForm", "Settings", "find_config", "load_settings"]
