"""`mailflow publish` over and over: each line on standard input is the arguments of one call, in a process of its own.

The number of the process is printed, and, after another line was read, how it ended: until then it can be killed and is
nobody else. A child is forked when everything is loaded, so that a hundred calls cost a hundred builds and not a hundred starts.
"""

from __future__ import annotations

import os
import sys

import mailflow.cli.publish_command
import mailflow.cli.publishing
import mailflow.core.roster
import mailflow.desk
import mailflow.office.site.building  # noqa: F401
from mailflow.cli.main import main

if __name__ == "__main__":
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            sys.argv = ["mailflow", *line.split()]
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
            main()
        print(child, flush=True)
        sys.stdin.readline()
        _, status = os.waitpid(child, 0)
        print(status, flush=True)
