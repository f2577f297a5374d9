"""Language: a table of sentences as they are written to a secretariat."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.language import language_of

NOTE_EN = """The Permanent Mission of Norway presents its compliments to the Secretariat and has the honour to inform it
that the delegation will be composed as follows: Ms Ingrid Solbakken (head), Mr Per Lund."""
NOTE_FR = """La Mission permanente de la Norvège présente ses compliments au Secrétariat et a l'honneur de l'informer que
la délégation sera composée comme suit : Mme Ingrid Solbakken (chef), M. Per Lund."""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (NOTE_EN, "en"),
        (NOTE_FR, "fr"),
        ("La Embajada tiene el honor de informar que la delegación estará integrada por dos personas.", "es"),
        ("Temos a honra de informar que não poderemos participar da reunião. Atenciosamente", "pt"),
        ("Wir danken für die Einladung und teilen mit, dass niemand teilnehmen kann.", "de"),
        ("Siamo lieti di confermare la partecipazione della nostra delegazione alla riunione.", "it"),
        ("Hierbij bevestigen wij dat onze delegatie aan de vergadering zal deelnemen.", "nl"),
        ("Vi har tyvärr inte möjlighet att delta i mötet.", "sv"),
        ("Vi kan dessverre ikke delta på møtet. Vennlig hilsen", "no"),
        ("Potwierdzam udział naszej delegacji w konferencji, lista jest w załączeniu.", "pl"),
        ("Toplantıya katılamayacağız. Saygılarımla", "tr"),
        ("Děkujeme za pozvání, naše delegace se konference nezúčastní.", "cs"),
        ("Vă mulțumim pentru invitație. Delegația nu va participa la reuniune.", "ro"),
        ("Делегация Республики примет участие в конференции.", "ru"),
        ("Постійне представництво України має честь повідомити про участь делегації.", "uk"),
        ("Делегацията ще участва в срещата. Благодарим за поканата, която ни беше изпратена. Същото", "bg"),
        ("تتشرف البعثة الدائمة بإبلاغ الأمانة بأن الوفد سيشارك في المؤتمر", "ar"),
        ("با تشکر، هیئت ما در این کنفرانس شرکت خواهد کرد", "fa"),
        ("我国代表团将出席会议，名单附后。", "zh"),
        ("会議への招待ありがとうございます。出席いたします。", "ja"),
        ("초청에 감사드리며 참석하겠습니다.", "ko"),
        ("Σας ευχαριστούμε για την πρόσκληση.", "el"),
        ("תודה על ההזמנה, נשתתף בכנס.", "he"),
        ("ขอบคุณสำหรับคำเชิญ", "th"),
    ],
)
def test_a_sentence_shows_its_language(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Merci bien", "fr"),
        ("Gracias.", "es"),
        ("Thank you.", "en"),
        ("Oui", "fr"),
        ("We will come", "en"),
        ("Nous serons 3", "fr"),
        ("Bedankt, wij komen.", "nl"),
        ("感谢", "zh"),
    ],
)
def test_a_few_words_are_enough(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize("text", ["", "OK", "EOM", "Ja", "12.05.2007", "Solbakken, Ingrid\nLund, Per", "??? --- !!!"])
def test_what_cannot_be_told_is_not_guessed(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (NOTE_EN + "\n\n" + NOTE_FR, "en"),
        (NOTE_FR + "\n\n" + NOTE_EN, "fr"),
        ("Permanent Mission of Norway to the United Nations\n\n" + NOTE_FR, "fr"),
        (NOTE_FR + "\n\nWith the assurances of our highest consideration, please find this attached.", "fr"),
        ("感谢你们的邀请，我们将派代表团出席会议，名单将另行通知。\n\nThank you for the invitation.", "zh"),
        ("Grüße 王伟\n\n" + NOTE_EN, "en"),
        ("Постоянное представительство имеет честь сообщить о составе делегации.\n\n" + NOTE_EN[:70], "ru"),
        ("Please write to ambassade-de-la-republique@mission.example or see https://le.la.les.example/des/du", "en"),
        ("The head is Mr Juan de la Cruz del Río y de los Santos, who will be with us from Monday.", "en"),
    ],
)
def test_of_two_languages_the_first_that_is_no_heading_counts(text: str, code: str) -> None:
    assert language_of(text) == code


@given(st.text())
def test_any_text_has_one_language_or_none(text: str) -> None:
    code = language_of(text)
    assert code is None or (len(code) == 2 and code.isascii() and code.islower())


@pytest.mark.parametrize(
    "text", ["a" * 10**6, "de " * 300_000, "\n\n" * 500_000, "@" * 10**6, "字" * 10**6, "www." * 10**5]
)
def test_hostile_texts_stay_cheap(text: str) -> None:
    started = time.process_time()
    language_of(text)
    assert time.process_time() - started < 0.5
