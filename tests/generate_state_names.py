"""Writes mailflow/core/state_names.py: `python tests/generate_state_names.py`. Needs Babel, and changes nothing else.

The short names come from CLDR in nine languages. What CLDR has not is below, by hand: formal names that do not hold the
short one ("Hellenic Republic"), former names, names in the use of the United Nations, and acronyms. Russian names get
their cases. Names of territories that are no party of their own are kept as decoys, so that "American Samoa" is never
Samoa and "South China Sea" never China.
"""

# ruff: noqa: SIM905

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale
from babel.core import get_global

from mailflow.core.folding import fold
from mailflow.core.words import WORD

TARGET = Path(__file__).parent.parent / "mailflow" / "core" / "state_names.py"
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh", "pt", "de", "it")
# Members of the United Nations, the two observers, the Cook Islands and Niue, and two whose mail comes in all the same.
CODES = """
AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN CO KM CG CD CR
CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS IN ID IR IQ IE IL
IT JM JP JO KZ KE KI KP KR KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MC MN ME MA MZ MM NA NR NP NL
NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA MD RO RU RW KN LC VC WS SM ST SA SN RS SC SL SG SK SI SB SO ZA SS ES LK
SD SR SE CH SY TJ TZ TH TL TG TO TT TN TR TM TV UG UA AE GB US UY UZ VU VE VN YE ZM ZW VA PS CK NU XK TW
""".split()

