"""Which line of a document is its title: what its delegation would call it.

Above the title of a paper stand symbols, dates, the name of the meeting, of the ministry or mission, and lines such as
"Working paper submitted by Norway": the masthead. A candidate that is masthead is passed over; where nothing else is left,
there is no title, and the letter names the file instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mailflow.core.wordlist import words

LONGEST = 250

_MONTHS = words(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sept "
    "sep oct nov dec janvier février mars avril mai juin juillet août septembre octobre novembre décembre enero febrero "
    "marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre января февраля марта апреля мая "
    "июня июля августа сентября октября ноября декабря يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر "
    "ديسمبر"
)
_DATE_WORDS = frozenset(
    [*_MONTHS, *words("de del of the le la to au - – — st nd rd th er from du au al el les et y and и г года й го")]
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CJK_DATE = re.compile(r"(?:19|20)?\d\d?\d?年\d{1,2}月(?:\d{1,2}日)?")
_WORD = re.compile(r"[^\W\d_]+|\d+")

_PAPER = (
    r"(?:(?:joint|revised|draft|informal|national)\s+)*(?:working|discussion|conference room|position|information|concept|background|"
    r"policy|food[- ]for[- ]thought|non)?[\s-]*(?:papers?|documents?|proposals?|texts?|contributions?|reports?|statements?|"
    r"submissions?|amendments?|drafts?)"
)
_BY = (
    r"(?:submitted|presented|prepared|tabled|proposed|transmitted|circulated|présentée?s?|soumise?s?|établie?s?|préparée?s?|"
    r"presentad[oa]s?|sometid[oa]s?|preparad[oa]s?|apresentad[oa]s?|представлен\w*|подготовлен\w*|внесен\w*)"
)
_BY_WHOM = r"(?:\s+(?:jointly|conjointement|conjuntamente|to\b.{0,60}?))?\s*,?\s*(?:by|on behalf of|par|au nom|por|en nombre)\b"
# After the name of a submitter a subject may follow on the same line: then the line is a title after all.
_SUBJECT_FOLLOWS = re.compile(
    r"\b(?:on(?! behalf)|concerning|regarding|about|for|relating to|sur|concernant|relati\w+ à|relati\w+ aux?|sobre|relativ\w+ a|acerca de|о|об|по)\s|[:–—]\s*\S",
    re.IGNORECASE,
)

_MASTHEAD = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # symbols of documents, and numbers of notes verbales
        r"\(?[A-Z]{1,8}[A-Z0-9.]*(?:/[A-Z0-9.()-]+)+\*?\)?",
        r"(?:no|nr|n°|nº|ref|réf|reference|référence|referencia|our ref|your ref|n\.?\s?v\.?|n/ref)[\s.:°º]*[^\s]*\d[\w\s./-]*",
        r"(?:note verbale|nota verbal|verbal note|вербальная нота|нота|مذكرة شفوية|照会)(?:\s.*\d.*)?",
        # distribution, language, agenda, state of the text
        r"(?:distr|distribution|distribución|original|language|langue|idioma|classification)\b\.?\s*[:.].*",
        r"(?:limited|general|restricted|english|french|spanish|russian|arabic|chinese|anglais|français|español|inglés|francés)"
        r"(?:\s+(?:only|seulement|solamente))?",
        r"(?:agenda )?item \d.*|point \d+\w* (?:de l.ordre du jour|.{0,5})|tema \d+ del programa.*|provisional agenda item.*",
        r"(?:final|revised|first|second|zero)?\s*(?:draft|version|rev(?:ision)?\.?)\s*[\d./]*|embargoed.*|confidential|urgent|advance "
        r"copy|copy|as delivered|unofficial translation|translation|traduction(?: non officielle)?|traducción(?: no oficial)?",
        r"(?:please )?check against delivery|seul le (?:texte )?prononcé fait foi|vérifier (?:au|à l.)\s?\w+|cot[eé]jese con.*|"
        r"cotejar con.*|verificar con.*|проверять по.*",
        r"(?:page|p\.)?\s*\d+(?:\s*(?:/|of|de|sur)\s*\d+)?|annex(?:e|es)?\s*\w{0,4}|anexo\s*\w{0,4}",
        r"(?:tel|tél|telephone|téléphone|fax|phone|e-?mail|courriel|www\.|https?:).*",
        # who writes
        r"(?:the )?(?:permanent mission|permanent delegation|embassy|ministry|department of|royal (?:norwegian )?ministry|republic of|"
        r"kingdom of|government of|office of the|state of)\b[^:]*",
        r"(?:the )?[\w\s.,'-]{0,60}\b(?:permanent mission|embassy|(?:ministry|department) of foreign affairs|foreign (?:ministry|office))\b[^:]*",
        r"(?:la )?(?:mission permanente|délégation permanente|ambassade|ministère|république|royaume|gouvernement)\b[^:]*",
        r"(?:la |el )?(?:misión permanente|delegación permanente|embajada|ministerio|república|reino|gobierno)\b[^:]*",
        r"(?:постоянное представительство|посольство|министерство)\b[^:]*|(?:البعثة الدائمة|سفارة|وزارة)[^:]*",
        # which meeting
        r"(?:the |la |le |el )?(?:(?!(?:of|on|in|for|to|at|and|with|de|des|du|del|sur|sobre|dans|en|report|statement)\b)[\w'’-]+\s+){0,3}"
        r"(?:conference|meeting|convention|session|réunion|conférence|assemblée|conferencia|reunión|convención|asamblea)\s+"
        r"(?:of|on|for|de|des|du|del|sur|sobre|to)\b[^:–—]*",
        r"(?:диплом\w+ )?(?:конференци\w+|совещани\w+|конвенци\w+) (?:по|о|государств)\b[^:–—]*|(?:مؤتمر|اجتماع|اتفاقية)\s[^:]*",
        # salutations
        r"(?:dear|mr\.?|mrs\.?|ms\.?|madam|sir|distinguished|excellenc\w+|your excellenc\w+|ladies|monsieur|madame|mesdames|señora?|"
        r"sr\.?|distinguid\w+|excelenci\w+|уважаем\w+|господин|г-н|السيد|主席)\b.{0,100}[,:،，：]",
    )
]
_SUBMISSION = re.compile(
    rf"(?:{_PAPER}\s+)?{_BY}{_BY_WHOM}(?P<rest>.*)"
    r"|(?:documents?|documentos?|texte|proposition|propuesta|contribution|contribución)(?:\s+\w+){0,3}?\s+"
    rf"{_BY}\s+(?:par|por)\b(?P<rest2>.*)"
    r"|(?:рабочий документ|документ|предложение)[\s,].{0,20}?(?:представлен|подготовлен|внесен)\w*(?P<rest3>.*)"
    r"|(?:ورقة|وثيقة)\s.{0,30}?(?:مقدمة|مقدم)\s+من(?P<rest4>.*)"
    r"|(?:工作文件|会议室文件|讨论文件)?\s*[^\s]{1,20}(?:提交|提出)(?:的工作文件|的文件)?",
    re.IGNORECASE,
)
_BARE_PAPER = re.compile(
    rf"(?:{_PAPER}|(?:document|documento) (?:de travail|de séance|officieux|de trabajo|de sesión|de posición|oficioso)|рабочий документ|"
    r"ورقة عمل|工作文件)(?:\s*(?:no\.?|n°|nº)?\s*\d+)?"
    r"(?:\s+(?:by|from|of)\s+(?:the\s+)?[\w\s,&.'’-]{2,80})?",
    re.IGNORECASE,
)
_NOT_BARE = re.compile(r"(?:statement|report|proposal|amendment|contribution|submission)s?\b|joint", re.IGNORECASE)

# A heading that says only what kind of text it is, and how the line under it goes on.
_GENERIC = re.compile(
    r"(?:opening |general |national |closing |joint )?(?:statement|declaration|intervention|address|speech|remarks|contribution|report|"
    r"proposal|paper|views|comments)|déclaration(?: nationale| générale)?|allocution|discours|rapport|proposition|observations|"
    r"declaración|intervención|discurso|informe|propuesta|выступление|заявление|доклад|بيان|كلمة|发言|声明",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    r"(?:by|of|from|on behalf of|delivered by|made by|to|at|de|du|des|de la|del|par|prononcée? par|por|pronunciad[oa] por|au nom|"
    r"en nombre|on|sur|sobre|о|об)\b",
    re.IGNORECASE,
)

_SENSELESS = re.compile(
    r"microsoft (?:word|powerpoint|excel).*|(?:untitled|document|dokument|documento|presentation|slide|scan|scanned|img|image|doc|titre|"
    r"title|title of.*|powerpoint presentation|print|test|template|normal)[\s_.-]*\d*|\(?anonymous\)?|\(?unspecified\)?|.*\.(?:docx?|pdf|rtf|odt|"
    r"xlsx?|pptx?|txt|tif|indd|qxd|wpd|fm)|.*[\\/]{2}.*|[\W\d_]*",
    re.IGNORECASE,
)


def title_among(candidates: Iterable[str]) -> str:
    """The first candidate that is a title, with what belongs to it; "" where all are masthead."""
    lines = [one_line(text) for text in candidates]
    first = next((i for i, text in enumerate(lines) if is_title(text)), None)
    return full_title(lines[first:]) if first is not None else ""


def full_title(lines: Sequence[str]) -> str:
    """The first line, and where it is no more than "STATEMENT", the lines under it that say by whom."""
    title = one_line(lines[0])
    if _GENERIC.fullmatch(title) is None:
        return title
    for line in map(one_line, lines[1:6]):
        grows = _OF_WHOM.match(line) or _OF_WHOM.fullmatch(title.rpartition(" ")[2]) or title.endswith(",")
        if not grows or is_masthead(line) or len(title) + len(line) > LONGEST:
            break
        title = f"{title} {line}"
    return title


def is_title(text: str) -> bool:
    """Whether a heading could be a title: not masthead, not a sentence of the text."""
    if not 3 <= len(text) <= LONGEST or not any(map(str.isalpha, text)):
        return False
    return not (is_masthead(text) or _is_sentence(text))


def is_masthead(text: str) -> bool:
    """Whether this line stands above titles: symbol, date, meeting, ministry, "Working paper submitted by"."""
    text = one_line(text).strip("*[]() ")
    if any(pattern.fullmatch(text) for pattern in _MASTHEAD) or _is_date(text):
        return True
    submission = _SUBMISSION.fullmatch(text)
    if submission is not None:
        rest = next((group for group in submission.groups() if group), "")
        return _SUBJECT_FOLLOWS.search(rest) is None
    bare = _BARE_PAPER.fullmatch(text)
    return bare is not None and _NOT_BARE.search(text) is None


def sensible_property(title: str) -> str:
    """The title in the properties of a file where a person has set it for this document, else ""."""
    title = one_line(title)
    if _SENSELESS.fullmatch(title) or len(title.split()) < 2 or not is_title(title):
        return ""
    return title


def one_line(text: str) -> str:
    """The text with its white space reduced to single spaces."""
    return " ".join(text.split())


def _is_date(text: str) -> bool:
    """A day, with the place in front of it: "Geneva, 24 January 2007"."""
    if _CJK_DATE.search(text) and len(text) < 30:
        return True
    words = [w.lower() for w in _WORD.findall(text)]
    months = [w for w in words if w in _MONTHS]
    if not (_YEAR.search(text) and len(words) <= 12) and not months:
        return False
    if not months and not re.fullmatch(
        r"[\w\s,'’-]{0,30}\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|[\w\s'’-]{0,30},\s*(?:19|20)\d\d", text
    ):
        return False
    others = {w for w in words if w not in _DATE_WORDS and not w.isdigit()}
    return len(others) <= 3 and ":" not in text


def _is_sentence(text: str) -> bool:
    """Running text: it ends like a sentence and is longer than a heading, or holds a full stop and goes on."""
    words = len(text.split())
    return (text.endswith((".", ";", "。", "؛")) and words > 12) or words > 35
