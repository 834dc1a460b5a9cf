"""Countries, regions and organisations by name, for actors and beneficiaries in both languages.

Countries with the names and adjectives speeches use for them; `canonical` gives one name for
each. Not a full gazetteer: a name it lacks is still an actor where the grammar says so.
"""

from __future__ import annotations

import re
from functools import lru_cache

_COUNTRIES = """
Afghanistan;Afghan;阿富汗|Albania;Albanian;阿尔巴尼亚|Algeria;Algerian;阿尔及利亚|Angola;Angolan;安哥拉
Antigua and Barbuda;;安提瓜和巴布达|Argentina;Argentine,Argentinian;阿根廷|Armenia;Armenian;亚美尼亚|Australia;Australian,Canberra;澳大利亚,澳洲
Austria;Austrian;奥地利|Azerbaijan;Azerbaijani;阿塞拜疆|Bahamas;Bahamian;巴哈马|Bahrain;Bahraini;巴林|Bangladesh;Bangladeshi;孟加拉国
Barbados;Barbadian;巴巴多斯|Belarus;Belarusian;白俄罗斯|Belgium;Belgian;比利时|Belize;Belizean;伯利兹|Benin;Beninese;贝宁|Bhutan;Bhutanese;不丹
Bolivia;Bolivian;玻利维亚|Bosnia and Herzegovina;Bosnian;波黑|Botswana;;博茨瓦纳|Brazil;Brazilian;巴西|Brunei;Bruneian;文莱|Bulgaria;Bulgarian;保加利亚
Burkina Faso;;布基纳法索|Burundi;Burundian;布隆迪|Cambodia;Cambodian;柬埔寨|Cameroon;Cameroonian;喀麦隆|Canada;Canadian;加拿大|Cabo Verde;Cape Verde;佛得角
Central African Republic;;中非共和国|Chad;Chadian;乍得|Chile;Chilean;智利|China;Chinese,Beijing,People's Republic of China;中国,中方,中华人民共和国|Colombia;Colombian;哥伦比亚
Comoros;;科摩罗|Congo;Congolese;刚果|Costa Rica;Costa Rican;哥斯达黎加|Croatia;Croatian;克罗地亚|Cuba;Cuban;古巴|Cyprus;Cypriot;塞浦路斯
Czechia;Czech,Czech Republic;捷克|Denmark;Danish;丹麦|Djibouti;Djiboutian;吉布提|Dominica;;多米尼克|Dominican Republic;;多米尼加|Ecuador;Ecuadorian;厄瓜多尔
Egypt;Egyptian;埃及|El Salvador;Salvadoran;萨尔瓦多|Equatorial Guinea;;赤道几内亚|Eritrea;Eritrean;厄立特里亚|Estonia;Estonian;爱沙尼亚|Eswatini;;斯威士兰
Ethiopia;Ethiopian;埃塞俄比亚|Fiji;Fijian;斐济|Finland;Finnish;芬兰|France;French;法国,法方|Gabon;Gabonese;加蓬|Gambia;Gambian;冈比亚|Georgia;Georgian;格鲁吉亚
Germany;German,Berlin;德国,德方|Ghana;Ghanaian;加纳|Greece;Greek;希腊|Grenada;Grenadian;格林纳达|Guatemala;Guatemalan;危地马拉|Guinea;Guinean;几内亚|Guyana;Guyanese;圭亚那
Haiti;Haitian;海地|Honduras;Honduran;洪都拉斯|Hungary;Hungarian;匈牙利|Iceland;Icelandic;冰岛|India;Indian,New Delhi;印度,印方|Indonesia;Indonesian,Jakarta;印度尼西亚,印尼
Iran;Iranian;伊朗|Iraq;Iraqi;伊拉克|Ireland;Irish;爱尔兰|Israel;Israeli;以色列|Italy;Italian;意大利,意方|Ivory Coast;Côte d'Ivoire,Ivorian;科特迪瓦|Jamaica;Jamaican;牙买加
Japan;Japanese,Tokyo;日本,日方|Jordan;Jordanian;约旦|Kazakhstan;Kazakh,Kazakhstani;哈萨克斯坦,哈方|Kenya;Kenyan;肯尼亚|Kiribati;;基里巴斯|Kuwait;Kuwaiti;科威特|Kyrgyzstan;Kyrgyz;吉尔吉斯斯坦,吉尔吉斯
Laos;Lao,Laotian;老挝|Latvia;Latvian;拉脱维亚|Lebanon;Lebanese;黎巴嫩|Lesotho;;莱索托|Liberia;Liberian;利比里亚|Libya;Libyan;利比亚|Lithuania;Lithuanian;立陶宛|Luxembourg;;卢森堡
Madagascar;Malagasy;马达加斯加|Malawi;Malawian;马拉维|Malaysia;Malaysian;马来西亚,马方|Maldives;Maldivian;马尔代夫|Mali;Malian;马里|Malta;Maltese;马耳他|Marshall Islands;;马绍尔群岛
Mauritania;Mauritanian;毛里塔尼亚|Mauritius;Mauritian;毛里求斯|Mexico;Mexican;墨西哥|Micronesia;;密克罗尼西亚|Moldova;Moldovan;摩尔多瓦|Monaco;;摩纳哥|Mongolia;Mongolian;蒙古国,蒙古
Montenegro;;黑山|Morocco;Moroccan;摩洛哥|Mozambique;Mozambican;莫桑比克|Myanmar;Burmese;缅甸|Namibia;Namibian;纳米比亚|Nauru;;瑙鲁|Nepal;Nepali,Nepalese;尼泊尔|Netherlands;Dutch;荷兰
New Zealand;Aotearoa;新西兰|Nicaragua;Nicaraguan;尼加拉瓜|Niger;Nigerien;尼日尔|Nigeria;Nigerian;尼日利亚|North Macedonia;;北马其顿|Norway;Norwegian;挪威|Oman;Omani;阿曼|Pakistan;Pakistani;巴基斯坦,巴方
Palau;;帕劳|Palestine;Palestinian;巴勒斯坦|Panama;Panamanian;巴拿马|Papua New Guinea;;巴布亚新几内亚|Paraguay;;巴拉圭|Peru;Peruvian;秘鲁|Philippines;Philippine,Filipino;菲律宾,菲方|Poland;Polish;波兰
Portugal;Portuguese;葡萄牙|Qatar;Qatari;卡塔尔|Romania;Romanian;罗马尼亚|Russia;Russian,Moscow,Russian Federation;俄罗斯,俄方,俄罗斯联邦|Rwanda;Rwandan;卢旺达|Saint Lucia;St Lucia;圣卢西亚|Samoa;Samoan;萨摩亚
Saudi Arabia;Saudi;沙特,沙特阿拉伯|Senegal;Senegalese;塞内加尔|Serbia;Serbian;塞尔维亚|Seychelles;;塞舌尔|Sierra Leone;;塞拉利昂|Singapore;Singaporean;新加坡,新方|Slovakia;Slovak;斯洛伐克|Slovenia;Slovenian;斯洛文尼亚
Solomon Islands;;所罗门群岛|Somalia;Somali;索马里|South Africa;South African;南非|South Korea;Korean,Republic of Korea,ROK,Korea,Seoul;韩国,韩方,大韩民国|South Sudan;;南苏丹|Spain;Spanish;西班牙|Sri Lanka;Sri Lankan;斯里兰卡
Sudan;Sudanese;苏丹|Suriname;;苏里南|Sweden;Swedish;瑞典|Switzerland;Swiss;瑞士|Syria;Syrian;叙利亚|Tajikistan;Tajik;塔吉克斯坦,塔方|Tanzania;Tanzanian;坦桑尼亚|Thailand;Thai;泰国,泰方|Timor-Leste;East Timor;东帝汶
Togo;Togolese;多哥|Tonga;Tongan;汤加|Trinidad and Tobago;;特立尼达和多巴哥|Tunisia;Tunisian;突尼斯|Türkiye;Turkey,Turkish;土耳其,土方|Turkmenistan;Turkmen;土库曼斯坦|Tuvalu;;图瓦卢|Uganda;Ugandan;乌干达
Ukraine;Ukrainian;乌克兰|United Arab Emirates;UAE,Emirati;阿联酋|United Kingdom;UK,U.K.,Britain,Great Britain,British,London;英国,英方|United States;US,U.S.,USA,United States of America,America,American,Washington;美国,美方
Uruguay;;乌拉圭|Uzbekistan;Uzbek;乌兹别克斯坦,乌方|Vanuatu;;瓦努阿图|Venezuela;Venezuelan;委内瑞拉|Vietnam;Viet Nam,Vietnamese;越南,越方|Yemen;Yemeni;也门|Zambia;Zambian;赞比亚|Zimbabwe;;津巴布韦|Kosovo;;科索沃|Taiwan;Taiwanese;台湾|Hong Kong;;香港
"""
_BODIES = """
European Union;EU,European Commission,Commission,Team Europe;欧盟,欧方,欧盟委员会|African Union;AU;非盟,非洲联盟|ASEAN;Association of Southeast Asian Nations;东盟|SCO;Shanghai Cooperation Organization,Shanghai Cooperation Organisation;上海合作组织,上合组织,本组织
BRICS;;金砖国家|G7;Group of Seven;七国集团|G20;Group of Twenty;二十国集团|NATO;;北约|United Nations;UN;联合国|World Bank;World Bank Group;世界银行|IMF;International Monetary Fund;国际货币基金组织|WHO;World Health Organization;世界卫生组织,世卫组织
WTO;World Trade Organization;世贸组织|APEC;;亚太经合组织|CARICOM;Caribbean Community;加勒比共同体|ECOWAS;;西非国家经济共同体|GCC;Gulf Cooperation Council;海合会|OECD;;经合组织|Pacific Islands Forum;;太平洋岛国论坛|Arab League;League of Arab States;阿拉伯国家联盟,阿盟
Commonwealth;;英联邦|OIC;;伊斯兰合作组织|Asian Development Bank;ADB;亚洲开发银行,亚开行|African Development Bank;AfDB;非洲开发银行|AIIB;;亚投行|Green Climate Fund;GCF;绿色气候基金|Global Fund;;全球基金|Gavi;GAVI;全球疫苗免疫联盟|COVAX;COVAX facility;新冠疫苗实施计划
Adaptation Fund;;适应基金|Eurasian Economic Union;EAEU;欧亚经济联盟|CIS;Commonwealth of Independent States;独联体|UNICEF;;联合国儿童基金会|World Food Programme;WFP;世界粮食计划署|UNHCR;;联合国难民署|UNRWA;;近东救济工程处
"""
_REGIONS = (
    "Africa;African;非洲,非方|Asia;Asian;亚洲|Europe;European;欧洲|Latin America;Latin American;拉美,拉丁美洲|Caribbean;;加勒比|Pacific;;太平洋|Central Asia;Central Asian;中亚"
    "|Southeast Asia;;东南亚|South Asia;;南亚|Middle East;;中东|Sahel;;萨赫勒|Horn of Africa;;非洲之角|Arab world;Arab;阿拉伯国家,阿方|Indo-Pacific;;印太|Western Balkans;;西巴尔干|Arctic;;北极"
)


