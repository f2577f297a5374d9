"""Bounces in prose: what a mail server writes when it does not follow RFC 3464, in the words of the servers in use.

More than a fifth of real bounces carry neither a report type nor a null return path nor Auto-Submitted. One sign alone
proves nothing (a postmaster is often a person): the sender must be a mail system and the words must be a bounce's, or the
words must be those of one known program and the subject must begin as its subjects do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailflow.core.address import Address, parse_address
from mailflow.core.folding import fold
from mailflow.core.message import Message
from mailflow.core.text import Text

_READ = 8000
_MOST_RECIPIENTS = 50

# Nobody has this address; the names below may be a person's.
_CERTAIN = re.compile(r"mailer[-_.]?d(?:ae|ea|e)mon|mail[-._]d(?:ae|e)mon|mdaemon|microsoftexchange[0-9a-f]{10,}")
_DAEMONS = re.compile(
    r"(?:poo?st[-_]?master|mail-?delivery.*|"
    r"mail-?(?:system|admin(?:istrator)?)|delivery-?(?:status|failure|notification).*|dsn|ndr)"
)
_DAEMON_NAMES = re.compile(
    r"mail delivery|delivery (?:sub)?system|mailer.daemon|postmaster|mail system|delivery status|delivery notification"
    r"|mail administrator|systeme? de (?:messagerie|remise)|sistema de (?:correo|entrega)|почтов\w+ (?:систем|служб)"
    r"|邮件系统|系统退信|退信|نظام البريد"
)

# How the subjects of bounces begin, program by program and language by language, folded.
_FAILED_SUBJECTS = """
undeliverable: | undeliverable mail | undeliverable message | undelivered mail returned | undelivered message returned
returned mail: | mail delivery failed | mail delivery failure | delivery failure | delivery failed | failure notice
delivery status notification (fail | delivery notification: delivery has failed | message undeliverable | mail undeliverable
message status - undeliverable | returned to sender | non deliverable | mail could not be delivered | nondeliverable mail
undelivered mail | message you sent blocked | mail failure | mail failed | mail system error | delivery status notification: error
delivery status notification: warning | there was an error sending | mail error | mail could not be delivered permanent delivery failure | rejected:
non remis | echec de la remise | echec de remise | message non remis | non distribue | courrier non distribue | non livre
avis de non-remise | avis de non remise | notification d'echec de remise | echec de livraison | retour a l'expediteur
no se puede entregar | no se pudo entregar | no entregado | no entregable | error de entrega | fallo de entrega | mensaje no entregado
correo devuelto | correo no entregado | devuelto al remitente | fallo en la entrega | error en la entrega | entrega fallida
unzustellbar | nicht zustellbar | nicht zugestellt | zustellung fehlgeschlagen | rucklaufer | zustellfehler | unzustellbare
nao entregue | nao e possivel entregar | falha na entrega | falha de entrega | nao foi possivel entregar | mensagem devolvida
non recapitabile | recapito non riuscito | mancato recapito | mancata consegna | messaggio non recapitato | impossibile recapitare
onbestelbaar | niet bezorgd | niet-bestelbaar | nie mozna dostarczyc | niedostarczona | zwrot wiadomosci | teslim edilemedi
не удается доставить | не удалось доставить | недоставлено | недоставленное сообщение | сообщение не доставлено | ошибка доставки
письмо не доставлено | возврат сообщения | уведомление о недоставке | невозможно доставить
无法投递 | 未送达 | 退信 | 系统退信 | 投递失败 | 邮件无法 | 未能送达 | 无法传递 | 无法送达 | 来自.{0,40}的退信
配信不能 | 配信エラー | 반송: | 반송 메일 | 배달 실패 | 전송 실패 | avviso di mancat | devolucao de mensag | aviso de devolucao | policy violation:
nedorucitelne | nedorucena | kezbesithetetlen | nelivrat | ei voitu toimittaa | kan ikke leveres | det gick inte att leverera
تعذر التسليم | تعذر تسليم | لم يتم التسليم | لم يتم تسليم | فشل التسليم | فشل تسليم | غير قابل للتسليم | رسالة مرتجعة
"""
_DELAYED_SUBJECTS = """
delayed mail | delivery delayed | delivery delay | delayed: | warning: message | warning: could not send message | delivery status notification (delay
message delayed | mail delivery delayed | retard de remise | remise retardee | remise differee | distribution retardee
retraso en la entrega | entrega retrasada | entrega diferida | verzogert | verzogerte zustellung | zustellung verzogert
entrega atrasada | atraso na entrega | consegna ritardata | recapito ritardato | vertraagd | задержка доставки
доставка задержана | доставка отложена | 延迟投递 | 投递延迟 | 邮件延迟 | 传递延迟 | تاخر التسليم | تاخير التسليم
"""
_FAILED_WORDS = """
delivery has failed to these recipients | could not be delivered | cannot be delivered | couldn't be delivered | can't be delivered
was not delivered to | wasn't delivered to | has not been delivered to the following | had permanent fatal errors
this is a permanent error | this is a permanent failure | unable to deliver | undeliverable
delivery to the following recipient failed | delivery to the following recipients failed | failed permanently
recipient address rejected | user unknown | unknown user | no such user | no such recipient
mailbox not found | recipient not found | returned to sender | mailbox is full | mailbox full | quota exceeded
i wasn't able to deliver | i'm afraid i wasn't able | i've given up | giving up | recipnotfound | rejected your message
n'a pas pu etre remis | n'a pas pu etre delivre | n'a pas pu etre distribue | n'a pu etre remis | n'a pas ete remis | echec de la remise
la remise a echoue | impossible de remettre | ne peut etre remis | ne peut pas etre remis | destinataire inconnu | utilisateur inconnu
boite aux lettres pleine | boite est pleine | non remis
no se pudo entregar | no pudo ser entregado | no ha podido ser entregado | no se ha podido entregar | no puede ser entregado
no fue posible entregar | ha fallado la entrega | error en la entrega | fallo en la entrega | usuario desconocido | no fue entregado
destinatario desconocido | buzon lleno | buzon esta lleno
konnte nicht zugestellt | nicht zugestellt werden | zustellung ist fehlgeschlagen | empfanger unbekannt | fehler bei der zustellung
nao pode ser entregue | nao foi possivel entregar | nao foi entregue | falha na entrega | destinatario desconhecido | caixa cheia
non e stato possibile recapitare | impossibile recapitare | recapito non e riuscito | non e stato recapitato | utente sconosciuto
non puo essere consegnato | kon niet worden bezorgd | niet worden afgeleverd | nie mogla zostac dostarczona
не было доставлено | не удалось доставить | не может быть доставлено | не доставлено | невозможно доставить
пользователь не найден | получатель не найден | неизвестный пользователь | почтовый ящик переполнен
无法投递 | 无法送达 | 未能送达 | 投递失败 | 无法传递 | 收件人不存在 | 用户不存在 | 邮箱已满 | 被退回 | 未送达
did not reach the following | account does not exist | no mailbox here | user unknown | user(s) account | recipient's inbox is disabled
no se pudo realizar la entrega | buzon de correo del destinatario esta lleno | fehler bei der nachrichtenzustellung
nie mozna dostarczyc | nie zostal znaleziony | teslim edilemedi | posta kutusu dolu | e inesistente | casella inesistente
送信できません | 配信できません | 配信不能 | 전달되지 못 | 배달되지 못 | 존재하지 않는 사용자 | 收件人邮箱不存在 | 邮箱不存在
nao existe neste servidor | foi recusada pelo | does not comply with our policy | has been quarantined
تعذر تسليم | تعذر التسليم | لم يتم تسليم | فشل تسليم | فشل التسليم | المستلم غير معروف
"""
_DELAYED_WORDS = """
this is a warning only | warning message only | has not yet been delivered | not been delivered yet | still being retried
will be retried | will keep trying | will continue to try | has been delayed | delivery is delayed | retry timeout not
you do not need to resend | you don't need to resend | no action is required on your part | still trying
n'a pas encore ete | nouvelle tentative | nouvelles tentatives | est retardee | a ete retardee | continuera d'essayer
todavia no se ha | aun no se ha | seguira intentando | se seguira intentando | se ha retrasado | nuevos intentos
wurde noch nicht zugestellt | verzogert sich | weitere zustellversuche | versucht weiterhin | ainda nao foi entregue | nova tentativa
non e ancora stato | nuovi tentativi | попытки доставки будут | доставка задерживается | еще не доставлено | пока не доставлено
尚未投递 | 将继续尝试 | 会继续尝试 | 已延迟 | لم يتم تسليمها بعد | ستستمر المحاولة
"""
# Words that only mean a bounce where a mail system writes them; an absence note may say that a post does not exist any more.
_WEAK_WORDS = """
does not exist | n'existe pas | no existe | не существует | 不存在 | غير موجود | adresse inexistante | direccion inexistente
adresse inconnue | адрес не найден | invalid recipient | address not found | mailbox unavailable | permanent failure | not found
"""
# Sentences that no person writes.
_BANNERS = """
this is the mail system at host | this is the qmail-send program | hi. this is the | this is an automatically generated delivery status
this message was created automatically by mail delivery software | this message was created automatically by the mail system
a message that you sent could not be delivered to one or more of its recipients | a message that you sent has not yet been delivered
the following addresses had permanent fatal errors | the original message was received at | diagnostic information for administrators
generating server: | your message did not reach some or all of the intended recipients | remote host said: | remote-mta: | final-recipient:
delivery to the following recipient | delivery has failed to these recipients | informations de diagnostic pour les administrateurs
informacion de diagnostico para los administradores | la remise a echoue pour ces destinataires | diagnoseinformationen fur administratoren
error de entrega a estos destinatarios | se produjo un error en la entrega a los siguientes destinatarios | reporting-mta:
informacoes de diagnostico para administradores | informazioni di diagnostica per gli amministratori
диагностические сведения для администраторов | не удалось выполнить доставку следующим получателям | 供管理员使用的诊断信息
معلومات التشخيص للمسؤولين
"""
_COPY_BELOW = re.compile(
    r"^[ \t>]*(?:-{2,}[^\n]{0,60}(?:original|copy|below this line|header|returned message|message d'origine)"
    r"|original message headers?:|en-tetes? de message d'origine|encabezados? de mensajes? originales?)",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,2}\.\d{1,3}(?![\d.])")
_CODE = re.compile(r"(?<![\d.])(?:5[0-5]\d|4[2-5]\d)(?:[ -](?=\S)|$)")


def _alternatives(table: str) -> str:
    phrases = [p.strip() for line in table.strip().splitlines() for p in line.split("|")]
    return "|".join(p if ".{" in p else re.escape(p) for p in phrases if p)


_FAILED_SUBJECT = re.compile(f"(?:{_alternatives(_FAILED_SUBJECTS)})")
_DELAYED_SUBJECT = re.compile(f"(?:{_alternatives(_DELAYED_SUBJECTS)})")
_FAILED = re.compile(_alternatives(_FAILED_WORDS))
_DELAYED = re.compile(_alternatives(_DELAYED_WORDS))
_WEAK = re.compile(_alternatives(_WEAK_WORDS))
_BANNER = re.compile(_alternatives(_BANNERS))


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a bounce in prose says. `status` is an enhanced code (RFC 3463) or ""."""

    addresses: tuple[Address, ...]
    delayed: bool
    status: str = ""
    diagnostic: str = ""


def read_bounce(message: Message, text: Text) -> Bounce | None:
    """The bounce that this message is in prose, `None` where it is none."""
    subject = fold(message.subject[:500])
    failed_subject, delayed_subject = bool(_FAILED_SUBJECT.match(subject)), bool(_DELAYED_SUBJECT.match(subject))
    failed_header = message.all("x-failed-recipients")
    daemon = _is_daemon(message)
    null = message.has_return_path and message.return_path is None
    # Ordinary mail is done with here.
    if not (daemon or null or failed_header or failed_subject or delayed_subject):
        return None
    shown = _shown(text)
    body = " ".join(fold(shown).split())
    banner, delayed = bool(_BANNER.search(body)), delayed_subject or bool(_DELAYED.search(body))
    said = failed_subject or delayed or banner or bool(_FAILED.search(body))
    if daemon:
        proven = said or _is_certain(message) or bool(_WEAK.search(body))
    else:
        proven = bool(failed_header) or (said and null) or banner or bool(_FAILED.search(body))
    if not proven:
        return None
    status = next(iter(_STATUS.findall(shown)), "")
    permanent = status.startswith("5") or failed_subject or bool(failed_header)
    return Bounce(_addresses(message, shown, failed_header), delayed and not permanent, status, _diagnostic(shown))


def is_bounce_subject(subject: str) -> bool:
    """True where the subject begins as those of mail servers do when they report that, or why, a letter was not delivered."""
    folded = fold(subject[:500])
    return bool(_FAILED_SUBJECT.match(folded) or _DELAYED_SUBJECT.match(folded))


def _shown(text: Text) -> str:
    """The displayed text as far as the copy of our letter."""
    shown = "\n".join(s.text[:_READ] for s in text.segments[:50])[:_READ]
    copy = _COPY_BELOW.search(shown)
    return shown[: copy.start()] if copy else shown


def _is_certain(message: Message) -> bool:
    if message.author is None:
        # Old servers write "From: <>", or their name without a domain.
        return any(_CERTAIN.search(body.lower()) for body in message.all("from"))
    return bool(_CERTAIN.fullmatch(message.author.local.lower()))


def _is_daemon(message: Message) -> bool:
    author = message.author
    if author is None:
        return _is_certain(message) or any(_DAEMON_NAMES.search(fold(body[:500])) for body in message.all("from"))
    return bool(
        _CERTAIN.fullmatch(author.local.lower())
        or _DAEMONS.fullmatch(author.local.lower())
        or _DAEMON_NAMES.search(fold(author.name))
    )


def _addresses(message: Message, shown: str, failed_header: tuple[str, ...]) -> tuple[Address, ...]:
    """The addresses that could not be reached: those named, without ours and the mail system's own."""
    others = {a.key for a in (*message.to, *message.cc, *message.from_)}
    found: dict[str, Address] = {}
    for words in (*failed_header, shown):
        for match in _ADDRESS.finditer(words):
            address = parse_address(match[0].strip(".'`"))
            if address is not None and address.key not in others:
                found.setdefault(address.key, address)
        if found:
            break
    return tuple(found.values())[:_MOST_RECIPIENTS]


def _diagnostic(shown: str) -> str:
    """The line with the server's code, for staff."""
    for line in shown.splitlines():
        if _STATUS.search(line) or _CODE.search(line):
            return " ".join(line.split())[:300]
    return ""
