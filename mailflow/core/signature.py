"""Where the sender's own text ends and the signature begins: closings, "-- ", a name that is the sender's, phone marks.

A signature is short lines: a name, functions, an office, numbers. What stands below it and is no such line (a postscript,
a list of delegates, a table, a sentence) is text again; nothing is swallowed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailflow.core.closings import FORMULAS, STRONG, WEAK
from mailflow.core.folding import fold
from mailflow.core.text import Role
from mailflow.core.wordlist import by_start, folded_phrases

_LONGEST_CLOSING = 70
_LONGEST_LINE = 100
_MOST_LINES = 14
_FEW_LINES = 8
_MOST_NAMES = 3
_EDGES = " \t,.!;:-–—*_،、。，！"
_HONORIFIC = re.compile(
    r"(?:\(?(?:mr|mrs|ms|miss|dr|prof|sr|sra|srta|m|mme|mlle|mm|h\.?\s?e|s\.?\s?e|amb|col|lt|maj|capt|gen|brig|comdt|sgt|herr|"
    r"frau|sig|dott|lic|ing|hon|rev|msgr)\b\.?\)?|ambassador|ambassadeur|embajador|embajadora|monsieur|madame|señora?|"
    r"colonel|coronel|г-н|г-жа|السيد|السيدة|السفير)[ \t]",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:\(?\d{1,2}[.)]|[-*•–·▪]|\([a-z0-9]{1,4}\)|[a-z]\))\s+\S", re.IGNORECASE)
_INITIALS = re.compile(r"[^\W\d_a-z]\.?(?: ?[^\W\d_a-z]\.?)?")
_INITIAL_AND_NAME = re.compile(r"(?:[^\W\d_a-z]\. ?){1,2}[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]+)?")
_WITH_WISHES = re.compile(
    r"with (?:[\w']+ ){0,5}(?:wishes|regards|greetings|thanks|gratitude|appreciation)(?: [\w']+){0,5}"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+\S")
_CONTENT = re.compile(
    r"p\.? ?s\b|p\.d\.|n\.?b\.|post ?scriptum|postscript|ps\.?:|annex|anexo?\b|anhang|anlage|allegat|bijlage|"
    r"enc(?:l|losure)s?\b|attach(?:ed|ment)|list(?:e|a)? of|list(?:e|a) (?:des|de)|list of|composition|dear |hello\b|"
    r"madame,|monsieur,|mesdames|estimad|sehr geehrte|distinguid|excellenc|\[|"
    r".{0,40}\b(?:courtesy|unofficial|english|french|spanish|informal) (?:translation|version)|traduction|traducci"
)
_REACHED_BY = re.compile(
    r"(?:\W*(?:tel|tél|phone|telephone|teléfono|telefon|fax|mob|mobile|cell|gsm|e-?mail|web|www|http|skype|whatsapp|address|"
    r"adresse|office|direct|switchboard|тел|факс|هاتف|فاكس|电话|传真|手机)\b|\W*[a-z] ?[.:] ?\+?[\d(]|\W*\+?[\d(][\d\s().-]{6,})",
    re.IGNORECASE,
)
# Folded beginnings of what telephones and tablets write below a message.
_PHONES = folded_phrases(
    """sent from my |sent from iphone|sent from a |sent from outlook|sent from yahoo|sent from mail for|
    sent from samsung|sent from proton|sent via |sent on the go|sent with |get outlook for|get bluemail|download outlook|
    envoyé de mon |envoyé depuis |envoyé à partir |télécharger outlook|obtenez outlook|téléchargez |
    enviado desde |enviado mediante|obtener outlook|descargar outlook|enviado do meu |enviado a partir |enviado de meu |
    enviado via |obter o outlook|von meinem |von meiner |gesendet von |diese nachricht wurde von meinem |
    outlook für ios|outlook für android|holen sie sich outlook|inviato da |ottieni outlook|
    scarica outlook|verzonden vanaf |verstuurd vanaf |outlook voor|download outlook voor|skickat från |hämta outlook|
    sendt fra |send fra min |hent outlook|lähetetty |hanki outlook|wysłane z |wysłano z |pobierz outlook|odesláno z |
    odesláno ze |odoslané z |poslano z |poslano sa |küldve |trimis de pe |elküldve |iphone'umdan |iphone'dan |
    android için outlook|ios için outlook|отправлено из |отправлено с |отправлено от |надіслано з |изпратено от |
    στάλθηκε από |أرسلت من |أُرسل من |مرسل من |تم الإرسال من |الحصول على outlook|ارسال شده از |נשלח מה|发自我的|发自我|
    發自我的|傳送自|从我的|获取 outlook|iphoneから送信|ipadから送信|androidから送信|나의 iphone|dikirim dari |gửi từ |
    envoyé par |dari iphone|ส่งจาก"""
)
_STRONG, _WEAK, _FORMULAS, _PHONE = map(by_start, (STRONG, WEAK, FORMULAS, _PHONES))


def signed(texts: Sequence[str], roles: list[Role], names: frozenset[str], *, opens: bool = True) -> None:
    """Mark the lines of signatures in `roles`. `texts` are the lines of one stretch of new text.

    `names` are the folded words of the sender's display name and address; lines that have another role already (a
    disclaimer) are passed over. `opens`: the message begins here; then a name alone is what it says, and no signature.
    """
    at = 0
    while at < len(texts):
        end = _signature_at(texts, roles, at) if texts[at] and roles[at] is Role.NEW else at
        for index in range(at, end):
            roles[index] = roles[index] if roles[index] is Role.DISCLAIMER else Role.SIGNATURE
        at = max(end, at + 1)
    if Role.SIGNATURE not in roles or all(
        role is not Role.SIGNATURE or _is_phone(t) for t, role in zip(texts, roles, strict=True)
    ):
        _by_name(texts, roles, names, opens=opens)


def _signature_at(texts: Sequence[str], roles: Sequence[Role], at: int) -> int:
    """The line after the signature that begins here; `at` itself where none does."""
    text = texts[at].strip()
    if text in ("--", "—") or (text == "---" and at + 1 < len(texts) and not texts[at + 1][:1].isspace()):
        return _end(texts, roles, at + 1, strict=False)
    if len(text) > _LONGEST_CLOSING:
        return at
    folded = fold(text)
    if _is_of_phone(folded):
        return at + 1
    if _closes(folded, _STRONG, loose=True):
        return _end(texts, roles, at + 1, strict=True)
    if _closes(folded, _WEAK, loose=False):
        end = _end(texts, roles, at + 1, strict=True)
        lines = sum(bool(text) for text in texts[at + 1 : end])
        return end if lines <= _FEW_LINES and _rest_is_empty(texts, roles, end) else at
    return at


def _is_phone(text: str) -> bool:
    return _is_of_phone(fold(text[:_LONGEST_CLOSING]))


def _is_of_phone(folded: str) -> bool:
    """Whether a folded line is the advertisement of a telephone: "Sent from my …"."""
    folded = folded.lstrip(" \t*_-")
    return folded.startswith(_PHONE.get(folded[:2], ("\0",)))


def _closes(folded: str, phrases: dict[str, tuple[str, ...]], *, loose: bool) -> bool:
    """Whether the line is a closing and little else: "Best regards from all of us", "Thanks, Ana"."""
    line = folded.strip(_EDGES)
    if loose and line.startswith("with ") and _WITH_WISHES.fullmatch(line):
        return True
    for phrase in phrases.get(line[:2], ()):
        if line.startswith(phrase):
            rest = line[len(phrase) :]
            if not rest or not (rest[0].isalnum() and phrase[-1].isalnum() and rest[0].isascii()):
                return not rest or (len(rest.split()) <= 5 if loose else rest[0] in ",!.-/&" and len(rest.split()) <= 4)
    return False


def _end(texts: Sequence[str], roles: Sequence[Role], start: int, *, strict: bool) -> int:
    """The line after the last one that belongs to a signature whose lines begin at `start`."""
    last, lines, after_gap = start, 0, False
    for index in range(start, len(texts)):
        text = texts[index].strip()
        if not text or roles[index] is not Role.NEW:
            after_gap = True
            continue
        if lines >= _MOST_LINES or _is_content(texts, index, strict=strict, after_gap=after_gap):
            break
        last, lines, after_gap = index + 1, lines + 1, False
    return last


def _rest_is_empty(texts: Sequence[str], roles: Sequence[Role], start: int) -> bool:
    return all(not texts[i].strip() or roles[i] is not Role.NEW for i in range(start, len(texts)))


def _is_content(texts: Sequence[str], at: int, *, strict: bool, after_gap: bool) -> bool:
    """Whether a line below a closing is no part of a signature."""
    text = texts[at].strip()
    if _is_reached_by(text):
        return False
    if _CONTENT.match(fold(text[:80])) or _NUMBERED.match(text) or _is_table(texts, at):
        return True
    if _ITEM.match(text) and ((strict and after_gap) or _ITEM.match(_below(texts, at))):
        return True
    if after_gap and _HONORIFIC.match(text) and _HONORIFIC.match(_below(texts, at)):
        return True
    words = text.split()
    if text[-1] in ":：" and len(words) > 1:
        return True
    if len(text) > _LONGEST_LINE and "|" not in text and "," not in text[:40]:
        return True
    return _is_sentence(text, words) if strict or (after_gap and len(words) > 12) else False


def _below(texts: Sequence[str], at: int) -> str:
    """The line below, "" at the end."""
    return texts[at + 1].strip() if at + 1 < len(texts) else ""


def _is_reached_by(text: str) -> bool:
    """Whether a line gives a number or an address at which somebody is reached."""
    return len(text) <= _LONGEST_LINE and bool(_REACHED_BY.match(text))


def _is_table(texts: Sequence[str], at: int) -> bool:
    """Whether the line and the next are rows of one table, and no pair of label and number."""
    below = _below(texts, at)
    return "\t" in texts[at] and "\t" in below and not _is_reached_by(below)


def _is_sentence(text: str, words: Sequence[str]) -> bool:
    """Whether a line is a sentence or the beginning of one: mostly small words, or a question."""
    if text[-1] in "?？؟" and len(words) > 2:
        return True
    small = sum(word[0].islower() for word in words)
    if not any(c.isupper() or c.islower() for c in text[:20]):
        return len(words) > 8 or (len(text) > 30 and text[-1] in "。.")
    if text[-1] in ".!":
        return len(words) >= 5 and small * 2 >= len(words)
    return len(words) >= 8 and small * 10 >= len(words) * 6


# A name without a closing.


def _by_name(texts: Sequence[str], roles: list[Role], names: frozenset[str], *, opens: bool) -> None:
    """Mark the last paragraphs where they begin with the sender's name, or stand below a formal courtesy sentence."""
    own = [i for i, role in enumerate(roles) if role is Role.NEW]
    start: int | None = None
    for first, last in reversed(_paragraphs(texts, own)):
        begin = _begin(texts, first, last, names)
        if begin is None or _end(texts, roles, begin, strict=True) <= last or last - begin >= _MOST_LINES:
            break
        above = _above(texts, begin)
        alone = above is None and (opens or len(texts[begin].split()) > _MOST_NAMES)
        if alone or (above or "")[-1:] in (":", "："):
            break
        start = begin
    if start is not None:
        for index in own:
            if index >= start:
                roles[index] = Role.SIGNATURE


