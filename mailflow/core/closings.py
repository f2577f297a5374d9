"""The words with which letters close, folded, in the languages in which a secretariat is written to.

`STRONG` close a letter wherever they stand alone on a line. `WEAK` are also said in the middle of a letter: they close it
only where nothing but a name follows. `FORMULAS` begin the long courtesy sentence of a formal letter: the sentence is
text, but a name below it is a signature.
"""

from __future__ import annotations

from mailflow.core.wordlist import folded_phrases

STRONG = folded_phrases(
    """yours sincerely|sincerely|sincerely yours|yours faithfully|yours truly|yours very truly|yours respectfully|respectfully|
    respectfully yours|respectfully submitted|very truly yours|yours ever|as ever|
    best regards|kind regards|kindest regards|warm regards|warmest regards|with regards|with kind regards|with best regards|
    with warm regards|with my best regards|many regards|regards|my regards|rgds|best rgds|brgds|b.rgds|
    best wishes|with best wishes|all best wishes|all the best|with all good wishes|with kindest wishes|good wishes|
    warm wishes|with warmest wishes|with every good wish|
    with my apologies|with appreciation|with gratitude|with thanks|with many thanks|with kind appreciation|in friendship|
    cordially|cordially yours|with respect|with high consideration|with highest consideration|with esteem|
    cordialement|bien cordialement|très cordialement|cordiales salutations|sincères salutations|salutations distinguées|
    salutations cordiales|meilleures salutations|avec mes meilleures salutations|avec mes salutations|mes salutations|
    avec mes salutations distinguées|avec nos salutations|avec mes remerciements|avec tous mes remerciements|
    avec mes cordiales salutations|respectueusement|bien respectueusement|sincèrement|bien sincèrement|bien à vous|
    bien à toi|cdlt|cdt|bien vôtre|amicalement|bien amicalement|meilleurs sentiments|avec mes meilleurs sentiments|
    avec ma considération distinguée|avec toute ma considération|avec ma haute considération|dans l'attente de vous lire|
    haute considération|très haute considération|
    atentamente|muy atentamente|atentos saludos|atentamente le saluda|le saluda atentamente|les saluda atentamente|
    saludos cordiales|saludos atentos|un cordial saludo|cordial saludo|cordiales saludos|cordialmente|muy cordialmente|
    saludos afectuosos|un afectuoso saludo|respetuosamente|con mis mejores saludos|con un cordial saludo|
    reciba un cordial saludo|reciban un cordial saludo|reciban un atento saludo|saluda a usted atentamente|
    con atentos saludos|con saludos cordiales|con mi más alta consideración|con toda consideración|quedo de usted|
    quedamos de usted|sin otro particular|sin otro particular, le saluda|sin más por el momento|
    atenciosamente|com os melhores cumprimentos|melhores cumprimentos|cumprimentos|os melhores cumprimentos|
    com cumprimentos|cordiais saudações|saudações cordiais|saudações|respeitosamente|com estima|com elevada consideração|
    com a mais elevada consideração|com toda a consideração|atentas saudações|muito atentamente|
    mit freundlichen grüßen|mit freundlichem gruß|mit freundlichen gruessen|mit freundlichem gruss|freundliche grüße|
    freundliche grüsse|mit besten grüßen|beste grüße|beste grüsse|mit besten grüssen|viele grüße|viele grüsse|
    herzliche grüße|mit herzlichen grüßen|hochachtungsvoll|mit vorzüglicher hochachtung|mit hochachtung|mfg|lg|
    mit kollegialen grüßen|schöne grüße|es grüßt|
    cordiali saluti|distinti saluti|cordialmente|con i migliori saluti|i migliori saluti|migliori saluti|un cordiale saluto|
    con osservanza|con viva cordialità|porgo distinti saluti|porgiamo distinti saluti|con stima|
    met vriendelijke groet|met vriendelijke groeten|vriendelijke groet|vriendelijke groeten|hoogachtend|met hoogachting|
    met de meeste hoogachting|hartelijke groeten|groeten|groetjes|dank en groet|met groet|mvg|met beste groet|
    med vänliga hälsningar|vänliga hälsningar|vänlig hälsning|med vänlig hälsning|bästa hälsningar|hälsningar|mvh|
    med venlig hilsen|venlig hilsen|venlige hilsner|de bedste hilsner|bedste hilsner|hilsen|kærlig hilsen|
    med vennlig hilsen|vennlig hilsen|vennlige hilsener|beste hilsen|hilsener|
    ystävällisin terveisin|parhain terveisin|terveisin|kunnioittaen|kunnioittavasti|bestu kveðjur|með kveðju|
    z poważaniem|z wyrazami szacunku|łączę wyrazy szacunku|pozdrawiam|pozdrawiamy|serdecznie pozdrawiam|
    s pozdravem|s přátelským pozdravem|s úctou|s pozdravom|s poštovanjem|s poštovanjem,|lijep pozdrav|srdačan pozdrav|
    srdačno|lep pozdrav|üdvözlettel|tisztelettel|szívélyes üdvözlettel|cu stimă|cu respect|cu deosebită considerație|
    cu considerație|pagarbiai|ar cieņu|lugupidamisega|parimate soovidega|
    saygılarımla|saygılarımızla|saygılar|saygı ile|iyi çalışmalar|selamlar|me respekt|
    hormat saya|hormat kami|salam|salam hormat|wassalam|trân trọng|kính thư|malo|meitaki maata|asante|vinaka|
    с уважением|с искренним уважением|с глубоким уважением|с наилучшими пожеланиями|с почтением|искренне ваш|
    искренне ваша|всего доброго|всего наилучшего|з повагою|з найкращими побажаннями|з глибокою повагою|с уважение|
    поздрави|с поздрав|с най-добри пожелания|с поштовањем|срдачан поздрав|со почит|з павагай|құрметпен|
    με εκτίμηση|με εκτιμηση|φιλικά|με φιλικούς χαιρετισμούς|בברכה|בכבוד רב|בברכה רבה|
    مع خالص التحية|مع أطيب التحيات|مع التحية|مع فائق الاحترام|مع خالص التقدير|مع تحياتي|وتفضلوا بقبول|تفضلوا بقبول|
    وتفضلوا بقبول فائق الاحترام|والسلام عليكم|مع وافر التقدير|تحياتي|مع جزيل الشكر|مع فائق التقدير|دمتم بخير|
    مع الاحترام والتقدير|مع خالص تحياتي|با احترام|با تشکر|با سپاس|با احترامات فائقه|
    此致|此致敬礼|敬礼|顺颂商祺|顺致敬意|顺祝商祺|谨上|敬上|谨启|敬启|顺颂|祝好|祝商祺|此致 敬礼|順頌商祺|敬具|敬白|
    よろしくお願いいたします|よろしくお願いします|宜しくお願い致します|草々|謹白|감사합니다|드림|올림|배상|ด้วยความเคารพ|ขอแสดงความนับถือ"""
)

