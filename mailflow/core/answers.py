"""Answers to an invitation that need no typing: what a link in a letter writes, in the party's language.

Each link opens a new message to us (`mailto:`, RFC 6068) that a person can read, add to and send: a subject, one plain
sentence, and a line with a reference (`core.reference`) from which the answer is read without doubt when it comes back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from mailflow.core.conference import Conference
from mailflow.core.data import one_line
from mailflow.core.facts import Answer
from mailflow.core.folding import fold
from mailflow.core.letter_values import AnswerLink, Answers
from mailflow.core.reference import WORDS, LetterKey
from mailflow.core.roster import Party

_LONGEST = 160  # characters of a name or a title: mail programs cut addresses of some 2,000


@dataclass(frozen=True, slots=True)
class _Words:
    """Subject and sentence for one answer."""

    subject: str
    sentence: str


_WORDS: dict[str, dict[Answer, _Words]] = {
    "en": {
        Answer.ACCEPTED: _Words("will be represented", "We will be represented at the meeting: {}."),
        Answer.DECLINED: _Words("will not be represented", "We will not be represented at the meeting: {}."),
        Answer.TENTATIVE: _Words("not yet known", "It is not yet known whether we will be represented at the meeting: {}."),
    },
    "fr": {
        Answer.ACCEPTED: _Words("participation", "Nous serons représentés à la réunion : {}."),
        Answer.DECLINED: _Words("pas de participation", "Nous ne serons pas représentés à la réunion : {}."),
        Answer.TENTATIVE: _Words(
            "participation pas encore décidée", "Nous ne savons pas encore si nous serons représentés à la réunion : {}."
        ),
    },
    "es": {
        Answer.ACCEPTED: _Words("participación", "Estaremos representados en la reunión: {}."),
        Answer.DECLINED: _Words("sin participación", "No estaremos representados en la reunión: {}."),
        Answer.TENTATIVE: _Words(
            "participación aún no decidida", "Aún no sabemos si estaremos representados en la reunión: {}."
        ),
    },
    "ar": {
        Answer.ACCEPTED: _Words("المشاركة", "سنشارك في الاجتماع: {}."),
        Answer.DECLINED: _Words("عدم المشاركة", "لن نشارك في الاجتماع: {}."),
        Answer.TENTATIVE: _Words("لم يتقرر بعد", "لم يتقرر بعد ما إذا كنا سنشارك في الاجتماع: {}."),
    },
    "ru": {
        Answer.ACCEPTED: _Words("участие", "Мы будем представлены на совещании: {}."),
        Answer.DECLINED: _Words("без участия", "Мы не будем представлены на совещании: {}."),
        Answer.TENTATIVE: _Words("решение еще не принято", "Решение о нашем участии в совещании еще не принято: {}."),
    },
    "zh": {
        Answer.ACCEPTED: _Words("派代表出席", "我方将派代表出席会议：{}。"),
        Answer.DECLINED: _Words("不派代表出席", "我方不派代表出席会议：{}。"),
        Answer.TENTATIVE: _Words("尚未决定", "我方尚未决定是否派代表出席会议：{}。"),
    },
}  # fmt: skip
_LABEL = {"en": "Reference", "fr": "Référence", "es": "Referencia", "ar": "المرجع", "ru": "Ссылка", "zh": "编号"}


def answer_links(letter_key: LetterKey, conference: Conference, party: Party, language: str) -> Answers:
    """The three links of a letter to a party, in the letter's language; in English where the language has no words here."""

    def link(answer: Answer) -> AnswerLink:
        reference = str(letter_key.reference(WORDS[answer], conference.name, party.code))
        words = _WORDS.get(language, _WORDS["en"])[answer]
        colon = {"fr": "\u00a0: ", "zh": "："}.get(language, ": ")
        subject = f"{_short(party.named(language))}{colon}{words.subject}"
        body = f"{sentence(answer, conference, language)}\n\n{_LABEL.get(language, _LABEL['en'])}{colon}{reference}\n"
        address = f"mailto:{quote(conference.address.local, safe='+')}@{quote(conference.address.domain)}"
        return AnswerLink(
            reference=reference,
            # RFC 6068 §5: line breaks are %0D%0A.
            href=f"{address}?subject={_coded(subject)}&body={_coded(body)}",
            short=f"{address}?subject={reference}",
        )

    return Answers(link(Answer.ACCEPTED), link(Answer.DECLINED), link(Answer.TENTATIVE))


def sentence(answer: Answer, conference: Conference, language: str) -> str:
    """What the link of an answer says in one sentence."""
    title = conference.titles.get(language) or conference.title
    return _WORDS.get(language, _WORDS["en"])[answer].sentence.format(_short(title))


def without_sentence(text: str, answer: Answer, conference: Conference) -> str | None:
    """The text without the sentence of that answer, folded and on one line; `None` where the sentence is not in it.

    Mail programs break lines and change quotation marks, so both are compared as folded words.
    """
    there = _comparable(text)
    for known in (_comparable(each) for each in _sentences(answer, conference)):
        if known in there:
            return there.replace(known, " ").strip()
    return None


def _sentences(answer: Answer, conference: Conference) -> Iterator[str]:
    return (sentence(answer, conference, language) for language in _WORDS)


def _comparable(text: str) -> str:
    return " ".join(fold(text).split())


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def _coded(text: str) -> str:
    return quote(text.replace("\n", "\r\n"), safe="")