def _begin(texts: Sequence[str], first: int, last: int, names: frozenset[str]) -> int | None:
    """Where in a paragraph the signature begins: at the sender's name, or at a closing of a few words above it."""
    if _is_name(texts[first], names) or _is_formula(texts, first):
        return first
    if last > first and _is_greeting(texts[first]) and _is_name(texts[first + 1], names):
        return first
    # A name right below the last sentence, as it is written in haste; the last entry of a list is none, though it be the sender's.
    if _ITEM.match(texts[last].strip()):
        return None
    if _is_name(texts[last], names) and not _HONORIFIC.match(texts[last]) and not _is_name(texts[last - 1], names):
        return last
    return None


def _is_greeting(text: str) -> bool:
    """Whether a line may be a closing in a language that is not listed: some words and a comma."""
    return text.rstrip()[-1:] in ",!，" and len(text.split()) <= 4


def _paragraphs(texts: Sequence[str], own: Sequence[int]) -> list[tuple[int, int]]:
    """First and last line of the last three paragraphs."""
    found: list[tuple[int, int]] = []
    for index in reversed(own):
        if not texts[index].strip():
            continue
        if found and found[-1][0] == index + 1:
            found[-1] = (index, found[-1][1])
        elif len(found) == 3:
            break
        else:
            found.append((index, index))
    return found[::-1]