# Formal, former and otherwise known names, all languages together.
OTHERS = {
    "AE": "UAE* | الإمارات | ОАЭ | Эмираты* | Объединенные Арабские Эмираты | 阿联酋 | EAU* | دولة الإمارات",
    "AF": "阿富汗伊斯兰共和国",
    "AG": "Antigua and Barbuda | Antigua et Barbuda | أنتيغوا وباربودا",
    "AR": "Argentine Republic | República Argentina | République argentine | Аргентинская Республика",
    "AT": "Republik Österreich",
    "AU": "Commonwealth of Australia",
    "AZ": "Azerbaïdjan | Azerbaijani Republic | Азербайджанская Республика",
    "BA": "Bosnia and Herzegovina | Bosnie et Herzégovine | BiH* | Bosna i Hercegovina | Bosnia-Herzegovina | Bosnia",
    "BD": "Народная Республика Бангладеш",
    "BF": "Upper Volta | Haute-Volta | Alto Volta",
    "BJ": "Bénin",
    "BN": "Brunei Darussalam | Brunéi Darussalam | Brunéi Darusalam | Brunéi Darussalam | Бруней-Даруссалам | بروني دار السلام"
    " | بروناي دار السلام | 文莱达鲁萨兰国",
    "BO": "Plurinational State of Bolivia",
    "BY": "Byelorussia | Belorussia | Белоруссия | Biélorussie | Bielorrusia | بيلاروسيا | 白俄罗斯共和国",
    "BS": "The Bahamas | Commonwealth of the Bahamas | جزر البهاما | Багамские Острова",
    "CD": "DRC* | RDC* | DR Congo | RD Congo | RD du Congo | Democratic Republic of the Congo | Democratic Republic of Congo"
    " | Dem. Rep. of the Congo | Congo, Democratic Republic of the | Congo, the Democratic Republic of the"
    " | République démocratique du Congo | République Démocratique Congo | Congo (République démocratique du)"
    " | República Democrática del Congo | República Democrática do Congo | Repubblica democratica del Congo"
    " | Demokratische Republik Kongo | Демократическая Республика Конго | ДР Конго | ДРК* | جمهورية الكونغو الديمقراطية"
    " | جمهورية الكونغو الديموقراطية | الكونغو الديمقراطية | 刚果民主共和国 | 刚果(金) | 民主刚果 | Zaire | Zaïre",
    "CF": "Central African Republic | Centrafrique | République centrafricaine | República Centroafricana | 中非共和国"
    " | República Centro-Africana | Repubblica centrafricana | Zentralafrikanische Republik | ЦАР*",
    "CG": "Congo | Republic of the Congo | Republic of Congo | République du Congo | República del Congo | República do Congo"
    " | Repubblica del Congo | Republik Kongo | Kongo | Республика Конго | Конго | جمهورية الكونغو | الكونغو | 刚果共和国 | 刚果"
    " | 刚果(布)",
    "CH": "Swiss Confederation | Confédération suisse | Confederación Suiza | Confederação Suíça | Confederazione svizzera"
    " | Schweizerische Eidgenossenschaft | Швейцарская Конфедерация | الاتحاد السويسري | 瑞士联邦",
    "CI": "Ivory Coast | Cote d Ivoire | Кот-д'Ивуар | Берег Слоновой Кости | كوت ديفوار | 科特迪瓦 | RCI*",
    "CL": "شيلي",
    "CN": "People's Republic of China | PRC* | PR China | P.R. China | République populaire de Chine | República Popular China"
    " | República Popular de China | República Popular da China | Repubblica popolare cinese | Volksrepublik China"
    " | Китайская Народная Республика | КНР* | جمهورية الصين الشعبية | 中华人民共和国",
    "CU": "República de Cuba",
    "CV": "Cape Verde | Cap-Vert | Cabo Verde | كابو فيردي",
    "CY": "Republic of Cyprus",
    "CZ": "Czech Republic | République tchèque | República Checa | Tchéquie | Чешская Республика | الجمهورية التشيكية"
    " | جمهورية التشيك | تشيكيا | 捷克共和国 | Tschechische Republik | Repubblica ceca",
    "DE": "Federal Republic of Germany | République fédérale d'Allemagne | República Federal de Alemania"
    " | Федеративная Республика Германия | ФРГ* | جمهورية ألمانيا الاتحادية | 德意志联邦共和国 | Bundesrepublik Deutschland",
    "DK": "الدنمارك | الدنمرك",
    "DO": "Dominican Republic | République dominicaine | República Dominicana | Доминиканская Республика | الجمهورية الدومينيكية"
    " | الجمهورية الدومينيكانية",
    "DZ": "People's Democratic Republic of Algeria | République algérienne démocratique et populaire | République algérienne"
    " | República Argelina Democrática y Popular | Алжирская Народная Демократическая Республика"
    " | الجمهورية الجزائرية الديمقراطية الشعبية | الجمهورية الجزائرية | 阿尔及利亚民主人民共和国",
    "EG": "Arab Republic of Egypt | République arabe d'Égypte | República Árabe de Egipto | Арабская Республика Египет"
    " | جمهورية مصر العربية",
    "ES": "Kingdom of Spain | Reino de España | Royaume d'Espagne | مملكة إسبانيا | أسبانيا",
    "ET": "الحبشة | Federal Democratic Republic of Ethiopia",
    "FJ": "Fiji Islands | Îles Fidji | Fiji",
    "FM": "Micronesia | Federated States of Micronesia | Micronesia, Federated States of | Micronésie | Estados Federados de Micronesia"
    " | États fédérés de Micronésie | ولايات ميكرونيزيا الموحدة | Микронезия | 密克罗尼西亚联邦",
    "FR": "French Republic | République française | República Francesa | Repubblica francese | Französische Republik"
    " | Французская Республика | الجمهورية الفرنسية | 法兰西共和国 | 法兰西",
    "GA": "Gabonese Republic | République gabonaise | República Gabonesa | Габонская Республика | الجمهورية الغابونية",
    "GB": "United Kingdom of Great Britain and Northern Ireland | UK* | U.K.* | Great Britain | Grande-Bretagne | Gran Bretaña"
    " | Royaume-Uni de Grande-Bretagne et d'Irlande du Nord | Reino Unido de Gran Bretaña e Irlanda del Norte | Britain"
    " | Соединенное Королевство | Соединенное Королевство Великобритании и Северной Ирландии | R.-U.* | Großbritannien"
    " | المملكة المتحدة لبريطانيا العظمى وأيرلندا الشمالية | بريطانيا | 大不列颠及北爱尔兰联合王国 | 联合王国 | 英国 | Gran Bretagna",
    "GM": "The Gambia | Republic of The Gambia | La Gambie",
    "GN": "Guinea-Conakry | Guinée-Conakry | Republic of Guinea | République de Guinée | República de Guinea",
    "GQ": "Equatorial Guinea | Guinée équatoriale | Guinea Ecuatorial",
    "GR": "Hellenic Republic | République hellénique | República Helénica | Repubblica ellenica | Hellenische Republik"
    " | Греческая Республика | الجمهورية الهيلينية | الجمهورية اليونانية | 希腊共和国",
    "HT": "République d'Haïti",
    "HU": "المجر",
    "IE": "Republic of Ireland | République d'Irlande | ايرلندا | إيرلندا | Éire",
    "IL": "State of Israel | État d'Israël | Estado de Israel | دولة إسرائيل | Государство Израиль | 以色列国",
    "IN": "Republic of India",
    "IR": "Islamic Republic of Iran | Iran, Islamic Republic of | République islamique d'Iran | República Islámica del Irán"
    " | Исламская Республика Иран | جمهورية إيران الإسلامية | 伊朗伊斯兰共和国",
    "IS": "أيسلندا | ايسلندا",
    "IT": "Italian Republic | République italienne | República Italiana | Repubblica Italiana | Итальянская Республика"
    " | الجمهورية الإيطالية | 意大利共和国 | ايطاليا",
    "JO": "Hashemite Kingdom of Jordan | Royaume hachémite de Jordanie | Reino Hachemita de Jordania"
    " | Иорданское Хашимитское Королевство | المملكة الأردنية الهاشمية | المملكة الأردنية | 约旦哈希姆王国",
    "JP": "日本国 | 日本政府 | 日本国政府",
    "KG": "Kyrgyz Republic | République kirghize | República Kirguisa | Кыргызская Республика | Кыргызстан | Киргизстан"
    " | الجمهورية القيرغيزية | Kyrgyzstan | Kirghizistan | Kirghizstan | Kirguistán",
    "KM": "Union of the Comoros | Union des Comores | Unión de las Comoras | Коморские Острова | اتحاد جزر القمر | القمر المتحدة",
    "KN": "Saint Kitts and Nevis | St Kitts and Nevis | Saint-Kitts-et-Nevis | San Cristóbal y Nieves",
    "KP": "DPRK* | DPR Korea | North Korea | Democratic People's Republic of Korea | Korea, Democratic People's Republic of | RPDC*"
    " | République populaire démocratique de Corée | República Popular Democrática de Corea | Corée du Nord | 朝鲜民主主义人民共和国"
    " | Корейская Народно-Демократическая Республика | Северная Корея | جمهورية كوريا الشعبية الديمقراطية | 朝鲜 | 北朝鲜",
    "KR": "Republic of Korea | Korea, Republic of | Rep. of Korea | ROK* | RoK* | South Korea | République de Corée | Corée du Sud"
    " | República de Corea | Corea del Sur | Республика Корея | Южная Корея | جمهورية كوريا | 大韩民国 | 韩国 | Republik Korea"
    " | Repubblica di Corea | República da Coreia | 대한민국",
    "LA": "Lao PDR | Lao P.D.R. | Lao People's Democratic Republic | République démocratique populaire lao | RDP lao"
    " | République démocratique populaire du Laos | República Democrática Popular Lao | Лаосская Народно-Демократическая Республика"
    " | ЛНДР* | جمهورية لاو الديمقراطية الشعبية | 老挝人民民主共和国",
    "LB": "Lebanese Republic | République libanaise | República Libanesa | Ливанская Республика | الجمهورية اللبنانية",
    "LC": "Saint Lucia | Sainte-Lucie | Santa Lucía",
    "LK": "Ceylon | Democratic Socialist Republic of Sri Lanka",
    "LU": "Grand Duchy of Luxembourg | Grand-Duché de Luxembourg | Великое Герцогство Люксембург",
    "LY": "State of Libya | Libyan Arab Jamahiriya | Jamahiriya arabe libyenne | دولة ليبيا",
    "MA": "Kingdom of Morocco | Royaume du Maroc | Reino de Marruecos | Королевство Марокко | المملكة المغربية | 摩洛哥王国",
    "MD": "Republic of Moldova | Moldavia | République de Moldova | República de Moldova | Республика Молдова | Молдавия"
    " | جمهورية مولدوفا | ملدوفا",
    "MH": "Marshall Islands | Republic of the Marshall Islands | Маршалловы Острова | Îles Marshall",
    "MK": "Republic of North Macedonia | Macedonia | the former Yugoslav Republic of Macedonia | FYROM* | ex-République yougoslave de"
    " Macédoine | Македония | Macédoine | مقدونيا | 马其顿",
    "MM": "Myanmar | Burma | Birmanie | Birmania | Union of Myanmar | Republic of the Union of Myanmar | Мьянма | Бирма"
    " | ميانمار | 缅甸",
    "MR": "Islamic Republic of Mauritania | République islamique de Mauritanie | الجمهورية الإسلامية الموريتانية",
    "MU": "Republic of Mauritius | Île Maurice | République de Maurice",
    "MV": "ملديف | Республика Мальдивы | Мальдивские Острова",
    "MX": "United Mexican States | États-Unis du Mexique | Estados Unidos Mexicanos | Мексиканские Соединенные Штаты | México"
    " | الولايات المتحدة المكسيكية | 墨西哥合众国",
    "NL": "The Netherlands | Kingdom of the Netherlands | Royaume des Pays-Bas | Reino de los Países Bajos | Les Pays-Bas | Los Países Bajos"
    " | Королевство Нидерландов | Голландия | مملكة هولندا | 荷兰王国",
    "NO": "Kingdom of Norway | Royaume de Norvège | Reino de Noruega | Kongeriket Norge | Norge",
    "NZ": "Aotearoa New Zealand | Aotearoa",
    "OM": "Sultanate of Oman | Sultanat d'Oman | Sultanía de Omán | سلطنة عمان | Султанат Оман",
    "PG": "PNG* | Papua New Guinea | Papouasie-Nouvelle-Guinée | Papúa Nueva Guinea",
    "PH": "The Philippines | Republic of the Philippines | Les Philippines",
    "PL": "Республика Польша | Rzeczpospolita Polska",
    "PS": "Palestine | State of Palestine | Occupied Palestinian Territory | État de Palestine | Estado de Palestina | Palestina | Палестина"
    " | Государство Палестина | دولة فلسطين | فلسطين | 巴勒斯坦国 | 巴勒斯坦 | Palästina",
    "PT": "Portuguese Republic | République portugaise | República Portuguesa | Португальская Республика | الجمهورية البرتغالية",
    "QA": "State of Qatar | دولة قطر",
    "RU": "Russian Federation | Fédération de Russie | Federación de Rusia | Federação Russa | Federazione Russa"
    " | Russische Föderation | Российская Федерация | РФ* | الاتحاد الروسي | 俄罗斯联邦",
    "SA": "Kingdom of Saudi Arabia | KSA* | Royaume d'Arabie saoudite | Reino de Arabia Saudita | Королевство Саудовская Аравия"
    " | السعودية | Arabie Saoudite | Arabia Saudita | Arabia Saudí",
    "SB": "Соломоновы Острова",
    "SC": "Сейшельские Острова | Сейшелы | سيشيل",
    "SD": "Republic of the Sudan | The Sudan | République du Soudan",
    "SI": "Република Словения",
    "SK": "Slovak Republic | République slovaque | República Eslovaca | Словацкая Республика | الجمهورية السلوفاكية"
    " | Slowakische Republik | Repubblica slovacca",
    "SS": "Republic of South Sudan | Soudan du Sud | Sudán del Sur",
    "ST": "Sao Tome and Principe | São Tomé and Príncipe | Sao Tomé et Principe",
    "SV": "El Salvador | Эль-Сальвадор",
    "SY": "Syrian Arab Republic | République arabe syrienne | República Árabe Siria | Сирийская Арабская Республика"
    " | الجمهورية العربية السورية | سورية | 阿拉伯叙利亚共和国",
    "SZ": "Swaziland | Kingdom of Eswatini | Свазиленд | سوازيلند | Souaziland | Suazilandia",
    "TD": "République du Tchad",
    "TG": "Togolese Republic | République togolaise | República Togolesa | Тоголезская Республика",
    "TL": "East Timor | Timor-Leste | Timor oriental | Timor Oriental | Тимор-Лешти | تيمور الشرقية | تيمور ليشتي | 东帝汶",
    "TM": "Туркмения",
    "TN": "Tunisian Republic | République tunisienne | Тунисская Республика | الجمهورية التونسية",
    "TR": "Turkey | Türkiye | Republic of Türkiye | Republic of Turkey | Turkiye | Турецкая Республика | Турция"
    " | الجمهورية التركية",
    "TT": "Trinidad and Tobago | Trinité et Tobago",
    "TW": "Republic of China | Chinese Taipei | Taipei chinois | Chinese Taipei | Тайвань | 中华台北 | 中国台湾",
    "TZ": "United Republic of Tanzania | Tanzania, United Republic of | République-Unie de Tanzanie | República Unida de Tanzanía"
    " | Объединенная Республика Танзания | جمهورية تنزانيا المتحدة",
    "US": "United States of America | USA* | US* | U.S.* | U.S.A.* | États-Unis d'Amérique | Estados Unidos de América | EE.UU.* | EEUU* | EUA*"
    " | E.U.A.* | Соединенные Штаты Америки | США* | الولايات المتحدة الأمريكية | 美利坚合众国 | 美国 | Stati Uniti d'America"
    " | Vereinigte Staaten von Amerika | Estados Unidos da América",
    "UY": "Eastern Republic of Uruguay | Oriental Republic of Uruguay | República Oriental del Uruguay",
    "VA": "Holy See | Vatican | Saint-Siège | Santa Sede | Santa Sé | Heiliger Stuhl | Святой Престол | الكرسي الرسولي"
    " | 教廷 | 罗马教廷 | Vatican City State | Holy See (Vatican City State) | Apostolic Nunciature",
    "VC": "Saint Vincent and the Grenadines | St Vincent and the Grenadines | San Vicente y las Granadinas",
    "VE": "Bolivarian Republic of Venezuela | República Bolivariana de Venezuela | Боливарианская Республика Венесуэла",
    "VN": "Viet Nam | Vietnam | Socialist Republic of Viet Nam | Socialist Republic of Vietnam | Viêt Nam | Фьетнам | فييت نام | 越南",
    "WS": "Western Samoa | Independent State of Samoa",
    "XK": "Kosovo",
    "YE": "Republic of Yemen | Yemeni Republic | Йеменская Республика | الجمهورية اليمنية",
    "ZA": "South Africa | RSA* | Republic of South Africa | República de Sudáfrica | República Sudafricana | ЮАР* | Южная Африка | 南非",
}
# "中国" and its like inside other words; parts of States; seas, rivers and cities that bear a State's name.
DECOYS = """
Northern Ireland | Irlande du Nord | Irlanda del Norte | Irlanda do Norte | Irlanda del Nord | Nordirland | Северная Ирландия | 北爱尔兰
أيرلندا الشمالية | South China Sea | East China Sea | Sea of Japan | Mer de Chine | Gulf of Mexico | Golfe du Mexique | Golfo de México
New Mexico | Nouveau-Mexique | Nuevo México | Mexico City | Ciudad de México | Panama City | Panama Canal | Guatemala City | Kuwait City
Canal de Panamá | Lake Chad | Lac Tchad | Lago Chad | Niger Delta | Niger River | Congo River | Congo Basin | Bassin du Congo | Lake Malawi
Jordan Valley | Jordan River | River Jordan | Gulf of Guinea | Golfe de Guinée | Golfo de Guinea | New Guinea | Nouvelle-Guinée | South Georgia
Georgia Tech | State of Georgia | Atlanta, Georgia | Brazil nut | Gulf of Oman | Inner Mongolia | Turkish Republic of Northern Cyprus
Northern Cyprus | British Indian Ocean | Netherlands Antilles | Antilles néerlandaises | Holland & Knight | New South Wales | French Guinea
Spanish Guinea | Portuguese Guinea | Korea Peninsula | Korean Peninsula | German Democratic Republic | Soviet Union | Yugoslavia
Vietnam War | Iraq War | Sovereign Military Order of Malta | Order of Malta | Ordre de Malte | Orden de Malta | Мальтийский орден
发展中国家 | 中国家 | 其中国 | 美国家 | 法国家 | 德国家 | 英国家 | 泰国家 | 韩国家 | 拉美国 | 南美国 | 北美国 | 印度洋 | 印度支那 | 马里兰
马里亚纳 | 英国广播公司 | 约旦河 | 刚果河 | 乍得湖 | 墨西哥湾 | 几内亚湾 | 日本海 | 南中国海 | 马耳他骑士团 | 中美洲 | Indochina | Indochine
"""
# Words that CLDR gives as a State's name and that mean too much else.
LEFT_OUT = {("OM", "عُمان"), ("US", "us")}
# Russian: words that keep their form, and cases that no rule gives.
FIXED = set("сент сан коста папуа буркина кабо кот д сьерра сен и кнр кндр оаэ никарагуа самоа кука самоа шри".split())
APPOSITIVE = ("республика", "королевство", "государство", "султанат", "демократическая", "исламская", "федеративная")
ENDINGS = [
    ("ская", "ская,ской,ской,скую,ской,ской"),
    ("ая", "ая,ой,ой,ую,ой,ой"),
    ("ое", "ое,ого,ому,ое,ым,ом"),
    ("ые", "ые,ых,ым,ые,ыми,ых"),
    ("ий", "ий,ого,ому,ий,им,ом"),
    ("ый", "ый,ого,ому,ый,ым,ом"),
    ("ие", "ие,их,им,ие,ими,их"),
    ("ия", "ия,ии,ии,ию,ией,ии"),
    ("я", "я,и,е,ю,ей,е"),
    ("ца", "ца,цы,це,цу,цей,це"),
    *((f"{c}а", ",".join(f"{c}{e}" for e in "а и е у ой е".split())) for c in "гкхжшчщ"),
    ("а", "а,ы,е,у,ой,е"),
    ("ство", "ство,ства,ству,ство,ством,стве"),
    ("ь", "ь,я,ю,ь,ем,е"),
    ("ы", "ы,,ам,ы,ами,ах"),
]
CASES = {
    "египет": "египта египту египтом египте",
    "йемен": "йемена йемену йеменом йемене",
    "бенин": "бенина бенину бенином бенине",
    "нидерланды": "нидерландов нидерландам нидерландами нидерландах",
    "филиппины": "филиппин филиппинам филиппинами филиппинах",
    "мальдивы": "мальдив мальдивам мальдивами мальдивах",
    "сейшелы": "сейшел сейшелам сейшелами сейшелах",
    "коморы": "комор коморам коморами коморах",
    "багамы": "багам багамам багамами багамах",
    "гренадины": "гренадин гренадинам гренадинами гренадинах",
    "эмираты": "эмиратов эмиратам эмиратами эмиратах",
    "штаты": "штатов штатам штатами штатах",
    "острова": "островов островам островами островах",
    "беларусь": "беларуси беларуси беларусью беларуси",
    "престол": "престола престолу престолом престоле",
}


