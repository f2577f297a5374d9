"""Ports and processes of the servers that tests start."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time

import pytest

HOST = "127.0.0.1"


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
        return port


def wait_for_port(port: int, process: subprocess.Popen[bytes], seconds: float = 15) -> bool:
    """Whether something listens on the port before the time is up and the process has ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection((HOST, port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return True
    return False


def required_program(name: str) -> str:
    """Path of a program; without it the test is skipped, or fails where MAILFLOW_REQUIRE_SERVERS=1 is set."""
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin:/sbin")
    if path is None:
        missing(f"{name} is not installed")
    return str(path)


def missing(why: str) -> None:
    """Skip, or fail where the servers are required."""
    if os.environ.get("MAILFLOW_REQUIRE_SERVERS") == "1":
        pytest.fail(f"MAILFLOW_REQUIRE_SERVERS=1: {why}")
    pytest.skip(why)
