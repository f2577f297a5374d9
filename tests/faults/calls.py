"""Faults at the N-th system call, from outside: the program need not co-operate. By strace, which counts for each thread.

    office.prefix = killed_at("pwrite64", 17)
    office.prefix = failing_at("fdatasync", "EIO", 3, log)

With `--seccomp-bpf` only the calls that are named stop the process, and a run takes hardly longer than without; strace
makes calls fail that way, but sends no signal then (6.1), so that a run to be killed is slower. It is let go of where a
process becomes another program (`-b execve`): the sorting processes load as fast as ever, unless they are to be killed too.
"""

from __future__ import annotations

from pathlib import Path

from tests.servers.ports import required_program

WRITES = ("pwrite64", "fdatasync", "ftruncate", "unlink")  # what the database does
TALKS = ("sendto", "recvfrom")  # what the connections do
PIPES = ("write",)  # to the sorting process, and by it
FILES = ("fsync", "rename", "link", "openat")  # what a Maildir does beside that


def killed_at(call: str, number: int) -> tuple[str, ...]:
    """The beginning of a command that is killed when it makes a call for the N-th time; the call is not made."""
    return _injecting(call, f"signal=KILL:when={number}", Path("/dev/null"), () if call in PIPES else ("-b", "execve"))


def failing_at(call: str, error: str, when: str, log: Path) -> tuple[str, ...]:
    """The beginning of a command whose calls fail: `when` is "7" (the seventh), "7+" (from then on), "7+3"."""
    return _injecting(call, f"error={error}:when={when}", log, ("--seccomp-bpf",))


def injected(log: Path) -> int:
    """How many calls were made to fail."""
    return log.read_text(encoding="utf-8", errors="replace").count("(INJECTED)") if log.exists() else 0


def _injecting(call: str, what: str, log: Path, further: tuple[str, ...]) -> tuple[str, ...]:
    strace = required_program("strace")
    return (strace, "-f", *further, "-qq", "-o", str(log), "-e", f"trace={call}", "-e", f"inject={call}:{what}")
