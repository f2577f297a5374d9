"""One delegate, or a minister, who stays away is no refusal of the party; words for staying away and for coming."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.reading.letters import ANY, named, read_as

# What is written, the answer, who is a delegate with which role, who goes.
CASES: list[tuple[str, Any, list[tuple[str, str | None]], list[str]]] = [
    # A minister in person.
    ("The Minister will not travel.", None, [], []),
    ("Finland will take part. The Minister himself will not be able to come.", "accepted", [], []),
    ("La Finlande participera. Le Ministre ne pourra pas se joindre à vous personnellement.", "accepted", [], []),
    (
        "La Finlande participera. M. Paul Durand regrette de ne pouvoir vous accompagner personnellement.",
        "accepted",
        [],
        [],
    ),
    (
        "Finlandia participará en la Conferencia. El señor Viceministro Luis Paz lamenta no poder acompañarlos personalmente.",
        "accepted",
        [],
        [],
    ),
    ("Finlandia participará. El Viceministro no podrá asistir personalmente.", "accepted", [], []),
    ("A Finlândia participará. O Ministro não poderá comparecer pessoalmente.", "accepted", [], []),
    ("Finnland nimmt teil. Der Minister selbst kann leider nicht kommen.", "accepted", [], []),
    ("La Finlandia parteciperà. Il Ministro non potrà essere presente personalmente.", "accepted", [], []),
    ("Финляндия примет участие. Министр лично приехать не сможет.", "accepted", [], []),
    ("ستشارك فنلندا في المؤتمر. يعتذر معالي الوزير عن عدم الحضور شخصيا.", "accepted", [], []),
    ("芬兰将派团出席会议。部长本人无法出席。", "accepted", [], []),
    ("Our Minister is unable to attend, but Finland will be represented.", "accepted", [], []),
    ("Notre ministre ne pourra pas venir, mais la Finlande sera représentée.", "accepted", [], []),
    ("El Ministro no podrá asistir, pero Finlandia estará representada.", "accepted", [], []),
    ("Unser Minister kann nicht kommen, aber Finnland wird vertreten sein.", "accepted", [], []),
    ("The Minister cannot attend and Finland will not be represented.", "declined", [], []),
    ("The Minister regrets that he cannot attend the Conference.", "declined", [], []),
    ("One of our two delegates has fallen ill, so Finland cannot attend.", "declined", [], []),
    ("Two of our experts will attend.", "accepted", [], []),
    # One or two of several.
    ("One of our delegates cannot come.", None, [], []),
    ("Two members of our delegation will not be able to attend.", None, [], []),
    ("Un membre de notre délégation ne pourra pas venir.", None, [], []),
    ("Uno de nuestros delegados no podrá viajar.", None, [], []),
    ("Ein Mitglied unserer Delegation kann nicht teilnehmen.", None, [], []),
    ("Один из членов делегации не сможет приехать.", None, [], []),
    ("我团一名团员无法参会。", None, [], []),
    ("لن يتمكن أحد أعضاء الوفد من الحضور.", None, [], []),
    # None of them.
    ("None of our delegates will be able to come.", "declined", [], []),
    ("The Ambassador regrets that Finland will not attend.", "declined", [], []),
    ("The Director General regrets that we cannot attend.", "declined", [], []),
    ("Not one of our experts can travel.", "declined", [], []),
    # The party.
    (
        "Por instrucciones de la Dirección les cuento que Finlandia esta vez no va a poder estar en Oslo, no alcanzaron los viáticos.",
        "declined",
        [],
        [],
    ),
    ("Finlandia no va a poder asistir.", "declined", [], []),
    ("No vamos a poder ir a Oslo.", "declined", [], []),
    ("No nos va a ser posible asistir.", "declined", [], []),
    ("К сожалению, в апреле приехать не сможем — у нас нет свободных людей.", "declined", [], []),
    ("Мы не сможем приехать.", "declined", [], []),
    ("Приехать не получится.", "declined", [], []),
    ("On ne va pas pouvoir venir.", "declined", [], []),
    ("Nous n'allons pas pouvoir participer.", "declined", [], []),
    ("Não vamos poder ir.", "declined", [], []),
    ("Wir werden es nicht schaffen.", "declined", [], []),
    ("Wir können leider nicht dabei sein.", "declined", [], []),
    ("Non riusciamo a venire.", "declined", [], []),
    ("We aren't going to be able to come.", "declined", [], []),
    ("We're not going to make it to Oslo.", "declined", [], []),
    ("我们来不了。", "declined", [], []),
    ("لا نستطيع الحضور.", "declined", [], []),
    ("Georgia withdraws from the Oslo Conference.", "declined", [], []),
    ("Finland withdraws from the Conference.", "declined", [], []),
    ("Finland has decided to withdraw its participation in the Conference.", "declined", [], []),
    ("La Finlande se retire de la Conférence.", "declined", [], []),
    ("La Finlande annule sa participation à la Conférence.", "declined", [], []),
    ("Finlandia se retira de la Conferencia.", "declined", [], []),
    ("Finlandia cancela su participación.", "declined", [], []),
    ("A Finlândia cancela a sua participação.", "declined", [], []),
    ("Finnland sagt seine Teilnahme ab.", "declined", [], []),
    ("Finnland zieht seine Zusage zurück.", "declined", [], []),
    ("Финляндия отменяет свое участие.", "declined", [], []),
    ("Финляндия отказывается от участия.", "declined", [], []),
    ("ألغت فنلندا مشاركتها في المؤتمر.", "declined", [], []),
    ("芬兰取消参会。", "declined", [], []),
    ("All travel is suspended, and Finland has to cancel its participation.", "declined", [], []),
    ("Así que Finlandia asiste.", "accepted", [], []),
    ("Finlandia va a la Conferencia.", "accepted", [], []),
    ("La Finlande participe à la Conférence.", "accepted", [], []),
    ("Finlandia participa en la Conferencia.", "accepted", [], []),
    ("Finlândia participa na Conferência.", "accepted", [], []),
    ("Финляндия участвует в Конференции.", "accepted", [], []),
    # Something else is refused or withdrawn.
    ("Finland withdraws its paper on Article 3.", None, [], []),
    ("Finland withdraws from the list of speakers.", None, [], []),
    ("We withdraw our reservation.", None, [], []),
    ("Finland withdraws from its candidature.", None, [], []),
    ("We cancel our hotel rooms.", None, [], []),
    ("La Finlande retire son document de travail.", None, [], []),
    ("Finlandia retira su propuesta.", None, [], []),
    # The writer stays away, another comes.
]


@pytest.mark.parametrize(("text", "answer", "delegates", "gone"), CASES)
def test_who_refuses_for_whom(text: str, answer: Any, delegates: list[tuple[str, str | None]], gone: list[str]) -> None:
    assert sorted(named(read_as(text, answer, ANY, gone))) == sorted(delegates)
