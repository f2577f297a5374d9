"""Domains in which anybody can have an address: they never prove a party, whoever writes them into a roster.

Exact names only, and the national branches of the two largest by their pattern.
"""

from __future__ import annotations

import re

_LIST = """
gmail.com googlemail.com outlook.com hotmail.com live.com msn.com passport.com icloud.com me.com mac.com aol.com aim.com
yahoo.com ymail.com rocketmail.com proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io tuta.com
tutamail.com keemail.me zoho.com zohomail.com zohomail.eu fastmail.com fastmail.fm hushmail.com hush.com mail.com
email.com usa.com consultant.com diplomats.com europe.com asia.com post.com engineer.com lawyer.com gmx.com gmx.net gmx.de
gmx.at gmx.ch gmx.fr gmx.us web.de t-online.de freenet.de arcor.de posteo.de posteo.net mailbox.org mail.de email.de
inbox.com inbox.lv inbox.ru mail.ru bk.ru list.ru internet.ru yandex.ru yandex.com yandex.by yandex.kz yandex.ua ya.ru
rambler.ru lenta.ru ukr.net i.ua meta.ua bigmir.net abv.bg mail.bg dir.bg seznam.cz email.cz centrum.cz volny.cz post.cz
azet.sk zoznam.sk centrum.sk wp.pl o2.pl onet.pl onet.eu op.pl interia.pl interia.eu poczta.fm gazeta.pl freemail.hu
citromail.hu indamail.hu orange.fr wanadoo.fr free.fr sfr.fr laposte.net neuf.fr bbox.fr voila.fr club-internet.fr aliceadsl.fr
libero.it virgilio.it tiscali.it alice.it tin.it tim.it iol.it email.it hotmail.it bluewin.ch sunrise.ch hispeed.ch
telefonica.net terra.es ono.com ya.com terra.com.br uol.com.br bol.com.br ig.com.br globo.com globomail.com sapo.pt
clix.pt mail.telepac.pt netcabo.pt ziggo.nl kpnmail.nl planet.nl home.nl xs4all.nl telenet.be skynet.be proximus.be
btinternet.com bt.com sky.com talktalk.net ntlworld.com virginmedia.com blueyonder.co.uk eircom.net comcast.net verizon.net
att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com netzero.net optonline.net rogers.com
sympatico.ca shaw.ca telus.net videotron.ca bigpond.com optusnet.com.au xtra.co.nz slingshot.co.nz telia.com home.se spray.se
online.no broadpark.no c2i.net jubii.dk tdcadsl.dk stofanet.dk kolumbus.fi luukku.com suomi24.fi simnet.is
qq.com foxmail.com 163.com 126.com yeah.net vip.163.com sina.com sina.cn sohu.com aliyun.com 139.com 189.cn tom.com 21cn.com
hanmail.net daum.net naver.com nate.com rediffmail.com rediff.com indiatimes.com sify.com vsnl.net bsnl.in
docomo.ne.jp ezweb.ne.jp softbank.ne.jp nifty.com biglobe.ne.jp maktoob.com walla.co.il walla.com bezeqint.net mynet.com
superonline.com ttmail.com mweb.co.za webmail.co.za vodamail.co.za telkomsa.net africamail.com mail.mn duck.com hey.com
mailfence.com runbox.com startmail.com riseup.net disroot.org lycos.com excite.com netscape.net netscape.com bigfoot.com
mailinator.com guerrillamail.com 10minutemail.com yopmail.com trashmail.com temp-mail.org sharklasers.com
"""
_DOMAINS = frozenset(_LIST.split())
_BRANCHES = re.compile(r"(?:yahoo|hotmail|live|outlook|ymail|windowslive)\.(?:com?\.)?[a-z]{2}")


def is_free_mail(domain: str) -> bool:
    """True where anybody can have an address in that domain."""
    return domain in _DOMAINS or _BRANCHES.fullmatch(domain) is not None
