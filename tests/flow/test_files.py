"""Rule, phrase, roster and letter files that are edited while the worker runs."""

from __future__ import annotations

from collections.abc import Callable

from tests.flow.mail import OPERATOR, acceptance, desk, mail
from tests.flow.office import Office
from tests.flow.sink import Sink
from tests.flow.waiting import until
from tests.servers.dovecot import Dovecot

WORDS = "Sweden is glad to come to the Conference.\n"
PHRASES, RULES = "rules/phrases/en.toml", "rules/10-few.toml"
ACCEPTED = "templates/letters/accepted.en.md"


def edited(office: Office, name: str, old: str, new: str) -> None:
    """A person changes a file: another takes its place, as editors do it."""
    file = office.folder / name
    part = file.with_suffix(".part")
    part.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    part.replace(file)


def test_edited_files_are_taken_over_and_broken_ones_are_not(
    dovecot: Dovecot, user: str, office: Office, sink: Sink
) -> None:
    with office.running() as worker:
        edited(office, PHRASES, '"will be represented"', '"will be represented", "is glad to come"')
        edited(office, ACCEPTED, 'subject = "', 'subject = "Edited: ')
        worker.until_logged("desk.renewed")
        dovecot.deliver(user, mail(desk("Sweden"), WORDS).raw)
        until(lambda: sink.to(desk("Sweden")), "an answer by the edited phrase")

        edited(office, RULES, "[[rule]]", "[[rule]")
        worker.until_logged("desk.broken", f"{RULES}:")
        dovecot.deliver(user, acceptance("Norway").raw)
        until(lambda: sink.to(desk("Norway")), "an answer by the rules that were good last")
        until(lambda: len(sink.to(OPERATOR)) == 1, "a letter to the operator")
        status = office.call("status")

        edited(office, RULES, "[[rule]", "[[rule]]")
        worker.until_logged("alarm.over")
        until(lambda: len(sink.to(OPERATOR)) == 2, "a letter that it is over")
        code = office.call("status").code
    subjects = [letter.message["Subject"] for letter in sink.to(desk("Sweden"))]
    begun, over = (letter.text for letter in sink.to(OPERATOR))
    assert [subject[:8] for subject in subjects] == ["Edited: "]
    assert f"{RULES}:" in begun
    assert (status.code, "is broken" in status.out, code) == (1, True, 0)
    assert "is gone" in over


def test_letter_that_cannot_be_written_waits_for_a_person(
    dovecot: Dovecot, user: str, make_office: Callable[..., Office], sink: Sink
) -> None:
    office = make_office(mailbox={"backlog": "answer"})
    edited(office, ACCEPTED, "+++\n{%", "+++\n{{ message.nonsense.more }}\n{%")
    dovecot.deliver(user, acceptance("Norway").raw)
    office.run("--once").wait()
    (item,) = office.objects("review")
    assert "could not be rendered" in " ".join(item["reasons"])
    assert sink.letters == []


def test_letters_that_cannot_be_written_do_not_come_into_force(
    dovecot: Dovecot, user: str, office: Office, sink: Sink
) -> None:
    endless = "{% for a in range(90000) %}{% for b in range(90000) %}x{% endfor %}{% endfor %}\n"
    closing = "templates/letters/shared/closing.en.md"
    with office.running() as worker:
        edited(office, closing, "{% if", endless + "{% if")
        worker.until_logged("desk.broken", f"{closing}:1", "loops go round")
        edited(office, closing, endless, "")
        edited(office, ACCEPTED, "+++\n", '+++\nattach = ["pdf", "files/map.pdf"]\n')
        worker.until_logged("desk.broken", "files/map.pdf cannot be attached")
        dovecot.deliver(user, acceptance("Norway").raw)
        until(lambda: sink.to(desk("Norway")), "an answer by the letters that were good last")

        (office.folder / "files").mkdir()
        (office.folder / "files" / "map.pdf").write_bytes(b"%PDF-1.7")
        edited(office, ACCEPTED, "+++\n", "+++\n\n")
        worker.until_logged("desk.renewed")
        dovecot.deliver(user, acceptance("Sweden").raw)
        until(lambda: sink.to(desk("Sweden")), "an answer with what it encloses")
    (plain,), (whole,) = sink.to(desk("Norway")), sink.to(desk("Sweden"))
    assert list(plain.message.iter_attachments()) == []
    assert [part.get_filename() for part in whole.message.iter_attachments()] == ["oslo-accepted-SWE.pdf", "map.pdf"]