def main() -> None:
    """Write the file and let the formatter have a look at it."""
    alpha3 = {
        v[0]: k for k, v in get_global("territory_aliases").items() if len(v) == 1 and re.fullmatch("[A-Z]{3}", k)
    }
    # CLDR keeps the codes of States that are no more.
    alpha3 |= {"XK": "XKX", "FR": "FRA", "CD": "COD", "TL": "TLS"}
    names = {alpha3[code]: _names(code) for code in CODES}
    acronyms = {
        alpha3[code]: tuple(sorted(n[:-1] for n in _split(table) if n.endswith("*"))) for code, table in OTHERS.items()
    }
    acronyms = {code: found for code, found in acronyms.items() if found}
    decoys = _decoys({fold(n) for found in names.values() for n in found})
    _check(names)
    TARGET.write_text(_module(names, acronyms, decoys), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", str(TARGET)], check=True)


def _split(table: str) -> list[str]:
    return [name.strip() for line in table.strip().splitlines() for name in line.split("|") if name.strip()]


def _cldr(code: str) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        name = Locale(language).territories.get(code)
        if name and (code, name) not in LEFT_OUT:
            yield language, name
            # "Myanmar (Burma)", "刚果（布）": without the brackets too, where that is not another State.
            bare = re.sub(r"\s*[(（].*?[)）]", "", name)
            if bare != name and code not in ("CD", "CG"):
                yield language, bare


def _names(code: str) -> tuple[str, ...]:
    pairs = [*_cldr(code), *((_language(n), n) for n in _split(OTHERS.get(code, "")) if not n.endswith("*"))]
    found = []
    for language, name in pairs:
        for spelling in _spellings(name):
            found += _inflected(spelling) if language == "ru" else [spelling]
    return tuple(sorted({_plain(name) for name in found}))


def _language(name: str) -> str:
    return "ru" if re.search("[а-яё]", name.lower()) else ""


def _spellings(name: str) -> Iterator[str]:
    yield name
    if "&" in name:
        yield name.replace("&", "and")
    if re.search(r"\bSt\. ", name):
        yield name.replace("St. ", "Saint ").replace("&", "and")
    if "о-ва" in name or "о-в " in name:
        yield name.replace("о-ва", "Острова").replace("о-в ", "Остров ")


def _plain(name: str) -> str:
    """Folded, words parted by single spaces, Chinese without any: what two spellings have in common."""
    words = WORD.findall(fold(name))
    return " ".join(words).replace("\u3000", " ") if not re.search("[\u3400-\u9fff]", name) else "".join(words)


def _inflected(name: str) -> list[str]:
    """A Russian name in its six cases, each word by its ending."""
    words = re.findall(r"[\w-]+|[^\w-]+", name.lower().replace("ё", "е"))
    forms = [_cases(word) if re.match(r"\w", word) else [word] * 6 for word in words]
    found = ["".join(form[case] for form in forms) for case in range(6)]
    if words[0].endswith(APPOSITIVE) and len(words) > 1:
        # "Республики Корея": the name itself may stay as it is.
        found += ["".join([*(form[case] for form in forms[:-1]), words[-1]]) for case in range(6)]
    return found


def _cases(word: str) -> list[str]:
    """Nominative, genitive, dative, accusative, instrumental, prepositional; good for the names of States only."""
    if word in CASES:
        genitive, dative, instrumental, prepositional = CASES[word].split()
        return [word, genitive, dative, word, instrumental, prepositional]
    if "-" in word:
        head, _, tail = word.partition("-")
        heads = [head] * 6 if head in FIXED else _cases(head)
        return [f"{h}-{t}" for h, t in zip(heads, _cases(tail), strict=True)]
    if word in FIXED:
        return [word] * 6
    for ending, endings in ENDINGS:
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            return [stem + e for e in endings.split(",")]
    if word[-1] in "бвгджзклмнпрстфхцчшщ":
        return [word + e for e in ",а,у,,ом,е".split(",")]
    return [word] * 6


def _decoys(known: set[str]) -> tuple[str, ...]:
    found = set()
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if (
                re.fullmatch("[A-Z]{2}", code)
                and code not in CODES
                and code not in ("EU", "UN", "EZ", "ZZ", "XA", "XB")
            ):
                for spelling in _spellings(name):
                    found |= {_plain(n) for n in (_inflected(spelling) if language == "ru" else [spelling])}
    found |= {_plain(n) for name in _split(DECOYS) for n in (_inflected(name) if _language(name) else [name])}
    return tuple(sorted(found - known))


def _check(names: dict[str, tuple[str, ...]]) -> None:
    owners: dict[str, str] = {}
    for code, found in names.items():
        for name in found:
            other = owners.setdefault(name, code)
            if other != code:
                raise SystemExit(f"{name!r} is a name of {other} and of {code}")


def _module(names: dict[str, tuple[str, ...]], acronyms: dict[str, tuple[str, ...]], decoys: Iterable[str]) -> str:
    rows = "\n".join(f'    "{code}": "{" | ".join(found)}",' for code, found in sorted(names.items()))
    short = "\n".join(f"    {code!r}: {found!r}," for code, found in sorted(acronyms.items()))
    others = "\n".join(_wrapped(list(decoys)))
    return f'''"""Names of States, folded, in nine languages. Written by tests/generate_state_names.py: change that, not this file.

The names of a State are parted by bars. ACRONYMS count only in the capitals in which they stand here. DECOYS are longer
names that hold a State's name and mean something else.
"""

# fmt: off

STATES: dict[str, str] = {{
{rows}
}}

ACRONYMS: dict[str, tuple[str, ...]] = {{
{short}
}}

DECOYS = """
{others}
"""
'''


def _wrapped(names: list[str]) -> Iterator[str]:
    line = ""
    for name in names:
        if len(line) + len(name) > 200:
            yield line
            line = ""
        line = f"{line} | {name}" if line else name
    yield line


if __name__ == "__main__":
    main()
