"""Names of States, folded, in nine languages. Written by tests/generate_state_names.py: change that, not this file.

The names of a State are parted by bars. ACRONYMS count only in the capitals in which they stand here. DECOYS are longer
names that hold a State's name and mean something else.
"""

# fmt: off

STATES: dict[str, str] = {
    "AFG": "afeganistao | afganistan | afghanistan | афганистан | афганистана | афганистане | афганистаном | афганистану | افغانستان | 阿富汗 | 阿富汗伊斯兰共和国",
    "AGO": "angola | ангола | анголе | анголои | анголу | анголы | انغولا | 安哥拉",
    "ALB": "albania | albanie | albanien | албаниеи | албании | албанию | албания | البانيا | 阿尔巴尼亚",
    "AND": "andorra | andorre | андорра | андорре | андоррои | андорру | андорры | اندورا | 安道尔",
    "ARE": "emirados arabes unidos | emirati arabi uniti | emiratos arabes unidos | emirats arabes unis | united arab emirates | vereinigte arabische emirate | оаэ | объединенные арабские эмираты | объединенным арабским эмиратам | объединенными арабскими эмиратами | объединенных арабских эмиратах | объединенных арабских эмиратов | الامارات | الامارات العربيه المتحده | دوله الامارات | 阿拉伯联合酋长国 | 阿联酋",
    "ARG": "argentina | argentine | argentine republic | argentinien | republica argentina | republique argentine | аргентина | аргентине | аргентинои | аргентинская республика | аргентинскои республике | аргентинскои республики | аргентинскои республикои | аргентинскую республику | аргентину | аргентины | الارجنتين | 阿根廷",
    "ARM": "armenia | armenie | armenien | армениеи | армении | армению | армения | ارمينيا | 亚美尼亚",
    "ATG": "antigua and barbuda | antigua barbuda | antigua e barbuda | antigua et barbuda | antigua und barbuda | antigua y barbuda | антигуа и барбуда | антигуе и барбуде | антигуои и барбудои | антигуу и барбуду | антигуы и барбуды | انتيغوا وباربودا | انتيغوا وبربودا | 安提瓜和巴布达",
    "AUS": "australia | australie | australien | commonwealth of australia | австралиеи | австралии | австралию | австралия | استراليا | 澳大利亚",
    "AUT": "austria | autriche | osterreich | republik osterreich | австриеи | австрии | австрию | австрия | النمسا | 奥地利",
    "AZE": "aserbaidschan | azerbaidjan | azerbaigian | azerbaijan | azerbaijani republic | azerbaijao | azerbaiyan | азербаиджан | азербаиджана | азербаиджане | азербаиджаном | азербаиджанская республика | азербаиджанскои республике | азербаиджанскои республики | азербаиджанскои республикои | азербаиджанскую республику | азербаиджану | اذربيجان | 阿塞拜疆",
    "BDI": "burundi | бурунди | بوروندي | 布隆迪",
    "BEL": "belgica | belgien | belgio | belgique | belgium | бельгиеи | бельгии | бельгию | бельгия | بلجيكا | 比利时",
    "BEN": "benin | бенин | бенина | бенине | бенином | бенину | بنين | 贝宁",
    "BFA": "alto volta | burkina faso | burquina faso | haute volta | upper volta | буркина фасо | بوركينا فاسو | 布基纳法索",
    "BGD": "banglades | bangladesch | bangladesh | бангладеш | бангладеша | бангладеше | бангладешом | бангладешу | народная республика бангладеш | народнои республике бангладеше | народнои республике бангладешу | народнои республики бангладеша | народнои республикои бангладешом | народную республику бангладеш | بنغلاديش | 孟加拉国",
    "BGR": "bulgaria | bulgarie | bulgarien | болгариеи | болгарии | болгарию | болгария | بلغاريا | 保加利亚",
    "BHR": "bahrain | bahrein | barein | бахреин | бахреина | бахреине | бахреином | бахреину | البحرين | 巴林",
    "BHS": "bahamas | commonwealth of the bahamas | the bahamas | багам | багамам | багамами | багамах | багамские острова | багамским островам | багамскими островами | багамских островах | багамских островов | багамы | جزر البهاما | 巴哈马",
    "BIH": "bosna i hercegovina | bosnia | bosnia and herzegovina | bosnia e herzegovina | bosnia ed erzegovina | bosnia herzegovina | bosnia y herzegovina | bosnie et herzegovine | bosnie herzegovine | bosnien und herzegowina | босниеи и герцеговинои | боснии и герцеговине | боснии и герцеговины | боснию и герцеговину | босния и герцеговина | البوسنه والهرسك | 波斯尼亚和黑塞哥维那",
    "BLR": "belarus | belorussia | bielorrusia | bielorrussia | bielorussia | bielorussie | byelorussia | беларуси | беларусь | беларусью | белоруссиеи | белоруссии | белоруссию | белоруссия | بيلاروس | بيلاروسيا | 白俄罗斯 | 白俄罗斯共和国",
    "BLZ": "belice | belize | белиз | белиза | белизе | белизом | белизу | بليز | 伯利兹",
    "BOL": "bolivia | bolivie | bolivien | plurinational state of bolivia | боливиеи | боливии | боливию | боливия | بوليفيا | 玻利维亚",
    "BRA": "brasil | brasile | brasilien | brazil | bresil | бразилиеи | бразилии | бразилию | бразилия | البرازيل | 巴西",
    "BRB": "barbade | barbados | барбадос | барбадоса | барбадосе | барбадосом | барбадосу | بربادوس | 巴巴多斯",
    "BRN": "brunei | brunei darusalam | brunei darussalam | брунеи | брунеи даруссалам | брунеи даруссалама | брунеи даруссаламе | брунеи даруссаламом | брунеи даруссаламу | بروناي | بروناي دار السلام | بروني دار السلام | 文莱 | 文莱达鲁萨兰国",
    "BTN": "bhoutan | bhutan | butan | butao | бутан | бутана | бутане | бутаном | бутану | بوتان | 不丹",
    "BWA": "botsuana | botswana | ботсвана | ботсване | ботсванои | ботсвану | ботсваны | بوتسوانا | 博茨瓦纳",
    "CAF": "centrafrique | central african republic | repubblica centrafricana | republica centro africana | republica centroafricana | republique centrafricaine | zentralafrikanische republik | центрально африканская республика | центрально африканскои республике | центрально африканскои республики | центрально африканскои республикои | центрально африканскую республику | جمهوريه افريقيا الوسطي | 中非共和国",
    "CAN": "canada | kanada | канада | канаде | канадои | канаду | канады | كندا | 加拿大",
    "CHE": "confederacao suica | confederacion suiza | confederation suisse | confederazione svizzera | schweiz | schweizerische eidgenossenschaft | suica | suisse | suiza | svizzera | swiss confederation | switzerland | швеицариеи | швеицарии | швеицарию | швеицария | швеицарская конфедерация | швеицарскои конфедерациеи | швеицарскои конфедерации | швеицарскую конфедерацию | الاتحاد السويسري | سويسرا | 瑞士 | 瑞士联邦",
    "CHL": "chile | chili | cile | чили | تشيلي | شيلي | 智利",
    "CHN": "china | chine | cina | p r china | people s republic of china | pr china | repubblica popolare cinese | republica popular china | republica popular da china | republica popular de china | republique populaire de chine | volksrepublik china | китаи | китаиская народная республика | китаискои народнои республике | китаискои народнои республики | китаискои народнои республикои | китаискую народную республику | الصين | جمهوريه الصين الشعبيه | 中华人民共和国 | 中国",
    "CIV": "costa d avorio | costa do marfim | cote d ivoire | ivory coast | берег слоновои кости | берега слоновои кости | береге слоновои кости | берегом слоновои кости | берегу слоновои кости | кот д ивуар | кот д ивуара | кот д ивуаре | кот д ивуаром | кот д ивуару | ساحل العاج | كوت ديفوار | 科特迪瓦",
    "CMR": "camaroes | cameroon | cameroun | camerun | kamerun | камерун | камеруна | камеруне | камеруном | камеруну | الكاميرون | 喀麦隆",
    "COD": "congo democratic republic of the | congo kinshasa | congo republique democratique du | congo the democratic republic of the | dem rep of the congo | democratic republic of congo | democratic republic of the congo | demokratische republik kongo | dr congo | kongo kinshasa | rd congo | rd du congo | repubblica democratica del congo | republica democratica del congo | republica democratica do congo | republique democratique congo | republique democratique du congo | zaire | демократическая республика конго | демократическои республике конго | демократическои республики конго | демократическои республикои конго | демократическую республику конго | др конго | дра конго | дре конго | дром конго | дру конго | конго киншаса | конго киншасе | конго киншасои | конго киншасу | конго киншасы | الكونغو الديمقراطيه | الكونغو كينشاسا | جمهوريه الكونغو الديمقراطيه | جمهوريه الكونغو الديموقراطيه | 刚果民主共和国 | 刚果金 | 民主刚果",
    "COG": "congo | congo brazzaville | kongo | kongo brazzaville | repubblica del congo | republic of congo | republic of the congo | republica del congo | republica do congo | republik kongo | republique du congo | конго | конго браззавиле | конго браззавилем | конго браззавиль | конго браззавилю | конго браззавиля | республика конго | республике конго | республики конго | республикои конго | республику конго | الكونغو | الكونغو برازافيل | جمهوريه الكونغو | 刚果 | 刚果共和国 | 刚果布",
    "COK": "cook islands | cookinseln | iles cook | ilhas cook | islas cook | isole cook | о ва кука | о ве кука | о вои кука | о ву кука | о вы кука | острова кука | островам кука | островами кука | островах кука | островов кука | جزر كوك | 库克群岛",
    "COL": "colombia | colombie | kolumbien | колумбиеи | колумбии | колумбию | колумбия | كولومبيا | 哥伦比亚",
    "COM": "comoras | comore | comores | comoros | komoren | union de las comoras | union des comores | union of the comoros | комор | коморам | коморами | коморах | коморские острова | коморским островам | коморскими островами | коморских островах | коморских островов | коморы | اتحاد جزر القمر | القمر المتحده | جزر القمر | 科摩罗",
    "CPV": "cabo verde | cap vert | cape verde | capo verde | кабо верде | الراس الاخضر | كابو فيردي | 佛得角",
    "CRI": "costa rica | коста рика | коста рике | коста рики | коста рикои | коста рику | كوستاريكا | 哥斯达黎加",
    "CUB": "cuba | kuba | republica de cuba | куба | кубе | кубои | кубу | кубы | كوبا | 古巴",
    "CYP": "chipre | chypre | cipro | cyprus | republic of cyprus | zypern | кипр | кипра | кипре | кипром | кипру | قبرص | 塞浦路斯",
    "CZE": "cechia | chequia | czech republic | czechia | repubblica ceca | republica checa | republique tcheque | tchequia | tchequie | tschechien | tschechische republik | чехиеи | чехии | чехию | чехия | чешская республика | чешскои республике | чешскои республики | чешскои республикои | чешскую республику | التشيك | الجمهوريه التشيكيه | تشيكيا | جمهوريه التشيك | 捷克 | 捷克共和国",
    "DEU": "alemanha | alemania | allemagne | bundesrepublik deutschland | deutschland | federal republic of germany | germania | germany | republica federal de alemania | republique federale d allemagne | германиеи | германии | германию | германия | федеративная республика германия | федеративнои республике германии | федеративнои республике германия | федеративнои республики германии | федеративнои республики германия | федеративнои республикои германиеи | федеративнои республикои германия | федеративную республику германию | федеративную республику германия | المانيا | جمهوريه المانيا الاتحاديه | 德国 | 德意志联邦共和国",
    "DJI": "djibouti | djibuti | dschibuti | gibuti | yibuti | джибути | جيبوتي | 吉布提",
    "DMA": "dominica | dominique | доминика | доминике | доминики | доминикои | доминику | دومينيكا | 多米尼克",
    "DNK": "danemark | danimarca | denmark | dinamarca | даниеи | дании | данию | дания | الدانمرك | الدنمارك | الدنمرك | 丹麦",
    "DOM": "dominican republic | dominikanische republik | repubblica dominicana | republica dominicana | republique dominicaine | доминиканская республика | доминиканскои республике | доминиканскои республики | доминиканскои республикои | доминиканскую республику | الجمهوريه الدومينيكانيه | الجمهوريه الدومينيكيه | جمهوريه الدومينيكان | 多米尼加共和国",
    "DZA": "algeria | algerie | algerien | argelia | people s democratic republic of algeria | republica argelina democratica y popular | republique algerienne | republique algerienne democratique et populaire | алжир | алжира | алжире | алжиром | алжирская народная демократическая республика | алжирскои народнои демократическои республике | алжирскои народнои демократическои республики | алжирскои народнои демократическои республикои | алжирскую народную демократическую республику | алжиру | الجزاير | الجمهوريه الجزايريه | الجمهوريه الجزايريه الديمقراطيه الشعبيه | 阿尔及利亚 | 阿尔及利亚民主人民共和国",
    "ECU": "ecuador | equador | equateur | эквадор | эквадора | эквадоре | эквадором | эквадору | الاكوادور | 厄瓜多尔",
    "EGY": "agypten | arab republic of egypt | egipto | egito | egitto | egypt | egypte | republica arabe de egipto | republique arabe d egypte | арабская республика египет | арабскои республике египте | арабскои республике египту | арабскои республики египта | арабскои республикои египтом | арабскую республику египет | египет | египта | египте | египтом | египту | جمهوريه مصر العربيه | مصر | 埃及",
    "ERI": "eritrea | eritreia | erythree | эритрее | эритрееи | эритреи | эритрею | эритрея | اريتريا | 厄立特里亚",
    "ESP": "espagne | espana | espanha | kingdom of spain | reino de espana | royaume d espagne | spagna | spain | spanien | испаниеи | испании | испанию | испания | اسبانيا | مملكه اسبانيا | 西班牙",
    "EST": "estland | estonia | estonie | эстониеи | эстонии | эстонию | эстония | استونيا | 爱沙尼亚",
    "ETH": "athiopien | ethiopia | ethiopie | etiopia | federal democratic republic of ethiopia | эфиопиеи | эфиопии | эфиопию | эфиопия | اثيوبيا | الحبشه | 埃塞俄比亚",
    "FIN": "finland | finlande | finlandia | finnland | финляндиеи | финляндии | финляндию | финляндия | فنلندا | 芬兰",
    "FJI": "fidji | fidschi | figi | fiji | fiji islands | fiyi | iles fidji | фиджи | فيجي | 斐济",
    "FRA": "franca | france | francia | frankreich | franzosische republik | french republic | repubblica francese | republica francesa | republique francaise | франциеи | франции | францию | франция | французская республика | французскои республике | французскои республики | французскои республикои | французскую республику | الجمهوريه الفرنسيه | فرنسا | 法兰西 | 法兰西共和国 | 法国",
    "FSM": "estados federados de micronesia | etats federes de micronesie | federated states of micronesia | micronesia | micronesia federated states of | micronesie | mikronesien | микронезиеи | микронезии | микронезию | микронезия | федеративные штаты микронезии | федеративным штатам микронезии | федеративными штатами микронезии | федеративных штатах микронезии | федеративных штатов микронезии | ميكرونيزيا | ولايات ميكرونيزيا الموحده | 密克罗尼西亚 | 密克罗尼西亚联邦",
    "GAB": "gabao | gabon | gabonese republic | gabun | republica gabonesa | republique gabonaise | габон | габона | габоне | габоном | габонская республика | габонскои республике | габонскои республики | габонскои республикои | габонскую республику | габону | الجمهوريه الغابونيه | الغابون | 加蓬",
    "GBR": "britain | gran bretagna | gran bretana | grande bretagne | great britain | grossbritannien | regno unito | reino unido | reino unido de gran bretana e irlanda del norte | royaume uni | royaume uni de grande bretagne et d irlande du nord | united kingdom | united kingdom of great britain and northern ireland | vereinigtes konigreich | великобританиеи | великобритании | великобританию | великобритания | соединенного королевства | соединенного королевства великобритании и севернои ирландии | соединенное королевство | соединенное королевство великобритании и севернои ирландии | соединенном королевстве | соединенном королевстве великобритании и севернои ирландии | соединенному королевству | соединенному королевству великобритании и севернои ирландии | соединенным королевством | соединенным королевством великобритании и севернои ирландии | المملكه المتحده | المملكه المتحده لبريطانيا العظمي وايرلندا الشماليه | بريطانيا | 大不列颠及北爱尔兰联合王国 | 联合王国 | 英国",
    "GEO": "georgia | georgie | georgien | грузиеи | грузии | грузию | грузия | جورجيا | 格鲁吉亚",
    "GHA": "gana | ghana | гана | гане | ганои | гану | ганы | غانا | 加纳",
    "GIN": "guine | guinea | guinea conakry | guinee | guinee conakry | republic of guinea | republica de guinea | republique de guinee | гвинее | гвинееи | гвинеи | гвинею | гвинея | غينيا | 几内亚",
    "GMB": "gambia | gambie | la gambie | republic of the gambia | the gambia | гамбиеи | гамбии | гамбию | гамбия | غامبيا | 冈比亚",
    "GNB": "guine bissau | guinea bisau | guinea bissau | guinee bissau | гвинее бисау | гвинееи бисау | гвинеи бисау | гвинею бисау | гвинея бисау | غينيا بيساو | 几内亚比绍",
    "GNQ": "aquatorialguinea | equatorial guinea | guine equatorial | guinea ecuatorial | guinea equatoriale | guinee equatoriale | экваториальная гвинея | экваториальнои гвинее | экваториальнои гвинееи | экваториальнои гвинеи | экваториальную гвинею | غينيا الاستواييه | 赤道几内亚",
    "GRC": "grece | grecia | greece | griechenland | hellenic republic | hellenische republik | repubblica ellenica | republica helenica | republique hellenique | грециеи | греции | грецию | греция | греческая республика | греческои республике | греческои республики | греческои республикои | греческую республику | الجمهوريه الهيلينيه | الجمهوريه اليونانيه | اليونان | 希腊 | 希腊共和国",
    "GRD": "granada | grenada | grenade | гренада | гренаде | гренадои | гренаду | гренады | غرينادا | 格林纳达",
    "GTM": "guatemala | гватемала | гватемале | гватемалои | гватемалу | гватемалы | غواتيمالا | 危地马拉",
    "GUY": "guiana | guyana | гаиана | гаиане | гаианои | гаиану | гаианы | غيانا | 圭亚那",
    "HND": "honduras | гондурас | гондураса | гондурасе | гондурасом | гондурасу | هندوراس | 洪都拉斯",
    "HRV": "croacia | croatia | croatie | croazia | kroatien | хорватиеи | хорватии | хорватию | хорватия | كرواتيا | 克罗地亚",
    "HTI": "haiti | republique d haiti | гаити | هايتي | 海地",
    "HUN": "hongrie | hungary | hungria | ungarn | ungheria | венгриеи | венгрии | венгрию | венгрия | المجر | هنغاريا | 匈牙利",
    "IDN": "indonesia | indonesie | indonesien | индонезиеи | индонезии | индонезию | индонезия | اندونيسيا | 印度尼西亚",
    "IND": "inde | india | indien | republic of india | индиеи | индии | индию | индия | الهند | 印度",
    "IRL": "eire | ireland | irland | irlanda | irlande | republic of ireland | republique d irlande | ирландиеи | ирландии | ирландию | ирландия | ايرلندا | 爱尔兰",
    "IRN": "ira | iran | iran islamic republic of | islamic republic of iran | republica islamica del iran | republique islamique d iran | иран | ирана | иране | ираном | ирану | исламская республика иран | исламскои республике иран | исламскои республике иране | исламскои республике ирану | исламскои республики иран | исламскои республики ирана | исламскои республикои иран | исламскои республикои ираном | исламскую республику иран | ايران | جمهوريه ايران الاسلاميه | 伊朗 | 伊朗伊斯兰共和国",
    "IRQ": "irak | iraq | iraque | ирак | ирака | ираке | ираком | ираку | العراق | 伊拉克",
    "ISL": "iceland | island | islanda | islande | islandia | исландиеи | исландии | исландию | исландия | ايسلندا | 冰岛",
    "ISR": "estado de israel | etat d israel | israel | israele | state of israel | государства израиль | государства израиля | государстве израиле | государстве израиль | государство израиль | государством израилем | государством израиль | государству израиль | государству израилю | израиле | израилем | израиль | израилю | израиля | اسراييل | دوله اسراييل | 以色列 | 以色列国",
    "ITA": "italia | italian republic | italie | italien | italy | repubblica italiana | republica italiana | republique italienne | италиеи | италии | италию | италия | итальянская республика | итальянскои республике | итальянскои республики | итальянскои республикои | итальянскую республику | الجمهوريه الايطاليه | ايطاليا | 意大利 | 意大利共和国",
    "JAM": "giamaica | jamaica | jamaika | jamaique | ямаика | ямаике | ямаики | ямаикои | ямаику | جامايكا | 牙买加",
    "JOR": "giordania | hashemite kingdom of jordan | jordan | jordania | jordanie | jordanien | reino hachemita de jordania | royaume hachemite de jordanie | иорданиеи | иордании | иорданию | иордания | иорданского хашимитского королевства | иорданское хашимитское королевство | иорданском хашимитском королевстве | иорданскому хашимитскому королевству | иорданскым хашимитскым королевством | الاردن | المملكه الاردنيه | المملكه الاردنيه الهاشميه | 约旦 | 约旦哈希姆王国",
    "JPN": "giappone | japan | japao | japon | япониеи | японии | японию | япония | اليابان | 日本 | 日本国 | 日本国政府 | 日本政府",
    "KAZ": "cazaquistao | kasachstan | kazajistan | kazakhstan | kazakistan | казахстан | казахстана | казахстане | казахстаном | казахстану | كازاخستان | 哈萨克斯坦",
    "KEN": "kenia | kenya | quenia | кениеи | кении | кению | кения | كينيا | 肯尼亚",
    "KGZ": "kirghizistan | kirghizstan | kirgisistan | kirguistan | kyrgyz republic | kyrgyzstan | quirguistao | republica kirguisa | republique kirghize | киргизиеи | киргизии | киргизию | киргизия | киргизстан | киргизстана | киргизстане | киргизстаном | киргизстану | кыргызская республика | кыргызскои республике | кыргызскои республики | кыргызскои республикои | кыргызскую республику | кыргызстан | кыргызстана | кыргызстане | кыргызстаном | кыргызстану | الجمهوريه القيرغيزيه | قيرغيزستان | 吉尔吉斯斯坦",
    "KHM": "cambodge | cambodia | cambogia | camboja | camboya | kambodscha | камбоджа | камбодже | камбоджи | камбоджои | камбоджу | كمبوديا | 柬埔寨",
    "KIR": "kiribati | quiribati | кирибати | كيريباتي | 基里巴斯",
    "KNA": "saint christophe et nieves | saint kitts and nevis | saint kitts e nevis | saint kitts et nevis | saint kitts und nevis | san cristobal y nieves | sao cristovao e nevis | st kitts and nevis | st kitts nevis | st kitts und nevis | сент китс и невис | сент китса и невиса | сент китсе и невисе | сент китсом и невисом | сент китсу и невису | سانت كيتس ونيفيس | 圣基茨和尼维斯",
    "KOR": "corea del sud | corea del sur | coree du sud | coreia do sul | korea republic of | rep of korea | repubblica di corea | republic of korea | republica da coreia | republica de corea | republik korea | republique de coree | south korea | sudkorea | республика корея | республике корее | республике корея | республики кореи | республики корея | республикои корееи | республикои корея | республику корею | республику корея | южная корея | южнои корее | южнои корееи | южнои кореи | южную корею | جمهوريه كوريا | كوريا الجنوبيه | 대한민국 | 大韩民国 | 韩国",
    "KWT": "koweit | kuwait | кувеит | кувеита | кувеите | кувеитом | кувеиту | الكويت | 科威特",
    "LAO": "lao p d r | lao pdr | lao people s democratic republic | laos | rdp lao | republica democratica popular lao | republique democratique populaire du laos | republique democratique populaire lao | лаос | лаоса | лаосе | лаосом | лаосская народно демократическая республика | лаосскои народно демократическои республике | лаосскои народно демократическои республики | лаосскои народно демократическои республикои | лаосскую народно демократическую республику | лаосу | جمهوريه لاو الديمقراطيه الشعبيه | لاوس | 老挝 | 老挝人民民主共和国",
    "LBN": "lebanese republic | lebanon | liban | libano | libanon | republica libanesa | republique libanaise | ливан | ливана | ливане | ливаном | ливанская республика | ливанскои республике | ливанскои республики | ливанскои республикои | ливанскую республику | ливану | الجمهوريه اللبنانيه | لبنان | 黎巴嫩",
    "LBR": "liberia | либериеи | либерии | либерию | либерия | ليبيريا | 利比里亚",
    "LBY": "jamahiriya arabe libyenne | libia | libya | libyan arab jamahiriya | libye | libyen | state of libya | ливиеи | ливии | ливию | ливия | دوله ليبيا | ليبيا | 利比亚",
    "LCA": "saint lucia | sainte lucie | santa lucia | st lucia | сент люсиеи | сент люсии | сент люсию | сент люсия | سانت لوسيا | 圣卢西亚",
    "LIE": "liechtenstein | лихтенштеин | лихтенштеина | лихтенштеине | лихтенштеином | лихтенштеину | ليختنشتاين | 列支敦士登",
    "LKA": "ceylon | democratic socialist republic of sri lanka | sri lanka | шри ланка | шри ланке | шри ланки | шри ланкои | шри ланку | سريلانكا | 斯里兰卡",
    "LSO": "lesotho | lesoto | лесото | ليسوتو | 莱索托",
    "LTU": "litauen | lithuania | lituania | lituanie | литва | литве | литвои | литву | литвы | ليتوانيا | 立陶宛",
    "LUX": "grand duche de luxembourg | grand duchy of luxembourg | lussemburgo | luxembourg | luxemburg | luxemburgo | великого герцогства люксембурга | великое герцогство люксембург | великом герцогстве люксембурге | великому герцогству люксембургу | великым герцогством люксембургом | люксембург | люксембурга | люксембурге | люксембургом | люксембургу | لوكسمبورغ | 卢森堡",
    "LVA": "latvia | letonia | lettland | lettonia | lettonie | латвиеи | латвии | латвию | латвия | لاتفيا | 拉脱维亚",
    "MAR": "kingdom of morocco | maroc | marocco | marokko | marrocos | marruecos | morocco | reino de marruecos | royaume du maroc | королевства марокко | королевстве марокко | королевство марокко | королевством марокко | королевству марокко | марокко | المغرب | المملكه المغربيه | 摩洛哥 | 摩洛哥王国",
    "MCO": "monaco | монако | موناكو | 摩纳哥",
    "MDA": "moldavia | moldavie | moldova | republic of moldova | republica de moldova | republik moldau | republique de moldova | молдавиеи | молдавии | молдавию | молдавия | молдова | молдове | молдовои | молдову | молдовы | республика молдова | республике молдова | республике молдове | республики молдова | республики молдовы | республикои молдова | республикои молдовои | республику молдова | республику молдову | جمهوريه مولدوفا | ملدوفا | مولدوفا | 摩尔多瓦",
    "MDG": "madagascar | madagaskar | мадагаскар | мадагаскара | мадагаскаре | мадагаскаром | мадагаскару | مدغشقر | 马达加斯加",
    "MDV": "maldivas | maldive | maldives | malediven | мальдив | мальдивам | мальдивами | мальдивах | мальдивские острова | мальдивским островам | мальдивскими островами | мальдивских островах | мальдивских островов | мальдивы | республика мальдивы | республике мальдивам | республике мальдивах | республике мальдивы | республики мальдив | республики мальдивы | республикои мальдивами | республикои мальдивы | республику мальдивы | جزر المالديف | ملديف | 马尔代夫",
    "MEX": "estados unidos mexicanos | etats unis du mexique | messico | mexico | mexiko | mexique | united mexican states | мексика | мексиканские соединенные штаты | мексиканским соединенным штатам | мексиканскими соединенными штатами | мексиканских соединенных штатах | мексиканских соединенных штатов | мексике | мексики | мексикои | мексику | المكسيك | الولايات المتحده المكسيكيه | 墨西哥 | 墨西哥合众国",
    "MHL": "iles marshall | ilhas marshall | islas marshall | isole marshall | marshall islands | marshallinseln | republic of the marshall islands | маршаллов о вы | маршаллов островов | маршалловам о ве | маршалловам островам | маршалловами о вои | маршалловами островами | маршалловах о ве | маршалловах островах | маршалловы о ва | маршалловы о ву | маршалловы острова | جزر مارشال | 马绍尔群岛",
    "MKD": "ex republique yougoslave de macedoine | macedoine | macedoine du nord | macedonia | macedonia del nord | macedonia del norte | macedonia do norte | nordmazedonien | north macedonia | republic of north macedonia | the former yugoslav republic of macedonia | македониеи | македонии | македонию | македония | северная македония | севернои македониеи | севернои македонии | северную македонию | مقدونيا | مقدونيا الشماليه | 北马其顿 | 马其顿",
    "MLI": "mali | мали | مالي | 马里",
    "MLT": "malta | malte | мальта | мальте | мальтои | мальту | мальты | مالطا | 马耳他",
    "MMR": "birmania | birmanie | burma | mianmar | mianmar birmania | myanmar | myanmar birmania | myanmar birmanie | myanmar burma | republic of the union of myanmar | union of myanmar | бирма | бирме | бирмои | бирму | бирмы | мьянма | мьянма бирма | мьянме | мьянме бирме | мьянмои | мьянмои бирмои | мьянму | мьянму бирму | мьянмы | мьянмы бирмы | ميانمار | ميانمار بورما | 缅甸",
    "MNE": "montenegro | черногориеи | черногории | черногорию | черногория | الجبل الاسود | 黑山",
    "MNG": "mongolei | mongolia | mongolie | монголиеи | монголии | монголию | монголия | منغوليا | 蒙古",
    "MOZ": "mocambique | mosambik | mozambico | mozambique | мозамбик | мозамбика | мозамбике | мозамбиком | мозамбику | موزمبيق | 莫桑比克",
    "MRT": "islamic republic of mauritania | mauretanien | mauritania | mauritanie | republique islamique de mauritanie | мавританиеи | мавритании | мавританию | мавритания | الجمهوريه الاسلاميه الموريتانيه | موريتانيا | 毛里塔尼亚",
    "MUS": "ile maurice | maurice | mauricio | mauritius | republic of mauritius | republique de maurice | маврикии | мавриким | маврикого | мавриком | маврикому | موريشيوس | 毛里求斯",
    "MWI": "malaui | malawi | малави | ملاوي | 马拉维",
    "MYS": "malaisie | malasia | malaysia | малаизиеи | малаизии | малаизию | малаизия | ماليزيا | 马来西亚",
    "NAM": "namibia | namibie | намибиеи | намибии | намибию | намибия | ناميبيا | 纳米比亚",
    "NER": "niger | нигер | нигера | нигере | нигером | нигеру | النيجر | 尼日尔",
    "NGA": "nigeria | нигериеи | нигерии | нигерию | нигерия | نيجيريا | 尼日利亚",
    "NIC": "nicaragua | никарагуа | نيكاراغوا | 尼加拉瓜",
    "NIU": "niue | ниуэ | نيوي | 纽埃",
    "NLD": "kingdom of the netherlands | les pays bas | los paises bajos | netherlands | niederlande | paesi bassi | paises baixos | paises bajos | pays bas | reino de los paises bajos | royaume des pays bas | the netherlands | голландиеи | голландии | голландию | голландия | королевства нидерландов | королевства нидерландова | королевстве нидерландов | королевстве нидерландове | королевство нидерландов | королевством нидерландов | королевством нидерландовом | королевству нидерландов | королевству нидерландову | нидерландам | нидерландами | нидерландах | нидерландов | нидерланды | مملكه هولندا | هولندا | 荷兰 | 荷兰王国",
    "NOR": "kingdom of norway | kongeriket norge | norge | noruega | norvege | norvegia | norway | norwegen | reino de noruega | royaume de norvege | норвегиеи | норвегии | норвегию | норвегия | النرويج | 挪威",
    "NPL": "nepal | непал | непала | непале | непалом | непалу | نيبال | 尼泊尔",
    "NRU": "nauru | науру | ناورو | 瑙鲁",
    "NZL": "aotearoa | aotearoa new zealand | neuseeland | new zealand | nouvelle zelande | nova zelandia | nueva zelanda | nuova zelanda | новая зеландия | новои зеландиеи | новои зеландии | новую зеландию | نيوزيلندا | 新西兰",
    "OMN": "oma | oman | sultanat d oman | sultanate of oman | sultania de oman | оман | омана | омане | оманом | оману | султанат оман | султаната оман | султаната омана | султанате оман | султанате омане | султанатом оман | султанатом оманом | султанату оман | султанату оману | سلطنه عمان | 阿曼",
    "PAK": "pakistan | paquistao | пакистан | пакистана | пакистане | пакистаном | пакистану | باكستان | 巴基斯坦",
    "PAN": "panama | панама | панаме | панамои | панаму | панамы | بنما | 巴拿马",
    "PER": "perou | peru | перу | بيرو | 秘鲁",
    "PHL": "filipinas | filippine | les philippines | philippinen | philippines | republic of the philippines | the philippines | филиппин | филиппинам | филиппинами | филиппинах | филиппины | الفلبين | 菲律宾",
    "PLW": "palaos | palau | палау | بالاو | 帕劳",
    "PNG": "papouasie nouvelle guinee | papua neuguinea | papua new guinea | papua nova guine | papua nueva guinea | papua nuova guinea | папуа новая гвинея | папуа новои гвинее | папуа новои гвинееи | папуа новои гвинеи | папуа новую гвинею | بابوا غينيا الجديده | 巴布亚新几内亚",
    "POL": "poland | polen | pologne | polonia | rzeczpospolita polska | польша | польше | польши | польшои | польшу | республика польша | республике польша | республике польше | республики польша | республики польши | республикои польша | республикои польшои | республику польша | республику польшу | بولندا | 波兰",
    "PRK": "corea del nord | corea del norte | coree du nord | coreia do norte | democratic people s republic of korea | dpr korea | korea democratic people s republic of | nordkorea | north korea | republica popular democratica de corea | republique populaire democratique de coree | кндр | кореиская народно демократическая республика | кореискои народно демократическои республике | кореискои народно демократическои республики | кореискои народно демократическои республикои | кореискую народно демократическую республику | северная корея | севернои корее | севернои корееи | севернои кореи | северную корею | جمهوريه كوريا الشعبيه الديمقراطيه | كوريا الشماليه | 北朝鲜 | 朝鲜 | 朝鲜民主主义人民共和国",
    "PRT": "portogallo | portugal | portuguese republic | republica portuguesa | republique portugaise | португалиеи | португалии | португалию | португалия | португальская республика | португальскои республике | португальскои республики | португальскои республикои | португальскую республику | البرتغال | الجمهوريه البرتغاليه | 葡萄牙",
    "PRY": "paraguai | paraguay | парагваи | باراغواي | 巴拉圭",
    "PSE": "estado de palestina | etat de palestine | occupied palestinian territory | palastina | palastinensische autonomiegebiete | palestina | palestine | palestinian territories | state of palestine | territoires palestiniens | territori palestinesi | territorios palestinos | государства палестина | государства палестины | государстве палестина | государстве палестине | государство палестина | государство палестину | государством палестина | государством палестинои | государству палестина | государству палестине | палестина | палестине | палестинои | палестинские территории | палестинским территории | палестинскими территории | палестинских территории | палестину | палестины | الاراضي الفلسطينيه | دوله فلسطين | فلسطين | 巴勒斯坦 | 巴勒斯坦国 | 巴勒斯坦领土",
    "QAT": "catar | katar | qatar | state of qatar | катар | катара | катаре | катаром | катару | دوله قطر | قطر | 卡塔尔",
    "ROU": "romania | romenia | roumanie | rumania | rumanien | румыниеи | румынии | румынию | румыния | رومانيا | 罗马尼亚",
    "RUS": "federacao russa | federacion de rusia | federation de russie | federazione russa | rusia | russia | russian federation | russie | russische foderation | russland | россиеи | россии | россииская федерация | россиискои федерациеи | россиискои федерации | россиискую федерацию | россию | россия | الاتحاد الروسي | روسيا | 俄罗斯 | 俄罗斯联邦",
    "RWA": "ruanda | rwanda | руанда | руанде | руандои | руанду | руанды | رواندا | 卢旺达",
    "SAU": "arabia saudi | arabia saudita | arabie saoudite | kingdom of saudi arabia | reino de arabia saudita | royaume d arabie saoudite | saudi arabia | saudi arabien | королевства саудовскои аравии | королевства саудовскои аравия | королевстве саудовскои аравии | королевстве саудовскои аравия | королевство саудовская аравия | королевство саудовскую аравию | королевство саудовскую аравия | королевством саудовскои аравиеи | королевством саудовскои аравия | королевству саудовскои аравии | королевству саудовскои аравия | саудовская аравия | саудовскои аравиеи | саудовскои аравии | саудовскую аравию | السعوديه | المملكه العربيه السعوديه | 沙特阿拉伯",
    "SDN": "republic of the sudan | republique du soudan | soudan | sudan | sudao | the sudan | судан | судана | судане | суданом | судану | السودان | 苏丹",
    "SEN": "senegal | сенегал | сенегала | сенегале | сенегалом | сенегалу | السنغال | 塞内加尔",
    "SGP": "singapore | singapour | singapur | singapura | сингапур | сингапура | сингапуре | сингапуром | сингапуру | سنغافوره | 新加坡",
    "SLB": "iles salomon | ilhas salomao | islas salomon | isole salomone | salomonen | solomon islands | соломонов о вы | соломонов островов | соломоновам о ве | соломоновам островам | соломоновами о вои | соломоновами островами | соломоновах о ве | соломоновах островах | соломоновы о ва | соломоновы о ву | соломоновы острова | جزر سليمان | 所罗门群岛",
    "SLE": "serra leoa | sierra leona | sierra leone | сьерра леоне | سيراليون | 塞拉利昂",
    "SLV": "el salvador | salvador | сальвадор | сальвадора | сальвадоре | сальвадором | сальвадору | эле сальвадоре | элем сальвадором | эль сальвадор | элю сальвадору | эля сальвадора | السلفادور | 萨尔瓦多",
    "SMR": "saint marin | san marino | сан марино | سان مارينو | 圣马力诺",
    "SOM": "somalia | somalie | сомали | الصومال | 索马里",
    "SRB": "serbia | serbie | serbien | servia | сербиеи | сербии | сербию | сербия | صربيا | 塞尔维亚",
    "SSD": "republic of south sudan | soudan du sud | south sudan | sud sudan | sudan del sur | sudao do sul | sudsudan | южного судана | южном судане | южному судану | южныи судан | южным суданом | جنوب السودان | 南苏丹",
    "STP": "santo tome y principe | sao tome and principe | sao tome e principe | sao tome et principe | sao tome principe | sao tome und principe | сан томе и принсипи | ساو تومي وبرينسيبي | 圣多美和普林西比",
    "SUR": "surinam | suriname | суринам | суринама | суринаме | суринамом | суринаму | سورينام | 苏里南",
    "SVK": "eslovaquia | repubblica slovacca | republica eslovaca | republique slovaque | slovacchia | slovak republic | slovakia | slovaquie | slowakei | slowakische republik | словакиеи | словакии | словакию | словакия | словацкая республика | словацкои республике | словацкои республики | словацкои республикои | словацкую республику | الجمهوريه السلوفاكيه | سلوفاكيا | 斯洛伐克",
    "SVN": "eslovenia | slovenia | slovenie | slowenien | република словения | републике словении | републики словении | републикои словениеи | републику словению | словениеи | словении | словению | словения | سلوفينيا | 斯洛文尼亚",
    "SWE": "schweden | suecia | suede | svezia | sweden | швециеи | швеции | швецию | швеция | السويد | 瑞典",
    "SWZ": "essuatini | esuatini | eswatini | kingdom of eswatini | souaziland | suazilandia | swaziland | свазиленд | свазиленда | свазиленде | свазилендом | свазиленду | эсватини | اسواتيني | سوازيلند | 斯威士兰",
    "SYC": "seicheles | seychellen | seychelles | сеишел | сеишелам | сеишелами | сеишелах | сеишелы | сеишельские о ва | сеишельские о ву | сеишельские острова | сеишельским о ве | сеишельским островам | сеишельскими о вои | сеишельскими островами | сеишельских о ве | сеишельских о вы | сеишельских островах | сеишельских островов | سيشل | سيشيل | 塞舌尔",
    "SYR": "republica arabe siria | republique arabe syrienne | siria | syria | syrian arab republic | syrie | syrien | сириеи | сирии | сирииская арабская республика | сириискои арабскои республике | сириискои арабскои республики | сириискои арабскои республикои | сириискую арабскую республику | сирию | сирия | الجمهوريه العربيه السوريه | سوريا | سوريه | 叙利亚 | 阿拉伯叙利亚共和国",
    "TCD": "chad | chade | ciad | republique du tchad | tchad | tschad | чад | чада | чаде | чадом | чаду | تشاد | 乍得",
    "TGO": "republica togolesa | republique togolaise | togo | togolese republic | того | тоголезская республика | тоголезскои республике | тоголезскои республики | тоголезскои республикои | тоголезскую республику | توغو | 多哥",
    "THA": "tailandia | thailand | thailande | thailandia | таиланд | таиланда | таиланде | таиландом | таиланду | تايلاند | 泰国",
    "TJK": "tadjikistan | tadjiquistao | tadschikistan | tagikistan | tajikistan | tayikistan | таджикистан | таджикистана | таджикистане | таджикистаном | таджикистану | طاجيكستان | 塔吉克斯坦",
    "TKM": "turcomenistao | turkmenistan | туркмениеи | туркмении | туркменистан | туркменистана | туркменистане | туркменистаном | туркменистану | туркмению | туркмения | تركمانستان | 土库曼斯坦",
    "TLS": "east timor | timor est | timor leste | timor oriental | восточного тимора | восточном тиморе | восточному тимору | восточныи тимор | восточным тимором | тимор лешти | тимора лешти | тиморе лешти | тимором лешти | тимору лешти | تيمور الشرقيه | تيمور ليشتي | 东帝汶",
    "TON": "tonga | тонга | тонге | тонги | тонгои | тонгу | تونغا | 汤加",
    "TTO": "trinidad and tobago | trinidad e tobago | trinidad tobago | trinidad und tobago | trinidad y tobago | trinite et tobago | тринидад и тобаго | тринидада и тобаго | тринидаде и тобаго | тринидадом и тобаго | тринидаду и тобаго | ترينيداد وتوباغو | 特立尼达和多巴哥",
    "TUN": "republique tunisienne | tunesien | tunez | tunisia | tunisian republic | tunisie | тунис | туниса | тунисе | тунисом | тунисская республика | тунисскои республике | тунисскои республики | тунисскои республикои | тунисскую республику | тунису | الجمهوريه التونسيه | تونس | 突尼斯",
    "TUR": "republic of turkey | republic of turkiye | turchia | turkei | turkey | turkiye | turquia | turquie | турецкая республика | турецкои республике | турецкои республики | турецкои республикои | турецкую республику | турциеи | турции | турцию | турция | الجمهوريه التركيه | تركيا | 土耳其",
    "TUV": "tuvalu | тувалу | توفالو | 图瓦卢",
    "TWN": "chinese taipei | republic of china | taipei chinois | taiwan | таиване | таиванем | таивань | таиваню | таиваня | تايوان | 中华台北 | 中国台湾 | 台湾",
    "TZA": "republica unida de tanzania | republique unie de tanzanie | tansania | tanzania | tanzania united republic of | tanzanie | united republic of tanzania | объединенная республика танзания | объединеннои республике танзании | объединеннои республики танзании | объединеннои республикои танзаниеи | объединенную республику танзанию | танзаниеи | танзании | танзанию | танзания | تنزانيا | جمهوريه تنزانيا المتحده | 坦桑尼亚",
    "UGA": "ouganda | uganda | уганда | уганде | угандои | уганду | уганды | اوغندا | 乌干达",
    "UKR": "ucraina | ucrania | ukraine | украина | украине | украинои | украину | украины | اوكرانيا | 乌克兰",
    "URY": "eastern republic of uruguay | oriental republic of uruguay | republica oriental del uruguay | uruguai | uruguay | уругваи | اورغواي | 乌拉圭",
    "USA": "estados unidos | estados unidos da america | estados unidos de america | etats unis | etats unis d amerique | stati uniti | stati uniti d america | united states | united states of america | vereinigte staaten | vereinigte staaten von amerika | соединенные штаты | соединенные штаты америки | соединенным штатам | соединенным штатам америки | соединенными штатами | соединенными штатами америки | соединенных штатах | соединенных штатах америки | соединенных штатов | соединенных штатов америки | الولايات المتحده | الولايات المتحده الامريكيه | 美利坚合众国 | 美国",
    "UZB": "ouzbekistan | usbekistan | uzbekistan | uzbequistao | узбекистан | узбекистана | узбекистане | узбекистаном | узбекистану | اوزبكستان | 乌兹别克斯坦",
    "VAT": "apostolic nunciature | cidade do vaticano | citta del vaticano | ciudad del vaticano | etat de la cite du vatican | heiliger stuhl | holy see | holy see vatican city state | saint siege | santa se | santa sede | vatican | vatican city | vatican city state | vatikanstadt | ватикан | ватикана | ватикане | ватиканом | ватикану | святои престол | святои престола | святои престоле | святои престолом | святои престолу | الفاتيكان | الكرسي الرسولي | 教廷 | 梵蒂冈 | 罗马教廷",
    "VCT": "saint vincent and grenadines | saint vincent and the grenadines | saint vincent e grenadine | saint vincent et les grenadines | saint vincent und die grenadinen | san vicente y las granadinas | sao vicente e granadinas | st vincent and grenadines | st vincent and the grenadines | st vincent grenadines | st vincent und die grenadinen | сент винсент и гренадины | сент винсента и гренадин | сент винсенте и гренадинах | сент винсентом и гренадинами | сент винсенту и гренадинам | سانت فنسنت وجزر غرينادين | 圣文森特和格林纳丁斯",
    "VEN": "bolivarian republic of venezuela | republica bolivariana de venezuela | venezuela | боливарианская республика венесуэла | боливарианскои республике венесуэле | боливарианскои республики венесуэлы | боливарианскои республикои венесуэлои | боливарианскую республику венесуэлу | венесуэла | венесуэле | венесуэлои | венесуэлу | венесуэлы | فنزويلا | 委内瑞拉",
    "VNM": "socialist republic of viet nam | socialist republic of vietnam | viet nam | vietna | vietnam | вьетнам | вьетнама | вьетнаме | вьетнамом | вьетнаму | фьетнам | фьетнама | фьетнаме | фьетнамом | фьетнаму | فيتنام | فييت نام | 越南",
    "VUT": "vanuatu | вануату | فانواتو | 瓦努阿图",
    "WSM": "independent state of samoa | samoa | western samoa | самоа | ساموا | 萨摩亚",
    "XKX": "kosovo | косово | كوسوفو | 科索沃",
    "YEM": "iemen | jemen | republic of yemen | yemen | yemeni republic | иемен | иемена | иемене | иеменом | иеменская республика | иеменскои республике | иеменскои республики | иеменскои республикои | иеменскую республику | иемену | الجمهوريه اليمنيه | اليمن | 也门",
    "ZAF": "africa do sul | afrique du sud | republic of south africa | republica de sudafrica | republica sudafricana | south africa | sudafrica | sudafrika | южная африка | южно африканская республика | южно африканскои республике | южно африканскои республики | южно африканскои республикои | южно африканскую республику | южнои африке | южнои африки | южнои африкои | южную африку | جنوب افريقيا | 南非",
    "ZMB": "sambia | zambia | zambie | замбиеи | замбии | замбию | замбия | زامبيا | 赞比亚",
    "ZWE": "simbabwe | zimbabue | zimbabwe | зимбабве | زيمبابوي | 津巴布韦",
}

