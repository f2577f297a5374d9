from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.dates import MONTHS, WEEKDAYS, day, days, from_to, lacks_day, moment, named_days, slot

FEB_20, FEB_22, FEB_23, MARCH_2 = date(2007, 2, 20), date(2007, 2, 22), date(2007, 2, 23), date(2007, 3, 2)
DEC_30, JAN_2 = date(2007, 12, 30), date(2008, 1, 2)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "22 February 2007"),
        ("fr", "22 février 2007"),
        ("es", "22 de febrero de 2007"),
        ("ar", "22 شباط/فبراير 2007"),
        ("ru", "22 февраля 2007 года"),
        ("zh", "2007年2月22日"),
        ("pt", "22 February 2007"),
    ],
)
def test_day_is_written(language: str, written: str) -> None:
    assert day(FEB_22, language) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Thursday, 22 February 2007"),
        ("fr", "jeudi 22 février 2007"),
        ("es", "jueves 22 de febrero de 2007"),
        ("ar", "الخميس 22 شباط/فبراير 2007"),
        ("ru", "четверг, 22 февраля 2007 года"),
        ("zh", "2007年2月22日星期四"),
    ],
)
def test_weekday_goes_with_the_day(language: str, written: str) -> None:
    assert day(FEB_22, language, weekday=True) == written


@pytest.mark.parametrize(
    ("first", "last", "language", "written"),
    [
        (FEB_22, FEB_22, "en", "22 February 2007"),
        (FEB_22, FEB_23, "en", "22–23 February 2007"),
        (FEB_22, MARCH_2, "en", "22 February – 2 March 2007"),
        (DEC_30, JAN_2, "en", "30 December 2007 – 2 January 2008"),
        (FEB_22, FEB_23, "fr", "22–23 février 2007"),
        (date(2007, 2, 1), FEB_23, "fr", "1er–23 février 2007"),
        (FEB_22, MARCH_2, "es", "22 de febrero – 2 de marzo de 2007"),
        (FEB_22, FEB_23, "ru", "22–23 февраля 2007 года"),
        (FEB_22, FEB_23, "zh", "2007年2月22日至23日"),
        (FEB_22, MARCH_2, "zh", "2007年2月22日至3月2日"),
        (DEC_30, JAN_2, "zh", "2007年12月30日至2008年1月2日"),
    ],
)
def test_range_says_nothing_twice(first: date, last: date, language: str, written: str) -> None:
    assert days(first, last, language) == written


@pytest.mark.parametrize(
    ("first", "last", "language", "written"),
    [
        (FEB_22, FEB_23, "en", "on 22 and 23 February 2007"),
        (FEB_22, FEB_22, "en", "on 22 February 2007"),
        (FEB_20, FEB_23, "fr", "du 20 au 23 février 2007"),
        (date(2007, 3, 1), MARCH_2, "fr", "les 1er et 2 mars 2007"),
        (FEB_22, MARCH_2, "es", "del 22 de febrero al 2 de marzo de 2007"),
        (FEB_20, FEB_23, "ar", "من 20 إلى 23 شباط/فبراير 2007"),
        (FEB_20, FEB_23, "ru", "с 20 по 23 февраля 2007 года"),
        (FEB_20, FEB_23, "en", "from 20 to 23 February 2007"),
        (FEB_22, FEB_23, "es", "los días 22 y 23 de febrero de 2007"),
        (FEB_22, FEB_23, "zh", "2007年2月22日至23日"),
        (DEC_30, JAN_2, "fr", "du 30 décembre 2007 au 2 janvier 2008"),
    ],
)
def test_range_stands_in_a_sentence(first: date, last: date, language: str, written: str) -> None:
    assert from_to(first, last, language) == written


@pytest.mark.parametrize(
    ("language", "part", "begins", "ends", "written"),
    [
        ("en", "afternoon", None, None, "Wednesday, 18 April 2012, in the afternoon"),
        ("en", "", None, None, "Wednesday, 18 April 2012"),
        ("en", "afternoon", time(15), None, "Wednesday, 18 April 2012, 15:00"),
        ("en", "", time(9, 30), time(13), "Wednesday, 18 April 2012, 09:30–13:00"),
        ("fr", "", time(15), time(18, 30), "mercredi 18 avril 2012, de 15\u00a0heures à 18\u00a0h\u00a030"),
        ("fr", "morning", None, None, "mercredi 18 avril 2012, le matin"),
        ("es", "", time(15), time(18), "miércoles 18 de abril de 2012, de 15:00 a 18:00"),
        ("ar", "evening", None, None, "الأربعاء 18 نيسان/أبريل 2012، مساءً"),
        ("ru", "morning", None, None, "среда, 18 апреля 2012 года, в первой половине дня"),
        ("zh", "afternoon", None, None, "2012年4月18日星期三下午"),
        ("zh", "", time(15), time(18), "2012年4月18日星期三15:00至18:00"),
    ],
)
def test_slot_is_written_from_one_day(
    language: str, part: str, begins: time | None, ends: time | None, written: str
) -> None:
    assert slot(date(2012, 4, 18), begins, ends, part, language) == written


def test_moment_is_written_with_its_zone() -> None:
    assert moment(datetime(2007, 2, 22, 9, 5, tzinfo=UTC), "fr") == "22 février 2007, 09:05 (UTC)"


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31)), st.sampled_from(sorted(MONTHS)))
def test_written_weekday_is_read_back_and_right(when: date, language: str) -> None:
    found = list(named_days(day(when, language, weekday=True), language))
    assert [(d.day, d.month, d.is_wrong(when.year)) for d in found] == [(when.day, when.month, False)]


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31)), st.sampled_from(sorted(MONTHS)))
def test_wrong_weekday_is_seen(when: date, language: str) -> None:
    names = WEEKDAYS[language]
    wrong = day(when, language, weekday=True).replace(names[when.weekday()], names[(when.weekday() + 1) % 7])
    assert [d.is_wrong(when.year) for d in named_days(wrong, language)] == [True]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("on Monday 18 February at ten", False),
        ("on Tuesday 18 February at ten", True),
        ("from Monday the 18th of February 2008", False),
        ("Monday 31 February 2008", True),
    ],
)
def test_weekday_without_a_year_is_that_of_the_meeting(text: str, wrong: bool) -> None:
    assert [d.is_wrong(2008) for d in named_days(text, "en")] == [wrong]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Oslo,     December 2006", "en"),
        ("Oslo, __ December 2006", "en"),
        ("Geneva, [ ] of March 2012", "en"),
        ("Oslo, le    décembre 2006", "fr"),
        ("Ginebra,    de marzo de 2012", "es"),
        ("Осло, __ декабря 2006 года", "ru"),
        ("奥斯陆，2006年12月  日", "zh"),
    ],
)
def test_date_line_without_its_day_is_seen(line: str, language: str) -> None:
    assert lacks_day(line, language)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Oslo, 18 December 2006", "en"),
        ("Oslo, 22–23 February 2007", "en"),
        ("In Oslo, as announced in our letter of December 2006, we met.", "en"),
        ("Oslo, le 18 décembre 2006", "fr"),
        ("Ginebra, 22 de marzo de 2012", "es"),
        ("奥斯陆，2006年12月18日", "zh"),
        ("", "en"),
    ],
)
def test_whole_date_line_is_none_of_these(line: str, language: str) -> None:
    assert not lacks_day(line, language)