def _above(texts: Sequence[str], at: int) -> str | None:
    """The text right above a line, None at the top."""
    return next((texts[i].strip() for i in range(at - 1, -1, -1) if texts[i].strip()), None)


def _is_formula(texts: Sequence[str], first: int) -> bool:
    """Whether the paragraph above is the courtesy sentence of a letter."""
    index = first - 1
    while index >= 0 and not texts[index].strip():
        index -= 1
    while index > 0 and texts[index - 1].strip():
        index -= 1
    folded = fold(texts[index][:60]).strip() if index >= 0 else ""
    return folded.startswith(_FORMULAS.get(folded[:2], ("\0",)))


def _is_name(text: str, names: frozenset[str]) -> bool:
    """Whether a line is a name with a word of the sender's in it, perhaps with a function behind a comma or a bar.

    Initials alone are a name, and so is an initial with a family name, whoever wrote it for the sender's office.
    """
    line = text.strip()
    if _INITIALS.fullmatch(line):
        return any(name[0] == fold(line[0]) for name in names)
    if _INITIAL_AND_NAME.fullmatch(line):
        return True
    head = re.split(r"[,|/(\t–]|\s-\s", line, maxsplit=1)[0]
    words = [word.strip(".()|") for word in re.split(r"[\s'-]+", head)]
    if not 0 < len(words) <= 7 or _YEAR.search(line) or any(word[:1].islower() and len(word) > 3 for word in words):
        return False
    return any(fold(word) in names for word in words if len(word) > 2)
