"""The few words that the writers add themselves, in the languages of letters."""

from __future__ import annotations

from mailflow.office.report.value import Cell

_WORDS = {
    "en": {"message": "message", "messages": "messages", "by": "entered by", "page": "page", "notes": "Notes"},
    "fr": {"message": "message", "messages": "messages", "by": "saisi par", "page": "page", "notes": "Notes"},
    "es": {"message": "mensaje", "messages": "mensajes", "by": "introducido por", "page": "página", "notes": "Notas"},
    "ar": {"message": "الرسالة", "messages": "الرسائل", "by": "أدخلها", "page": "صفحة", "notes": "ملاحظات"},
    "ru": {"message": "сообщение", "messages": "сообщения", "by": "внесено:", "page": "стр.", "notes": "Примечания"},
    "zh": {"message": "来文", "messages": "来文", "by": "录入人：", "page": "页", "notes": "说明"},
}


def word(name: str, language: str) -> str:
    """A word of the writers in that language, in English where there is none."""
    return _WORDS.get(language, _WORDS["en"])[name]


# A sum can rest on hundreds of messages: documents name the first, and how many there are; JSON and tables name them all.
_NAMED = 8


def source(cell: Cell, language: str) -> str:
    """Where a cell comes from, in words: "message 12", "messages 3, 12; entered by Anna"; "" for nowhere.

    Of more than eight messages the first are named, and how many there are.
    """
    parts = []
    if cell.messages:
        name = word("messages" if len(cell.messages) > 1 else "message", language)
        rest = f" … ({len(cell.messages)})" if len(cell.messages) > _NAMED else ""
        parts.append(f"{name} {', '.join(map(str, cell.messages[:_NAMED]))}{rest}")
    if cell.by:
        parts.append(f"{word('by', language)} {cell.by}")
    return "; ".join(parts)
