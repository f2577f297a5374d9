"""In what manner a message is written, so that it can be answered in kind: form, reference, and how its sender names itself.

A note verbale is written in the third person and answered by one; a formal letter gets a letter, a mail a short letter
(UN Correspondence Manual ST/DCS/4/Rev.1, paras 104-117). Only the beginning of a text is read, in bounded time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from mailflow.core.data import one_line
from mailflow.core.folding import fold
from mailflow.core.reference import references_in

_MOST_READ = 8_000
_LONGEST_REFERENCE = 40


@dataclass(frozen=True, slots=True)
class Manner:
    """`form` is note, letter or short. `addressee` says to whom a note is addressed, as a phrase in `language`:

    "to the Permanent Mission of …", read from the note itself; "" where it does not say. `reference` is the sender's own.
    """

    form: str = "short"
    reference: str = ""
    addressee: str = ""
    language: str = ""


def manner(texts: Iterable[str], subject: str = "") -> Manner:
    """The manner of a message with these texts: its own new text first, then what was read from its attachments."""
    heads = [text[:_MOST_READ] for text in texts]
    reference = next(filter(None, map(_reference, heads)), "") or _reference_in_subject(subject)
    for head in heads:
        caseless = head.casefold()
        for language, signs, pattern, phrase in _NOTES:
            if any(sign in caseless for sign in signs) and (found := pattern.search(head)):
                return Manner("note", reference, phrase(one_line(found["who"] or "")), language)
    folded = [fold(head) for head in heads]
    if any(_says(_NOTE_CLOSING, head) for head in folded):
        return Manner("note", reference)
    return Manner("letter" if any(_says(_FORMAL, head) for head in folded) else "short", reference)


def _says(phrases: Mapping[str, re.Pattern[str]], folded: str) -> bool:
    return any(sign in folded and pattern.search(folded) for sign, pattern in phrases.items())


def _english(who: str) -> str:
    return f"to the {who[4:]}" if who[:4].casefold() == "the " else ""


def _french(who: str) -> str:
    for article, dative in (("la ", "à la "), ("le ", "au "), ("les ", "aux "), ("l'", "à l'"), ("l’", "à l’")):
        if who.casefold().startswith(article):
            return f"{dative}{who[len(article) :]}"
    return ""


def _spanish(who: str) -> str:
    for article, dative in (("la ", "a la "), ("el ", "al "), ("los ", "a los "), ("las ", "a las ")):
        if who.casefold().startswith(article):
            return f"{dative}{who[len(article) :]}"
    return ""


def _russian(who: str) -> str:
    """The dative of what writes notes; of anything else none, for a wrong case is worse than no name."""
    for nominative, dative in (
        ("постоянное представительство", "Постоянному представительству"),
        ("министерство", "Министерству"),
        ("посольство", "Посольству"),
    ):
        if who.casefold().startswith(nominative):
            return f"{dative}{who[len(nominative) :]}"
    return ""


def _arabic(who: str) -> str:
    return f"إلى {who}"


def _chinese(who: str) -> str:
    return f"向{who}"


_WHO = r"(?P<who>{article}(?:[^.;:!?\n]|(?<=\bSt)\.|\n(?!\s*\n)){{3,240}}?)\s+"
# Beside each pattern stands a piece of what it looks for, folded in case, and none of it an i, k or s, which a pattern without
# case finds in letters that casefolding leaves: nearly all messages are no notes, and a piece is looked for in no time.
_NOTES: tuple[tuple[str, tuple[str, ...], re.Pattern[str], Callable[[str], str]], ...] = (
    (
        "en",
        ("compl",),
        re.compile(_WHO.format(article=r"\bThe\s") + r"presents?\s+(?:its|their|his|her)\s+compliments", re.IGNORECASE),
        _english,
    ),
    (
        "fr",
        ("compl",),
        re.compile(
            _WHO.format(article=r"\bL(?:a\s|e\s|es\s|['’])") + r"présente(?:nt)?\s+(?:ses|leurs)\s+compliments",
            re.IGNORECASE,
        ),
        _french,
    ),
    (
        "es",
        ("aluda", "aludo", "cumpl"),
        re.compile(
            _WHO.format(article=r"\b(?:La|El|Las|Los)\s")
            + r"(?:saluda\s+(?:(?:muy\s+)?atentamente\s+|cordialmente\s+)?a(?:l\b|\s+las?\b|\s+los\b)|"
            + r"presenta\s+sus\s+(?:atentos\s+)?(?:saludos|cumplidos))",
            re.IGNORECASE,
        ),
        _spanish,
    ),
    (
        "ru",
        ("уважение",),
        re.compile(
            r"(?P<who>\b(?:Постоянное\s|Министерство|Посольство)[^.;:!?]{3,240}?)\s+свидетельству[ею]т\s+сво[её]\s+уважение",
            re.IGNORECASE,
        ),
        _russian,
    ),
    ("ar", ("تحياتها",), re.compile(r"تهدي\s+(?P<who>[^.؛:!؟]{3,240}?)\s+(?:أطيب\s+|خالص\s+)?تحياتها"), _arabic),
    ("zh", ("致意",), re.compile(r"(?P<who>[^，。；：\s]{2,60}?(?:团|馆|部|处))谨?向[^，。；：]{2,60}致意"), _chinese),
)
# What only a note says, where its opening is not as it should be. Before each a piece that stands in it as it is.
_NOTE_CLOSING = {
    fold(sign): re.compile(fold(pattern))
    for sign, pattern in (
        ("itself of this opportunity", r"avails? itself of this opportunity"),
        ("saisit cette", r"saisit cette (?:occasion|opportunite)"),
        ("aprovecha", r"aprovecha (?:esta|la) (?:oportunidad|ocasion)"),
        ("hace propicia", r"hace propicia (?:esta|la) (?:oportunidad|ocasion)"),
        ("пользуется", r"пользуется (?:этой возможностью|случаем)"),
        ("تنتهز", r"تنتهز .{0,60}هذه (?:الفرصه|المناسبه)"),
        ("崇高", r"顺致最?崇高(?:的)?敬意"),
    )
}
_FORMAL = {
    sign: re.compile(pattern)
    for sign, pattern in (
        ("i have the hono", r"i have the honou?r"),
        ("j'ai l'honneur", r"j'ai l'honneur"),
        ("tengo", r"tengo (?:el honor|a honra)"),
        ("имею честь", r"имею честь"),
        ("your excellency", r"\byour excellency\b"),
        ("veuillez agreer", r"veuillez agreer.{0,80}haute consideration"),
        ("of my highest", r"assurances? of my highest consideration"),
    )
}

_NUMBER = r"(?P<number>(?=[^\s,;]*\d)[\w(（〔\[][\w./()（）〔〕\[\]-]{0,38}(?:号)?)"
_LABEL = (
    r"(?:note\s+verbale|nota\s+verbal|note|nota|our\s+ref(?:erence)?|reference|référence|referencia|réf|ref|"
    r"n/réf|nv|вербальная\s+нота|нота|исх|رقم|المرجع|编号|文号)"
)
_SIGN = r"(?:number|no|nr|num|número|numéro|núm|n[°º]|№|nro|رقم)"
# At the head of an item its number stands on a line of its own; in running text a number belongs to another item.
_AT_HEAD = re.compile(
    rf"^[ \t*]*(?:{_LABEL}[\s.:]*{_SIGN}?|{_SIGN})[ \t.:°º№]*{_NUMBER}[ \t]*(?=$|[,;]|[ \t]{{2}})",
    re.IGNORECASE | re.MULTILINE,
)
_IN_SUBJECT = re.compile(rf"(?<![^\W\d_]){_LABEL}[\s.:]*{_SIGN}?[\s.:°º№]*{_NUMBER}", re.IGNORECASE)
_THEIRS = re.compile(r"(?:your|votre|vuestra|su|v/|ваша|вашу|贵)\s*$", re.IGNORECASE)
_CHINESE_NUMBER = re.compile(r"[\u4e00-\u9fff]{0,6}[(（〔\[]\d{4}[)）〕\]][\u4e00-\u9fff]{0,3}\s?第?\s?\d{1,5}\s?号")


def _reference(text: str) -> str:
    """The number that an item bears at its head: "Ref. 41/06" on a line of its own."""
    head = text[:1_500]
    found = _AT_HEAD.search(head) or ("号" in head and _CHINESE_NUMBER.search(head))
    return _number(found) if found else ""


def _reference_in_subject(subject: str) -> str:
    """The number that a subject names: "Note Verbale 41/06". Behind "your" it is ours, not the sender's."""
    line = subject[:500]
    found = _IN_SUBJECT.search(line)
    return _number(found) if found and not _THEIRS.search(line[: found.start()]) else ""


def _number(found: re.Match[str]) -> str:
    if next(references_in(found[0]), None) is not None:
        # Ours, from a link in a letter of ours.
        return ""
    number = (found.groupdict().get("number") or found[0]).rstrip("./-")
    if number.endswith(")") and "(" not in number:
        number = number[:-1]
    # A bare number of one or two signs, or a year, is a day or a count.
    if re.fullmatch(r"\d{1,2}|(?:19|20)\d{2}", number) and "ref" not in found[0].casefold():
        return ""
    return one_line(number)[:_LONGEST_REFERENCE]
