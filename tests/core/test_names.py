"""Names of States and parties in texts: exact, longest first, in many languages."""

from __future__ import annotations

import time

import pytest

from mailflow.core.folding import fold
from mailflow.core.names import find_names, find_states, peoples, roster_names, state_names
from mailflow.core.roster import Party, Roster
from mailflow.core.state_names import DECOYS, STATES
from mailflow.core.words import folded


def codes(text: str) -> str:
    """The codes found, in order."""
    return " ".join(code for code, *_ in find_states(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Niger, Nigeria, the Republic of the Niger and the Federal Republic of Nigeria", "NER NGA NER NGA"),
        ("Congo; DR Congo; the Democratic Republic of the Congo; the Republic of the Congo", "COG COD COD COG"),
        ("Congo-Brazzaville, Congo-Kinshasa, Congo, Democratic Republic of the, Zaire", "COG COD COD COD"),
        ("Guinea, Guinea-Bissau, Equatorial Guinea, Papua New Guinea, the Gulf of Guinea", "GIN GNB GNQ PNG"),
        ("the Republic of Korea and the Democratic People's Republic of Korea; DPR Korea; Korea", "KOR PRK PRK"),
        ("Slovakia, the Slovak Republic, Slovenia", "SVK SVK SVN"),
        ("Dominica and the Dominican Republic", "DMA DOM"),
        ("Sudan, South Sudan, the Republic of the Sudan", "SDN SSD SDN"),
        ("Ireland and Northern Ireland; the United Kingdom of Great Britain and Northern Ireland", "IRL GBR"),
        ("Mali, Malawi, Malta, Mauritania, Mauritius, Maldives", "MLI MWI MLT MRT MUS MDV"),
        ("Samoa, American Samoa", "WSM"),
        ("China, Indochina, the South China Sea, the Republic of China, the People's Republic of China", "CHN TWN CHN"),
        ("Austria and Australia", "AUT AUS"),
        ("United Mexican States, New Mexico, Mexico City, United States", "MEX USA"),
        ("UK and uk; US and us; U.S. and U.S.A.; DPRK", "GBR USA USA USA PRK"),
        (
            "Cabo Verde, Cape Verde, Ivory Coast, Côte d’Ivoire, Swaziland, Burma, East Timor",
            "CPV CPV CIV CIV SWZ MMR TLS",
        ),
        ("the Holy See, Vatican City; the Sovereign Order of Malta; the Order of Malta", "VAT VAT"),
        ("Viet Nam, Vietnam, Lao PDR, Türkiye, Turkey, Czechia, the Czech Republic", "VNM VNM LAO TUR TUR CZE CZE"),
        ("NIGERIA, côte D'IVOIRE, Sao Tome and Principe", "NGA CIV STP"),
        ("nigerian, Frenchmen, Chadwick, Jordanian, Georgian", ""),
        ("Bosnia and Herzegovina; Trinidad and Tobago; St. Kitts and Nevis; Saint Lucia", "BIH TTO KNA LCA"),
        ("la République du Congo, la République démocratique du Congo, la Guinée-Bissau", "COG COD GNB"),
        ("le Niger et le Nigéria, la Corée du Sud, le Royaume-Uni, les États-Unis d'Amérique", "NER NGA KOR GBR USA"),
        ("los Estados Unidos Mexicanos, los Estados Unidos de América, el Níger, la Santa Sede", "MEX USA NER VAT"),
        (
            "Российская Федерация, Республики Корея, Нидерландов, Южного Судана, Мали, Египтом",
            "RUS KOR NLD SSD MLI EGY",
        ),
        ("جمهورية مصر العربية، للمملكة المغربية، والأردن، جنوب السودان", "EGY MAR JOR SSD"),
        ("中国代表团、大韩民国、朝鲜民主主义人民共和国、尼日尔、尼日利亚", "CHN KOR PRK NER NGA"),
        ("发展中国家、赤道几内亚、巴布亚新几内亚、北爱尔兰", "GNQ PNG"),
    ],
)
def test_no_state_is_taken_for_another(text: str, expected: str) -> None:
    assert codes(text) == expected


def test_a_find_names_the_words_it_stands_on() -> None:
    text = "La délégation de la Côte d’Ivoire."
    assert find_states(text) == [("CIV", 20, 33, "Côte d’Ivoire")]


@pytest.mark.parametrize("code", sorted(STATES))
def test_every_name_of_a_state_is_found_as_that_state(code: str) -> None:
    for name in STATES[code].split(" | "):
        assert {found for found, *_ in find_states(name)} == {code}, name


def test_the_data_are_folded_as_texts_are() -> None:
    names = [name for row in (*STATES.values(), *DECOYS.strip().splitlines()) for name in row.split(" | ")]
    assert [name for name in names if fold(name) != name] == []


ROSTER = Roster(
    (
        Party("org:cmc", "ngo", "CMC", {"en": "CMC"}, "Cluster Munition Coalition"),
        Party("org:undp", "un", "UNDP", {"en": "UNDP", "fr": "PNUD"}),
        Party("VAT", "state", "The Apostolic See"),
        Party("org:peace-a", "ngo", "Peace House"),
        Party("org:peace-b", "ngo", "Peace House"),
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CMC and cmc, UNDP, the PNUD, pnud", ["org:cmc", "org:undp", "org:undp"]),
        ("the Cluster Munition Coalition", ["org:cmc"]),
        ("the Apostolic See and the Holy See", ["VAT", "VAT"]),
        ("Peace House", []),
    ],
)
def test_names_on_the_roster_are_found_as_it_writes_them(text: str, expected: list[str]) -> None:
    found = find_names(folded(text), state_names(), roster_names(ROSTER))
    assert [name.code for name in found] == expected


@pytest.mark.parametrize(
    "piece", ["united ", "republic of the ", "guinea ", "中", "و", "U.S. ", "saint vincent and the "]
)
def test_a_long_text_takes_no_long_time(piece: str) -> None:
    row = folded(piece * 40_000)
    begun = time.process_time()
    find_names(row, state_names())
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Danes and the Finns", "DNK FIN"),
        ("Les Belges, os espanhóis, gli svedesi, die Belgier, датчане", "BEL ESP SWE BEL DNK"),
        ("The Danish delegation", ""),
        ("Those to whom, denen", ""),
    ],
)
def test_peoples_are_named_in_the_plural(text: str, expected: str) -> None:
    assert " ".join(name.code for name in find_names(folded(text), peoples())) == expected
