"""What a city is called: in which texts it is named."""

import pytest

from mailflow.core.city_names import names_one


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("Geneva", "à Genève, du 3 au 5 mai"),
        ("Geneva", "принять участие в Женеве"),
        ("Geneva", "参加在日内瓦举行的会议"),
        ("Cairo", "في القاهرة"),
        ("Cairo", "بالقاهرة"),
        ("Geneva", "Cenevre'de düzenlenecek"),
        ("Rome", "nella città di Roma."),
        ("Rome", "в Риме"),
        ("Lima", "en LIMA"),
        ("Wellington", "Wellingtonissa järjestettävä"),
        ("Suva", "in Suva"),  # a city that is in no list
    ],
)
def test_a_place_is_known_by_its_names(place: str, text: str) -> None:
    assert names_one((place,), text)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("Rome", "просим Вас принять примет и примите"),
        ("Rome", "the delegation of Romania"),
        ("Lima", "the climate conference in Limassol"),
        ("Oslo", "Geneva"),
        ("Vienna", "das Becken"),
        ("", "anything"),
    ],
)
def test_a_name_is_no_piece_of_another_word(place: str, text: str) -> None:
    assert not names_one((place,), text)
