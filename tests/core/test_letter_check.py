from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from mailflow.core.address import Address
from mailflow.core.conference import Conference
from mailflow.core.letter_check import check, rehearse
from mailflow.core.letter_problem import Problem, grouped
from mailflow.core.roster import Party
from mailflow.core.template import load
from mailflow.errors import LetterError

NOW = datetime(2008, 1, 10, tzinfo=UTC)
HEAD = '+++\nsubject = "About {{ conference.title }}"\n+++\n'
GOOD = "Thank you for {{ message.subject or 'your message' }}. Contact: {{ conference.address }}\n"
SUVA = Conference(
    name="suva",
    title="Suva Conference",
    place="Suva",
    begins=date(2008, 2, 18),
    ends=date(2008, 2, 22),
    zone=ZoneInfo("Pacific/Fiji"),
    address=Address("suva", "secretariat.example"),
    languages=("en",),
)
FIJI = Party("FJI", "state", "Fiji")


def problems(body: str, name: str = "received", head: str = HEAD, **more: str) -> tuple[Problem, ...]:
    files = {f"{name}.en.md": head + body} | {f"{key.replace('_', '.')}.md": text for key, text in more.items()}
    return check(load(files), [SUVA], [FIJI], NOW)


def test_good_letter_has_no_problems() -> None:
    assert problems(GOOD) == ()


@pytest.mark.parametrize(
    ("body", "line", "text"),
    [
        (GOOD + "{{ nothing }}\n", 5, "'nothing' is undefined"),
        (GOOD + "{{ party.name }}\n", 5, "has no attribute 'name'"),
        (
            GOOD + "{% for p in papers %}\n{{ p.nothing }}\n{% endfor %}\n",
            6,
            'there is no value "nothing" here. There are: number, kind',
        ),
        (
            GOOD + "{% if party %}{{ party.nmae }}{% endif %}\n",
            5,
            'there is no value "nmae" here. Did you mean "name"?',
        ),
        (GOOD + "On Tuesday 18 February\n", 5, 'The weekday does not match the date: "Tuesday 18 February".'),
        (GOOD + "\nSuva,     January 2008\n", 6, 'The date line has no day: "Suva,     January 2008".'),
        ("Thank you.\n", None, "The letter names no contact."),
        (GOOD + "({{ message.reference }})\n", None, "Something is left over or empty"),
        (GOOD + "a\\\\\n\nb\n", 5, "Something is left over or empty"),
        (GOOD + "** {{ conference.title }}**\n", 5, "Something is left over or empty"),
    ],
)
def test_problem_is_found_with_its_line(body: str, line: int | None, text: str) -> None:
    assert any(p.file == "received.en.md" and p.line == line and text in p.text for p in problems(body))


def test_weekday_in_a_shared_piece_is_laid_to_that_piece() -> None:
    files = {
        "received.en.md": HEAD + GOOD + '{% include "shared/x" %}\n',
        "shared/x.en.md": "a\nFriday 18 February 2008",
    }
    found = check(load(files), [SUVA], [FIJI], NOW)
    assert ("shared/x.en.md", 2) in {(p.file, p.line) for p in found}


def test_weekday_in_a_setting_of_the_conference_is_found() -> None:
    conference = Conference(
        **{f: getattr(SUVA, f) for f in SUVA.__slots__} | {"title": "Meeting of Friday 18 February"}
    )
    found = check(load({"received.en.md": HEAD + GOOD}), [conference], [FIJI], NOW)
    assert {p.text for p in found} == {'The weekday does not match the date: "Friday 18 February".'}


def test_language_that_the_conference_asks_for_is_missed() -> None:
    conference = Conference(**{f: getattr(SUVA, f) for f in SUVA.__slots__} | {"languages": ("en", "fr")})
    found = check(load({"received.en.md": HEAD + GOOD}), [conference], [FIJI], NOW)
    assert [p.text for p in found] == ["The letter does not exist in this language: fr. It does in: en."]


def test_party_that_no_language_suits_is_named() -> None:
    found = check(load({"received.fr.md": HEAD + GOOD}), [SUVA], [FIJI], NOW)
    assert ("FJI", "No language of this letter suits a party that is written to in en.") in {
        (p.party, p.text) for p in found
    }


def test_piece_that_no_letter_includes_is_named() -> None:
    found = check(load({"received.en.md": HEAD + GOOD, "shared/lost.en.md": "x"}), [SUVA], [FIJI], NOW)
    assert [(p.file, p.text) for p in found] == [("shared/lost.en.md", "No letter includes this piece.")]


def test_problem_is_named_once() -> None:
    found = problems(GOOD + "{{ nothing }}\n")
    assert len({(p.file, p.line, p.text) for p in found if "Party" not in p.text}) == 1


def test_letter_to_the_operator_needs_no_contact_and_no_second_language() -> None:
    head = '+++\nsubject = "{{ alarm.name }}"\n+++\n'
    assert problems("{{ alarm.cause }}\n", name="alarm", head=head) == ()


def test_problem_reads_as_a_sentence_with_its_place() -> None:
    problem = Problem("a/received.en.md", 5, "received", "en", "It is wrong.")
    assert str(problem) == "a/received.en.md:5: It is wrong. (letter received, en)"