WEAK = folded_phrases(
    """thanks|many thanks|thank you|thank you very much|thank you so much|thanks very much|thanks a lot|thanks so much|thanks again|
    thank you again|thanks and regards|thanks & regards|thanks in advance|thank you in advance|
    many thanks in advance|many thanks and best regards|with many thanks and best regards|thank you and best regards|
    thank you for your kind assistance|thank you for your assistance|thank you for your cooperation|
    thank you for your kind cooperation|thank you for your attention|cheers|best|bests|yours|love|take care|hugs|ciao|
    see you in|see you soon|have a nice day|have a good day|have a good weekend|warmly|x|bw|br|kr|ta|
    merci|merci beaucoup|merci d'avance|merci bien|avec nos remerciements|merci de votre réponse|merci pour votre aide|
    merci de votre compréhension|salutations|à bientôt|bonne journée|bonne réception|bonne fin de journée|bien reçu|
    gracias|muchas gracias|gracias de antemano|mil gracias|con agradecimiento|saludos|un saludo|quedo atento|quedo atenta|
    quedamos atentos|un abrazo|de antemano gracias|agradecido|agradecida|abrazos|besos|
    obrigado|obrigada|muito obrigado|muito obrigada|desde já obrigado|abraço|abraços|um abraço|
    danke|vielen dank|besten dank|herzlichen dank|vielen dank im voraus|danke und viele grüße|danke und gruß|gruß|grüße|
    grüsse|gruss|grazie|molte grazie|grazie mille|saluti|un saluto|a presto|dank|bedankt|hartelijk dank|alvast bedankt|
    dank u|groet|tack|tack på förhand|tak|mange tak|takk|mange takk|takk og hilsen|kiitos|kiitos etukäteen|dziękuję|
    dziękujemy|z góry dziękuję|děkuji|děkuji předem|ďakujem|hvala|hvala lepa|köszönöm|köszönettel|mulțumesc|mulțumim|
    teşekkürler|teşekkür ederim|teşekkür ederiz|спасибо|заранее спасибо|заранее благодарю|благодарю|благодарим|дякую|
    благодаря|хвала|ευχαριστώ|ευχαριστώ πολύ|תודה|תודה רבה|شكرا|شكرا جزيلا|شكرا لكم|وشكرا|متشکرم|谢谢|多谢|非常感谢|謝謝|
    ありがとうございます|terima kasih|cảm ơn|ขอบคุณ"""
)

FORMULAS = folded_phrases(
    """please accept|accept, excellency|accept, sir|accept, madam|i avail myself|i remain|we remain|
    veuillez agréer|veuillez recevoir|veuillez croire|je vous prie d'agréer|je vous prie de croire|je vous prie de recevoir|
    je vous prie de bien vouloir agréer|nous vous prions d'agréer|vous en souhaitant bonne réception|agréez|
    recevez, madame|recevez, monsieur|dans l'attente de|en vous remerciant|
    reciba usted|reciba, |reciban |hago propicia|hago propicia la ocasión|aprovecho esta oportunidad para|
    aprovecho la oportunidad para|aprovecho la ocasión para|sin otro particular|en espera de|agradeciendo de antemano|
    le ruego acepte|queira aceitar|queiram aceitar|aproveito o ensejo|aproveito a oportunidade|
    genehmigen sie|ich verbleibe|wir verbleiben|voglia gradire|vogliate gradire|colgo l'occasione|
    примите, |примите уверения|прошу принять|primite|thanking you|looking forward|i look forward|we look forward|
    hoping |in the meantime|again,"""
)
