"""Mailboxes and couriers as the configuration names them."""

from __future__ import annotations

from mailflow.errors import SettingsError
from mailflow.settings import Settings
from mailflow.settings.secret import secret
from mailflow.wire.imap.mailbox import ImapMailbox
from mailflow.wire.imap.options import ImapOptions
from mailflow.wire.maildir.courier import MaildirCourier
from mailflow.wire.maildir.mailbox import MaildirMailbox
from mailflow.wire.ports import Courier, Mailbox
from mailflow.wire.smtp.courier import SmtpCourier
from mailflow.wire.smtp.options import SmtpOptions


def mailbox(settings: Settings, name: str) -> Mailbox:
    """The mailbox of that name, not yet opened."""
    form = settings.form.mailbox[name]
    if form.kind == "maildir":
        return MaildirMailbox(
            name,
            settings.path(form.path or ""),
            mark=form.mark,
            state_dir=settings.database.parent,
            poll_seconds=form.poll_seconds or 0.2,
        )
    read = secret(form, settings.folder, str(settings.file), f"mailbox.{name}")
    if read is None:
        raise SettingsError(
            "No secret is named.",
            file=str(settings.file),
            key=f"mailbox.{name}",
            hint="Add password_file, password_env, password_command or token_command.",
        )
    options = ImapOptions(
        host=form.host,
        user=form.user or "",
        secret=read,
        port=form.port,
        tls=form.tls,
        auth=form.auth,
        ca_file=str(settings.path(form.ca_file)) if form.ca_file else None,
        folder=form.folder,
        mark=form.mark,
        timeout_seconds=form.timeout_seconds,
        poll_seconds=form.poll_seconds,
    )
    return ImapMailbox(name, options)


def courier(settings: Settings) -> Courier:
    """The way out."""
    form = settings.form.courier
    if form.kind == "maildir":
        return MaildirCourier(settings.path(form.path or ""))
    return SmtpCourier(
        SmtpOptions(
            host=form.host,
            user=form.user,
            secret=secret(form, settings.folder, str(settings.file), "courier"),
            port=form.port,
            tls=form.tls,
            auth=form.auth,
            ca_file=str(settings.path(form.ca_file)) if form.ca_file else None,
            connections=form.connections,
            timeout_seconds=form.timeout_seconds,
        )
    )
