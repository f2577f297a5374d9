"""Words that give a language away: articles, pronouns, particles, and the commonest words of correspondence.

Without accents where the folded form is meant to count as well: people leave accents out. A word that stands in several
lists counts for each of them in part.
"""

from __future__ import annotations

_LISTS = {
    "en": """
        the of and to in for with that this is are was were be been has have had will would shall should may can could
        not by from on at as an it its we our us you your he she they their them his her who which what when where
        per please kindly dear thank thanks regards sincerely yours attached find below above any all also there here
        been but if or than into about confirm inform wish further out no yes re head ministry mission embassy
        conference meeting delegation foreign affairs office away until back hello hi i my me am just new each
        participate attend unable register could do does did so under upon during after before between both over come comes
        coming more other see send sent let now then some such one two three names following below mail soon well
        herewith today members secretary decided attending attendance declines decline done representing accepted accept agreed received noted confirmed sorry regret unfortunately yours
    """,
    "fr": """
        le la les des du de un une et en au aux que qui dans pour par sur avec ce cette ces son sa ses leur leurs nous
        vous votre vos notre nos est sont ont été etait a à être sera seront ne pas plus je il elle ils mais ou où se
        merci bonjour madame monsieur cher chère veuillez trouver ci-joint ci joint salutations cordialement
        honneur ministère ministere ambassade réunion conférence délégation monsieur prie agréer assurance
        ai suis absent bureau jusqu remercie bien très afin ainsi auprès lors sans sous entre toute tous
        c d l n s qu j y fait faire comme cordiales sincères participera avons oui confirmons confirme serons reçu reçue noté entendu accord désolé viendrai viendrons pièce jointe confirmée confirmé voir
        regrettons liste noms participants suivants
    """,
    "es": """
        el la los las de del un una y en al que con por para su sus se es son ha han fue ser será serán no lo le les
        como más pero o este esta estos estas nos nuestro nuestra nuestros usted ustedes me mi muy sin sobre entre
        gracias estimado estimada estimados señor señora señores saludos cordial cordiales atentamente adjunto adjunta
        honor embajada ministerio reunión conferencia delegación misión favor también desde hasta tiene hay estoy
        permanente buenos días buenas tardes quedo atento informar agradezco agradecemos sí confirmamos confirmo participará asistirá bien iremos estaremos recibido recibida acuse acuso recibo acuerdo confirmado asistencia dos entendido
        lamentamos lista nombres siguientes participantes asistiremos participaremos
    """,
    "pt": """
        o a os as de do da dos das um uma e em no na nos nas ao aos à às que com por para seu sua seus suas se é são foi
        ser será serão não mais mas ou este esta estes estas nosso nossa muito sem sobre entre pelo pela você
        obrigado obrigada prezado prezada prezados senhor senhora saudações cumprimentos atenciosamente anexo honra
        embaixada ministério reunião conferência delegação missão favor também até tem estou eu meu minha
        informar agradeço agradecemos recebido recebida receção acuso presença iremos confirmado confirmamos confirmo participará participaremos participação sim caro cara bom dia boa tarde
    """,
    "de": """
        der die das den dem des ein eine einen einem einer und in im zu zum zur von vom mit für fuer auf an am bei nach
        aus ist sind war wird werden wurde hat haben ja nicht auch als wie oder aber wenn dass sich sie wir ihr ihre ihren
        ihnen ich mein meine uns unser unsere es er über ueber um bis bitte danke vielen dank sehr geehrte geehrter
        grüßen grüssen gruessen freundlichen hochachtungsvoll anbei beigefügt ministerium botschaft konferenz
        delegation auswärtiges amt bestätigt erhalten bestätigen bestätige kommen bin kann können teilnehmen herr frau abwesend büro sowie durch zurück
    """,
    "it": """
        il lo la i gli le di del della dei delle dello degli un una uno e ed in nel nella nei al alla ai alle allo da
        dal dalla con per su sul sulla che è sono era sarà saranno ha hanno non più ma o se si questo questa questi
        nostro nostra vostro vostra noi voi mi ci vi molto anche come grazie gentile egregio signor signora saluti
        cordiali distinti allegato allegata ministero ambasciata riunione conferenza delegazione prego porre
        fino ufficio presso favore ringrazio ringraziamo tra fra confermato veniamo lista ricevuto confermo confermiamo parteciperemo saremo
    """,
    "nl": """
        de het een en van in op te voor met aan bij uit door naar om over tot is zijn was wordt worden heeft hebben
        ja niet ook als dan maar of dat die dit deze wij we u uw ik mijn ons onze hij zij ze er nog wel graag dank
        bedankt geachte beste groeten groet vriendelijke hoogachtend bijlage bijgaand ministerie ambassade
        vergadering conferentie delegatie heer mevrouw deelnemen zal zullen kan kunnen afwezig ontvangen komen
    """,
    "sv": """
        ja och att det som en på är av för med den till inte om ett han men var jag sig från vi så kan när du har
        hade nu eller mycket hälsningar vänliga tack hej bifogat bifogad mötet konferensen delegationen vår våra
        ni er skulle kommer oss detta denna
    """,
    "da": """
        ja og at det som en på er af for med den til ikke om et han men var jeg sig fra vi så kan når du har havde nu
        eller meget hilsen venlig venlige tak hej vedhæftet mødet konferencen delegationen vores jer skal vil
        blev også efter dette denne
    """,
    "no": """
        ja og at det som en på er av for med den til ikke om et han men var jeg seg fra vi så kan når du har hadde nå
        eller veldig hilsen vennlig takk hei vedlagt møtet konferansen delegasjonen vår våre dere skal vil ble også
        etter dette denne
    """,
    "fi": """
        hei ja on ei se että en hän oli ovat mutta kun niin myös joka tai jos olen kanssa sekä ole mukaan ystävällisin
        terveisin kiitos hyvä liitteenä kokous kokoukseen konferenssi edustaa suomi voi olemme meidän
    """,
    "pl": """
        i w na z do się nie że jest o po jak od dla przez przy to za co tym ale oraz lub będzie są był tego pan pani
        panie szanowny szanowna szanowni państwo pozdrawiam poważaniem dziękuję dziękujemy proszę załączeniu
        spotkanie konferencja delegacja ministerstwo ambasada zostanie mam nas nam
    """,
    "cs": """
        a v na se že je o s z do k za jako pro po od při by ale nebo jsem jsou bude byl bylo není také které který
        vážený vážená děkuji děkujeme prosím přílohu příloze pozdravem schůzka konference delegace ministerstvo
        velvyslanectví jsme nás vám
    """,
    "tr": """
        ve bir bu da de için ile olarak olan çok daha gibi kadar ne ancak sayın saygılarımla saygılar teşekkür
        teşekkürler ederim ederiz ekte toplantı konferans heyet bakanlığı büyükelçiliği değil var ben biz sizin
        bilgilerinize rica tarafından üzere
    """,
    "ro": """
        și si în in de la cu pe un o a al ale din este sunt nu că ca care pentru prin sau mai dar vă va ne
        stimate stimată domnule doamnă mulțumesc multumesc mulțumim cu stimă respect atașat conferință reuniune
        delegație delegația ministerul ambasada vom am fost fi
    """,
    "hu": """
        a az és hogy nem is egy van volt ez azt meg de csak mint vagy el be ki fel már még kell tisztelt üdvözlettel
        köszönöm köszönjük mellékelten kérem konferencia küldöttség minisztérium nagykövetség részt vesz
    """,
    "hr": """
        i u na je se za da su od s o do kao koji koja koje nije biti će ali ili iz po sa što smo poštovani poštovana
        poštovanjem hvala molim privitku sastanak konferencija delegacija ministarstvo veleposlanstvo ambasada
        nas vam
    """,
    "id": """
        yang dan di dengan untuk dari ini itu pada adalah tidak akan dalam ke atau oleh juga kami kita saya anda
        bapak ibu terima kasih hormat terlampir rapat konferensi delegasi kementerian kedutaan
    """,
}


def _shares() -> dict[str, tuple[tuple[str, float], ...]]:
    """For each word, the languages it speaks for and how much."""
    holders: dict[str, set[str]] = {}
    for language, words in _LISTS.items():
        for word in words.split():
            holders.setdefault(word, set()).add(language)
    return {
        word: tuple((code, _weight(word) / len(codes)) for code in sorted(codes)) for word, codes in holders.items()
    }


def _weight(word: str) -> float:
    """What a word says: a single letter may be an initial, or the mark of an item."""
    return 0.4 if len(word) == 1 else 1.0


LANGUAGES = tuple(_LISTS)
SHARES = _shares()
