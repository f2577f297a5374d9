"""The rank of a head of delegation, read from the function in the notice: only by words that say it, never guessed."""

from __future__ import annotations

import re
from enum import IntEnum

from mailflow.core.folding import fold


class Rank(IntEnum):
    """Ranks in their order; a higher one is a greater number."""

    OFFICIAL = 1
    DIRECTOR = 2
    AMBASSADOR = 3
    DEPUTY_MINISTER = 4
    MINISTER = 5
    HEAD = 6  # of State or Government

    @property
    def key(self) -> str:
        """As it stands in the configuration."""
        return self.name.lower().replace("_", "-")


# Each list is tried in this order: "Vice Minister" before "Minister", "Minister Counsellor" before both. The words are folded:
# small letters without accents. A word stands alone; one that ends in * begins a word.
_WORDS: tuple[tuple[Rank, str], ...] = (
    (Rank.OFFICIAL, "minister counsellor|minister-counsellor|minister counselor|minister plenipotentiary|ministre conseiller"
     "|ministre-conseiller|ministre plenipotentiaire|ministro consejero|ministro plenipotenciario|советник-посланник"
     "|посланник|وزير مفوض|مستشار وزير|公使衔参赞|公使"),
    (Rank.DIRECTOR, "chef de cabinet|director of the cabinet"),
    (Rank.MINISTER, "deputy prime minister|vice prime minister|vice-premier ministre|vice premier ministre"
     "|viceprimer ministro|заместитель премьер-министра|вице-премьер|نايب رييس الوزراء|副总理|副首相"),
    (Rank.HEAD, "head of state|head of government|president of the republic|prime minister|chancellor|chef de l'etat"
     "|chef du gouvernement|president de la republique|premier ministre|presidente de la republica|primer ministro"
     "|primera ministra|jefe de estado|jefe de gobierno|президент республики|премьер-министр|رييس الجمهوريه|رييس الوزراء"
     "|总统|总理|首相"),
    (Rank.DEPUTY_MINISTER, "deputy minister|vice minister|vice-minister|deputy foreign minister|state secretary"
     "|under-secretary|undersecretary|parliamentary secretary|minister of state|vice-ministre|vice ministre"
     "|secretaire d'etat|sous-secretaire|secretaire general du ministere|viceministr*|vicecanciller|subsecretari*"
     "|secretario de estado|secretaria de estado|заместитель министра|замминистра|статс-секретарь|ناءب الوزير|نايب الوزير"
     "|نايب وزير|وكيل وزاره|副部长|国务秘书|副外长"),
    (Rank.MINISTER, "minister|ministre|ministro|ministra|canciller|secretary of state|secretary of foreign affairs|министр|وزير|وزيره|部长|外长|外交部长"),
    (Rank.AMBASSADOR, "ambassador|ambassadeur|ambassadrice|embajador|embajadora|permanent representative"
     "|representant permanent|representante permanente|representant* permanent*|charge d'affaires|high commissioner|nuncio"
     "|nonce|посол|постоянный представитель|поверенный в делах|سفير|سفيره|الممثل الدايم|المندوب الدايم|大使|常驻代表|临时代办"),
    (Rank.DIRECTOR, "director-general|director general|directeur general|directrice generale|directora general|director"
     "|directeur|directrice|directora|head of department|head of division|head of unit|head of section|chef de departement"
     "|chef de division|jefe de departamento|deputy director|директор|начальник управления|начальник отдела"
     "|مدير|مدير عام|رييس قسم|司长|局长|处长|主任"),
    (Rank.OFFICIAL, "counsellor|counselor|first secretary|second secretary|third secretary|attache|officer|adviser|advisor"
     "|desk officer|legal adviser|expert|colonel|major|captain|commander|consul|conseiller|conseillere|premier secretaire"
     "|premiere secretaire|deuxieme secretaire|troisieme secretaire|consejero|consejera|primer secretario|primera secretaria"
     "|segundo secretario|segunda secretaria|tercer secretario|tercera secretaria|asesor|asesora|советник|первый секретарь"
     "|второй секретарь|третий секретарь|атташе|эксперт|مستشار|سكرتير اول|سكرتير ثان|سكرتير ثالث|ملحق|参赞|一等秘书|二等秘书|三等秘书"
     "|随员|专员|顾问"),
)  # fmt: skip


# Whose office somebody works in is not his rank: "Adviser to the Minister", "Office of the Prime Minister".
_SOMEBODY_ELSE = re.compile(
    r"(?<!\w)(?:office|cabinet|bureau|secretariat|oficina|despacho|gabinete) (?:of|of the|du|de la|de l'|del|de)(?!\w)[^,;(]*"
    r"|(?<=adviser) to[^,;(]*|(?<=advisor) to[^,;(]*|(?<=assistant) to[^,;(]*|(?<=secretary) to[^,;(]*"
    r"|(?<=conseiller) du[^,;(]*|(?<=conseillere) du[^,;(]*|(?<=asesor) del[^,;(]*|(?<=asesora) del[^,;(]*"
)


def rank_of(title: str | None) -> Rank | None:
    """The rank that a function says; None where it says none that is known.

    What stands before the first comma counts first: behind it stands the body, or a second function.
    """
    folded = _SOMEBODY_ELSE.sub(" ", fold(title or ""))
    for text in (re.split("[,;(،，]", folded)[0], folded):
        for rank, pattern in _PATTERNS:
            if pattern.search(text):
                return rank
    return None


def rank_named(key: str) -> Rank | None:
    """The rank of a key in the configuration, None for ""."""
    return Rank[key.upper().replace("-", "_")] if key else None


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile("|".join(_alternative(word) for word in words.split("|")))


def _alternative(word: str) -> str:
    folded = fold(word.rstrip("*"))
    if any("\u4e00" <= sign <= "\u9fff" for sign in folded):
        return re.escape(folded)
    escaped = re.escape(folded).replace(r"\*", r"\w*")
    if any("\u0600" <= sign <= "\u06ff" for sign in folded):
        return rf"(?<!\w)(?:ال)?{escaped}(?!\w)"
    return rf"(?<!\w){escaped}" if word.endswith("*") else rf"(?<!\w){escaped}(?!\w)"


_PATTERNS = tuple((rank, _pattern(words)) for rank, words in _WORDS)
