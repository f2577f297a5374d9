"""Which models the engine is to read a page with, by script and by the languages that are expected.

The model of all Latin letters comes first where it is installed: notes name persons of any country, and a model of English
makes o of ø, and a of ą. Where it is missing, the models of the conference's languages stand in.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

LATIN = ("Latin", "script/Latin")
ENGLISH = "eng"
ORIENTATION = "osd"  # no language: tells script and turn of a page
# Models by language (ISO 639-1); those of the languages of the United Nations first. Two where scripts or spellings differ.
MODELS: dict[str, tuple[str, ...]] = {
    "en": (ENGLISH,), "fr": ("fra",), "es": ("spa",), "ru": ("rus",), "ar": ("ara",), "zh": ("chi_sim", "chi_tra"),
    "pt": ("por",), "de": ("deu",), "it": ("ita",), "nl": ("nld",), "no": ("nor",), "nb": ("nor",), "nn": ("nor",),
    "sv": ("swe",), "da": ("dan",), "fi": ("fin",), "is": ("isl",), "pl": ("pol",), "cs": ("ces",), "sk": ("slk",),
    "sl": ("slv",), "hr": ("hrv",), "bs": ("bos",), "hu": ("hun",), "ro": ("ron",), "sq": ("sqi",), "tr": ("tur",),
    "et": ("est",), "lv": ("lav",), "lt": ("lit",), "vi": ("vie",), "id": ("ind",), "ms": ("msa",),
    "uk": ("ukr",), "be": ("bel",), "bg": ("bul",), "mk": ("mkd",), "sr": ("srp", "srp_latn"), "kk": ("kaz",),
    "el": ("ell",), "fa": ("fas",), "ur": ("urd",), "he": ("heb",), "hy": ("hye",), "ka": ("kat",), "ja": ("jpn",),
    "ko": ("kor",), "th": ("tha",), "km": ("khm",), "lo": ("lao",), "my": ("mya",), "hi": ("hin",), "bn": ("ben",),
    "am": ("amh",),
}  # fmt: skip
# Scripts as the engine names them, with the models that read them; the first is taken where no language was expected.
SCRIPTS: dict[str, tuple[str, ...]] = {
    "Cyrillic": ("rus", "ukr", "bel", "bul", "mkd", "srp", "kaz"),
    "Arabic": ("ara", "fas", "urd"),
    "Han": ("chi_sim", "chi_tra"),
    "Japanese": ("jpn",),
    "Korean": ("kor",),
    "Hangul": ("kor",),
    "Greek": ("ell",),
    "Hebrew": ("heb",),
    "Armenian": ("hye",),
    "Georgian": ("kat",),
    "Thai": ("tha",),
    "Khmer": ("khm",),
    "Lao": ("lao",),
    "Myanmar": ("mya",),
    "Devanagari": ("hin",),
    "Bengali": ("ben",),
    "Ethiopic": ("amh",),
}
# Beside these a second model does harm: it takes their signs for Latin letters. They know digits, and Chinese the letters, too.
_ALONE = frozenset({"Arabic", "Han", "Japanese", "Korean", "Hangul"})
_OTHERS = frozenset(model for models in SCRIPTS.values() for model in models)


def models_for(script: str, languages: Sequence[str], installed: Collection[str]) -> tuple[str, ...]:
    """The models for a page in that script ("": not told, so Latin as most are), best first; () where none is installed."""
    expected = [model for language in languages for model in MODELS.get(language, ()) if model in installed]
    english = [ENGLISH] if ENGLISH in installed else []
    if script not in SCRIPTS:
        whole = [model for model in LATIN if model in installed][:1]
        return tuple(whole or dict.fromkeys([*english, *(model for model in expected if model not in _OTHERS)]))
    able = SCRIPTS[script]
    own = [model for model in expected if model in able] or [model for model in able if model in installed][:1]
    return tuple(dict.fromkeys([*own, *(english if script not in _ALONE else [])])) if own else ()


def reads_all_latin(installed: Collection[str]) -> bool:
    """True where the model of all Latin letters is there."""
    return any(model in installed for model in LATIN)


def packages(languages: Sequence[str], *, engine: bool = True) -> str:
    """What Debian calls the packages for these languages, with those that every installation wants."""
    models = [MODELS[language][0] for language in languages if language in MODELS]
    whole = ["tesseract-ocr", "tesseract-ocr-script-latn"] if engine else []
    # English comes with the engine, and the model of all Latin letters reads the languages that are written in them.
    others = [model for model in models if model in _OTHERS or not engine]
    return " ".join(dict.fromkeys([*whole, *(f"tesseract-ocr-{model.replace('_', '-')}" for model in others)]))


def lacking(languages: Sequence[str], installed: Collection[str]) -> tuple[str, ...]:
    """The languages, as given, that no installed model reads."""
    latin = reads_all_latin(installed)
    return tuple(
        language
        for language in languages
        if (models := MODELS.get(language))
        and not (latin and models[0] not in _OTHERS)
        and not any(model in installed for model in models)
    )