def _entries(block: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for entry in block.replace("\n", "|").strip("|").split("|"):
        name, english, chinese = entry.split(";")
        for alias in (name, *english.split(","), *chinese.split(",")):
            if alias:
                names.setdefault(alias, name)
    return names


COUNTRIES = _entries(_COUNTRIES)
BODIES = _entries(_BODIES)
REGIONS = _entries(_REGIONS)
ALL = {**REGIONS, **BODIES, **COUNTRIES}


def _pattern(names: dict[str, str], chinese: bool) -> re.Pattern[str]:
    chosen = sorted((n for n in names if (n > "\u2fff") == chinese), key=len, reverse=True)
    body = "|".join(re.escape(n) for n in chosen)
    return re.compile(body if chinese else rf"(?<![\w])(?:{body})(?![\w])")


ENGLISH_NAME = _pattern(ALL, chinese=False)
CHINESE_NAME = _pattern(ALL, chinese=True)
CHINESE_COUNTRY = _pattern({**COUNTRIES, **BODIES}, chinese=True)


@lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """Return the one English name of a country, body or region, or the name as given."""
    plain = name.strip().removeprefix("the ").removeprefix("The ")
    return ALL.get(plain, plain)


def is_country(name: str) -> bool:
    """Tell whether a name, in either language or as an adjective, stands for a country."""
    return name.strip().removeprefix("the ").removeprefix("The ") in COUNTRIES


def names_in(text: str, language: str) -> list[tuple[int, int, str]]:
    """Return (start, end, canonical name) of every known name in the text, in order."""
    pattern = CHINESE_NAME if language == "zh" else ENGLISH_NAME
    return [(m.start(), m.end(), ALL[m.group()]) for m in pattern.finditer(text)]
