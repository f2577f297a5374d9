"""The words by which a text speaks for somebody, in nine languages, folded. Only `claims` reads these tables.

They are patterns around a name that was found: what stands right before it, or right behind it. They are code and not
phrase lists that staff edit, because a wrong word here would give one State's words to another.
"""

from __future__ import annotations

import re


def _any(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


_ARTICLE = r"(?:the|a|la|le|les|l'|el|los|las|lo|il|gli|o|os|as|die|der|das|den|dem|de|het)"
_OF = (
    r"(?:\s*(?:\b(?:of|for|from|de|du|des|del|dos|das|do|da|di|della|dello|dell'|dei|degli|der|des|von|van|d')(?:\s+|(?<='))"
    rf"|,\s|\s[-–/]\s|\s)(?:{_ARTICLE}\s*)?)"
)
_TITLES = r"(?:(?:royal|permanent|national|honorary|federal|official|diplomatic|acting|deputy)\s+)*"
_ADJECTIVES = (
    r"(?:\s+(?:permanent|permanente|permanenti|diplomatique|general|generale|royal|federal|resident|designate|a\.i\.))*"
)

# "the Kingdom of", "la République du": part of a name, whatever list of names one has.
FORM_BEFORE = re.compile(
    rf"(?:{_ARTICLE}\s+|(?<!\w)l')?"
    + _any(
        r"(?:(?:federal|federative|islamic|democratic|people's|socialist|united|independent|arab|popular|co-?operative|plurinational|"
        r"bolivarian|hashemite|oriental|eastern)\s+)*(?:republic|kingdom|principality|grand duchy|state|states|federation|union|"
        r"commonwealth|sultanate|emirate) of",
        r"(?:republique|royaume|principaute|grand-duche|etat|union|federation|sultanat)(?: \w+)?(?: \w+)? (?:de|du|des|d')",
        r"(?:republica|reino|principado|gran ducado|estado|union|federacion)(?: \w+)?(?: \w+)? (?:de|del)",
        r"(?:republica|reino|principado|estado)(?: \w+)? (?:de|do|da|dos|das)", r"(?:repubblica|regno|principato|granducato|stato) (?:di|del|della|dell')",
        r"(?:republik|konigreich|furstentum|grossherzogtum|staat)(?:s)?", r"(?:\w+(?:ои|ого) )?(?:республик\w|королевств\w|государств\w|княжеств\w)",
        r"[بلو]?(?:ا?ل?جمهوريه|مملكه|دوله|سلطنه|اماره)",
    )
    + rf"(?:\s+|(?<='))(?:{_ARTICLE}\s+|l')?$"
)  # fmt: skip
# Offices that are a party's own: what follows is the party's name.
_OFFICES = _any(
    r"missions?", r"delegations?", r"representations?", r"embass(?:y|ies)", r"high commission", r"consulates?",
    r"governments?", r"authorities", r"representatives?", r"delegates?", r"ambassadors?", r"nunciature", r"chancery", r"permanent observers?", r"member states", r"etats membres", r"estados miembros",
    r"ambassades?", r"gouvernements?", r"consulats?", r"autorites", r"representants?", r"representantes?", r"delegue(?:e)?s?",
    r"ambassad(?:eur|rice)s?", r"misi(?:on|ones)", r"embajadas?", r"delegaci(?:on|ones)", r"gobiernos?", r"representaci(?:on|ones)",
    r"consulados?", r"delegad[oa]s?", r"embajador(?:a|es)?", r"cancilleria", r"missao", r"missoes",
    r"embaixadas?", r"delegacao", r"governos?", r"representacao", r"missione", r"ambasciata", r"delegazione", r"rappresentanza",
    r"governo", r"(?:standige )?vertretung", r"botschaft", r"regierung",
    r"представительств\w*", r"посольств\w*", r"делегаци\w*", r"правительств\w*", r"консульств\w*", r"миссии?я?",
    r"[بلول]*(?:ا?ل?بعثه(?: الدائمه)?|سفاره|وفد|حكومه|الممثليه الدائمه)",
)  # fmt: skip
# Ministries: their subject may stand between the word and the name.
_MINISTRIES = _any(
    r"ministr(?:y|ies)", r"department", r"minister", r"ministeres?", r"ministre", r"ministerios?", r"ministro", r"ministra",
    r"secretaria de relaciones exteriores", r"ministero", r"(?:bundes)?ministerium", r"auswartiges amt", r"mfa", r"mre", r"mae",
    r"foreign (?:ministry|office|affairs)", r"министерств\w*", r"мид", r"[بلول]*وزاره",
)  # fmt: skip
# Nothing of a sentence: "the Ministry presents its compliments to the Embassy of X" is no office of X.
_SUBJECT = (
    r"(?:\s+(?:(?!\b(?:to|with|by|from|that|presents?|ha[sd]|have|is|thanks?|informs?|au|aux|avec|par|que|presente|al|con|por|saluda|и?к|что)\b)"
    r"[^.;:()!?\n]){1,90}?)?"
)
OFFICE_BEFORE = re.compile(rf"(?<!\w){_TITLES}(?:{_OFFICES}{_ADJECTIVES}|{_MINISTRIES}{_SUBJECT}){_OF}$")
# "UK Mission", "Vietnam Embassy", "中国常驻日内瓦代表团".
OFFICE_AFTER = re.compile(
    r"\s*(?:'s\s+)?(?:(?:permanent|foreign|pm)\s*)*(?:\b(?:mission|delegation|embassy|high commission|government|delegates?|"
    r"representatives?|ministry|mfa|consulate|permanent representation|pm|mp)\b)"
    r"|(?:常驻[^\s，。,.]{0,20})?(?:代表团|政府|外交部|大使馆|使团|驻[^\s，。,.]{0,12}使馆|裁军大使)"
)

# What the subject of a note verbale does. Whoever is the subject of these speaks himself.
NOTE_VERBS = re.compile(
    _any(
        r"presents? (?:its|their|his|her) (?:\w+ )?(?:compliments|respects)", r"avails? (?:itself|himself|herself|themselves)",
        r"ha(?:s|ve) the (?:\w+ )?honou?r", r"presente(?:nt)? (?:ses|leurs) (?:\w+ )?compliments", r"(?:a|ont) (?:\w+ )?l'honneur",
        r"saisi(?:t|ssent) cette", r"saluda[n]?\b", r"tienen? (?:el (?:alto )?honor|a bien)", r"aprovechan? (?:la|esta)",
        r"presentan? sus", r"cumprimentam?\b", r"tem a honra", r"apresenta (?:os )?seus", r"presenta i suoi", r"ha l'onore",
        r"beehrt sich", r"entbietet", r"свидетельству\w+", r"име\w+ честь", r"пользу\w+ (?:этой |настоящей )?(?:возможност|случа)\w+",
        r"تتشرف", r"يتشرف", r"تنتهز", r"ينتهز", r"اطيب تحيات", r"致意", r"谨", r"顺致", r"荣幸",
    )
)  # fmt: skip
# In Arabic the verb stands first.
NOTE_VERB_BEFORE = re.compile(r"(?:^|\s)و?(?:ت|ي)(?:هدي|تشرف|نتهز|ود|عرب|شكر)\s*$")

# A party's own attendance, right behind its name.
_ADVERBS = r"(?:also |further |therefore |hereby |kindly |regrettably |unfortunately |accordingly )?"
_APPOSITION = r"\s*(?:,[^,.;]{1,60},)?\s*"
ATTEND_VERBS = re.compile(
    _APPOSITION
    + _ADVERBS
    + _any(
        r"will (?:not |also |regrettably |now |most likely |probably |be )*(?:represented|attend|attending|participate|participating|send|"
        r"sending|take part|taking part|join|able to (?:attend|send|participate|take)|unable to)\b",
        r"(?:is|are) (?:not |also )*(?:sending|represented|going to (?:attend|participate|send))", r"(?:cannot|can not) (?:attend|send|be)",
        r"(?:regrets|is unable|is not able|has decided|accepts|declines)\b",
        r"(?:ne )?(?:sera|seront) (?:pas )?(?:representee?s?|presente?s?|absente?s?)", r"(?:ne |n'|y )?(?:participera|prendra part|enverra|assistera)",
        r"ne (?:pourra|peut|viendra)", r"no (?:podra|puede|va a) (?:asistir|participar|enviar|estar)",
        r"(?:no )?(?:estara|sera) (?:presente|representad[oa])", r"(?:no )?(?:participara|asistira|enviara)",
        r"(?:nao )?(?:participara|enviara|estara|sera representad[oa])", r"(?:non )?(?:partecipera|inviera|sara rappresentat[oa])",
        r"(?:wird|werden|nimmt|entsendet)\b", r"(?:не )?(?:будет (?:представлен\w*|участвовать)|примет участи\w|сможет (?:участвовать|принять|направить)|направит|планирует)",
        r"(?:لن |سوف )?(?:ستشارك|تشارك|ستمثل|سيشارك|ستوفد)", r"(?:将|不)(?:派|出席|参加|与会|由|不)",
    )
)  # fmt: skip
# What one party tells of another: "We regret that Austria …", "… mitzuteilen, dass Österreich nicht teilnehmen wird". In English the "that" may be left out.
THAT_BEFORE = re.compile(
    rf"(?:^|[\s,،])(?:that|que|dass|che|что|ان|(?:regret|understand|hear|gather|believe|note|confirm|advise|inform you|let you know|tell you))\s+"
    rf"(?:{_ARTICLE}\s+|l')?$|(?:^|\s)qu'$|بان\s+$"
)
VERBS_AT_END = re.compile(r"[^.;:!?,]{0,80}?\b(?:teilnehm\w+|teilnimmt|vertreten|entsende\w*|kommen|kommt)\b")
# What stands behind "will attend" or "will send" where it is of another occasion ("… take part in our workshop") or of a letter.
ELSEWHERE = re.compile(
    r"\s*(?:(?:in|at|to|a|au|aux|en|na|no|an|в|к)\s+)?(?:our|my|notre|nos|nuestr\w+|unser\w*|наш\w*|nostr\w+|noss\w+)\b"
    r"|[^.;:!?]{0,30}?\b(?:repl(?:y|ies)|answers?|response|notes?|letters?|reponse|lettre|respuesta|nota|carta|antwort|schreiben|risposta|lettera|"
    r"resposta|ответ\w*|нот\w|письм\w)\b|[^.。]{0,30}?(?:رد|ردا|答复|复函)"
)
# What several parties do together, behind their names: "Denmark and Sweden will both be there".
TOGETHER_VERBS = re.compile(
    _APPOSITION
    + r"[^.;:!?]{0,30}?(?<!\w)"
    + _any(
        r"(?:will|shall) (?:(?:not|also|both|all|each|jointly|gladly|be able to|two|three|four|five) )*(?:attend|participate|join|come|send|be (?:present|represented|there|"
        r"attending|participating|coming|sending|joining|with you)|take part)",
        r"are (?:(?:not|also|both|all|two|three|four|five) )*(?:attending|participating|coming|joining|sending|taking part)",
        r"(?:(?:both|all|jointly|gladly) )*(?:accept|decline) (?:the|your|this)", r"(?:ne )?(?:participer|prendr|assister|enverr|viendr)on[st](?: part)?(?!\w)", r"(?:(?:seront|serons) (?:\w+ )?(?:presente?s|representee?s|la|au rendez-vous))",
        r"(?:accepteront|acceptent|declinent) (?:l'|votre)", r"(?:participaran|participaremos|asistiran|asistiremos|enviaran|enviaremos|acudiran|acudiremos|estaran (?:\w+ )?(?:presentes|representad[oa]s))", r"(?:aceptan|declinan) (?:la|su)",
        r"(?:participarao|comparecerao|enviarao|estarao (?:\w+ )?(?:presentes|representad[oa]s)|serao representad[oa]s)", r"(?:parteciperanno|saranno (?:\w+ )?(?:presenti|rappresentat[ie])|invieranno)",
        r"(?:nehmen|sagen|reisen|entsenden|kommen)(?!\w)", r"(?:teilnehmen|anwesend sein|vertreten sein|dabei sein)", r"(?:(?:при(?:мут|нимают)) участие|будут (?:\w+ )?(?:представлен|присутств|участв)|участвуют|направят)",
        r"(?:nemen|zullen|komen)(?!\w)", r"س(?:ت|ي)شارك(?:ان|ون)?", r"将?(?:都|均|共同)?(?:出席|参加|派)",
    )
)  # fmt: skip
# A writer who speaks of his own party.
OUR_VOICE = re.compile(
    r"(?<!\w)(?:we|our|i|my|nous(?! (?:a|ont) )|notre|nos(?= (?:autorites|delegues|representants))|je|j'|nosotros|nuestr[oa]s?|wir|unsere?[rnms]?|ich|noi|nostr[oaie]|noss[oa]s?|мы|наш\w*|я)(?!\w)|我|نحن"
)
# "We will attend", "… so that our delegation shall come too"; not "we regret that X will not attend".
OUR_ANSWER = re.compile(
    _any(OUR_VOICE.pattern)
    + r"(?:(?!\b(?:that|que|dass|che|что|understand|hear|gather|believe|regret (?!not|to|we|our|i|the))\b|\bqu'|\bان\b)[^.;:!?,،]){0,60}?"
    + _any(
        r"\battend",
        r"\bparticip",
        r"\bcom(?:e|ing)\b",
        r"\bmake it\b",
        r"\brepresente",
        r"\bbe (?:there|present)\b",
        r"\bjoin",
        r"\btak(?:e|ing) part",
        r"\bassist",
        r"\b(?:viendr|venir|vendr|verr)",
        r"\bprendr",
        r"\bacud",
        r"\bteil",
        r"\bkomm",
        r"\bpartecip",
        r"участ",
        r"приед",
        r"будем",
        r"شارك",
        r"参加|出席|与会",
    )
)
# "Belgium and ourselves will attend": the writer's own party stands in the pronoun.
AND_WE = re.compile(
    r"\s*,?\s*(?:and|as well as|et|ainsi que|y|asi como|und|sowie|e|и) (?:ourselves|we|us|nous(?:-memes)?|nosotros|wir|noi|nos|мы)(?!\w)"
)
# What a party says and wishes, right behind its name.
ACT_VERBS = re.compile(
    _APPOSITION
    + _ADVERBS
    + _any(
        r"(?:is|are) (?:not |also )*(?:pleased|happy|honou?red|glad|able|unable|in a position)",
        r"(?:wish(?:es)?|would (?:also )?like|intends?|plans?|requests?|confirms?|submits?|proposes?|nominates?|appoints?|designates?|"
        r"has (?:designated|nominated|appointed)|asks? for|thanks|informs?|acknowledges|transmits?|forwards?|welcomes|hopes|believes)\b",
        r"(?:souhaite|desire|confirme|accepte|regrette|soumet|propose|designe|remercie|informe|transmet|prie|a (?:decide|designe|le plaisir))\b",
        r"(?:desea|confirma|acepta|lamenta|presenta|propone|designa|agradece|informa|remite|solicita|comunica|ha (?:decidido|designado))\b",
        r"(?:deseja|confirma|agradece|informa|solicita)\b", r"(?:desidera|conferma|ringrazia)\b", r"(?:mochte|bestatigt|dankt)\b",
        r"(?:планирует|хотела? бы|подтверждает|благодарит|сообщает|направляет|выражает)", r"(?:تود|ترغب|يود|تعرب|تشكر|تؤكد)",
        r"(?:愿|希望|决定|确认|感谢|通知|收到)",
    )
)  # fmt: skip
ATTACHED = re.compile(
    _any(
        r"\battach", r"\benclos", r"\bherewith\b", r"\bplease find\b", r"\bforward", r"\btransmit", r"\bci-joint", r"\bpiece jointe\b",
        r"\bveuillez trouver\b", r"\badjunt", r"\banex", r"\bremit", r"\ballegat", r"\banbei\b", r"\bbeigefugt", r"прилага", r"направля",
        r"مرفق", r"附", r"转",
    )
)  # fmt: skip

BEHALF = re.compile(
    r"(?<!\w)"
    + _any(
        r"on (?:the )?behalf of", r"in the name of", r"(?:on|under|upon) (?:the )?instructions? (?:of|from)", r"by order of", r"at the request of", r"a la demande (?:de|du|des)", r"a (?:pedido|solicitud) (?:de|del)", r"по просьбе",
        r"for and on behalf of", r"in (?:its|my|our|his|her) capacity as (?:the )?(?:representative|delegate|envoy|focal point) (?:of|for)",
        r"au nom (?:de|du|des|d')", r"pour le compte (?:de|du|des|d')", r"sur instructions? (?:de|du|des|d')", r"d'ordre (?:de|du)",
        r"en nombre (?:y representacion )?(?:de|del)", r"en representacion (?:de|del)", r"a nombre (?:de|del)",
        r"por (?:encargo|instrucciones|instruccion) (?:de|del)", r"em nome (?:de|do|da|dos|das)", r"em representacao (?:de|do|da)",
        r"(?:a|in) nome (?:di|del|della|dell'|dei)", r"per conto (?:di|del|della|dell')", r"im (?:namen|auftrag)(?: von)?", r"namens",
        r"от (?:имени|лица)", r"по поручению", r"(?:و?ن?يابه عن|بالنيابه عن|باسم)", r"(?:谨|兹|我)?(?:谨)?代表", r"受",
    )
    # "on behalf of the Nordic countries (Denmark, …": the members follow.
    + rf"\s*(?:{_ARTICLE}\s*)?(?:[\w' -]{{0,40}}(?:countries|states|group|members|pays|etats|groupe|paises|estados|grupo|стран|государств|群)"
    + rf"[\w' -]{{0,20}}[(:,]\s*(?:{_ARTICLE}\s*)?)?$"
)  # fmt: skip
AGENT = re.compile(
    r"(?<!\w)"
    + _any(
        r"(?:act|acts|acting|speak|speaks|speaking|sign|signs|signing|respond|reply|replying|writing|standing in|stand in|write)"
        r"(?: also| as well| too)? for", r"also for", r"(?:also |will )?represent(?:s|ing)?(?: also| both)?", r"cover(?:s|ing)? also",
        r"(?:egalement|aussi) pour", r"representera(?:ont)?(?: egalement| aussi)?", r"represente(?: egalement| aussi)",
        r"agira(?: egalement| aussi)? pour", r"tambien por", r"representara(?: tambien)?(?: al?)?", r"actuara(?: tambien)? por",
        r"auch fur", r"вертритт\w*", r"(?:также )?представл\w+(?: также)?", r"также за", r"也代表", r"兼",
    )
    + rf"\s*(?:{_ARTICLE}\s*)?$"
)  # fmt: skip
# "X will be represented by our Ambassador": said by another than X.
REPRESENTED = re.compile(
    r"\s*(?:,[^,.;]{1,60},)?\s*"
    + _any(
        r"(?:will|is to|shall) (?:also |likewise )?be represented (?:[^.;]{1,60} )?by (?!its own|their own|a separate)",
        r"sera (?:egalement |aussi )?representee? (?:[^.;]{1,60} )?par (?!sa propre)",
        r"estara (?:tambien )?representad[oa] (?:[^.;]{1,60} )?por (?!su propi)",
    )
)
ASKED = re.compile(
    r"\s*(?:,[^,.;]{1,80},)?\s*"
    + _any(
        r"ha(?:s|ve) (?:also |kindly )?(?:asked|requested|instructed|authori[sz]ed|mandated|entrusted|charged|designated) (?:us|me|our|my)",
        r"(?:nous|m')(?: a| ont|a) (?:egalement )?(?:prie|demande|charge|mandate|autorise)", r"a (?:charge|mandate|prie|demande a) (?:notre|la|mon|ma)",
        r"(?:nos|me) ha(?:n)? (?:pedido|encargado|solicitado|autorizado|encomendado)", r"ci ha (?:chiesto|incaricato)",
        r"(?:поручил\w*|просил\w*|попросил\w*) нам", r"hat uns (?:gebeten|beauftragt)",
    )
)  # fmt: skip
# X has told us that it comes or not.
TOLD = re.compile(
    r"\s*(?:,[^,.;]{1,80},)?\s*"
    + _any(
        r"(?:ha(?:s|ve) )?(?:told|informed|rung|called|phoned|telephoned|notified|advised|written to|let) us", r"(?:nous|m')(?: a| ont|a) (?:egalement )?(?:fait savoir|informes?|dit|indique|ecrit|telephone|appris|annonce|signale)",
        r"nos ha(?:n)? (?:comunicado|informado|dicho|hecho saber|escrito|llamado|avisado|indicado)", r"ci ha(?:nno)? (?:comunicato|informato|detto|scritto|fatto sapere|telefonato)", r"hat uns (?:mitgeteilt|informiert|gesagt|geschrieben|angerufen|wissen lassen)",
        r"(?:nos )?(?:informou|comunicou|disse)(?:-nos)?(?= que)", r"(?:сообщил\w*|передал\w*|известил\w*) нам",
    )
    + r"[^.;:]{1,60}"
    + _any(
        r"\battend", r"\bparticipat", r"\bcom(?:e|ing)\b", r"\bmake it\b", r"\brepresented\b", r"\bbe (?:there|present)\b", r"\bjoin", r"\btake part", r"\btaking part",
        r"\bparticiper", r"\bassister", r"\bvenir\b", r"\bprendr(?:a|e) part", r"\brepresentee?\b", r"\bparticipar", r"\basistir", r"\bacudir", r"\bteilnehm", r"\bteilnahme", r"\bkomm",
        r"\bpartecip", r"\bverra", r"участ", r"приед", r"представлен",
    )
)  # fmt: skip
JOINT = re.compile(
    r"(?<!\w)"
    + _any(
        r"(?:jointly|together|in (?:partnership|co-?operation|association|conjunction)|along) with",
        r"co-?(?:sponsored|submitted|authored|written|drafted|signed|presented|sponsors?|authors?)(?: by| with|:|：)?",
        r"(?:joint \w+(?: \w+)?) (?:with|by|of)", r"conjointement avec", r"de concert avec", r"ensemble avec",
        r"(?:conjoint|commun)e? (?:avec|de)", r"conjuntamente con", r"(?:en )?conjunt[oa] con", r"junto (?:con|a)",
        r"em conjunto com", r"juntamente com", r"insieme (?:a|con|alla)", r"gemeinsam mit", r"(?:совместно|вместе) со?",
        r"بالاشتراك مع",
    )
    + rf"\s*(?:{_ARTICLE}\s*)?$"
)  # fmt: skip
SUBMITTED_BY = re.compile(
    r"(?<!\w)"
    + _any(
        r"(?:submitted|presented|proposed|prepared|tabled|circulated|delivered|made|given|contributed|written)(?: jointly)? (?:by|on behalf of)",
        r"(?:paper|papers|statement|statements|intervention|declaration)(?: jointly)? (?:by|of|from)",
        r"(?:proposal|contribution|report|remarks|reply|response|amendments?) by", r"submitted by", r"(?:submitter|author|sponsor)s?",
        r"(?:presentee?s?|soumise?s?|proposee?s?|prononcee?s?|etablie?s?)(?: conjointement)? par", r"(?:auteur|soumis par)",
        r"(?:declaration|document de travail|intervention)(?: generale)? (?:de|du|des|d')",
        r"(?:presentad[oa]s?|sometid[oa]s?|preparad[oa]s?|propuest[oa]s?|pronunciad[oa]s?)(?: conjuntamente)? por",
        r"(?:declaracion|documento de trabajo|intervencion)(?: general)? (?:de|del)",
        r"(?:apresentad[oa]|submetid[oa]) (?:por|pel[oa])", r"presentat[oa] (?:da|dal|dalla)", r"(?:vorgelegt|eingereicht) von",
        r"(?:представлен\w*|внесен\w*)", r"(?:заявление|выступление)", r"(?:بيان|ورقه عمل)(?: مقدمه?)?(?: من)?", r"提交人",
    )
    + rf"\s*[:：]?\s*(?:{_ARTICLE}\s*)?$"
)  # fmt: skip
# In a subject line these tie a stranger to the party that follows.
TOPIC_BEFORE = re.compile(
    r"(?<!\w)(?:participation|attendance|contribution|reply|response|update|report|delegates?|delegation|nomination|registration|answer|"
    r"reponse|rapport|participacion|contribucion|respuesta|informe|delegacion|inscripcion|участие|делегация|مشاركه)"
    rf"(?:\s+(?:of|from|by|for|de|du|des|del|d'|per|do|da))?(?:\s+|(?<='))(?:{_ARTICLE}\s*)?$"
)
PAPER = re.compile(
    _any(
        r"\bpapers?\b", r"\bstatements?\b", r"\bproposals?\b", r"\bdocuments?\b", r"\bamendments?\b", r"\bcontributions?\b",
        r"\bdraft\b", r"\bsubmit", r"\bsubmission", r"\bdeclarat", r"\bdeclaraci", r"\bdocumento", r"\bpropuesta", r"\bproposition",
        r"\bcontribuci", r"\bpresentado", r"\bpresente par", r"\bsoumis", r"документ", r"предложени", r"заявлени", r"доклад", r"ورقه",
        r"بيان", r"文件", r"声明", r"提案",
    )
)  # fmt: skip
# Whoever joins another's statement speaks for himself; and "your letter on behalf of" is ours.
ASSOCIATES = re.compile(
    _any(
        r"\balign", r"\bsubscrib", r"\becho(?:es)?\b", r"\bconcur",
        r"(?:made|delivered|read(?: out)?|given|prononcee?|pronunciad[ao]|leid[ao]) (?:by|par|por) [^.]{1,60} (?:on behalf|au nom|en nombre)", r"\bassociat(?:e|es|ing) (?:itself|ourselves|themselves|myself|with)", r"\bendors", r"\bsupports?\b", r"\bwelcom",
        r"\byour (?:letter|invitation|note|message|mail|e-mail)", r"\bs'associe", r"\bs'aligne", r"\bfait sienne", r"\bsouscri",
        r"\bvotre (?:lettre|invitation|note)", r"\bse (?:asocia|suma|adhiere|alinea)", r"\bhace suya", r"\bsu (?:carta|invitacion|nota)",
        r"присоедин", r"поддержива", r"تضم صوتها", r"تؤيد", r"赞同", r"支持",
    )
)  # fmt: skip

# What may stand between two names of one enumeration.
CONJUNCTION = re.compile(
    rf"\s*(?:[,،、/&+]|[,،]?\s*(?:and|&|et|y|e|ed|und|en|и|و|as well as|ainsi que|asi como|sowie|和|及|与|以及))\s*(?:(?:of|for|de|du|del|di|da|du|des)\s+)?"
    rf"(?:{_ARTICLE}\s*)?(?:{_TITLES}{_OFFICES}{_ADJECTIVES}{_OF})?",
)
LOOSE_COMMA = re.compile(r"\s*[,،]\s*")
# What may stand before an office or a name that opens a sentence or line.
OPENING = re.compile(rf"[\W\d_]*(?:(?:{_ARTICLE}|royal|por la|por el|pour la|pour le|for the|for)\s*)*[\W_]*")
# What may follow a name in a letterhead or a signature.
LINE_TAIL = re.compile(
    r"[ \t]*(?:$|[,\-–—/|(:].{0,90}$|(?:to|in|at|near|with|aupres|pres|a|en|ante|bei|beim|in der|presso|junto|при|в|لدي|في|geneva|geneve"
    r"|ginebra|genf|ginevra|genebra|vienna|new york|the hague)(?!\w).{0,140}$|(?:mission|embassy|delegation|mfa)[^.]{0,40}$)"
)
# Words that show an official's hand under a bare name of a State.
OFFICIAL = re.compile(
    _any(
        r"\bministr(?:y|ies)\b", r"\bministe(?:re|rio|rium)", r"\bministero\b", r"\bpermanent mission\b", r"\bmission permanente\b",
        r"\bmision permanente\b", r"\bembass", r"\bambassad", r"\bembaj", r"\bhigh commission", r"\bgovernment\b", r"\bforeign affairs\b",
        r"\baffaires etrangeres\b", r"\brelaciones exteriores\b", r"\bcancilleria\b", r"\barmed forces\b", r"\bdefen[cs]e (?:staff|forces?)\b",
        r"\bmine action (?:centre|center|authority|agency)\b", r"министерств", r"посольств", r"представительств", r"وزاره", r"سفار",
        r"外交", r"大使", r"代表团",
    )
)  # fmt: skip
# What ties a writer to the office or organisation that follows.
TIE_BEFORE = re.compile(
    r"(?<!\w)"
    + _any(
        r"(?:i|we|am|are|currently|presently|who) work(?:ing|s)? (?:for|at|in)", r"writ(?:e|ing) (?:to you )?(?:from|for)", r"employed (?:by|at)", r"(?:serv(?:e|ing)|posted) (?:at|in|to)",
        r"(?:secretary|officer|counsell?or|director|attache|assistant|official|desk|diplomat|adviser|advisor|intern|staff)(?:,| at| in| of| with| for)",
        r"(?:i am|i'm|we are|as) (?:the )?(?:representative|delegate|ambassador|focal point|contact)(?: of| for)?", r"our", r"from (?:the|our)",
        r"(?:je )?travaille (?:au|a la|a l'|pour)", r"ecris (?:de|du|depuis)", r"trabajo (?:en|para)", r"escribo (?:de|desde)", r"(?:soy|somos) (?:de|del)",
        r"(?:consejer[oa]|secretari[oa]|director[a]?|funcionari[oa]) (?:de|del|en)", r"(?:conseill\w+|secretaire|directeur|directrice|charge\w*) (?:de|a|au|du)",
        r"работаю в", r"сотрудник\w*", r"اعمل في", r"我在",
    )
    + rf"\s*(?:{_ARTICLE}\s*|\bl')?$"
)  # fmt: skip
# "The delegation of X will be headed by": who can say that speaks for X.
COMPOSED = re.compile(
    r"[^.;]{0,60}?(?:will (?:be|consist|comprise|include)|is (?:headed|led|composed)|consists?|comprises?|headed|led by|sera|seront|"
    r"se compose|conduite|dirigee|composee|estara|encabezad[oa]|presidid[oa]|integrad[oa]|sara|wird|возглав|будет|в составе|برئاسه|由)|\s*:"
)