def test_problem_with_a_key_reads_like_other_errors_in_files() -> None:
    error = LetterError("It is wrong.", file="a/received.en.md", line=5, key="subject")
    problem = Problem("a/received.en.md", 5, "", "", "It is wrong.", key="subject")
    assert str(problem) == error.sentence == "a/received.en.md:5 [subject]: It is wrong."


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("[programme](programme.pdf)", 5, '"programme.pdf" leads nowhere: it is no address'),
        ("[write](mailto:suva.secretariat.example)", 5, "it names no address"),
        ("[write](<mailto:suva@secretariat.example?subject=Yes>)", None, ""),
        ("[site](https://)", 5, "it names no host"),
        ("[site](https://suva)", 5, "it names no host"),
        ("See https://www.suva.example/a_b?c=d&e=f.", None, ""),
        ("See https:// for more", 5, "it names no host"),
        ("[ring](tel:)", 5, "it names no number"),
        ("[site](javascript:alert)", 5, "left over"),
        ('{% include "shared/link" %}', 2, "it names no host"),
    ],
)
def test_links_that_lead_nowhere_are_found_with_their_line(body: str, line: int | None, words: str) -> None:
    files = {"received.en.md": f"{HEAD}{GOOD}{body}\n", "shared/link.en.md": "x\n[a](https://here)"}
    found = [p for p in check(load(files), [SUVA], [], NOW) if "No letter includes" not in p.text]
    assert [p.line for p in found] == ([line] if words else [])
    assert all(words in p.text for p in found)


ASKING = "Contact: {{ conference.address }}. Please answer by {{ conference.deadlines.representation|weekday }}.\n"


@pytest.mark.parametrize(
    ("body", "deadlines", "words"),
    [
        (ASKING, {"representation": date(2008, 1, 31)}, ""),
        (
            "Contact: {{ conference.address }}\n",
            {"representation": date(2008, 1, 31)},
            r"by which to answer \(31 January 2008\)",
        ),
        ("Contact: {{ conference.address }}\n", {}, 'the conference has no deadline "representation"'),
    ],
)
def test_letter_that_asks_says_by_when(body: str, deadlines: dict[str, date], words: str) -> None:
    found = check(load({"reminder.en.md": HEAD + body}), [replace(SUVA, deadlines=deadlines)], [FIJI], NOW)
    assert [bool(re.search(words, p.text)) for p in found] == ([True] if words else [])


def test_equal_slips_are_one_finding() -> None:
    parties = [Party(code, "state", code) for code in ("FJI", "TON", "WSM")]
    body = "{% if party %}{{ party.nothing }}{% endif %}Contact: {{ conference.address }}\n"
    files = {f"{name}.en.md": HEAD + '{% include "shared/x" %}' for name in ("received", "paper")}
    conferences = [SUVA, replace(SUVA, name="apia")]
    found = grouped(check(load({**files, "shared/x.en.md": body}), conferences, parties, NOW))
    (slip,) = found
    assert (slip.file, slip.line, slip.letters) == ("shared/x.en.md", 1, ("paper", "received"))
    assert (slip.languages, slip.parties) == (("en",), ("FJI", "TON", "WSM"))
    assert str(slip).endswith("(letters paper, received, en, for 3 parties, first: FJI)")


IN_FRENCH = '+++\nsubject = "Au sujet de {{ conference.title }}"\n+++\n' + GOOD


@pytest.mark.parametrize("condition", ['party.code == "TON"', '"Ton" in party.name', 'party.name.startswith("To")'])
def test_letter_that_asks_who_the_party_is_is_written_to_each_in_every_language(condition: str) -> None:
    """Tonga is written to in English; a slip that only its letter shows is found in the French one, too."""
    slip = f"{{% if party and {condition} %}}\n{{{{ nothing }}}}\n{{% endif %}}\n"
    files = {"received.en.md": HEAD + GOOD, "received.fr.md": IN_FRENCH + slip}
    found = check(load(files), [SUVA], [FIJI, Party("TON", "state", "Tonga")], NOW)
    assert [(p.language, p.party, p.line) for p in found] == [("fr", "TON", 6)]


def test_letter_that_only_prints_names_has_its_slip_named_for_all_alike() -> None:
    society = Party("org:help", "ngo", "Help")
    slip = "{% if party.kind == 'state' %}\nFriday 18 February, {{ party.name }}\n{% endif %}\n"
    slips = check(
        load({"circular.en.md": HEAD + "Contact: {{ conference.address }}\n" + slip}),
        [SUVA],
        [FIJI, Party("TON", "state", "T"), society],
        NOW,
    )
    assert {p.party for p in slips if "weekday" in p.text} == {"", "FJI", "TON"}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("{{ party.name }}, {{ party.official_name }}", False),
        ("{% if party and party.salutation %}{{ party.salutation or 'Dear all' }}{% endif %}", False),
        ("{% if not party %}x{% elif party.kind == 'ngo' %}{{ party.name }}{% endif %}", False),
        ("{{ 'x' if party else 'y' }}", False),
        ("{% if party.name == 'Tonga' %}x{% endif %}", True),
        ("{{ party.name | upper }}", True),
        ("{% set p = party %}{{ p.name }}", True),
        ("{{ party['name'] }}", True),
        ("{% set n = party.code %}{{ n }}", True),
    ],
)
def test_what_a_letter_asks_of_a_party_is_seen(text: str, asks: bool) -> None:
    letters = load({"received.en.md": HEAD + '{% include "shared/x" %}\n', "shared/x.en.md": text})
    assert letters.asks_who("received", "en") is asks


def test_letters_are_rehearsed() -> None:
    rehearse(
        load({"received.en.md": HEAD + GOOD, "alarm.en.md": HEAD.replace("conference.title", "alarm.name")}), SUVA, NOW
    )
    with pytest.raises(LetterError, match=r"received\.en\.md:4: .*'nothing' is undefined"):
        rehearse(load({"received.en.md": HEAD + "{{ nothing }}"}), SUVA, NOW)
