"""Delegates in running text: who is named, who heads, who only writes or is referred to."""

from __future__ import annotations

import pytest

from tests.core.reading.letters import facts, named, removed

# What the case shows, who writes, the message, who is named (with role), who goes, the answer.
CASES = [
    pytest.param(
        "Hanne Kvist <hanne.kvist@mfa.denmark.example>",
        "Danish delegation",
        """\
Dear colleagues,

I am pleased to inform you that Denmark will be represented at the conference by Ambassador Birgit Lauridsen, Head of the Department for Disarmament, who will head the delegation, Mr Søren Dalgaard, Chief Adviser, and Ms Mette Hjorth of the Ministry of Defence.

Best regards,
Hanne Kvist
Head of Section
""",
        [("Birgit Lauridsen", "head"), ("Søren Dalgaard", None), ("Mette Hjorth", None)],
        [],
        "accepted",
        id="prose-mixed",
    ),
    pytest.param(
        "MFA Estonia <un@mfa.estonia.example>",
        "Re: Oslo",
        """\
Dear colleagues, Estonia will be represented by 1) Ms Kadri Tammsaar, Director of the Division for Arms Control (head of delegation), 2) Mr Priit Kõiv, Desk Officer, and 3) Mr Andres Laanemäe, Defence Adviser. Best, Kadri
""",
        [("Kadri Tammsaar", "head"), ("Priit Kõiv", None), ("Andres Laanemäe", None)],
        [],
        "accepted",
        id="inline-numbers",
    ),
    pytest.param(
        "Ulrich Haberland <u.haberland@mfa.austria.example>",
        "Teilnahme",
        """\
Sehr geehrte Damen und Herren,

Österreich wird an der Tagung teilnehmen. Die Delegation wird von Gesandter Mag. Henriette Zoller geleitet; weiters nehmen Herr Brigadier Klaus Permoser (Bundesministerium für Landesverteidigung) und Frau Dr. Lena Wondraschek, Völkerrechtsbüro, teil.

Mit freundlichen Grüßen
Ulrich Haberland
""",
        [("Henriette Zoller", "head"), ("Klaus Permoser", None), ("Lena Wondraschek", None)],
        [],
        "accepted",
        id="german-prose",
    ),
    pytest.param(
        "Cabinet <cabinet@mfa.benin.example>",
        "Participation",
        """\
Monsieur le Secrétaire,

J'ai l'honneur de vous informer que le Bénin prendra part à la Conférence. La délégation béninoise, conduite par Monsieur Codjo HOUNKPATIN, Directeur des Organisations internationales, comprendra également Madame Reine SOGLOHOUN, Chef de service, et le Commandant Basile AGOSSOU.

Je vous prie d'agréer, Monsieur le Secrétaire, l'assurance de ma haute considération.
""",
        [("Codjo HOUNKPATIN", "head"), ("Reine SOGLOHOUN", None), ("Basile AGOSSOU", None)],
        [],
        "accepted",
        id="french-prose2",
    ),
    pytest.param(
        "Embajada <embajada@mission.honduras.example>",
        "Delegación",
        """\
Estimados señores:

Tengo el agrado de comunicarles que la delegación de Honduras estará integrada por el señor Rigoberto Matute Zelaya, Subsecretario de Política Exterior, quien la encabezará; la licenciada Dunia Funes Pineda, Directora de Asuntos Multilaterales; y el Coronel Óscar Villeda Rosales.

Atentamente,
Lic. Suyapa Bonilla
""",
        [("Rigoberto Matute Zelaya", "head"), ("Dunia Funes Pineda", None), ("Óscar Villeda Rosales", None)],
        [],
        "accepted",
        id="spanish-prose",
    ),
    pytest.param(
        "Rappresentanza <ginevra@mission.italy.example>",
        "Delegazione italiana",
        """\
Gentili colleghi,

la delegazione italiana sarà guidata dal Ministro Plenipotenziario Gianluca Bertolazzi, Vice Direttore Generale per gli Affari Politici, e composta dalla Dott.ssa Serena Quaglia (Ufficio Disarmo) e dal Ten. Col. Ivano Pescatori (Stato Maggiore della Difesa).

Cordiali saluti
""",
        [("Gianluca Bertolazzi", "head"), ("Serena Quaglia", None), ("Ivano Pescatori", None)],
        [],
        "accepted",
        id="italian",
    ),
    pytest.param(
        "Отдел <un@mfa.kazakhstan.example>",
        "Состав делегации",
        """\
Уважаемые коллеги,

Казахстан примет участие в конференции. Делегацию возглавит посол Ерлан Сагинтаев, в состав делегации также войдут г-н Тимур Абенов, советник, и полковник Дамир Жаксыбеков.

С уважением,
""",
        [("Ерлан Сагинтаев", "head"), ("Тимур Абенов", None), ("Дамир Жаксыбеков", None)],
        [],
        "accepted",
        id="russian-prose",
    ),
    pytest.param(
        "Siosaia Fifita <s.fifita@mfa.tonga.example>",
        "Re: Oslo",
        """\
Malo e lelei,

Thank you for the invitation. I will attend the conference myself on behalf of Tonga.

Siosaia Fifita
Deputy Secretary for Foreign Affairs
""",
        [("Siosaia Fifita", None)],
        [],
        "accepted",
        id="self-alone",
    ),
    pytest.param(
        "Ingeborg Thoresen <ingeborg.thoresen@npa.example>",
        "NPA participants",
        """\
Hi,

NPA will be represented by Magnus Eidsvåg, Director of Mine Action, and myself.

Ingeborg Thoresen
Policy Adviser, Norwegian People's Aid
""",
        [("Magnus Eidsvåg", None), ("Ingeborg Thoresen", None)],
        [],
        "accepted",
        id="self-plus",
    ),
    pytest.param(
        "Ana Beatriz Falcão <ana.falcao@mfa.brazil.example>",
        "Brazil",
        """\
Dear all,

I shall head the Brazilian delegation. I will be accompanied by Secretary Thiago Moura Brandão, from our Division of Disarmament.

Ana Beatriz Falcão
Minister Counsellor
""",
        [("Ana Beatriz Falcão", "head"), ("Thiago Moura Brandão", None)],
        [],
        "accepted",
        id="self-head",
    ),
    pytest.param(
        "Pavel Hrubeš <pavel.hrubes@mission.czechia.example>",
        "Delegation",
        """\
Dear colleagues,

the Czech Republic will be represented by Ms Ludmila Vaňková, Deputy Director of the UN Department.

Kind regards,

Pavel Hrubeš
Third Secretary
Permanent Mission of the Czech Republic
""",
        [("Ludmila Vaňková", None)],
        [],
        "accepted",
        id="signer-not",
    ),
    pytest.param(
        "Mission <geneva@mission.uganda.example>",
        "Delegation of Uganda",
        """\
Dear Sir/Madam,

Uganda's delegation will be led by Hon. Dr. Apollo Byaruhanga, Minister of State, accompanied by Ms. Prossy Namukasa, Principal Legal Officer.

For any further information please contact Mr. Denis Okot, Second Secretary, at d.okot@mission.uganda.example.

Regards
""",
        [("Apollo Byaruhanga", "head"), ("Prossy Namukasa", None)],
        [],
        "accepted",
        id="contact-not",
    ),
    pytest.param(
        "Mission <geneva@mission.chile2.example>",
        "Reply",
        """\
Dear colleagues,

I refer to the letter of Foreign Minister Eirik Solvang-Ness of 15 December and am pleased to inform you that Chile will be represented by Mr. Ignacio Larrondo Etcheve, Director for International Security.

Yours sincerely,
""",
        [("Ignacio Larrondo Etcheve", None)],
        [],
        "accepted",
        id="minister-referred",
    ),
    pytest.param(
        "Mission <geneva@mission.mongolia.example>",
        "Mongolian delegation",
        """\
Mongolia will be represented by Ambassador Luvsan Batbayar and Ms. Oyuna Gantulga, Counsellor. They will be joined by an interpreter, Mr. Bold Erdene, who is not a member of the delegation.
""",
        [("Luvsan Batbayar", None), ("Oyuna Gantulga", None)],
        [],
        "accepted",
        id="interpreter-note",
    ),
    pytest.param(
        "PM <geneva@mission.namibia.example>",
        "Note",
        """\
The Permanent Mission of the Republic of Namibia has the honour to inform the
Secretariat that Namibia will be represented by H.E. Ms. Selma Nghidinwa,
Ambassador and Permanent Representative (Head of Delegation), Mr. Petrus
Shikongo, Deputy Director in the Ministry of Defence, and Ms. Hilma
Amukwa-Iipinge, First Secretary.
""",
        [("Selma Nghidinwa", "head"), ("Petrus Shikongo", None), ("Hilma Amukwa-Iipinge", None)],
        [],
        "accepted",
        id="wrapped",
    ),
    pytest.param(
        "Mission <geneva@mission.slovakia.example>",
        "Fw: delegation",
        """\
Dear colleagues, please see below the message from Bratislava.

---------- Forwarded message ----------
From: OMZO <omzo@mfa.slovakia.example>
Date: Fri, 9 Feb 2007
Subject: delegation
To: Mission <geneva@mission.slovakia.example>

Please inform the organisers that Slovakia will be represented by Mr. Juraj Hanko, Director, as head of delegation and Ms. Zuzana Lipková.
""",
        [("Juraj Hanko", "head"), ("Zuzana Lipková", None)],
        [],
        "accepted",
        id="forwarded",
    ),
    pytest.param(
        "Timo Rantala <timo.rantala@mfa.finland.example>",
        "RE: Oslo",
        """\
Finland: Amb. Kirsti Lehtonen (HoD), Jukka Salmi, Maj. Olli Virta.

T
""",
        [("Kirsti Lehtonen", "head"), ("Jukka Salmi", None), ("Olli Virta", None)],
        [],
        "accepted",
        id="one-liner",
    ),
    pytest.param(
        "Mission <geneva@mission.samoa2.example>",
        "Samoa",
        """\
Talofa. Our delegate will be Ms Lagimaina Tupai-Sefo, Assistant Chief Executive Officer.
""",
        [("Lagimaina Tupai-Sefo", "delegate")],
        [],
        "accepted",
        id="delegation-of-one",
    ),
    pytest.param(
        "MOFA <disarm@mission.korea2.example>",
        "Delegation",
        """\
The delegation of the Republic of Korea consists of Mr. LEE Dong-hwan, Director (Head), Ms. CHO Yoon-seo, Second Secretary and Lt. Col. PARK Sung-min, Ministry of National Defense.
""",
        [("LEE Dong-hwan", "head"), ("CHO Yoon-seo", None), ("PARK Sung-min", None)],
        [],
        "accepted",
        id="korea",
    ),
    pytest.param(
        "Mission <geneva@mission.greece.example>",
        "Reply to the invitation",
        """\
Dear Sirs,

Please convey to Mr. Eirik Solvang-Ness the thanks of Minister Danae Kourkouli for his kind invitation. Greece will participate and will be represented by Ambassador Stelios Karavidas.

Best regards
""",
        [("Stelios Karavidas", None)],
        [],
        "accepted",
        id="thanks-minister",
    ),
    pytest.param(
        "Mission <geneva@mission.albania2.example>",
        "Albania",
        """\
On instructions from Deputy Minister Mr. Edlira Marku, I have the honour to inform you that the Albanian delegation will be headed by Mr. Gent Dervishaliu.
""",
        [("Gent Dervishaliu", "head")],
        [],
        "accepted",
        id="instructed-by",
    ),
    pytest.param(
        "Mission <geneva@mission.israel2.example>",
        "delegation",
        """\
Our delegation will be led by Ms. Tamar Ben-Oren, Director, Arms Control Department. Her assistant, Mr. Yoav Levin (yoav@mfa.israel.example), can be reached for all practical matters.
""",
        [("Tamar Ben-Oren", "head")],
        [],
        "accepted",
        id="assistant-email",
    ),
    pytest.param(
        "Mission <geneva@mission.kuwait.example>",
        "Kuwait",
        """\
The delegation of the State of Kuwait: H.E. Mr. Dirar Al-Mansouri, Ambassador (Head), Mr. Abdullah Al-Hawli, Counsellor, Mr. Talal Al-Shuwaikh, Third Secretary.
""",
        [("Dirar Al-Mansouri", "head"), ("Abdullah Al-Hawli", None), ("Talal Al-Shuwaikh", None)],
        [],
        "accepted",
        id="comma-list",
    ),
    pytest.param(
        "PM <x@mission.nepal.example>",
        "Delegation of Nepal",
        """\
Nepal will take part in the conference. The delegation will be led by Mr. Dhruba Prasad Thapaliya, Joint Secretary. Its other member is Mr. Suresh Adhikari, Under Secretary (Law).
""",
        [("Dhruba Prasad Thapaliya", "head"), ("Suresh Adhikari", "delegate")],
        [],
        "accepted",
        id="led-by-two-sentences",
    ),
    pytest.param(
        "MFA <a@mfa.iceland.example>",
        "Icelandic delegation",
        """\
Hi, here is our delegation for Oslo: Hjalti Thorsteinsson (head of delegation), Sigrún Birgisdóttir (alternate), Páll Ármann (adviser). Cheers, Hjalti
""",
        [("Hjalti Thorsteinsson", "head"), ("Sigrún Birgisdóttir", "alternate"), ("Páll Ármann", "adviser")],
        [],
        "accepted",
        id="with-parenthesis-role",
    ),
    pytest.param(
        "HQ <geneva@mission.turkmenistan.example>",
        "Observer",
        """\
Turkmenistan wishes to attend as an observer and designates Mr. Serdar Orazov, Second Secretary, as its observer.
""",
        [("Serdar Orazov", "observer")],
        [],
        "accepted",
        id="observer",
    ),
    pytest.param(
        "UNIDIR <x@unidir2.example>",
        "UNIDIR",
        """\
UNIDIR will be represented by its Director, Dr Patricia Lindqvist, and by John Borstead, Manager.
""",
        [("Patricia Lindqvist", None), ("John Borstead", None)],
        [],
        "accepted",
        id="dr-only",
    ),
    pytest.param(
        "Mission <x@mission.zimbabwe.example>",
        "Delegation and rooms",
        """\
Dear organisers,

Zimbabwe will be represented by Mr. Tafadzwa Moyo (Head of Delegation) and Ms. Rudo Chikwanha. Both arrive on 21 February at 14:10 (flight LH 859) and need single rooms.

Regards
""",
        [("Tafadzwa Moyo", "head"), ("Rudo Chikwanha", None)],
        [],
        "accepted",
        id="delegates-with-rooms",
    ),
    pytest.param(
        "البعثة <x@mission.qatar.example>",
        "المشاركة",
        """\
يسرنا إبلاغكم بأن دولة قطر ستشارك في المؤتمر بوفد برئاسة سعادة السفير عبدالله فلاح الدوسري ويضم السيد جاسم المعاودة والسيدة نوف الكواري.
""",
        [("عبدالله فلاح الدوسري", "head"), ("جاسم المعاودة", None), ("نوف الكواري", None)],
        [],
        "accepted",
        id="arabic-prose",
    ),
    pytest.param(
        "代表团 <x@mission.china3.example>",
        "参会",
        """\
中国代表团将由外交部军控司副司长王建国先生率团出席会议，成员包括陈丽华女士和刘强先生。
""",
        [("王建国", "head"), ("陈丽华", None), ("刘强", None)],
        [],
        "accepted",
        id="chinese-prose",
    ),
    pytest.param(
        "Ruth Mitchell-Dean <ruth@hi2.example>",
        "HI participation",
        """\
Hello,

Two of us will come from HI: me and my colleague Gilles Carbonneau (Advocacy Officer).

Ruth Mitchell-Dean
Director, Mines Action
""",
        [("Ruth Mitchell-Dean", None), ("Gilles Carbonneau", None)],
        [],
        "accepted",
        id="myself-and-name",
    ),
    pytest.param(
        "Hugo Lindgren <hugo@mfa.sweden3.example>",
        "Sweden",
        """\
Dear Secretariat, please let me know if you need anything else from me. Sweden will be represented by Ms Elsa Nordin. /Hugo
""",
        [("Elsa Nordin", None)],
        [],
        "accepted",
        id="not-myself",
    ),
    pytest.param(
        "Mission <x@mission.philippines2.example>",
        "PH delegation",
        """\
Ambassador Erlinda Bagatsing-Cruz leads our delegation, with Mr. Dennis Lacsamana-Yap as alternate and Ms. Maria Teresita Alcuaz as member.
""",
        [
            ("Erlinda Bagatsing-Cruz", "head"),
            ("Dennis Lacsamana-Yap", "alternate"),
            ("Maria Teresita Alcuaz", "delegate"),
        ],
        [],
        "accepted",
        id="heads-verb",
    ),
    pytest.param(
        "Mission <x@mission.zambia2.example>",
        "High-level",
        """\
Dear Secretariat, I have the honour to inform you that the Zambian delegation will be led by the Minister of Foreign Affairs, Hon. Mundia Sikota-Banda, MP. The Minister will be accompanied by three officials whose names will be communicated later.
""",
        [("Mundia Sikota-Banda", "head")],
        [],
        "accepted",
        id="minister-lead",
    ),
    pytest.param(
        "MFA <x@mfa.netherlands2.example>",
        "NL",
        """\
The Netherlands will be represented by our Ambassador for Disarmament, Johannes van Rijswijck-Dam, and by Marieke ter Horst from the Ministry of Defence.
""",
        [("Johannes van Rijswijck-Dam", None), ("Marieke ter Horst", None)],
        [],
        "accepted",
        id="apposition",
    ),
    pytest.param(
        "M <x@mission.senegal2.example>",
        "Participation du Sénégal",
        """\
Monsieur,

Le Sénégal sera représenté à cette rencontre par le Colonel Papa Khalilou SARR.

Il sera assisté par Monsieur Cheikh Tidiane NDOYE, Conseiller juridique.

Cordialement
""",
        [("Papa Khalilou SARR", None), ("Cheikh Tidiane NDOYE", None)],
        [],
        "accepted",
        id="two-paras-prose",
    ),
    pytest.param(
        "Mario Cháirez <mchairez@mfa.costarica2.example>",
        "Participación",
        """\
Por Costa Rica participará quien suscribe, Mario Cháirez Umaña, Director Adjunto.

Saludos,
Mario Cháirez Umaña
""",
        [("Mario Cháirez Umaña", None)],
        [],
        "accepted",
        id="spanish-quien-suscribe",
    ),
    pytest.param(
        "Estelle Vauquier <estelle.vauquier@hi3.example>",
        "Oslo",
        """\
Bonjour,

Nous serons deux à venir : Marc Delestrade (responsable plaidoyer) et moi-même.

Estelle Vauquier
Chargée de campagne
""",
        [("Marc Delestrade", None), ("Estelle Vauquier", None)],
        [],
        "accepted",
        id="moi-meme",
    ),
    pytest.param(
        "Regula Hofstetter <regula.hofstetter@mfa.switzerland2.example>",
        "Teilnahme",
        """\
Guten Tag

Ich werde die Schweizer Delegation leiten. Mit mir kommt Herr Beat Zurbriggen, VBS.

Freundliche Grüsse
Regula Hofstetter
Stv. Chefin Abrüstung
""",
        [("Regula Hofstetter", "head"), ("Beat Zurbriggen", None)],
        [],
        "accepted",
        id="ich-selbst",
    ),
    pytest.param(
        "M <x@mission.laos2.example>",
        "Delegation",
        """\
The Lao delegation comprises H.E. Mr. Manivong Sayasone-Inthavong, Ambassador, Head of delegation, Mr. Phonesavanh Khammany, Deputy Director-General, and Ms. Sounita Vongsa, interpreter.
""",
        [("Manivong Sayasone-Inthavong", "head"), ("Phonesavanh Khammany", None), ("Sounita Vongsa", None)],
        [],
        "accepted",
        id="interpreter-member",
    ),
    pytest.param(
        "M <x@mission.gambia.example>",
        "x",
        """\
The Gambia nominates the following: Mr. Ousman A. S. Jobarteh-Sowe and Mrs. Fatou Kinneh-Jobe.
""",
        [("Ousman A. S. Jobarteh-Sowe", None), ("Fatou Kinneh-Jobe", None)],
        [],
        "accepted",
        id="hyphen-names",
    ),
    pytest.param(
        "M <x@mission.srilanka2.example>",
        "x",
        """\
Sri Lanka will be represented by Mr. W. M. P. B. Manikgoda, Additional Secretary, and Ms. R. A. Wijetillake.
""",
        [("W. M. P. B. Manikgoda", None), ("R. A. Wijetillake", None)],
        [],
        "accepted",
        id="initials",
    ),
    pytest.param(
        "M <x@mission.slovenia3.example>",
        "Re: Oslo",
        """\
Dear colleagues,

Slovenia will be represented by Mr Bojan Grobovšek, Ambassador.

Best regards,
Tina Kokalj

P.S. Mr Grobovšek will head the delegation.
""",
        [("Bojan Grobovšek", "head")],
        [],
        "accepted",
        id="ps-name",
    ),
    pytest.param(
        "M <x@mission.monaco.example>",
        "Monaco",
        """\
Monsieur, en réponse à votre lettre, j'ai le plaisir de vous faire savoir que la Principauté sera représentée par Mlle Coraline Lantero-Gallo, Troisième Secrétaire. Avec mes remerciements.
""",
        [("Coraline Lantero-Gallo", None)],
        [],
        "accepted",
        id="sandwich-thanks",
    ),
    pytest.param(
        "M <x@mission.saudi.example>",
        "KSA",
        """\
The Kingdom of Saudi Arabia will participate with a delegation headed by H.R.H. Prince Talal bin Mansour bin Fahd Al-Rashdan and including Mr. Abdulaziz bin Abdullah Al-Ghunaim and Colonel Eng. Fahd Al-Qahtani.
""",
        [
            ("Talal bin Mansour bin Fahd Al-Rashdan", "head"),
            ("Abdulaziz bin Abdullah Al-Ghunaim", None),
            ("Fahd Al-Qahtani", None),
        ],
        [],
        "accepted",
        id="arab-latin",
    ),
    pytest.param(
        "M <x@mission.cambodia2.example>",
        "x",
        """\
Cambodia's delegation: H.E. PRUM Sokhonvath, Secretary of State, Head; Gen. CHHAY Bunrith, Adviser; Mr. LENG Socheath, Deputy Secretary-General.
""",
        [("PRUM Sokhonvath", "head"), ("CHHAY Bunrith", "adviser"), ("LENG Socheath", None)],
        [],
        "accepted",
        id="thai-ranks",
    ),
    pytest.param(
        "П <x@mission.ukraine2.example>",
        "Делегация",
        """\
Украину на конференции будут представлять: В.И. Бельский, директор департамента (глава делегации), и О.С. Шаповал, второй секретарь.
""",
        [("В.И. Бельский", "head"), ("О.С. Шаповал", None)],
        [],
        "accepted",
        id="russian-initials",
    ),
    pytest.param(
        "M <x@mission.belgium3.example>",
        "RE: Oslo",
        """\
Hello,

België/Belgique: Amb. Wouter Bauters-Claes (head), Damien Anciaux-Petit, Kol. Jan Coppens.

Groeten
""",
        [("Wouter Bauters-Claes", "head"), ("Damien Anciaux-Petit", None), ("Jan Coppens", None)],
        [],
        "accepted",
        id="ical-like-names",
    ),
    pytest.param(
        "Office of the Ambassador <office@mission.canada2.example>",
        "Canada",
        """\
Good day, Ambassador Marc Grenier-Tremblay has asked me to confirm that he will attend the conference, together with Ms. Yannick Lamonde. Sincerely, Joanne Bélanger, Assistant to the Ambassador
""",
        [("Marc Grenier-Tremblay", None), ("Yannick Lamonde", None)],
        [],
        "accepted",
        id="sent-by-secretary",
    ),
    pytest.param(
        "M <x@mission.lebanon2.example>",
        "Reply",
        """\
Lebanon intends to send Mr. Ali Hijazi-Khoury and Ms. Rima Saab, subject to confirmation from Beirut.
""",
        [("Ali Hijazi-Khoury", None), ("Rima Saab", None)],
        [],
        "tentative",
        id="tentative-names",
    ),
    pytest.param(
        "Mission of Lesotho <geneva@mission.lesotho.example>",
        "Lesotho - participation",
        """\
Dear Sir/Madam

Reference is made to your letter of December 2006.

The Government of the Kingdom of Lesotho has appointed Mrs. Mamoruti Tlali-Ntsane, Principal Secretary in the Ministry of Foreign Affairs, and Brigadier Sello Motanyane of the Lesotho Defence Force to attend the Oslo meeting on its behalf. Mrs. Tlali-Ntsane will be the leader of the delegation.

We would be grateful for an early confirmation of receipt.

L. Mokose
for High Commissioner
""",
        [("Mamoruti Tlali-Ntsane", "head"), ("Sello Motanyane", None)],
        [],
        "accepted",
        id="case-1",
    ),
    pytest.param(
        "Embajada <emb@mission.nicaragua2.example>",
        "designación",
        """\
Estimada Secretaría,

Por este medio comunico la designación de la Lic. Ileana Tercero Wheelock como Jefa de la Delegación de Nicaragua, y del Mayor Lester Altamirano Chow como asesor técnico.

Cordialmente,
Róger Baltodano
Ministro Consejero
""",
        [("Ileana Tercero Wheelock", "head"), ("Lester Altamirano Chow", "adviser")],
        [],
        "accepted",
        id="case-2",
    ),
    pytest.param(
        "Michal Dvořáček <michal.dvoracek@mfa.czechia2.example>",
        "RE: Oslo Conference",
        """\
Dear colleagues,

on behalf of the Czech MFA I would like to let you know that I will be coming to Oslo together with my colleague from the MoD, Lt.Col. Radek Hrdlička. I will act as HoD.

Best,
Michal

Michal Dvořáček
Head of Arms Control Unit
""",
        [("Michal Dvořáček", "head"), ("Radek Hrdlička", None)],
        [],
        "accepted",
        id="case-3",
    ),
    pytest.param(
        "ICBL Bangladesh <dhaka@icbl4.example>",
        "two participants",
        """\
Dear friends, we are happy to say that the following two campaigners will come: Rafiqul Islam Sarker (Dhaka) and Shirin Akhter Bithi, survivor. Both need visas - whom should we write to?
""",
        [("Rafiqul Islam Sarker", None), ("Shirin Akhter Bithi", None)],
        [],
        "accepted",
        id="case-4",
    ),
    pytest.param(
        "Delegación <x@mission.dominican.example>",
        "Reunión",
        """\
Saludos. La República Dominicana asistirá. Irán el Embajador Homero Santelises Roque y la Consejera Mayra Guzmán del Orbe.
""",
        [("Homero Santelises Roque", None), ("Mayra Guzmán del Orbe", None)],
        [],
        "accepted",
        id="case-5",
    ),
    pytest.param(
        "Tsering Dolkar <t.dolkar@mfa.bhutan2.example>",
        "Re: Wellington",
        """\
Kuzu zangpo la,

Bhutan is a small country, so only I will be travelling. I am Deputy Chief in the UN Division.

Tsering Dolkar
""",
        [("Tsering Dolkar", None)],
        [],
        "accepted",
        id="case-6",
    ),
    pytest.param(
        "Mission <x@mission.vanuatu.example>",
        "names",
        """\
Olsem we mi talem long telefon, the names are: Mr Kalfau Moli-Tari, Director of Foreign Affairs, and Ms Roline Lesines, Desk Officer. Tangkyu tumas
""",
        [("Kalfau Moli-Tari", None), ("Roline Lesines", None)],
        [],
        "accepted",
        id="case-7",
    ),
    pytest.param(
        "Missão <x@mission.guinebissau.example>",
        "Delegação",
        """\
Exmos. Senhores,

Informamos que a Guiné-Bissau será representada pelo Embaixador Apolinário Mendes Cabral e pelo Director-Geral da Política Externa, Sr. Isidoro Djata.

Com os melhores cumprimentos
""",
        [("Apolinário Mendes Cabral", None), ("Isidoro Djata", None)],
        [],
        "accepted",
        id="case-8",
    ),
    pytest.param(
        "Rappresentanza <x@mission.holysee3.example>",
        "Holy See",
        """\
The Holy See will be represented by H.E. Archbishop Silvano Marchetti-Conti, Permanent Observer, assisted by Msgr. Hubert van Meerten and Dr. Antonella Ricciardi.
""",
        [("Silvano Marchetti-Conti", None), ("Hubert van Meerten", None), ("Antonella Ricciardi", None)],
        [],
        "accepted",
        id="case-9",
    ),
    pytest.param(
        "MOFA Kiribati <x@mfa.kiribati2.example>",
        "Re: Re: Wellington",
        """\
Mauri,

sorry for late answer. it is me and Mr Teekoa Iuta from Police. we come on 16 feb.

Kaure Babo
Senior Asst Sec
""",
        [("Kaure Babo", None), ("Teekoa Iuta", None)],
        [],
        "accepted",
        id="case-10",
    ),
    pytest.param(
        "PM Jordan <x@mission.jordan2.example>",
        "Jordanian Delegation",
        """\
The Permanent Mission of the Hashemite Kingdom of Jordan has the honor to inform that H.R.H. Prince Rashid bin Nayef Al-Hashim will head the Jordanian delegation which also comprises Mr. Mohammad Taher Breiwish and Ms. Nadia Al-Kilani.
""",
        [("Rashid bin Nayef Al-Hashim", "head"), ("Mohammad Taher Breiwish", None), ("Nadia Al-Kilani", None)],
        [],
        "accepted",
        id="case-11",
    ),
    pytest.param(
        "Постпредство <x@mission.kyrgyzstan.example>",
        "Участие",
        """\
Уважаемый господин секретарь,

Имеем честь сообщить, что в работе конференции от Кыргызской Республики примет участие г-жа Айнура Токтогулова, первый секретарь МИД.

С уважением
""",
        [("Айнура Токтогулова", None)],
        [],
        "accepted",
        id="case-12",
    ),
    pytest.param(
        "Mission <x@mission.trinidad.example>",
        "Trinidad and Tobago",
        """\
Trinidad & Tobago: Ms. Renita Toussaint-Joseph (Permanent Secretary, Ministry of Foreign Affairs) - Head; Mr. Garth Lamsee-Ali (Foreign Service Officer II) - Delegate.
""",
        [("Renita Toussaint-Joseph", "head"), ("Garth Lamsee-Ali", "delegate")],
        [],
        "accepted",
        id="case-13",
    ),
    pytest.param(
        "OAS <x@oas2.example>",
        "OAS observer",
        """\
The OAS will send Col. (Ret.) Guillermo Leal-Carranza, who coordinates our mine action programme, as its observer.
""",
        [("Guillermo Leal-Carranza", "observer")],
        [],
        "accepted",
        id="case-14",
    ),
    pytest.param(
        "UNMAS <x@unmas2.example>",
        "Re: UN participation",
        """\
Hi, UNMAS will be represented by Gustavo Laurent-Bell and, for the first two days, Justin Bradley-Owens. I am copying Ms. Mireille Widmer-Roth who deals with the travel.

Best
Admin
""",
        [("Gustavo Laurent-Bell", None), ("Justin Bradley-Owens", None)],
        [],
        "accepted",
        id="case-15",
    ),
    pytest.param(
        "MP Roumanie <geneva@mission.romania3.example>",
        "Réunion d'Oslo",
        """\
Madame, Monsieur,

En réponse à votre courrier, je vous confirme que la Roumanie sera représentée à la réunion d'Oslo au niveau d'experts, par M. Liviu Costăchel, directeur adjoint (MAE), et le lieutenant-colonel Dan Moraru (ministère de la Défense).

Bien à vous,
Ioana Manea
""",
        [("Liviu Costăchel", None), ("Dan Moraru", None)],
        [],
        "accepted",
        id="case-16",
    ),
    pytest.param(
        '"Kjeldgaard, Lise UM" <liskje@mfa.denmark3.example>',
        "SV: Wellington",
        """\
Dear all

DK participation in Wellington: Amb. Vibeke Rosenkrantz-Holm (HoD), myself and Maj. Torben Skov from MoD.

Best wishes
Lise Kjeldgaard
Head of Section, Non-proliferation
""",
        [("Vibeke Rosenkrantz-Holm", "head"), ("Lise Kjeldgaard", None), ("Torben Skov", None)],
        [],
        "accepted",
        id="case-17",
    ),
    pytest.param(
        "GICHD <x@gichd3.example>",
        "GICHD in Wellington",
        """\
Dear Charlotte

Two GICHD staff members will attend the Wellington Conference: Ms Adrienne Blanchet-Kern, Head of Policy, and Mr Reto Gasser, Linguistic Adviser. They have already booked their flights.

Kind regards
""",
        [("Adrienne Blanchet-Kern", None), ("Reto Gasser", None)],
        [],
        "accepted",
        id="case-18",
    ),
    pytest.param(
        "Mission <x@mission.mauritania.example>",
        "Participation",
        """\
La Mauritanie prendra part à la Conférence avec une délégation de deux membres : S.E. M. Mohamed Saleck Ould Mohamed Lemine (chef) et le Colonel Alioune Ould Mohamed El Hacen, Coordonnateur du PNDHD.
""",
        [("Mohamed Saleck Ould Mohamed Lemine", "head"), ("Alioune Ould Mohamed El Hacen", None)],
        [],
        "accepted",
        id="case-19",
    ),
    pytest.param(
        "Mission <x@mission.croatia4.example>",
        "HR delegation",
        """\
Dear colleagues,

I have the pleasure to inform you that I, Zrinka Lovrić-Perkov, Minister Plenipotentiary, and Mr Hrvoje Debač of the Croatian Mine Action Centre will take part in the Conference for Croatia.

Zrinka Lovrić-Perkov
""",
        [("Zrinka Lovrić-Perkov", None), ("Hrvoje Debač", None)],
        [],
        "accepted",
        id="case-20",
    ),
    pytest.param(
        "Mission <x@mission.hungary3.example>",
        "delegation",
        """\
Budapest has decided on the following team: head of delegation Dr. Gyula Sümeghy-Barta (MFA), deputy head Mr. Zsolt Hetesy-Nagy (PM Geneva), expert Lt.Col. Attila Zsitnyányi (MoD).
""",
        [("Gyula Sümeghy-Barta", "head"), ("Zsolt Hetesy-Nagy", "alternate"), ("Attila Zsitnyányi", "adviser")],
        [],
        "accepted",
        id="case-21",
    ),
    pytest.param(
        "KUNA <x@icrc3.example>",
        "ICRC",
        """\
The ICRC delegation in Wellington will be made up of Mr Pascal Hundertmark (Head of the Arms Unit), Ms Eve Massingbird (legal adviser) and Dr Robin Coplestone (medical adviser), with Mr Hundertmark leading.
""",
        [("Pascal Hundertmark", "head"), ("Eve Massingbird", None), ("Robin Coplestone", None)],
        [],
        "accepted",
        id="case-22",
    ),
    pytest.param(
        "Mission <x@mission.seychelles.example>",
        "Seychelles",
        """\
Seychelles would like to be represented by its Honorary Consul in Wellington, Mr. Grant Fairweather.
""",
        [("Grant Fairweather", None)],
        [],
        "accepted",
        id="case-23",
    ),
    pytest.param(
        "Mission <x@mission.venezuela2.example>",
        "Comunicación",
        """\
La República Bolivariana de Venezuela estará representada por el Embajador Germán Mundarango Rojas y la Segunda Secretaria Elizabeth Menchaca Gil; esta última fungirá como delegada alterna.
""",
        [("Germán Mundarango Rojas", None), ("Elizabeth Menchaca Gil", None)],
        [],
        "accepted",
        id="case-24",
    ),
    pytest.param(
        "Mission <x@mission.bosnia3.example>",
        "BiH delegacija",
        """\
Dear Sir, Bosnia and Herzegovina will attend. Mr. Amir Sarajlić-Hadžić, Assistant Minister, is Head of our Delegation; Ms. Darija Ramljak-Soldo goes as delegate. Regards
""",
        [("Amir Sarajlić-Hadžić", "head"), ("Darija Ramljak-Soldo", "delegate")],
        [],
        "accepted",
        id="case-25",
    ),
    pytest.param(
        "Mission <x@mission.cuba3.example>",
        "Comunicación",
        """\
Cuba participará como observador con la compañera Yadira Ledesma Hernández, Tercera Secretaria de la Misión.
""",
        [("Yadira Ledesma Hernández", None)],
        [],
        "accepted",
        id="case-26",
    ),
    pytest.param(
        "Noémie Schaller <noemie.schaller@mfa.luxembourg2.example>",
        "Délégation luxembourgeoise",
        """\
Bonjour à tous,

Pour le Luxembourg, ce sera Jean-Marc Hoscheid-Thill, Représentant permanent, et moi.

Bonne journée
Noémie Schaller
Attachée
""",
        [("Jean-Marc Hoscheid-Thill", None), ("Noémie Schaller", None)],
        [],
        "accepted",
        id="case-27",
    ),
    pytest.param(
        "Mission <x@mission.ghana5.example>",
        "Re: OSLO",
        """\
Accra has today confirmed the names: Maj. Gen. (Rtd.) Joseph Smith-Quarshie (Leader), Mr. Perry Amoah-Curtis, Mrs. Genevieve Tsegah-Addo. They will travel on KLM.
""",
        [("Joseph Smith-Quarshie", "head"), ("Perry Amoah-Curtis", None), ("Genevieve Tsegah-Addo", None)],
        [],
        "accepted",
        id="case-28",
    ),
    pytest.param(
        "Mission <x@mission.switzerland6.example>",
        "Schweizer Delegation",
        """\
Die Schweiz nimmt wie folgt teil: Botschafter Jürg Strebel-Ammann (Leitung), Oberst i Gst Hans-Peter Kümin (VBS) und Frau Andrina Frey-Caduff (EDA).
""",
        [("Jürg Strebel-Ammann", "head"), ("Hans-Peter Kümin", None), ("Andrina Frey-Caduff", None)],
        [],
        "accepted",
        id="case-29",
    ),
    pytest.param(
        "Mission <x@mission.malta4.example>",
        "Malta",
        """\
Good morning

Malta's representative at the meeting is going to be Ms Moira Mifsud-Bonnici from our Brussels Embassy.

Regards
""",
        [("Moira Mifsud-Bonnici", None)],
        [],
        "accepted",
        id="case-30",
    ),
    pytest.param(
        "Mission <x@mission.sweden7.example>",
        "Sweden +1",
        """\
Hi! One more from Sweden: Ms Agneta Blomberg-Tham, Swedish Red Cross, joins our delegation as adviser. /Erik
""",
        [("Agneta Blomberg-Tham", "adviser")],
        [],
        "accepted",
        id="case-31",
    ),
    pytest.param(
        "NGO <x@landmineaction3.example>",
        "LMA",
        """\
Landmine Action: Simon Conrad-Ridge, Director; Thomas Nashton-Whitley, Coordinator; Dr Brian Rapley-Shaw, University of Exeter; Portia Stretton-Hale, Advocacy Officer.
""",
        [
            ("Simon Conrad-Ridge", None),
            ("Thomas Nashton-Whitley", None),
            ("Brian Rapley-Shaw", None),
            ("Portia Stretton-Hale", None),
        ],
        [],
        "accepted",
        id="case-32",
    ),
    pytest.param(
        "Mission <x@mission.nicaragua5.example>",
        "Re: Nota",
        """\
Nicaragua no cuenta con los recursos para enviar una delegación desde capital; la Embajadora Alicia Martín Florián Rizo, Representante Permanente, nos representará.
""",
        [("Alicia Martín Florián Rizo", None)],
        [],
        "accepted",
        id="case-33",
    ),
    pytest.param(
        "Mission <x@mission.tajikistan.example>",
        "О делегации",
        """\
Таджикистан на встрече в Осло представит советник МИД г-н Джамшед Хамидов. Просим оказать содействие в получении визы.
""",
        [("Джамшед Хамидов", None)],
        [],
        "accepted",
        id="case-34",
    ),
    pytest.param(
        "Mission <x@mission.haiti2.example>",
        "Re: Conférence",
        """\
Monsieur le Secrétaire,

Haïti sera représentée par son Ambassadeur à Oslo, S.E.M. Jean-Claude Pierre-Louis.

Votre correspondant à la Mission est M. Wilner Saint-Vil, tél. +41 22 732 76 28.

Recevez, Monsieur le Secrétaire, mes salutations distinguées.
""",
        [("Jean-Claude Pierre-Louis", None)],
        [],
        "accepted",
        id="case-35",
    ),
    pytest.param(
        "Mission <x@mission.marshall.example>",
        "RMI",
        """\
Iakwe. RMI delegation to Wellington will be one person: Neijon Rema Edwards-Lokot, Ambassador.
""",
        [("Neijon Rema Edwards-Lokot", None)],
        [],
        "accepted",
        id="case-36",
    ),
    pytest.param(
        "Mission <x@mission.norway9.example>",
        "SV: liste",
        """\
Hei, til Wellington kommer: Steinar Aarsheim (delegasjonsleder), Vibeke Tomter-Nes (Forsvarsdepartementet) og Kristin Hauge-Lund. Mvh Kari
""",
        [("Steinar Aarsheim", "head"), ("Vibeke Tomter-Nes", None), ("Kristin Hauge-Lund", None)],
        [],
        "accepted",
        id="case-37",
    ),
    pytest.param(
        "Mission <x@mission.netherlands9.example>",
        "NL delegatie",
        """\
Beste collega's, de Nederlandse delegatie bestaat uit dhr. Frank Maijers-Vos (hoofd), mw. Sacha Kosters-Bos en kapitein-luitenant ter zee Ben Tak.
""",
        [("Frank Maijers-Vos", "head"), ("Sacha Kosters-Bos", None), ("Ben Tak", None)],
        [],
        "accepted",
        id="case-38",
    ),
    pytest.param(
        "Mission <x@mission.korea7.example>",
        "DPRK",
        """\
The delegation will be headed by Mr. RI Chol-min, Ambassador. The other members are Mr. KIM Song-il and Mr. PAK Yong-ho, interpreter.
""",
        [("RI Chol-min", "head"), ("KIM Song-il", "delegate"), ("PAK Yong-ho", None)],
        [],
        "accepted",
        id="case-39",
    ),
    pytest.param(
        "Mission <x@mission.somalia.example>",
        "Delegates",
        """\
H.E. Yusuf Mohamud Ibrahim-Bari will come with two colleagues, whose names we send tomorrow.
""",
        [("Yusuf Mohamud Ibrahim-Bari", None)],
        [],
        "accepted",
        id="case-40",
    ),
    pytest.param(
        "Mission <x@mission.e1.example>",
        "Norvège",
        """\
Mesdames, Messieurs,

Veuillez prendre note que le Royaume de Belgique enverra à Oslo deux experts, à savoir M. Gauthier Delvigne (SPF Affaires étrangères) et le major Kristof Verstuyft (Défense).

Salutations distinguées
""",
        [("Gauthier Delvigne", None), ("Kristof Verstuyft", None)],
        [],
        "accepted",
        id="case-41",
    ),
    pytest.param(
        "Aino Rautio <aino.rautio@mfa.e2.example>",
        "Wellington",
        """\
Hi Kim,

it'll be three of us from Helsinki: Pekka Orasmaa as head, Lt Cdr Timo Hakkarainen as military adviser and me.

Cheers
Aino Rautio
Legal Officer
""",
        [("Pekka Orasmaa", "head"), ("Timo Hakkarainen", "adviser"), ("Aino Rautio", None)],
        [],
        "accepted",
        id="case-42",
    ),
    pytest.param(
        "Mission <x@mission.e4.example>",
        "Delegado",
        """\
Panamá designa al Licenciado Ovidio Samudio Quirós, Analista de la Dirección de Organismos Internacionales, para que asista a la reunión de Oslo.
""",
        [("Ovidio Samudio Quirós", None)],
        [],
        "accepted",
        id="case-43",
    ),
    pytest.param(
        "Mission <x@mission.e6.example>",
        "Re: Wellington",
        """\
Dear all,

Glad to report that we got the green light. Attending from our side: our DPR Mr Oisín Mac Giolla, plus a colleague from the Department of Defence, Comdt Gráinne Ní Bhroin.

Regards
""",
        [("Oisín Mac Giolla", None), ("Gráinne Ní Bhroin", None)],
        [],
        "accepted",
        id="case-44",
    ),
    pytest.param(
        "Mission <x@mission.e7.example>",
        "Chad",
        """\
J'ai le plaisir de porter à votre connaissance que le Gouvernement tchadien a bien voulu désigner Monsieur Moustapha Ali Adoum-Nour, Secrétaire général du ministère, comme chef de la délégation devant prendre part aux travaux.
""",
        [("Moustapha Ali Adoum-Nour", "head")],
        [],
        "accepted",
        id="case-45",
    ),
    pytest.param(
        "NGO <x@ngo.e13.example>",
        "Our people",
        """\
Hello! Coming to Wellington from our network: Mary Warnham-Toal (New Zealand), Susan B. Wilkerton (Geneva) and Dr. Bob Mtetwana (South Africa).
""",
        [("Mary Warnham-Toal", None), ("Susan B. Wilkerton", None), ("Bob Mtetwana", None)],
        [],
        "accepted",
        id="case-46",
    ),
    pytest.param(
        "Mission <x@mission.e16.example>",
        "Participación",
        """\
Distinguidos señores: El Salvador estará presente con la Embajadora Marisela Arguijo Batres y su adjunto, el Ministro Consejero Byron Larreynaga Quintanilla.
""",
        [("Marisela Arguijo Batres", None), ("Byron Larreynaga Quintanilla", None)],
        [],
        "accepted",
        id="case-47",
    ),
    pytest.param(
        "Mission <x@mission.e17.example>",
        "Georgia",
        """\
Further to our Note No 10/2345, Mr. Shota Gvenetadze-Lomi (Head of delegation) and Ms. Eka Kipiani-Dze will represent Georgia. The former Head, Mr. Zurab Bekaia, has been posted elsewhere.
""",
        [("Shota Gvenetadze-Lomi", "head"), ("Eka Kipiani-Dze", None)],
        ["Zurab Bekaia"],
        "accepted",
        id="case-48",
    ),
    pytest.param(
        "Mission <x@mission.e19.example>",
        "Azerbaijan",
        """\
Азербайджан на конференции представят: г-н Эльнур Мамедханов, заместитель начальника управления (глава делегации) и г-н Рауф Алигейдаров, атташе.
""",
        [("Эльнур Мамедханов", "head"), ("Рауф Алигейдаров", None)],
        [],
        "accepted",
        id="case-49",
    ),
    pytest.param(
        "Mission <x@mission.e21.example>",
        "Delegation",
        """\
Please note that the Head of the Albanian delegation, Ms. Mirela Dushku-Leka, will be accompanied by Capt. Sokol Hasani.
""",
        [("Mirela Dushku-Leka", "head"), ("Sokol Hasani", None)],
        [],
        "accepted",
        id="case-50",
    ),
    pytest.param(
        "Mission <x@mission.e22.example>",
        "Re: invitation",
        """\
Timor-Leste thanks Norway for the invitation. H.E. Mr. Nelito Sarmento-Freitas, our Ambassador in Brussels, has been asked to attend on our behalf.
""",
        [("Nelito Sarmento-Freitas", None)],
        [],
        "accepted",
        id="case-51",
    ),
    pytest.param(
        "Mission <x@mission.e23.example>",
        "Micronesia",
        """\
Alik Laurent-Sigrah from our UN Mission in New York will be there. That's all for now!
""",
        [("Alik Laurent-Sigrah", None)],
        [],
        "accepted",
        id="case-52",
    ),
    pytest.param(
        "Relief <legal@relief.example>",
        "Oslo",
        "Three of us will be in Oslo: Anna Berg, legal adviser (aberg@relief.example); Karl Lind, analyst (klind@relief.example); and, for the first day only, Vice-President Eva Holm.",
        [("Anna Berg", None), ("Karl Lind", None), ("Eva Holm", None)],
        [],
        "accepted",
        id="semicolons-behind-addresses-and-an-aside",
    ),
    pytest.param(
        "Secours <plaidoyer@secours.example>",
        "Équipe",
        "De notre côté viendront Solène Marchand, chargée de plaidoyer, et Bilal Kassab, démineur, que rejoindra le second jour notre directrice, Anne Rochebrune.",
        [("Solène Marchand", None), ("Bilal Kassab", None), ("Anne Rochebrune", None)],
        [],
        "accepted",
        id="one-of-ours-behind-a-function",
    ),
    pytest.param(
        "Misión <geneva@mission.peru.example>",
        "Participación",
        "El Perú estará representado por el Embajador Luis Vega Mora y por la Secretaria Ana Paz Correa. La Misión saluda a la Secretaría Ejecutiva.",
        [("Luis Vega Mora", None), ("Ana Paz Correa", None)],
        [],
        "accepted",
        id="a-secretary-and-a-secretariat",
    ),
    pytest.param(
        "Mission <geneva@mission.kenya.example>",
        "Head",
        "Ambassador Luke Kiprono cannot lead our delegation. The leadership of the delegation passes to Ms Peace Wanjiru, Director.",
        [("Peace Wanjiru", "head")],
        [],
        "accepted",
        id="who-cannot-lead-is-not-named",
    ),
]


@pytest.mark.parametrize(("sender", "subject", "body", "delegates", "gone", "answer"), CASES)
def test_a_sentence_names_its_delegates(
    sender: str, subject: str, body: str, delegates: list[tuple[str, str | None]], gone: list[str], answer: str | None
) -> None:
    read = facts(body, sender=sender, subject=subject)
    assert (named(read), removed(read), read.attendance and read.attendance.answer.value) == (delegates, gone, answer)
