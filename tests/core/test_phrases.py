"""Phrase lists: how a phrase is written, and what it finds."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core import phrases
from mailflow.core.words import folded
from mailflow.errors import RulesError

EN = """
negation = ["not", "n't", "whether"]
greet = ["good (morning|evening) [to you]", "dear*"]

[accept]
unless = ["negation"]
phrases = ["will … be represented", "pleased to accept"]
"""
FR = """
negation = ["pas"]

[accept]
unless = ["negation"]
phrases = ["sera … représenté*", "a l'honneur d'accepter"]
"""
AR = """accept = ["ستشارك … المؤتمر", "وفد"]"""
ZH = """
negation = ["不"]
accept = { phrases = ["出席…会议"], unless = ["negation"] }
"""
FILES = {f"rules/phrases/{code}.toml": text for code, text in [("en", EN), ("fr", FR), ("ar", AR), ("zh", ZH)]}
LISTS = phrases.load(FILES)


def _found(name: str, text: str) -> list[str]:
    return [hit.words for hit in LISTS.find(name, text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway WILL be\nrepresented.", ["WILL be\nrepresented"]),
        ("Norway will, at the Conference, be represented", ["will, at the Conference, be represented"]),
        ("will one two three four five six seven eight be represented", None),
        ("will one two three four five six seven eight nine be represented", []),
        ("We will. They may be represented", []),
        ("unpleased to acceptance", []),
        ("Elle a l’honneur\nd’accepter", ["a l’honneur\nd’accepter"]),
        ("sera representée", ["sera representée"]),
        ("第二次会议：出席本次会议。", ["出席本次会议"]),
        ("وستشارك المملكة في المؤتمر", ["وستشارك المملكة في المؤتمر"]),
        ("والوفد", ["والوفد"]),
    ],
)
def test_a_phrase_is_found_whatever_its_spelling(text: str, words: list[str] | None) -> None:
    assert _found("accept", text) == ([text] if words is None else words)


@pytest.mark.parametrize(
    "text",
    [
        "Norway will not be represented",
        "It is not known whether Norway will be represented",
        "La France ne sera pas représentée",
        "挪威不出席会议",
    ],
)
def test_a_companion_list_bars_a_hit(text: str) -> None:
    assert _found("accept", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "We have not received the programme, but Norway will be represented",
        "It will not rain. Norway will be represented",
        "不。出席会议",
    ],
)
def test_a_companion_in_another_clause_bars_nothing(text: str) -> None:
    assert len(_found("accept", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "will send a delegation",
        "will [be able to] (send [a|the] (team|delegation)|go)",
        "will be able to go",
        "will go",
    ],
)
def test_brackets_may_stand_within_brackets(text: str) -> None:
    lists = phrases.load({"en.toml": 'send = ["will [be able to] (send [a|the] (team|delegation)|go)"]'})
    assert bool(lists.find("send", text)) == ("[" not in text)


def test_a_hash_stands_for_a_number() -> None:
    lists = phrases.load({"en.toml": 'point = ["action [point] #"]'})
    assert [hit.words for hit in lists.find("point", "Action 63, action point 64, action plan")] == [
        "Action 63",
        "action point 64",
    ]


def test_a_phrase_may_refer_to_another_list() -> None:
    lists = phrases.load(
        {"en.toml": 'attend = ["come", "take part"]\nyes = ["will [also] <attend>", "<attend> … soon"]'}
    )
    found = [hit.words for hit in lists.find("yes", "We will also take part. We come quite soon.")]
    assert found == ["will also take part", "come quite soon"]


def test_two_files_of_one_language_share_their_lists() -> None:
    lists = phrases.load({"en.toml": 'a = ["x"]\n', "en.more.toml": '[b]\nphrases = ["y"]\nunless = ["a"]\n'})
    assert lists.find("b", "x y") == ()


@pytest.mark.parametrize("text", ["Good morning", "good evening to you", "Dearest"])
def test_alternatives_optional_words_and_endings_match(text: str) -> None:
    assert _found("greet", text) == [text]


def test_what_one_language_bars_is_no_hit_of_another_with_the_same_words() -> None:
    spanish = 'no = ["no"]\naccept.unless = ["no"]\naccept.phrases = ["participara"]'
    lists = phrases.load({"es.toml": spanish, "pt.toml": 'accept = ["participara"]'})
    assert lists.find("accept", "Noruega no participará") == ()


def test_a_hit_names_list_language_and_phrase() -> None:
    hit = LISTS.has("accept", "La France sera donc représentée")
    assert hit is not None
    assert (hit.name, hit.language, hit.phrase) == ("accept", "fr", "sera … représenté*")


def test_languages_can_be_chosen() -> None:
    assert LISTS.find("accept", "will be represented", languages=["fr"]) == ()


def test_a_word_that_languages_share_is_a_hit_of_the_one_chosen() -> None:
    lists = phrases.load({"en.toml": 'turns = ["vacant"]', "fr.toml": 'turns = ["vacan*"]'})
    assert [hit.language for hit in lists.find("turns", "vacant")] == ["en"]
    assert [hit.language for hit in lists.find("turns", "vacant", languages=["fr"])] == ["fr"]


def test_a_folded_text_finds_the_same() -> None:
    text = "Norway will be represented"
    assert LISTS.find("accept", folded(text)) == LISTS.find("accept", text)


def test_an_unknown_list_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        LISTS.find("acept", "text")


def test_revision_changes_with_a_phrase() -> None:
    assert phrases.load({**FILES, "rules/phrases/en.toml": EN + "\n"}).revision != LISTS.revision


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('a = ["x"]\nb = ["good (day"]\n', 2, "bracket"),
        ('a = ["x"]\nb = [\n "fine",\n "…",\n]\n', 4, "no word"),
        ('a = ["[x] [y]"]\n', 1, "no word"),
        ('a = ["[x] … y"]\n', 1, "gap"),
        ('a = ["x | y"]\n', 1, "outside of brackets"),
        ('a = ["x [y)"]\n', 1, "bracket"),
        ('a = ["x …"]\n', 1, "gap"),
        ('a = ["x [… ] y"]\n', 1, "gap alone in brackets"),
        ('a = ["x (y|…) z"]\n', 1, "gap alone in brackets"),
        ('a = ["x"]\n[b]\nphrases = ["y"]\nunles = ["a"]\n', 4, 'Did you mean "unless"?'),
        ('negation = ["x"]\n[b]\nphrases = ["y"]\nunless = ["negatoin"]\n', 4, 'Did you mean "negation"?'),
        ('a = "x"\n', 1, "expected a list of phrases"),
        ("a = [1]\n", 1, "expected a text in quotation marks. It says 1."),
        ('attend = ["x"]\na = [\n"y",\n"<atend>"]\n', 4, 'Did you mean "attend"?'),
        ('a = ["<b> x"]\nb = ["<a> y"]\n', 1, "refers back"),
        ("a = [\n", None, "TOML"),
    ],
)
def test_a_fault_names_its_line(text: str, line: int | None, says: str) -> None:
    with pytest.raises(RulesError) as caught:
        phrases.load({"rules/phrases/en.toml": text})
    assert says in str(caught.value)
    assert line is None or caught.value.line == line


def test_all_faults_of_all_files_are_told_at_once_and_each_once() -> None:
    english = 'a = ["(x", "good", "[y"]\nb = 3\n'
    with pytest.raises(RulesError) as caught:
        phrases.load({"rules/phrases/en.toml": english, "rules/phrases/fr.toml": 'c = [\n"x …"]\n'})
    assert [(error.file[-7:], error.line, error.key) for error in caught.value.all] == [
        ("en.toml", 2, "b"), ("fr.toml", 2, "c")]  # fmt: skip
    # Of a file that has the right form, every phrase is looked at.
    with pytest.raises(RulesError) as caught:
        phrases.load({"rules/phrases/en.toml": english.replace("b = 3", 'b = ["<a> z", "<nought> z"]')})
    assert [(error.line, error.text.split('"')[1]) for error in caught.value.all] == [(1, "(x"), (1, "[y")]
    # What refers to a list with a fault has no fault of its own.
    with pytest.raises(RulesError) as caught:
        phrases.load({"rules/phrases/en.toml": 'a = ["<nought> z"]\nb = ["<a> z"]\nc = ["<a> z", "<nil> z"]\n'})
    assert [(error.line, error.key) for error in caught.value.all] == [(1, "a"), (3, "c")]


@given(st.text())
def test_positions_are_of_the_original_text(text: str) -> None:
    assert all(text[hit.start : hit.end] == hit.words for name in LISTS.names for hit in LISTS.find(name, text))


SENTENCES = st.sampled_from(
    [
        "It will be, we hope, represented",
        "It will be",
        "It is represented",
        "will not be represented",
        "Pleased to accept",
        "二月出席此次会议",
        "出席",
    ]
)


@given(st.lists(SENTENCES, max_size=6))
def test_a_text_has_the_phrases_of_its_sentences(sentences: list[str]) -> None:
    whole = [hit.words for name in ("accept", "greet") for hit in LISTS.find(name, "! ".join(sentences))]
    each = [hit.words for name in ("accept", "greet") for text in sentences for hit in LISTS.find(name, text)]
    assert whole == each


WRITTEN = st.sampled_from(
    [
        "will",
        "be",
        "represented.",
        "not",
        "Good morning",
        "dear",
        "pas",
        "sera",
        "représentés",
        "出席会议",
        "وفد",
        "room",
    ]
)


@given(st.lists(WRITTEN, max_size=8))
def test_only_the_lists_in_a_text_find_something(words: list[str]) -> None:
    text = " ".join(words)
    assert {name for name in LISTS.names if LISTS.find(name, text)} <= LISTS.lists_in(text) <= LISTS.names


@given(st.lists(WRITTEN, max_size=12), st.sampled_from((frozenset[str](), frozenset({"greet"}))))
def test_places_are_the_hits_as_words(words: list[str], plain: frozenset[str]) -> None:
    lists, text = phrases.load(FILES, plain), " ".join(words)
    places = lists.places(lists.names | {"unknown"}, text)
    hits = [(hit.start, hit.end, hit.name) for name in lists.names for hit in lists.find(name, text)]
    assert [(*lists.row(text).span(start, stop), name) for start, stop, name in places] == sorted(hits)


def test_a_list_of_plain_words_may_always_find_something() -> None:
    lists = phrases.load(FILES, frozenset({"greet"}))
    assert lists.lists_in("The room") == {"greet"}


@pytest.mark.parametrize("word", ["will ", "will be ", "good good morning ", "出席", "و"])
def test_a_hostile_text_stays_bounded(word: str) -> None:
    before = time.process_time()
    LISTS.find("accept", word * (200_000 // len(word)))
    assert time.process_time() - before < 5
