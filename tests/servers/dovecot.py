"""A private Dovecot: IMAP, IMAPS, STARTTLS and LMTP on ports the kernel picks, Maildirs in a temporary directory.

Runs as root (Dovecot does not serve mail as root, so the mail belongs to `mail` or `nobody` then) and as an ordinary user
(everything is that user's, and the services that would change their root directory do not).
"""

from __future__ import annotations

import contextlib
import grp
import imaplib
import itertools
import os
import pwd
import shutil
import smtplib
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.servers.certificates import Authority, Certificate
from tests.servers.ports import HOST, free_port, missing, required_program, wait_for_port

PASSWORD = "correct-horse"
_MAIL_USERS = ("mail", "nobody")

_CONFIG = """
protocols = imap lmtp
listen = {host}
base_dir = {dir}/run
state_dir = {dir}/state
log_path = {dir}/dovecot.log
{internal}
ssl = yes
ssl_cert = <{cert}
ssl_key = <{key}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
auth_username_format = %Ln
mail_location = maildir:{dir}/mail/%n/Maildir
mail_home = {dir}/mail/%n
mail_uid = {user}
mail_gid = {group}
first_valid_uid = {uid}
first_valid_gid = {gid}
mail_max_userip_connections = 200
mailbox_idle_check_interval = 1s
mail_fsync = never
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={dir}/mail/%n allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
service imap-login {{
  {chroot}
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
  service_count = 0
  process_min_avail = 1
}}
service lmtp {{
  {lmtp_user}
  inet_listener lmtp {{
    address = {host}
    port = {lmtp_port}
  }}
}}
service anvil {{
  {chroot}
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  {chroot}
}}
protocol lmtp {{
  postmaster_address = postmaster@secretariat.example
}}
"""


class Dovecot:
    """A server. Every `new_user()` has an empty mailbox of its own; all have the password `PASSWORD`."""

    host = HOST
    password = PASSWORD

    def __init__(self, directory: Path, certificate: Certificate) -> None:
        self.dir = directory
        self.port, self.tls_port, self.lmtp_port = free_port(), free_port(), free_port()
        self._numbers = itertools.count()
        (directory / "dovecot.conf").write_text(self._config(certificate))
        self._process = subprocess.Popen(
            [required_program("dovecot"), "-F", "-c", str(directory / "dovecot.conf")],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=(directory / "stderr").open("wb"),
        )
        if not all(wait_for_port(port, self._process) for port in (self.port, self.lmtp_port)):
            self.stop()
            logs = [p.read_text() for p in (directory / "stderr", directory / "dovecot.log") if p.exists()]
            missing(f"Dovecot did not start: {' '.join(logs)[-1500:]}")

    def _config(self, certificate: Certificate) -> str:
        root = os.geteuid() == 0
        owner = _mail_user() if root else pwd.getpwuid(os.geteuid())
        group = grp.getgrgid(owner.pw_gid).gr_name
        mail = self.dir / "mail"
        mail.mkdir()
        os.chown(mail, owner.pw_uid, owner.pw_gid)
        names = ("default_internal_user", "default_login_user")
        internal = [] if root else [*(f"{n} = {owner.pw_name}" for n in names), f"default_internal_group = {group}"]
        return _CONFIG.format(
            host=HOST, dir=self.dir, cert=certificate.cert, key=certificate.key, password=PASSWORD,
            internal="\n".join(internal), user=owner.pw_name, group=group, uid=owner.pw_uid, gid=owner.pw_gid,
            chroot="" if root else "chroot =", lmtp_user="" if root else f"user = {owner.pw_name}",
            port=self.port, tls_port=self.tls_port, lmtp_port=self.lmtp_port,
        )  # fmt: skip

    def new_user(self) -> str:
        """A user nobody has used yet."""
        return f"user{next(self._numbers)}"

    def maildir(self, user: str) -> Path:
        """Where the user's messages lie; exists after the first login or delivery."""
        return self.dir / "mail" / user / "Maildir"

    def deliver(self, user: str, *messages: bytes, sender: str = "delegate@state.example") -> None:
        """Deliver by LMTP; each message is visible on return."""
        with smtplib.LMTP(HOST, self.lmtp_port) as lmtp:
            for message in messages:
                lmtp.sendmail(sender, [f"{user}@secretariat.example"], message)

    @contextlib.contextmanager
    def session(self, user: str, folder: str | None = "INBOX") -> Iterator[imaplib.IMAP4]:
        """A second session: a colleague who has the mailbox open."""
        client = imaplib.IMAP4(HOST, self.port)
        try:
            client.login(user, PASSWORD)
            if folder is not None:
                client.select(folder)
            yield client
        finally:
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                client.logout()

    def flags(self, user: str, folder: str = "INBOX") -> list[str]:
        """The flags of all messages, in the order of their UIDs."""
        with self.session(user, folder) as client:
            _, answers = client.uid("FETCH", "1:*", "(FLAGS)")
            return [a.decode().partition("FLAGS (")[2].partition(")")[0] for a in answers if isinstance(a, bytes)]

    def stop(self) -> None:
        """End the process that was started here."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


def _mail_user() -> pwd.struct_passwd:
    for name in _MAIL_USERS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise LookupError(f"none of the users {', '.join(_MAIL_USERS)} exists")


@contextlib.contextmanager
def running_dovecot() -> Iterator[tuple[Dovecot, Authority]]:
    """A Dovecot and the authority that signed its certificate (for localhost and 127.0.0.1)."""
    required_program("dovecot")
    # Sockets of services have to fit into 108 characters, so that the directories of the test runner are too deep.
    directory = Path(tempfile.mkdtemp(prefix="mailflow-imap-"))
    directory.chmod(0o755)
    try:
        authority = Authority(directory)
        server = Dovecot(directory, authority.certificate("localhost", "DNS:localhost,IP:127.0.0.1"))
        try:
            yield server, authority
        finally:
            server.stop()
    finally:
        shutil.rmtree(directory, ignore_errors=True)
