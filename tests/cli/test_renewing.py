"""The command that renews, and what doctor says of it."""

from __future__ import annotations

from pathlib import Path

from tests.flow.command import called


def _older(workspace: Path) -> str:
    """Make the workspace look as if an older version had made it: one file of that version, untouched."""
    import hashlib
    import json

    name = "rules/60-rest.toml"
    (workspace / name).write_text("# as it was\n", encoding="utf-8")
    note = json.loads((workspace / ".shipped.json").read_text())
    note["files"][name] = hashlib.sha256(b"# as it was\n").hexdigest()
    (workspace / ".shipped.json").write_text(json.dumps(note))
    return name


def test_new_workspace_needs_nothing(workspace: Path) -> None:
    assert called(workspace, "renew").code == 0


def test_what_would_change_is_shown_first_and_done_on_yes(workspace: Path) -> None:
    name = _older(workspace)
    told = called(workspace, "doctor", "--offline").out
    shown, still = called(workspace, "renew"), (workspace / name).read_text(encoding="utf-8")
    done = called(workspace, "renew", "--yes")
    assert ("mailflow renew" in told, shown.code, still, name in shown.out) == (True, 1, "# as it was\n", True)
    assert (done.code, called(workspace, "renew").code, called(workspace, "rules", "check").code) == (0, 0, 0)


def test_changed_file_is_kept_and_shown_line_by_line(workspace: Path) -> None:
    name = _older(workspace)
    (workspace / name).write_text("# ours\n", encoding="utf-8")
    done = called(workspace, "renew", "--yes", "--diff")
    assert (done.code, "-# ours" in done.out, (workspace / f"{name}.new").exists()) == (1, True, True)
    assert (workspace / name).read_text(encoding="utf-8") == "# ours\n"
