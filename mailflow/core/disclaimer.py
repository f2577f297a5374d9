"""Notices that mail servers hang on a message: confidentiality, viruses, the environment, "sent from outside".

They are found by paragraph: a cheap look for words that all such notices have, then the sentences themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailflow.core.folding import fold
from mailflow.core.text import Role
from mailflow.core.wordlist import words

# One of these stands in every notice; most messages have none.
_EARLY_SIGNS = words(
    """confiden privileg intended addressee recipient disclaimer environment print monitored unclassified outside external virus malware
    destinat imprim confidenc riservat stampa vertraulich umwelt drucken vertrouwelijk milieu konfident fortrolig miljö
    poufn gizli конфиденц предназнач سري 机密 保密 機密 confidenz reservad luottamuk důvěrn bizalmas"""
)
_SIGNS = tuple(fold(sign) for sign in _EARLY_SIGNS)
_THIS_MAIL = r"\b(?:this|the) (?:e-?mail|message|communication|transmission|electronic mail|correspondence)\b"
_SENTENCES = re.compile(
    "|".join(
        (
            _THIS_MAIL
            + r".{0,160}\b(?:confidential|privileged|intended (?:only|solely|exclusively|for (?:the )?(?:use|named|sole|addressee|recipient)))",
            r"\b(?:information|contents?|material) (?:contained |transmitted )?(?:in|of|with) (?:this|the) (?:e-?mail|message)"
            r".{0,160}\b(?:confidential|intended (?:only|solely|exclusively|for)|privileged)",
            r"\bif you (?:are not|have received|received|believe|think).{0,80}\b(?:intended|in error|by mistake|addressee)",
            r"\bconfidentiality (?:notice|note|disclaimer|warning)\b|\be-?mail disclaimer\b|^\W*disclaimer\b",
            r"\b(?:consider|think (?:of|about)|mindful of) (?:the|our) environment",
            r"\bthink before (?:you )?print|\bbefore (?:you )?print(?:ing)? (?:this|the) (?:e-?mail|mail|message)"
            r"|\b(?:don't|do not|avoid) print(?:ing)? this (?:e-?mail|mail|message)",
            r"\b(?:originated|sent|came|comes|is|was received) from (?:an )?(?:outside|external)\b.{0,40}"
            r"\b(?:organi[sz]ation|company|network|domain|sender|source|institution|agency)\b",
            r"^\W*(?:caution|warning|external)\W{1,3}(?:external|this|e-?mail|mail|sender)",
            r"\b(?:scanned|checked) (?:for|by)\b.{0,60}\b(?:virus|malware|antivirus)|\bvirus[- ]free\b",
            r"\b(?:messages?|e-?mails?|communications?)\b.{0,100}\bmay be monitored|\bthis (?:e-?mail|message) is unclassified",
            r"\bneed to print this|\bsave paper\b",
            r"\bviews? (?:or opinions )?expressed in this (?:e-?mail|message)",
            r"\b(?:ce|le present|cet) (?:message|courriel|courrier|mail|mel|e-?mail).{0,160}(?:confidenti|usage exclusif|destinee?s? (?:exclusivement|uniquement|a l'usage|aux? seul))",
            r"\bsi vous (?:n'etes pas|avez recu|recevez).{0,80}(?:destinataire|par erreur)",
            r"\b(?:pensez|penser|pensons) a l'environnement|avant d'imprimer|n'imprimez|imprimer ce",
            r"\b(?:este|el presente|la presente|esta) (?:mensaje|correo|e-?mail|comunicacion).{0,160}"
            r"(?:confidencial|destinatari|dirigid[oa]s? (?:unica|exclusiva|solo))",
            r"\bsi (?:lo|usted|ud\.?|ha|no es|recibe|recibio).{0,80}(?:destinatari|por error)",
            r"\bantes de imprimir|no imprima|piense en el medio ambiente",
            r"\b(?:esta|este|a presente) (?:mensagem|e-?mail|correio|comunicacao).{0,160}(?:confidenci|destinatari|reservad)",
            r"\bse (?:voce|recebeu|nao for|nao e|receber).{0,80}(?:destinatari|por engano|por erro)",
            r"\b(?:diese|die|dieses) (?:e-?mail|nachricht|mail|mitteilung).{0,160}(?:vertraulich|ausschliesslich fur|nur fur den)",
            r"\bwenn sie nicht der.{0,60}(?:adressat|empfanger)|irrtumlich erhalten",
            r"\bumwelt\b.{0,60}(?:druck)|(?:druck).{0,60}\bumwelt\b",
            r"\b(?:questo|il presente|la presente|questa) (?:messaggio|e-?mail|comunicazione|posta).{0,160}"
            r"(?:riservat|confidenzial|destinatari)",
            r"\bprima di stampare|rispetta l'ambiente|pensa all'ambiente",
            r"\b(?:dit|deze) (?:bericht|e-?mail|mail).{0,160}(?:vertrouwelijk|uitsluitend bestemd|alleen bestemd)|denk aan het milieu",
            r"\b(?:detta|dette|denne|den har) (?:meddelande|e-?post|mail|e-?mail|besked|epost|melding).{0,160}"
            r"(?:konfidenti|fortrolig)",
            r"\b(?:niniejsza|ta|tresc) (?:wiadomosc|korespondencja|e-?mail).{0,160}poufn|\bbu (?:e-?posta|mesaj|ileti).{0,160}gizli",
            r"\b(?:это|данное|настоящее|данное электронное|настоящее электронное) (?:сообщение|письмо).{0,160}"
            r"(?:конфиденц|предназнач)",
            r"(?:هذه الرساله|هذا البريد|هذه الرسائل|تحتوي هذه).{0,160}(?:سري|سريه|موجه|المرسل اليه)",
            r"(?:本|此|这封|這封)(?:电子)?(?:邮件|郵件|信息|电邮).{0,80}(?:保密|机密|機密|收件人)",
        )
    ),
    re.DOTALL,
)
_HEADINGS = re.compile(
    r"[-_=*#~]{5,}|\W*(?:confidentiality|confidencialidad|confidentialite|disclaimer|legal notice|avis|aviso|privileged)\b.{0,40}"
)
_LONGEST = 3_000
_LONGEST_HEADING = 120


def disclaimed(texts: Sequence[str], roles: list[Role]) -> None:
    """Mark in `roles` the lines of notices among these lines, from where the notice begins to the end of its paragraph."""
    # Lower case is enough here, and much cheaper than folding: the signs have no accents, or are listed with them.
    whole = "\n".join(texts).lower()
    if not any(sign in whole for sign in _EARLY_SIGNS):
        return
    start = 0
    for stop in (*(i for i, text in enumerate(texts) if not text.strip()), len(texts)):
        if start < stop:
            _mark(texts, roles, start, stop)
        start = stop + 1


def _mark(texts: Sequence[str], roles: list[Role], start: int, stop: int) -> None:
    """Mark the notice in one paragraph."""
    lines = [fold(text) for text in texts[start:stop]]
    paragraph = " ".join(lines)[:_LONGEST]
    found = _SENTENCES.search(paragraph) if any(sign in paragraph for sign in _SIGNS) else None
    if found is None:
        return
    first, last = _line_at(lines, found.start()), _line_at(lines, max(found.start(), found.end() - 1))
    if first and len(lines[first - 1]) < _LONGEST_HEADING and _HEADINGS.fullmatch(lines[first - 1]):
        first -= 1
    # A banner at the top may stand right above the greeting; a notice at the bottom goes on to its end.
    is_top = not any(text.strip() for text in texts[: start + first])
    end = start + last + 1 if is_top else stop
    roles[start + first : end] = [Role.DISCLAIMER] * (end - start - first)


def _line_at(lines: Sequence[str], position: int) -> int:
    """Which of the lines, joined by one character each, that position is in."""
    index, length = 0, 0
    while index < len(lines) - 1 and length + len(lines[index]) < position:
        length += len(lines[index]) + 1
        index += 1
    return index
