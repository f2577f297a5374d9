"""Messages that name nobody, though names stand in them."""

from __future__ import annotations

import pytest

from tests.core.reading.letters import facts, named, removed

# What the case shows, who writes, the message, who is named (with role), who goes, the answer.
CASES = [
    pytest.param(
        "Mission <geneva@mission.bhutan.example>",
        "Hotel",
        """\
Dear organisers,

Our delegates Mr. Karma Tshering and Ms. Pema Choden, already notified in our note of 12 January, will arrive on 20 February and need two single rooms.

Thanks
""",
        [],
        [],
        None,
        id="already",
    ),
    pytest.param(
        "Greta Lind <greta.lind@mfa.sweden.example>",
        "Re: Swedish delegation",
        """\
Thanks, all well received.

On Mon, 5 Feb 2007, Oslo Conference wrote:
> We have noted: Ambassador Nils Ekdahl (head), Ms Tove Sandberg.
""",
        [],
        [],
        None,
        id="quoted-old",
    ),
    pytest.param(
        "Mission <geneva@mission.cyprus.example>",
        "Re: Conference",
        """\
Dear colleagues,

Cyprus is pleased to accept the invitation and will be represented at senior level. The names of our delegates will follow as soon as they are available.

Yours sincerely,
Andreas Christodoulou
Counsellor
""",
        [],
        [],
        "accepted",
        id="no-names-accept",
    ),
    pytest.param(
        "Mission <geneva@mission.sudan.example>",
        "Question",
        """\
Dear colleagues,

Could you please tell us whether Mr. Peter Grauwinkel of the UN will be represented at the conference, and whether Ms. Anna Fairclough will attend?

Regards
""",
        [],
        [],
        None,
        id="question-speaker",
    ),
    pytest.param(
        "Mission <geneva@mission.singapore.example>",
        "Re: invitation",
        """\
Dear Ambassador,

Thank you for the kind invitation. Regrettably, owing to the limited size of our mission, Singapore will not be able to send a representative. We wish you a successful conference.

Yours sincerely,
Tan Wei Leng
""",
        [],
        [],
        "declined",
        id="declined-polite",
    ),
    pytest.param(
        "Mission <geneva@mission.bolivia2.example>",
        "Re: reunión",
        """\
Estimados señores:

Agradecemos la amable invitación. Lamentablemente, por razones presupuestarias, no nos será posible enviar una delegación en esta oportunidad.

Atentamente
""",
        [],
        [],
        "declined",
        id="declined-hint",
    ),
    pytest.param(
        "Mission <geneva@mission.djibouti.example>",
        "Invitation",
        """\
La Mission permanente regrette de devoir informer le Secrétariat que, pour des raisons de calendrier, Djibouti ne sera pas en mesure de prendre part à la Conférence.
""",
        [],
        [],
        "declined",
        id="declined-french",
    ),
    pytest.param(
        "Mission <geneva@mission.morocco.example>",
        "Invitation",
        """\
The Permanent Mission has forwarded the invitation to the competent authorities in Rabat and will revert to the Secretariat as soon as a decision has been taken.
""",
        [],
        [],
        "tentative",
        id="tentative-capital",
    ),
    pytest.param(
        "Mission <geneva@mission.jordan.example>",
        "Re: Oslo",
        """\
We hope to be able to attend, but this depends on the approval of our travel budget. We will let you know by the end of the month.
""",
        [],
        [],
        "tentative",
        id="tentative-hope",
    ),
    pytest.param(
        "Mission <geneva@mission.tunisia.example>",
        "Re: Oslo",
        """\
Whether Tunisia will be represented will be communicated in due course.
""",
        [],
        [],
        "tentative",
        id="conditional",
    ),
    pytest.param(
        "Mission <geneva@mission.spain.example>",
        "Re: letter",
        """\
Dear colleagues, we have taken note of the date. Spain was represented in Lima and will be represented in Dublin. Kind regards
""",
        [],
        [],
        None,
        id="other-meeting",
    ),
    pytest.param(
        "Mission <geneva@mission.austria2.example>",
        "Re: Oslo - Austria will attend",
        """\
Mit freundlichen Grüßen
Verena Pichler
""",
        [],
        [],
        "accepted",
        id="subject-only",
    ),
    pytest.param(
        "Mission <x@mission.ghana2.example>",
        "Arrival",
        """\
Please note that Mr. Kojo Bentsi will arrive on 21 February with KL 1143 at 10:35 and needs a single room at the Grand Hotel.
""",
        [],
        [],
        None,
        id="registration-only",
    ),
    pytest.param(
        "M <x@mission.egypt2.example>",
        "Correction",
        """\
Dear colleagues, please note that Mr. Sameh Abul-Fadl's title should read "Counsellor", not "First Secretary". The rest is correct. Thank you.
""",
        [],
        [],
        None,
        id="correction-title",
    ),
    pytest.param(
        "M <x@mission.benin2.example>",
        "Visas",
        """\
Madame, Monsieur, pourriez-vous appuyer les demandes de visa de M. Euloge HINVI et de Mme Rosine DAGNIHO, dont les noms vous ont été communiqués par notre note du 3 janvier ? Merci.
""",
        [],
        [],
        None,
        id="visa-names",
    ),
    pytest.param(
        "M <x@mission.nigeria2.example>",
        "Request for the floor",
        """\
Nigeria requests that Ambassador Martins Ukpong-Okon be inscribed on the list of speakers for the opening session.
""",
        [],
        [],
        None,
        id="floor-speaker",
    ),
    pytest.param(
        "M <x@mission.holland3.example>",
        "Thanks",
        """\
Thank you for the good talk with Mr. Stein Kongsrud-Lie last week. We look forward to meeting him and Ms. Anette Akselsen-Dahl in Oslo. The Netherlands will attend.
""",
        [],
        [],
        "accepted",
        id="guest",
    ),
    pytest.param(
        "M <x@mission.brunei.example>",
        "Reply",
        """\
Brunei Darussalam regrets that it will not be able to attend. For further correspondence please contact Ms. Norhayati Sulaiman.
""",
        [],
        [],
        "declined",
        id="declines-and-contact",
    ),
    pytest.param(
        "Mission <x@mission.kenya3.example>",
        "Visa",
        """\
Kindly assist the following members of the Kenyan delegation, whose names you have, with their visa: Ms. Nyambura Kihoro and Mr. Kiplagat Rotich.
""",
        [],
        [],
        None,
        id="case-1",
    ),
    pytest.param(
        "Mission <x@mission.norway3.example>",
        "Press",
        """\
Ms. Ingvild Sandvik will coordinate media contacts during the meeting and Mr. Trygve Hamre is in charge of transport. Both belong to the host and not to the Norwegian delegation.
""",
        [],
        [],
        None,
        id="case-2",
    ),
    pytest.param(
        "Permanent Mission of Israel <x@mission.israel4.example>",
        "Reply",
        """\
We thank you for the invitation. As Israel will not attend, no names are submitted. Mr. Eitan Magen of this Mission remains your contact.
""",
        [],
        [],
        "declined",
        id="case-3",
    ),
    pytest.param(
        "Mission <x@mission.poland6.example>",
        "Postponed arrival",
        """\
Mr Jakub Wolański-Lis, our head of delegation, will arrive one day late, on 19 February. Apologies.
""",
        [],
        [],
        "accepted",
        id="case-4",
    ),
    pytest.param(
        "Mission <x@mission.usa4.example>",
        "Press",
        """\
Our spokesman, Mr. Tom Fuller-Haskell, told reporters that the United States would not attend. We refer to his remarks.
""",
        [],
        [],
        "declined",
        id="case-5",
    ),
    pytest.param(
        "Mission <x@mission.cyprus4.example>",
        "Sponsorship",
        """\
Could the sponsorship programme cover one participant, Ms. Eleni Loizidou-Markou? If so, she would be our delegate.
""",
        [],
        [],
        None,
        id="case-6",
    ),
    pytest.param(
        "Mission <x@mission.syria.example>",
        "رد",
        """\
تعتذر الجمهورية العربية السورية عن عدم المشاركة في المؤتمر.
""",
        [],
        [],
        "declined",
        id="case-7",
    ),
    pytest.param(
        "Mission <x@mission.n1.example>",
        "Floor",
        """\
Dear Chair,

Would it be possible for Ambassador Ruth Okonedo-Vance to speak on item 4 on Wednesday afternoon? Our delegation would need five minutes.

Kind regards
""",
        [],
        [],
        None,
        id="case-8",
    ),
    pytest.param(
        "Mission <x@mission.n2.example>",
        "Panel",
        """\
We suggest that Professor Alan Whitcombe-Hart of the University of Otago chair the panel on victim assistance and that Ms. Noor Al-Haddad speak on stockpiles.
""",
        [],
        [],
        None,
        id="case-9",
    ),
    pytest.param(
        "Vertretung <x@mission.germany.example>",
        "Podium",
        """\
An der Podiumsdiskussion nimmt auch Herr John Whitfield teil.
""",
        [],
        [],
        None,
        id="german-panel",
    ),
    pytest.param(
        "Mission <x@mission.n3.example>",
        "Hotel",
        """\
Mr. Pieter Verhoeven-Dam and Ms. Els Hoornaert of our delegation need two single rooms from 17 to 23 February.
""",
        [],
        [],
        None,
        id="case-10",
    ),
    pytest.param(
        "Mission <x@mission.n4.example>",
        "Thanks",
        """\
Thank you for the useful meeting with Mr. Haakon Brekke-Foss and Ms. Siri Tveiten on Monday. We shall revert with names once Rome has decided.
""",
        [],
        [],
        "tentative",
        id="case-11",
    ),
    pytest.param(
        "Mission <x@mission.n5.example>",
        "Paper",
        """\
Please find attached the working paper. It was drafted by Dr. Miriam Aldous-Pike, Legal Adviser, and Mr. Felix Brandvold.
""",
        [],
        [],
        None,
        id="case-12",
    ),
    pytest.param(
        "Mission <x@mission.n6.example>",
        "Sad news",
        """\
We regret to inform you that Ambassador Emil Vostrák, who had represented our country in Lima and Vienna, passed away last week.
""",
        [],
        [],
        None,
        id="case-13",
    ),
    pytest.param(
        "Mission <x@mission.n7.example>",
        "New Ambassador",
        """\
I have the pleasure to inform you that H.E. Ms. Tamsin Orrell-Gray has presented her credentials as our new Permanent Representative on 3 March.
""",
        [],
        [],
        None,
        id="case-14",
    ),
    pytest.param(
        "Mission <x@mission.n8.example>",
        "Contact",
        """\
Our point of contact for the progress report is Mr. Dawit Mengistu-Haile (d.mengistu@mission.n8.example), First Secretary.
""",
        [],
        [],
        None,
        id="case-15",
    ),
    pytest.param(
        "Mission <x@mission.n9.example>",
        "Visa letters",
        """\
Could the host kindly issue letters of invitation for our delegates, Ms. Anahit Sarkisian and Mr. Levon Petrosian, so that they can apply for visas?
""",
        [],
        [],
        None,
        id="case-16",
    ),
    pytest.param(
        "Mission <x@mission.n10.example>",
        "Minister",
        """\
The Minister, Mr. Oswaldo Quiroga Peñalosa, sends his apologies: he cannot receive the Chair on 12 January.
""",
        [],
        [],
        "declined",
        id="case-17",
    ),
    pytest.param(
        "Mission <x@mission.n11.example>",
        "Re: invitation",
        """\
On behalf of Foreign Minister Ylva Sjöstrand-Ek I thank you for the invitation. A reply will follow.
""",
        [],
        [],
        "tentative",
        id="case-18",
    ),
    pytest.param(
        "Mission <x@mission.n12.example>",
        "Bill",
        """\
The bill was introduced by Senator Marcus Feldhaven and adopted on 4 April; Ms. Greta Oyelaran, Attorney General, signed the regulations (action point 63).
""",
        [],
        [],
        None,
        id="case-19",
    ),
    pytest.param(
        "Mission <x@mission.n13.example>",
        "Speaker",
        """\
Kindly change the speaker for our country: the statement will be read by Ms. Paola Centeno Ríos, not by Mr. Andrés Lucero.
""",
        [],
        [],
        None,
        id="case-20",
    ),
    pytest.param(
        "Mission <x@mission.n14.example>",
        "Delegation list",
        """\
Where can we find the list of delegations? Mr. Tomáš Krejza of our Ministry looked for it on the website in vain.
""",
        [],
        [],
        None,
        id="case-21",
    ),
    pytest.param(
        "Mission <x@mission.n15.example>",
        "NGO accreditation",
        """\
Please accredit no one on our behalf without a note from this Mission. A person calling himself Mr. Victor Lamming-Rose is not known to us and does not represent the Government.
""",
        [],
        [],
        None,
        id="case-22",
    ),
    pytest.param(
        "Mission <x@mission.n16.example>",
        "Side event",
        """\
The side event on 20 February will feature Prof. Ingrid Waldheim-Stein, Mr. Bashir Omar Noor and Ms. Lucía Fontana-Bruno as panellists.
""",
        [],
        [],
        None,
        id="case-23",
    ),
    pytest.param(
        "Mission <x@mission.n17.example>",
        "Farewell",
        """\
After four years in Geneva I am moving to Lagos. My successor, Ms. Henrike Dollinger-Mohn, will take over on 1 March. It was a pleasure working with you.

Jonas Petri
""",
        [],
        [],
        None,
        id="case-24",
    ),
    pytest.param(
        "Mission <x@mission.n18.example>",
        "Typo",
        """\
In the provisional list of participants the title of Mr. Anselm Roth-Keller should be Minister Counsellor.
""",
        [],
        [],
        None,
        id="case-25",
    ),
    pytest.param(
        "Mission <x@mission.n19.example>",
        "Interpretation",
        """\
Two of our delegates, Mr. Issa Coulibaly-Traoré and Mme Fanta Sidibé-Diop, already registered, speak French only. Will there be interpretation?
""",
        [],
        [],
        None,
        id="case-26",
    ),
    pytest.param(
        "Mission <x@mission.n20.example>",
        "Fwd: article",
        """\
You may find this interview with Colonel Stanisław Burkat-Lis in yesterday's paper interesting; he says that Poland will take part in the meeting.
""",
        [],
        [],
        "accepted",
        id="case-27",
    ),
    pytest.param(
        "Mission <x@mission.n21.example>",
        "Press release",
        """\
For immediate release. Speaking in London, Nobel laureate Ms. Judith Wainscott-Lee said that governments will attend in great number.
""",
        [],
        [],
        "accepted",
        id="case-28",
    ),
    pytest.param(
        "Mission <x@mission.n22.example>",
        "Re: delegation",
        """\
We confirm that the delegation of Ms. Karin Lundqvist-Berg and Mr. Olle Svahn remains as notified on 14 January.
""",
        [],
        [],
        None,
        id="case-29",
    ),
    pytest.param(
        "Mission <x@mission.n23.example>",
        "Emergency contact",
        """\
Emergency contact for the delegation during the Conference: Mr. Ravi Subramaniam-Pillai, +41 79 555 01 23.
""",
        [],
        [],
        None,
        id="case-30",
    ),
    pytest.param(
        "Mission <x@mission.n24.example>",
        "Airport",
        """\
Could Mr. Abel Nkrumah-Tetteh, who arrives as head of our delegation on KL 601, be met at the airport?
""",
        [],
        [],
        None,
        id="case-31",
    ),
    pytest.param(
        "Mission <x@mission.n25.example>",
        "Candidate",
        """\
The Government of Samoa presents the candidature of Dr. Sina Leavasa-Tui for the post of Vice-President of the meeting.
""",
        [],
        [],
        None,
        id="case-32",
    ),
]


@pytest.mark.parametrize(("sender", "subject", "body", "delegates", "gone", "answer"), CASES)
def test_a_message_without_new_delegates_names_nobody(
    sender: str, subject: str, body: str, delegates: list[tuple[str, str | None]], gone: list[str], answer: str | None
) -> None:
    read = facts(body, sender=sender, subject=subject)
    assert (named(read), removed(read), read.attendance and read.attendance.answer.value) == (delegates, gone, answer)
