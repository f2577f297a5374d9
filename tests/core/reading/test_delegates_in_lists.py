"""Delegates in lists: numbered, bulleted, in blocks, under headings, in many languages."""

from __future__ import annotations

import pytest

from tests.core.reading.letters import facts, named, removed

# What the case shows, who writes, the message, who is named (with role), who goes, the answer.
CASES = [
    pytest.param(
        "Permanent Mission of Botswana <geneva@mission.botswana.example>",
        "Composition of delegation",
        """\
The Permanent Mission of the Republic of Botswana presents its compliments to the Secretariat and has the honour to submit the composition of its delegation:

i.   Ms. Boitumelo Seretse, Deputy Permanent Secretary - Head of Delegation;
ii.  Col. Kagiso Molefhe, Botswana Defence Force - Member; and
iii. Mr. Thabo Kgosi, Principal Foreign Affairs Officer - Member.

The Permanent Mission of the Republic of Botswana avails itself of this opportunity to renew to the Secretariat the assurances of its highest consideration.
""",
        [("Boitumelo Seretse", "head"), ("Kagiso Molefhe", "delegate"), ("Thabo Kgosi", "delegate")],
        [],
        "accepted",
        id="numbered-roman",
    ),
    pytest.param(
        "Delegation desk <desk@mfa.jamaica.example>",
        "Jamaica: delegation",
        """\
Dear Secretariat,

Please find below the delegation of Jamaica:

Head of Delegation: H.E. Mrs. Yvonne Facey-Clarke, Permanent Representative
Alternate: Mr. Devon Brathwaite, Minister Counsellor
Adviser: Ms. Kerry-Ann Lindo, First Secretary

Regards,
Delegation desk
""",
        [("Yvonne Facey-Clarke", "head"), ("Devon Brathwaite", "alternate"), ("Kerry-Ann Lindo", "adviser")],
        [],
        "accepted",
        id="role-labels",
    ),
    pytest.param(
        "Mission of Malta <malta@mission.malta.example>",
        "Delegation of Malta",
        """\
Delegation of Malta

Head of Delegation
Mr Joseph Zammit-Borg
Ambassador

Delegates
Ms Graziella Farrugia
Counsellor

Mr Clayton Mifsud
First Secretary

Advisers
Lt Col Etienne Scerri
Armed Forces of Malta
""",
        [
            ("Joseph Zammit-Borg", "head"),
            ("Graziella Farrugia", "delegate"),
            ("Clayton Mifsud", "delegate"),
            ("Etienne Scerri", "adviser"),
        ],
        [],
        "accepted",
        id="role-headings",
    ),
    pytest.param(
        "Anouk de Wit <anouk@pax.example>",
        "PAX in Oslo",
        """\
Hi all,

PAX will come with three people:

- Anouk de Wit, Programme Lead Humanitarian Disarmament (anouk@pax.example)
- Joost van den Berg, Policy Adviser
- Mirjam Stroink-Haas, Researcher

See you there!
Anouk
""",
        [("Anouk de Wit", None), ("Joost van den Berg", None), ("Mirjam Stroink-Haas", None)],
        [],
        "accepted",
        id="bare-dash",
    ),
    pytest.param(
        "Vertretung <genf@mission.liechtenstein.example>",
        "Delegation",
        """\
Sehr geehrte Damen und Herren,

die Delegation des Fürstentums Liechtenstein setzt sich wie folgt zusammen:

FRICK-MARXER, Mag. Isolde, Botschafterin, Delegationsleiterin
BECK, Dr. Rainer-Anton, Amt für Auswärtige Angelegenheiten

Mit freundlichen Grüßen
Ständige Vertretung
""",
        [("FRICK-MARXER, Isolde", "head"), ("BECK, Rainer-Anton", None)],
        [],
        "accepted",
        id="surname-given-caps",
    ),
    pytest.param(
        "Ambassade <ambassade@mission.togo.example>",
        "Composition de la délégation togolaise",
        """\
Mesdames, Messieurs,

La délégation togolaise se compose comme suit :

1. S.E. M. Kokou ADJAVON-MENSAH, Ambassadeur, Chef de délégation
2. Mme Afi Dzidzor LAWSON, Directrice des affaires juridiques, Membre
3. Lt-Col Essowè TCHALLA, Forces armées togolaises, Membre

Veuillez agréer, Mesdames, Messieurs, l'assurance de ma considération distinguée.

Pour l'Ambassadeur,
Komlan AGBEKO
Premier Secrétaire
""",
        [("Kokou ADJAVON-MENSAH", "head"), ("Afi Dzidzor LAWSON", "delegate"), ("Essowè TCHALLA", "delegate")],
        [],
        "accepted",
        id="french-liste",
    ),
    pytest.param(
        "Missão <geneva@mission.angola.example>",
        "Delegação de Angola",
        """\
A Missão Permanente da República de Angola apresenta os seus cumprimentos e tem a honra de informar que a delegação angolana será composta por:

- Embaixador Adão Cassule Neto, Representante Permanente, Chefe da Delegação;
- Dra. Filomena Quissanga, Directora dos Assuntos Multilaterais;
- Tenente-Coronel Bento Chilombo, Ministério da Defesa Nacional.

A Missão Permanente aproveita o ensejo para renovar os protestos da sua mais elevada consideração.
""",
        [("Adão Cassule Neto", "head"), ("Filomena Quissanga", None), ("Bento Chilombo", None)],
        [],
        "accepted",
        id="portuguese",
    ),
    pytest.param(
        "Постпредство <geneva@mission.belarus.example>",
        "О составе делегации",
        """\
Постоянное представительство Республики Беларусь свидетельствует свое уважение Секретариату и имеет честь сообщить, что делегация Республики Беларусь будет представлена в следующем составе:

1. Г-н Ковальчук Андрей Викторович, заместитель начальника управления МИД, глава делегации;
2. Г-жа Лисовская Ольга Николаевна, советник Постоянного представительства, член делегации.

Постоянное представительство пользуется случаем, чтобы возобновить уверения в своем высоком уважении.
""",
        [("Ковальчук Андрей Викторович", "head"), ("Лисовская Ольга Николаевна", "delegate")],
        [],
        "accepted",
        id="russian-list",
    ),
    pytest.param(
        "البعثة <geneva@mission.oman.example>",
        "وفد سلطنة عمان",
        """\
تهدي البعثة الدائمة لسلطنة عمان أطيب تحياتها إلى الأمانة وتتشرف بإفادتها بأن وفد السلطنة سيتكون من السادة التالية أسماؤهم:

1- سعادة السفير / سالم بن حمد الهنائي - رئيس الوفد
2- السيدة / مريم بنت سعيد البلوشية - سكرتير أول - عضو
3- العقيد الركن / خالد بن ناصر الحبسي - وزارة الدفاع - عضو

وتنتهز البعثة هذه الفرصة لتعرب عن فائق تقديرها.
""",
        [("سالم بن حمد الهنائي", "head"), ("مريم بنت سعيد البلوشية", "delegate"), ("خالد بن ناصر الحبسي", "delegate")],
        [],
        "accepted",
        id="arabic-list",
    ),
    pytest.param(
        "中国代表团 <geneva@mission.china.example>",
        "代表团名单",
        """\
秘书处：

中方将派代表团出席会议，名单如下：

团长：李卫国，外交部军控司副司长
团员：张晓梅女士，外交部军控司一秘
团员：赵志强，国防部参谋

此致
敬礼
""",
        [("李卫国", "head"), ("张晓梅", "delegate"), ("赵志强", "delegate")],
        [],
        "accepted",
        id="chinese",
    ),
    pytest.param(
        "Vietnam <geneva@mission.vietnam.example>",
        "Delegation",
        """\
Dear Secretariat,

Viet Nam will participate with the following delegation:
1. Mr. Nguyễn Hữu Phước, Deputy Director General, Head of delegation
2. Ms. Trần Thị Bích Ngọc, Official

Sincerely yours,
""",
        [("Nguyễn Hữu Phước", "head"), ("Trần Thị Bích Ngọc", None)],
        [],
        "accepted",
        id="vietnam-order",
    ),
    pytest.param(
        "CMC <info@cmc2.example>",
        "CMC participants",
        """\
Participants from CMC:

Loren Whitcombe <loren@cmc2.example>, Campaign Manager
Kaja Derenda-Nowak <kaja@cmc2.example>, Coordinator
Serey Chhum (survivor advocate)
""",
        [("Loren Whitcombe", None), ("Kaja Derenda-Nowak", None), ("Serey Chhum", None)],
        [],
        "accepted",
        id="email-angle",
    ),
    pytest.param(
        "MOFA <un@mfa.thailand.example>",
        "Thai delegation",
        """\
The Royal Thai Government has designated the following officials:

1. Mr. Chatchai Viriyavejakul, Deputy Director-General
2. Ms. Suphanee Jirasakul, Counsellor
3. Group Captain Preecha Thongdee

Mr. Chatchai Viriyavejakul will act as Head of Delegation.
""",
        [("Chatchai Viriyavejakul", "head"), ("Suphanee Jirasakul", None), ("Preecha Thongdee", None)],
        [],
        "accepted",
        id="head-later",
    ),
    pytest.param(
        "KKM <leszereles@mfa.hungary.example>",
        "Hungarian delegation",
        """\
Dear Colleagues,

Hungary will be represented by
- Mr. KOVÁCS-BÍRÓ Szabolcs, Head of Department (Head of Delegation)
- Ms. VERES Zsófia, desk officer

Best regards
""",
        [("KOVÁCS-BÍRÓ Szabolcs", "head"), ("VERES Zsófia", None)],
        [],
        "accepted",
        id="hungarian-order",
    ),
    pytest.param(
        "CARE <x@care.example>",
        "Our delegation",
        """\
Our delegation:

Anneliese Thornbury
Senior Advocacy Adviser
anneliese@care.example

Kofi Asante-Mensah
Field Coordinator

Best wishes,
Anneliese
""",
        [("Anneliese Thornbury", None), ("Kofi Asante-Mensah", None)],
        [],
        "accepted",
        id="multi-line-no-honor",
    ),
    pytest.param(
        "Mission <geneva@mission.yemen.example>",
        "Yemen",
        """\
Members of the delegation are:
Mr. Ali Mohammed Al-Saadi, Head of Delegation;
Dr. Fatima Qasim Al-Hamdani;
Brig. Gen. Saleh Ahmed Nasser.
""",
        [("Ali Mohammed Al-Saadi", "head"), ("Fatima Qasim Al-Hamdani", None), ("Saleh Ahmed Nasser", None)],
        [],
        "accepted",
        id="semi-list-lines",
    ),
    pytest.param(
        "Mission <geneva@mission.cameroon.example>",
        "Delegation / Délégation",
        """\
The Cameroonian delegation will comprise / La délégation camerounaise comprendra :

- H.E. Mr / S.E. M. Salomon EBOLO-NDI, Ambassador / Ambassadeur, Head of Delegation / Chef de délégation
- Mrs / Mme Odile MVONDO-BEYALA, First Secretary / Premier Secrétaire
""",
        [("Salomon EBOLO-NDI", "head"), ("Odile MVONDO-BEYALA", None)],
        [],
        "accepted",
        id="bilingual-twice",
    ),
    pytest.param(
        "FCO <x@mfa.uk2.example>",
        "UK delegation",
        """\
UK delegation list:
Ms Flora Pemberley-Reeve OBE - Head of Delegation
Sqn Ldr Hugh Marchbanks RAF - MOD
Dr. Owen Tredinnick, PhD - DSTL
""",
        [("Flora Pemberley-Reeve", "head"), ("Hugh Marchbanks", None), ("Owen Tredinnick", None)],
        [],
        "accepted",
        id="postnominal",
    ),
    pytest.param(
        "Mission <x@mission.indonesia2.example>",
        "Revised list",
        """\
Please find the revised composition of the Indonesian delegation, which replaces the list sent earlier:

1. Ms. Wulan Setyaningrum, Director (Head)
2. Mr. Fajar Rudianto, Deputy Director
3. Lt. Col. Bambang Hartono, Ministry of Defence
""",
        [("Wulan Setyaningrum", "head"), ("Fajar Rudianto", None), ("Bambang Hartono", None)],
        [],
        "accepted",
        id="two-lists",
    ),
    pytest.param(
        "Misja <x@mission.poland2.example>",
        "Delegation of Poland",
        """\
Dear Colleagues,

Please be advised that the Polish delegation shall be composed of:
    Mr Zbigniew Rapalski-Wolny, Ambassador, Permanent Representative (head)
    Ms Agnieszka Kościelna, I Secretary
    Mr Marek Szczygieł, expert, Ministry of National Defence
""",
        [("Zbigniew Rapalski-Wolny", "head"), ("Agnieszka Kościelna", None), ("Marek Szczygieł", None)],
        [],
        "accepted",
        id="polish",
    ),
    pytest.param(
        "Mission <x@mission.turkey2.example>",
        "Turkish delegation",
        """\
Turkey will attend the meeting with the following delegation:
Mr. Ahmet Üzümcüoğlu (Head of Delegation)
Mrs. Zeynep Çağlar-İnan (Deputy Head of Delegation)
Maj. Görkem Şahin (Military Adviser)
""",
        [("Ahmet Üzümcüoğlu", "head"), ("Zeynep Çağlar-İnan", "alternate"), ("Görkem Şahin", None)],
        [],
        "accepted",
        id="turkish",
    ),
    pytest.param(
        "MFA <x@mfa.greece3.example>",
        "Greek delegation",
        """\
The Greek delegation will consist of
Mr. ELEFTHERIOS KOUVARITAKIS, HEAD OF THE DELEGATION
Mrs. SOFIA GRAMMATA, ATTACHÉ
""",
        [("ELEFTHERIOS KOUVARITAKIS", "head"), ("SOFIA GRAMMATA", None)],
        [],
        "accepted",
        id="greek-caps",
    ),
    pytest.param(
        "MFA <x@mfa.georgia2.example>",
        "Georgian delegation",
        """\
Delegation of Georgia:
1. Mr. Vakhtang Jorbenadze - Director, Department for Security Policy
2. Ms. Tamta Kupradze - Attaché

Nino Gelashvili
Desk Officer
+995 32 228 4747
""",
        [("Vakhtang Jorbenadze", None), ("Tamta Kupradze", None)],
        [],
        "accepted",
        id="signature-below-list",
    ),
    pytest.param(
        "ISPG <x@ngo.example>",
        "participants",
        """\
Participants: Olivia Bracegirdle, Campaign Director; Tomasz Wiśniewski, Legal Officer; Yuki Harada, Intern.
""",
        [("Olivia Bracegirdle", None), ("Tomasz Wiśniewski", None), ("Yuki Harada", None)],
        [],
        "accepted",
        id="colon-inline",
    ),
    pytest.param(
        "PM <x@mission.myanmar.example>",
        "Delegation",
        """\
The Permanent Mission has the honour to forward the particulars of the Myanmar delegation as follows:

        (a) U Kyaw Tint Swe-Aung
            Director-General
            Political Department                 - Leader
        (b) Daw Khin Mar Lwin
            Counsellor                           - Member
""",
        [("U Kyaw Tint Swe-Aung", "head"), ("Daw Khin Mar Lwin", "delegate")],
        [],
        "accepted",
        id="indented-block",
    ),
    pytest.param(
        "MFA <x@mfa.macedonia.example>",
        "Delegation",
        """\
Please be informed that our delegation is composed of:
-Mr. Goran Stefkovski, Head of Delegation, State Counsellor
-Ms. Biljana Ristovska, Member, Attaché
""",
        [("Goran Stefkovski", "head"), ("Biljana Ristovska", "delegate")],
        [],
        "accepted",
        id="after-comma-role",
    ),
    pytest.param(
        "M <x@mfa.bulgaria2.example>",
        "x",
        """\
Bulgaria's delegates:
*Petya Karadzhova* - head of delegation
*Rumen Velichkov* - expert, Ministry of Defence
""",
        [("Petya Karadzhova", "head"), ("Rumen Velichkov", None)],
        [],
        "accepted",
        id="no-space-bullet",
    ),
    pytest.param(
        "M <x@mission.drc2.example>",
        "Liste",
        """\
Liste de la délégation de la RDC :

•	M. Antoine KOLA-MBUYI, Directeur, Chef de délégation
•	Mme Chantal NGOYI, Membre
""",
        [("Antoine KOLA-MBUYI", "head"), ("Chantal NGOYI", "delegate")],
        [],
        "accepted",
        id="tab-bullets",
    ),
    pytest.param(
        "M <x@mission.algeria.example>",
        "Délégation algérienne",
        """\
La délégation algérienne sera composée comme suit :
- Chef de délégation : M. Idir JABALLAH-BENALI, Ambassadeur
- Membres : Mme Soraya BENKHEDIR et M. Hamid KHELLADI
""",
        [("Idir JABALLAH-BENALI", "head"), ("Soraya BENKHEDIR", "delegate"), ("Hamid KHELLADI", "delegate")],
        [],
        "accepted",
        id="dash-title-first",
    ),
    pytest.param(
        "M <x@mission.guatemala2.example>",
        "Delegación",
        """\
Delegación de Guatemala:

• Excma. Sra. Ana Lucía Escobar Paz, Viceministra (Jefa de Delegación)
• Sr. Byron Us Chumil, Primer Secretario (Delegado)
• Cnel. DEM Rudy Pozuelos (Asesor militar)
""",
        [("Ana Lucía Escobar Paz", "head"), ("Byron Us Chumil", "delegate"), ("Rudy Pozuelos", None)],
        [],
        "accepted",
        id="spanish-bullets",
    ),
    pytest.param(
        "M <x@undp3.example>",
        "UNDP team",
        """\
Here is our team for Oslo

Sissel Sandnes-Moe
Melinda Furth
Olav Jorgsen

Best
Sissel
""",
        [("Sissel Sandnes-Moe", None), ("Melinda Furth", None), ("Olav Jorgsen", None)],
        [],
        "accepted",
        id="one-name-per-line-no-marks",
    ),
    pytest.param(
        "Ulla-Maija Kettunen <ulla-maija.kettunen@mfa.finland.example>",
        "Suomen valtuuskunta / Finnish delegation",
        """\
Hei,

Finland's team for Wellington:

Ulla-Maija Kettunen, Ambassador, head
Jaakko Vesterinen, First Secretary (Wellington/Canberra)
Commander Harri Niskala, Defence Command

t. Ulla-Maija
""",
        [("Ulla-Maija Kettunen", "head"), ("Jaakko Vesterinen", None), ("Harri Niskala", None)],
        [],
        "accepted",
        id="case-1",
    ),
    pytest.param(
        "Disarmament Section <disarm@mission.australia2.example>",
        "Australian delegation for Wellington",
        """\
Hello

Australia's delegation to the Wellington Conference will be:

Dr Rosalind Harcourt-Bligh, Assistant Secretary, Arms Control and Counter-Proliferation Branch (head of delegation)
Group Captain Simon Weatherall, Department of Defence
Ms Prudence Okonjo-Hale, Legal Specialist, DFAT
Mr Callum Macready, Permanent Mission Geneva

Ms Okonjo-Hale will only arrive on Wednesday 20 February.

Kind regards
Callum
""",
        [
            ("Rosalind Harcourt-Bligh", "head"),
            ("Simon Weatherall", None),
            ("Prudence Okonjo-Hale", None),
            ("Callum Macready", None),
        ],
        [],
        "accepted",
        id="case-2",
    ),
    pytest.param(
        "Mission permanente de Madagascar <geneva@mission.madagascar.example>",
        "Note verbale n° 07/MPM/08",
        """\
La Mission permanente de la République de Madagascar présente ses compliments au Secrétariat et a l'honneur de l'informer que la délégation malgache à la Conférence de Wellington sera constituée de :

Monsieur Solofo RAZAFITRIMO, Ministre Conseiller, chef de délégation,
Madame Hanta RAKOTOARIVELO, Chef du service du désarmement au Ministère des Affaires étrangères,
le Général Désiré RAMAROSON, Conseiller militaire.

La Mission permanente de Madagascar saisit cette occasion pour renouveler les assurances de sa haute considération.
""",
        [("Solofo RAZAFITRIMO", "head"), ("Hanta RAKOTOARIVELO", None), ("Désiré RAMAROSON", None)],
        [],
        "accepted",
        id="case-3",
    ),
    pytest.param(
        "Ständige Vertretung <genf@mission.austria4.example>",
        "Österreichische Delegation",
        """\
Sehr geehrte Damen und Herren!

Für die Konferenz darf ich folgende Delegation namhaft machen:

Botschafter Dr. Ferdinand Hagleitner (Delegationsleiter)
Gesandte Mag. Dorothea Wimpissinger
Oberst des Generalstabsdienstes Mag. Kurt Radauer, BMLV

Mit vorzüglicher Hochachtung
i.A. Lackner
""",
        [("Ferdinand Hagleitner", "head"), ("Dorothea Wimpissinger", None), ("Kurt Radauer", None)],
        [],
        "accepted",
        id="case-4",
    ),
    pytest.param(
        "PM Sierra Leone <geneva@mission.sierraleone.example>",
        "Nomination",
        """\
I am directed to inform you that the following officials have been nominated to represent Sierra Leone:

1) Mr. Foday Kanu-Lansana - Director of Political Affairs
2) ACP Memunatu Koroma-Bangura - Sierra Leone Police

Mr. Kanu-Lansana shall be Head of Delegation.

Y. Conteh
for Permanent Representative
""",
        [("Foday Kanu-Lansana", "head"), ("ACP Memunatu Koroma-Bangura", None)],
        [],
        "accepted",
        id="case-5",
    ),
    pytest.param(
        "البعثة <x@mission.sudan2.example>",
        "وفد السودان",
        """\
يشارك السودان في المؤتمر بوفد مكون من:
السفير إبراهيم ميرغني محمد خير (رئيسا)
المستشار عمر دهب فضل (عضوا)
العميد بابكر أحمد (عضوا)
""",
        [("إبراهيم ميرغني محمد خير", "head"), ("عمر دهب فضل", "delegate"), ("بابكر أحمد", "delegate")],
        [],
        "accepted",
        id="case-6",
    ),
    pytest.param(
        "代表团 <x@mission.singapore2.example>",
        "名单",
        """\
秘书处：

新加坡代表团名单：
1. 陈伟明先生（团长，外交部副司长）
2. 林秀英女士（二等秘书）
""",
        [("陈伟明", "head"), ("林秀英", None)],
        [],
        "accepted",
        id="case-7",
    ),
    pytest.param(
        "Permanent Mission of Pakistan <geneva@mission.pakistan2.example>",
        "Pakistan delegation",
        """\
The Permanent Mission of Pakistan to the United Nations presents its compliments to the Secretariat of the Oslo Conference and, further to the latter's letter, has the honour to convey that the following shall represent Pakistan as observers at the said Conference:-

(1)	Mr. Tehmasp Janjuar Khan, Acting Permanent Representative
(2)	Lt. Col. Zafar Iqbal Cheema, Director (ACDA)

The Permanent Mission avails itself of this opportunity to renew to the Secretariat the assurances of its highest consideration.
""",
        [("Tehmasp Janjuar Khan", None), ("Zafar Iqbal Cheema", None)],
        [],
        "accepted",
        id="case-8",
    ),
    pytest.param(
        "Beatriz Lomas Ferrer <blomas@mfa.spain2.example>",
        "Delegación española",
        """\
Queridos colegas:

Os confirmo que por parte española asistirán:

- Gerardo Buceta Ponce, Embajador en Misión Especial para Desarme (jefe de la delegación)
- Teniente Coronel Jacobo Millán Arce, Ministerio de Defensa
- yo misma, Consejera de Desarme

Un abrazo,
Beatriz Lomas Ferrer
""",
        [("Gerardo Buceta Ponce", "head"), ("Jacobo Millán Arce", None), ("Beatriz Lomas Ferrer", None)],
        [],
        "accepted",
        id="case-9",
    ),
    pytest.param(
        "Mission <x@mission.mozambique3.example>",
        "Delegação moçambicana",
        """\
Exmo. Senhor,

A delegação de Moçambique integra:
1. S. Exa. Henrique Bango-Machel, Vice-Ministro, que a chefiará
2. Sra. Florência Manhique, Segunda Secretária
3. Sr. Hermenegildo Zandamela (IND)

Cumprimentos
""",
        [("Henrique Bango-Machel", "head"), ("Florência Manhique", None), ("Hermenegildo Zandamela", None)],
        [],
        "accepted",
        id="case-10",
    ),
    pytest.param(
        "Mission <x@mission.malawi2.example>",
        "Names",
        """\
Malawi delegates:
Mrs Ivy Luhanga-Phiri, Principal Secretary - Leader
Col Misheck Chirwa
Mr Dickson Kumwenda, Assistant Director (Political)

The above delegates will need visas on arrival. Who can help?
""",
        [("Ivy Luhanga-Phiri", "head"), ("Misheck Chirwa", None), ("Dickson Kumwenda", None)],
        [],
        "accepted",
        id="case-11",
    ),
    pytest.param(
        "Mission <x@mission.rwanda2.example>",
        "Délégation",
        """\
Le Rwanda désigne pour la Conférence de Wellington :
Chef de délégation
  Amb. Vestine Semugeshi-Gasana
Membres
  Maj. Eugène Nkuranga
  M. Alphonse Kayigamba, Conseiller
""",
        [("Vestine Semugeshi-Gasana", "head"), ("Eugène Nkuranga", "delegate"), ("Alphonse Kayigamba", "delegate")],
        [],
        "accepted",
        id="case-12",
    ),
    pytest.param(
        "Mission <x@mission.thailand4.example>",
        "RE: Wellington",
        """\
Sawasdee ka,

Confirmed! From Thailand there will be:
- Ambassador Sirichai Phuangket (head)
- Mr. Krit Kraiwan-Wong
- Ms. Linjong Bunnag-Rai (that's me)

Linjong
""",
        [("Sirichai Phuangket", "head"), ("Krit Kraiwan-Wong", None), ("Linjong Bunnag-Rai", None)],
        [],
        "accepted",
        id="case-13",
    ),
    pytest.param(
        "Mission <x@mission.japan5.example>",
        "Japanese delegation",
        """\
1. Head of Delegation
   Mr. Sumio TARUMI, Ambassador, Delegation of Japan to the Conference on Disarmament

2. Members of Delegation
   Mr. Kenji SHINODA-ABE, First Secretary
   Ms. Hiromi NAKANO-ITO, Official, Conventional Weapons Division
""",
        [("Sumio TARUMI", "head"), ("Kenji SHINODA-ABE", "delegate"), ("Hiromi NAKANO-ITO", "delegate")],
        [],
        "accepted",
        id="case-14",
    ),
    pytest.param(
        "Mission <x@mission.tanzania.example>",
        "Delegation",
        """\
The delegation from the United Republic of Tanzania shall consist of:

(a) Hon. Bernard Kamili-Lyimo (MP), Deputy Minister for Foreign Affairs - Head of Delegation

(b) Amb. Tumaini Manongo-Mushi - Director, Multilateral Cooperation - Member

(c) Capt. (TN) Leonard Kajuna - TPDF - Member
""",
        [("Bernard Kamili-Lyimo", "head"), ("Tumaini Manongo-Mushi", "delegate"), ("Leonard Kajuna", "delegate")],
        [],
        "accepted",
        id="case-15",
    ),
    pytest.param(
        "Mission <x@mission.colombia3.example>",
        "Participación de Colombia",
        """\
La delegación colombiana a la Conferencia de Wellington estará conformada de la siguiente manera:

Jefe de delegación: Embajadora Clemencia Forero Urdinola
Delegados: Mayor (RA) Álvaro Sandino Bernal y Dra. Luz Stella Jara Portilla

Sírvanse aceptar, señores, las seguridades de mi consideración.
""",
        [
            ("Clemencia Forero Urdinola", "head"),
            ("Álvaro Sandino Bernal", "delegate"),
            ("Luz Stella Jara Portilla", "delegate"),
        ],
        [],
        "accepted",
        id="case-16",
    ),
    pytest.param(
        "Mission <x@mission.ethiopia.example>",
        "Ethiopian delegation",
        """\
Head of the Delegation: Ambassador Fisseha Yimam-Aboye
Member: Ato Minale Alemu-Getahun, Director General
""",
        [("Fisseha Yimam-Aboye", "head"), ("Ato Minale Alemu-Getahun", "delegate")],
        [],
        "accepted",
        id="case-17",
    ),
    pytest.param(
        "Mission <x@mission.philippines6.example>",
        "Delegation",
        """\
Please be advised that the following comprise the Philippine delegation:

Hon. Jesus Emilio Garces-Tan, Jr.
   Deputy Permanent Representative
   Head of Delegation

BGen. Alfonso Cruz-Dela Peña, AFP
   Adviser

Ms. Maria Angela Ponce-Lim
   Second Secretary
""",
        [
            ("Jesus Emilio Garces-Tan, Jr.", "head"),
            ("Alfonso Cruz-Dela Peña", "adviser"),
            ("Maria Angela Ponce-Lim", None),
        ],
        [],
        "accepted",
        id="case-18",
    ),
    pytest.param(
        "Mission <x@mission.e3.example>",
        "Composition",
        """\
The composition of the Omani delegation to the above meeting is as under:

- Sayyid Faris bin Hilal Al-Busaid, Head of the International Organizations Department, (Head of Delegation).
- Mr. Hamed bin Salim Al-Rashdi, First Secretary.
""",
        [("Faris bin Hilal Al-Busaid", "head"), ("Hamed bin Salim Al-Rashdi", None)],
        [],
        "accepted",
        id="case-19",
    ),
    pytest.param(
        "Mission <x@mission.e5.example>",
        "Egypt",
        """\
The Egyptian delegation to Wellington is as follows:

1- Amb. Hussam Idris-Zahran (Head)
2- Counselor Maha Abdel-Rahim
3- Brig. Gen. Tarek Shoukry-Amin
""",
        [("Hussam Idris-Zahran", "head"), ("Maha Abdel-Rahim", None), ("Tarek Shoukry-Amin", None)],
        [],
        "accepted",
        id="case-20",
    ),
    pytest.param(
        "Mission <x@mission.e8.example>",
        "Slovenian delegation",
        """\
Slovenia - delegation:

Ambassador Andrej Logarnik, Head of delegation
Ms. Mateja Norčičeva, Third Secretary

We kindly ask for two copies of the documents.
""",
        [("Andrej Logarnik", "head"), ("Mateja Norčičeva", None)],
        [],
        "accepted",
        id="case-21",
    ),
    pytest.param(
        "Mission <x@mission.e12.example>",
        "Japan",
        """\
Head of Delegation: Mr. Takeshi NAGASAWA, Ambassador
Alternate: Mr. Shinobu YAMAGUCHI-ODA, Minister
Advisers: Ms. Akane SUGIHARA, First Secretary
          Mr. Ryo FUJISAWA, Second Secretary
""",
        [
            ("Takeshi NAGASAWA", "head"),
            ("Shinobu YAMAGUCHI-ODA", "alternate"),
            ("Akane SUGIHARA", "adviser"),
            ("Ryo FUJISAWA", "adviser"),
        ],
        [],
        "accepted",
        id="case-22",
    ),
    pytest.param(
        "Mission <x@mission.e15.example>",
        "Zypern",
        """\
Sehr geehrte Damen und Herren,
anbei die Teilnehmer aus Deutschland:
Hr. Dr. Volkmar Reichenow (AA, Leiter)
Fr. Annegret Lobsiger-Thoma (AA)
OTL i.G. Carsten Mühlhaus (BMVg)
Mit freundlichen Grüßen
""",
        [("Volkmar Reichenow", "head"), ("Annegret Lobsiger-Thoma", None), ("Carsten Mühlhaus", None)],
        [],
        "accepted",
        id="case-23",
    ),
    pytest.param(
        "Mission <x@mission.e20.example>",
        "伊拉克",
        """\
تتشرف البعثة بإبلاغكم أسماء أعضاء الوفد العراقي:
1. السيد محمد الحاج حمود الراوي / رئيس الوفد
2. السيدة سندس عمر علي / مستشار / عضو
""",
        [("محمد الحاج حمود الراوي", "head"), ("سندس عمر علي", "delegate")],
        [],
        "accepted",
        id="case-24",
    ),
    pytest.param(
        "Мид <un@mfa.armenia.example>",
        "Делегация",
        """\
В конференции примут участие:

Ковригин Станислав Юрьевич, советник Департамента;
Лаптева Оксана Игоревна, второй секретарь Посольства.

С уважением,
Департамент по вопросам нераспространения и контроля над вооружениями
""",
        [("Ковригин Станислав Юрьевич", None), ("Лаптева Оксана Игоревна", None)],
        [],
        "accepted",
        id="an-office-of-many-words-signs",
    ),
    pytest.param(
        "Mission <geneva@mission.gabon.example>",
        "Participation",
        """\
Feront le déplacement, au nom du Gouvernement :

1°) Madame Hortense MOUSSAVOU, Ambassadeur, cheffe ;
2°) Commandant Hervé NDONG, Direction des relations publiques.
""",
        [("Hortense MOUSSAVOU", "head"), ("Hervé NDONG", None)],
        [],
        "accepted",
        id="numbers-with-a-degree-sign",
    ),
    pytest.param(
        "Mission <geneva@mission.palau.example>",
        "Delegation",
        """\
The delegation of Palau:

Hon. Rosa Remeliik Assistant Secretary Head of Delegation
Mr. Tommy Nakamura, Director, Member
Ms. Ana Ngiraked, Deputy Head of Delegation
""",
        [("Rosa Remeliik", "head"), ("Tommy Nakamura", "delegate"), ("Ana Ngiraked", "alternate")],
        [],
        "accepted",
        id="function-and-role-in-one-column",
    ),
    pytest.param(
        "Mission <geneva@mission.botswana.example>",
        "Names",
        """\
I hereby forward the names of our delegates:

I.  Amb. Boitumelo Seretse (Leader of Delegation)
II. Grp Capt. Kagiso Molefhe, Defence Headquarters
III. Mr. Thabo Kgosi, Senior Counsellor
""",
        [("Boitumelo Seretse", "head"), ("Kagiso Molefhe", None), ("Thabo Kgosi", None)],
        [],
        "accepted",
        id="roman-from-one",
    ),
    pytest.param(
        "Pia Ekblom <pia.ekblom@mfa.finland.example>",
        "Our names",
        """\
Please find our people below.

Ms Pia Ekblom, Legal Officer (that is me)
Mr Aki Vuori, Ministry of Defence

Best regards,
Pia
""",
        [("Pia Ekblom", None), ("Aki Vuori", None)],
        [],
        "accepted",
        id="the-writer-in-brackets",
    ),
]


@pytest.mark.parametrize(("sender", "subject", "body", "delegates", "gone", "answer"), CASES)
def test_a_list_names_its_delegates(
    sender: str, subject: str, body: str, delegates: list[tuple[str, str | None]], gone: list[str], answer: str | None
) -> None:
    read = facts(body, sender=sender, subject=subject)
    assert (named(read), removed(read), read.attendance and read.attendance.answer.value) == (delegates, gone, answer)