ACRONYMS: dict[str, tuple[str, ...]] = {
    'ARE': ('EAU', 'UAE', 'Эмираты'),
    'BIH': ('BiH',),
    'CAF': ('ЦАР',),
    'CHN': ('PRC', 'КНР'),
    'CIV': ('RCI',),
    'COD': ('DRC', 'RDC', 'ДРК'),
    'DEU': ('ФРГ',),
    'GBR': ('R.-U.', 'U.K.', 'UK'),
    'KOR': ('ROK', 'RoK'),
    'LAO': ('ЛНДР',),
    'MKD': ('FYROM',),
    'PNG': ('PNG',),
    'PRK': ('DPRK', 'RPDC'),
    'RUS': ('РФ',),
    'SAU': ('KSA',),
    'USA': ('E.U.A.', 'EE.UU.', 'EEUU', 'EUA', 'U.S.', 'U.S.A.', 'US', 'USA', 'США'),
    'ZAF': ('RSA', 'ЮАР'),
}

DECOYS = """
aland islands | alandinseln | american samoa | amerikanisch samoa | amerikanische jungferninseln | amerikanische uberseeinseln | anguila | anguilla | antarctica | antarctique | antarktis | antartida
antartide | antilles neerlandaises | aruba | ascension | ascension island | atlanta georgia | ausseres ozeanien | bassin du congo | bermuda | bermudas | bermudes | bouvet island | bouvetinsel
brazil nut | britische jungferninseln | britisches territorium im indischen ozean | british indian ocean | british indian ocean territory | british virgin islands | canal de panama | canarias
canary islands | caraibi olandesi | caribbean netherlands | caribe neerlandes | cayman islands | ceuta and melilla | ceuta e melilla | ceuta et melilla | ceuta melilla | ceuta und melilla
ceuta y melilla | christmas island | ciudad de mexico | clipperton insel | clipperton island | cocos keeling islands | congo basin | congo river | curacao | curazao | diego garcia | east china sea
falkland islands | falklandinseln | faroe islands | faroer | franzosisch guayana | franzosisch polynesien | franzosische sud und antarktisgebiete | french guiana | french guinea | french polynesia
french southern territories | georgia del sud e sandwich australi | georgia tech | georgie du sud et les iles sandwich du sud | german democratic republic | gibilterra | gibraltar | golfe de guinee
golfe du mexique | golfo de guinea | golfo de mexico | greenland | groenland | groenlandia | gronland | guadalupa | guadalupe | guadeloupe | guam | guatemala city | guayana francesa | guernesey
guernsey | guiana francesa | gulf of guinea | gulf of mexico | gulf of oman | guyana francese | guyane francaise | heard and mcdonald islands | heard mcdonald islands | heard und mcdonaldinseln
holland knight | hong kong rae da china | hong kong sar china | ile bouvet | ile christmas | ile clipperton | ile de l ascension | ile de man | ile norfolk | iles aland | iles caimans | iles canaries
iles cocos | iles feroe | iles heard et macdonald | iles malouines | iles mariannes du nord | iles mineures eloignees des etats unis | iles pitcairn | iles turques et caiques | iles vierges britanniques
iles vierges des etats unis | ilha bouvet | ilha christmas | ilha de ascensao | ilha de clipperton | ilha de man | ilha norfolk | ilhas aland | ilhas canarias | ilhas cayman | ilhas cocos keeling
ilhas faroe | ilhas georgia do sul e sandwich do sul | ilhas heard e mcdonald | ilhas malvinas | ilhas marianas do norte | ilhas menores distantes dos eua | ilhas pitcairn | ilhas turcas e caicos
ilhas virgens americanas | ilhas virgens britanicas | indochina | indochine | inner mongolia | iraq war | irlanda del nord | irlanda del norte | irlanda do norte | irlande du nord | isla bouvet
isla clipperton | isla de la ascension | isla de man | isla de navidad | isla norfolk | islas aland | islas caiman | islas cocos | islas feroe | islas georgia del sur y sandwich del sur
islas heard y mcdonald | islas malvinas | islas marianas del norte | islas menores alejadas de ee uu | islas pitcairn | islas turcas y caicos | islas virgenes britanicas | islas virgenes de ee uu
isle of man | isola ascensione | isola bouvet | isola christmas | isola di clipperton | isola di man | isola norfolk | isole aland | isole canarie | isole cayman | isole cocos keeling | isole faer oer
isole falkland | isole heard e mcdonald | isole marianne settentrionali | isole minori esterne degli stati uniti | isole pitcairn | isole turks e caicos | isole vergini americane
isole vergini britanniche | jersey | jordan river | jordan valley | kaimaninseln | kanarische inseln | karibische niederlande | kokosinseln | korea peninsula | korean peninsula | kuwait city | la reunion
lac tchad | lago chad | lake chad | lake malawi | macao sar china | macau rae da china | martinica | martinique | mayotte | mer de chine | mexico city | montserrat | netherlands antilles | neukaledonien
new caledonia | new guinea | new mexico | new south wales | niger delta | niger river | nordirland | nordliche marianen | norfolk island | norfolkinsel | northern cyprus | northern ireland
northern mariana islands | nouveau mexique | nouvelle caledonie | nouvelle guinee | nova caledonia | nueva caledonia | nuevo mexico | nuova caledonia | oceania lontana | oceania remota | orden de malta
order of malta | ordre de malte | outlying oceania | paises baixos caribenhos | panama canal | panama city | pays bas caribeens | pitcairn islands | pitcairninseln | polinesia francesa
polinesia francese | polynesie francaise | porto rico | portorico | portuguese guinea | puerto rico | r a s chinoise de hong kong | r a s chinoise de macao | rae de hong kong china | rae de macao china
ras di hong kong | ras di macao | regions eloignees de l oceanie | reuniao | reunion | riunione | river jordan | saara ocidental | sahara occidental | sahara occidentale | saint barthelemy | saint helena
saint martin | saint martin partie neerlandaise | saint pierre and miquelon | saint pierre e miquelon | saint pierre et miquelon | saint pierre und miquelon | sainte helene | samoa americaines
samoa americana | samoa americane | san bartolome | san martin | san pedro y miquelon | sant elena | santa elena | santa helena | sao bartolomeu | sao martinho | sao pedro e miquelao | sark
sea of japan | sint maarten | sonderverwaltungsregion hongkong | sonderverwaltungsregion macau | south china sea | south georgia | south georgia and south sandwich islands
south georgia south sandwich islands | sovereign military order of malta | soviet union | spanish guinea | spitzbergen und jan mayen | st barthelemy | st helena | st martin | st pierre and miquelon
st pierre miquelon | st pierre und miquelon | state of georgia | sudgeorgien und die sudlichen sandwichinseln | svalbard and jan mayen | svalbard e jan mayen | svalbard et jan mayen | svalbard jan mayen
svalbard y jan mayen | terre australi francesi | terres australes francaises | territoire britannique de l ocean indien | territorio britanico del oceano indico | territorio britanico do oceano indico
territorio britannico dell oceano indiano | territorios alejados de oceania | territorios australes franceses | territorios franceses do sul | tokelau | tristan da cunha | tristan de acuna
tristao da cunha | turkish republic of northern cyprus | turks and caicos islands | turks caicos islands | turks und caicosinseln | u s outlying islands | u s virgin islands | vietnam war
wallis and futuna | wallis e futuna | wallis et futuna | wallis futuna | wallis und futuna | wallis y futuna | weihnachtsinsel | western sahara | westsahara | yugoslavia | аландские о ва | аландские о ву
аландские острова | аландским о ве | аландским островам | аландскими о вои | аландскими островами | аландских о ве | аландских о вы | аландских островах | аландских островов | американского самоа
американское самоа | американском самоа | американскому самоа | американскым самоа | ангилье | ангильеи | ангильи | ангилью | ангилья | антарктида | антарктиде | антарктидои | антарктиду | антарктиды
аруба | арубе | арубои | арубу | арубы | бермудские о ва | бермудские о ву | бермудские острова | бермудским о ве | бермудским островам | бермудскими о вои | бермудскими островами | бермудских о ве
бермудских о вы | бермудских островах | бермудских островов | бонэир синт эстатиус и саба | бонэир синт эстатиус и сабу | бонэира синта эстатиуса и сабы | бонэире синте эстатиусе и сабе
бонэиром синтом эстатиусом и сабои | бонэиру синту эстатиусу и сабе | британская территория в индииском океане | британскои территориеи вом индиискомом океане | британскои территории ва индиискома океане
британскои территории ве индиискоме океане | британскои территории ву индиискому океане | британскую территорию в индииском океане | виргинские о ва великобритания | виргинские о ва сша
виргинские о ву великобританию | виргинские о ву сшу | виргинские острова великобританию | виргинские острова великобритания | виргинские острова сша | виргинские острова сшу
виргинским о ве великобритании | виргинским о ве сше | виргинским островам великобритании | виргинским островам сше | виргинскими о вои великобританиеи | виргинскими о вои сшои
виргинскими островами великобританиеи | виргинскими островами сшои | виргинских о ве великобритании | виргинских о ве сше | виргинских о вы великобритании | виргинских о вы сши
виргинских островах великобритании | виргинских островах сше | виргинских островов великобритании | виргинских островов сши | внешние малые о ва сша | внешние малые о ву сшу | внешние малые острова сша
внешние малые острова сшу | внешним малым о ве сше | внешним малым островам сше | внешними малыми о вои сшои | внешними малыми островами сшои | внешних малых о ве сше | внешних малых о вы сши
внешних малых островах сше | внешних малых островов сши | внешняе океании | внешняеи океаниеи | внешняи океании | внешняю океанию | внешняя океания | гваделупа | гваделупе | гваделупои | гваделупу
гваделупы | гернси | гибралтар | гибралтара | гибралтаре | гибралтаром | гибралтару | гонконг сар | гонконга сара | гонконге саре | гонконгом саром | гонконгу сару | гренландиеи | гренландии | гренландию
гренландия | гуам | гуама | гуаме | гуамом | гуаму | джерси | диего гарсиеи | диего гарсии | диего гарсию | диего гарсия | западная сахара | западнои сахаре | западнои сахарои | западнои сахары
западную сахару | канарские о ва | канарские о ву | канарские острова | канарским о ве | канарским островам | канарскими о вои | канарскими островами | канарских о ве | канарских о вы
канарских островах | канарских островов | кокосовые о ва | кокосовые о ву | кокосовые острова | кокосовым о ве | кокосовым островам | кокосовыми о вои | кокосовыми островами | кокосовых о ве
кокосовых о вы | кокосовых островах | кокосовых островов | кюрасао | маиотта | маиотте | маиоттои | маиотту | маиотты | макао сар | макао сара | макао саре | макао саром | макао сару | мальтиискии орден
мальтииским орденом | мальтииского ордена | мальтииском ордене | мальтиискому ордену | мартиника | мартинике | мартиники | мартиникои | мартинику | монтсеррат | монтсеррата | монтсеррате | монтсерратом
монтсеррату | новая каледония | новои каледониеи | новои каледонии | новую каледонию | о в буве | о в вознесению | о в вознесения | о в клиппертон | о в мэн | о в норфолк | о в рождества | о в рождеству
о в св елены | о ва буве | о ва вознесении | о ва каиман | о ва клиппертона | о ва мэна | о ва норфолка | о ва питкэрн | о ва рождествы | о ва сва елен | о ва херд и макдональд | о ве буве
о ве вознесении | о ве каимане | о ве каиману | о ве клиппертоне | о ве мэне | о ве норфолке | о ве питкэрне | о ве питкэрну | о ве рождестве | о ве све еленах | о ве херде и макдональде
о ве херду и макдональду | о вои каиманом | о вои питкэрном | о вои хердом и макдональдом | о вом буве | о вом вознесениеи | о вом клиппертоном | о вом мэном | о вом норфолком | о вом рождествои
о вом свом еленами | о ву буве | о ву вознесении | о ву каиман | о ву клиппертону | о ву мэну | о ву норфолку | о ву питкэрн | о ву рождестве | о ву сву еленам | о ву херд и макдональд | о вы каимана
о вы питкэрна | о вы херда и макдональда | остров буве | остров вознесению | остров вознесения | остров клиппертон | остров мэн | остров норфолк | остров рождества | остров рождеству | остров св елены
острова буве | острова вознесении | острова каиман | острова клиппертона | острова мэна | острова норфолка | острова питкэрн | острова рождествы | острова сва елен | острова херд и макдональд
островам каиману | островам питкэрну | островам херду и макдональду | островами каиманом | островами питкэрном | островами хердом и макдональдом | островах каимане | островах питкэрне
островах херде и макдональде | острове буве | острове вознесении | острове клиппертоне | острове мэне | острове норфолке | острове рождестве | острове све еленах | островов каимана | островов питкэрна
островов херда и макдональда | островом буве | островом вознесениеи | островом клиппертоном | островом мэном | островом норфолком | островом рождествои | островом свом еленами | острову буве
острову вознесении | острову клиппертону | острову мэну | острову норфолку | острову рождестве | острову сву еленам | пуэрто рико | реюньон | реюньона | реюньоне | реюньоном | реюньону
северная ирландия | севернои ирландиеи | севернои ирландии | северную ирландию | северные марианские о ва | северные марианские о ву | северные марианские острова | северным марианским о ве
северным марианским островам | северными марианскими о вои | северными марианскими островами | северных марианских о ве | северных марианских о вы | северных марианских островах
северных марианских островов | сен бартелеми | сен мартен | сен мартена | сен мартене | сен мартеном | сен мартену | сен пьер и микелон | сен пьера и микелона | сен пьере и микелоне
сен пьером и микелоном | сен пьеру и микелону | сеута и мелилья | сеуте и мелилье | сеутои и мелильеи | сеуту и мелилью | сеуты и мелильи | синт мартен | синта мартена | синте мартене | синтом мартеном
синту мартену | теркс и каикос | теркса и каикоса | терксе и каикосе | терксом и каикосом | терксу и каикосу | токелау | тристан да кунья | тристан ду кунью | тристана ды куньи | тристане де кунье
тристаном дои куньеи | тристану де кунье | уоллис и футуна | уоллис и футуну | уоллиса и футуны | уоллисе и футуне | уоллисом и футунои | уоллису и футуне | фарерские о ва | фарерские о ву
фарерские острова | фарерским о ве | фарерским островам | фарерскими о вои | фарерскими островами | фарерских о ве | фарерских о вы | фарерских островах | фарерских островов | фолклендские о ва
фолклендские о ву | фолклендские острова | фолклендским о ве | фолклендским островам | фолклендскими о вои | фолклендскими островами | фолклендских о ве | фолклендских о вы | фолклендских островах
фолклендских островов | французская гвиана | французская полинезия | французские южные территории | французским южным территории | французскими южными территории | французских южных территории
французскои гвиане | французскои гвианои | французскои гвианы | французскои полинезиеи | французскои полинезии | французскую гвиану | французскую полинезию | шпицберген и ян маиен
шпицбергена и яна маиена | шпицбергене и яне маиене | шпицбергеном и яном маиеном | шпицбергену и яну маиену | южная георгия и южные сандвичевы о ва | южная георгия и южные сандвичевы острова
южнои георгиеи и южными сандвичевами о вои | южнои георгиеи и южными сандвичевами островами | южнои георгии и южным сандвичевам о ве | южнои георгии и южным сандвичевам островам
южнои георгии и южных сандвичев о вы | южнои георгии и южных сандвичев островов | южнои георгии и южных сандвичевах о ве | южнои георгии и южных сандвичевах островах
южную георгию и южные сандвичевы о ву | южную георгию и южные сандвичевы острова | اروبا | الاقاليم الجنوبيه الفرنسيه | الاقليم البريطاني في المحيط الهندي | الصحراء الغربيه | انتاركتيكا | انغويلا
اوقيانوسيا الناييه | ايرلندا الشماليه | برمودا | بورتوريكو | بولينيزيا الفرنسيه | تريستان دا كونا | توكيلاو | جبل طارق | جزر الاند | جزر الكناري | جزر المارتينيك | جزر الولايات المتحده الناييه
جزر بيتكيرن | جزر توركس وكايكوس | جزر فارو | جزر فوكلاند | جزر فيرجن الامريكيه | جزر فيرجن البريطانيه | جزر كايمان | جزر كوكوس كيلينغ | جزر ماريانا الشماليه | جزر والس وفوتونا | جزيره اسينشيون
جزيره بوفيه | جزيره كريسماس | جزيره كليبيرتون | جزيره مان | جزيره نورفولك | جزيره هيرد وجزر ماكدونالد | جورجيا الجنوبيه وجزر ساندويتش الجنوبيه | جيرسي | دييغو غارسيا | روينيون | ساموا الامريكيه
سان بارتليمي | سان بيير ومكويلون | سان مارتن | سانت مارتن | سانت هيلينا | سفالبارد وجان ماين | سيوتا وميليلا | غرينلاند | غوادلوب | غوام | غويانا الفرنسيه | غيرنزي | كاليدونيا الجديده | كوراساو | مايوت
منطقه ماكاو الاداريه الخاصه | مونتسرات | هولندا الكاريبيه | هونغ كونغ الصينيه منطقه اداريه خاصه | 中国家 | 中国澳门特别行政区 | 中国香港特别行政区 | 中美洲 | 乍得湖 | 休达及梅利利亚 | 克利珀顿岛 | 关岛 | 其中国 | 几内亚湾 | 刚果河 | 加纳利群岛 | 北爱尔兰 | 北美国
北马里亚纳群岛 | 南中国海 | 南乔治亚和南桑威奇群岛 | 南极洲 | 南美国 | 印度支那 | 印度洋 | 发展中国家 | 圣巴泰勒米 | 圣皮埃尔和密克隆群岛 | 圣诞岛 | 圣赫勒拿 | 墨西哥湾 | 大洋洲边远群岛 | 奥兰群岛 | 安圭拉 | 布韦岛 | 库拉索 | 开曼群岛 | 德国家 | 托克劳 | 拉美国 | 斯瓦尔巴和扬马延 | 新喀里多尼亚 | 日本海 | 根西岛 | 格陵兰
法国家 | 法属南部领地 | 法属圣马丁 | 法属圭亚那 | 法属波利尼西亚 | 法罗群岛 | 波多黎各 | 泰国家 | 泽西岛 | 特克斯和凯科斯群岛 | 特里斯坦达库尼亚群岛 | 瓜德罗普 | 瓦利斯和富图纳 | 留尼汪 | 百慕大 | 皮特凯恩群岛 | 直布罗陀 | 福克兰群岛 | 科科斯基林群岛 | 约旦河 | 美国家 | 美国本土外小岛屿 | 美属维尔京群岛 | 美属萨摩亚 | 英国家
英国广播公司 | 英属印度洋领地 | 英属维尔京群岛 | 荷属加勒比区 | 荷属圣马丁 | 蒙特塞拉特 | 西撒哈拉 | 诺福克岛 | 赫德岛和麦克唐纳群岛 | 迪戈加西亚岛 | 阿森松岛 | 阿鲁巴 | 韩国家 | 马恩岛 | 马提尼克 | 马约特 | 马耳他骑士团 | 马里亚纳 | 马里兰
"""
