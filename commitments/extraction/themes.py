"""The policy theme of a clause, by its words; slugs are those of `fixtures/themes.yaml`.

Words are stems. What the act is about counts most, so the clause is read first and the rest of
the sentence only where the clause says nothing; ties go to the theme named first in the table.
"""

from __future__ import annotations

import re

_ENGLISH = {
    "health": "health|vaccin|disease|medic|hospital|doctor|nurs|pandemic|covid|malaria|hiv|epidemic|pharma|polio|tubercul|clinic|immuni|covax|dose|cancer|maternal",
    "poverty-reduction": "poverty|affordable homes?|social housing|housing|anti-poverty|social protection|hunger relief|cash transfer|livelihood",
    "sport": "olympic|paralympic|sport|world cup|athlet|football|games\\b|cricket|stadium",
    "education-training": "train(?:ing|ees?|ed)?\\b|scholarship|school|universit|educat|student|teacher|fellowship|vocational|skills?\\b|luban|academ|apprentice|literacy|classroom|curricul|\\binnovation forum|technology and innovation",
    "digital": "digital|cyber|data\\b|internet|artificial intelligence|\\bai\\b|broadband|5g|e-commerce|ict\\b|semiconductor|online|telecom|smart cit",
    "environment": "energy|renewable|solar|wind farm|wind power|nuclear|electric(?:ity|al)|gigawatt|megawatt|\\bgw\\b|hydrogen|power plant|power station|grid\\b|coal(?! phase)|gas\\b|oil\\b|battery|climate|emission|carbon|net[ -]zero|environment|biodivers|forest|deforest|trees?\\b|seedling|fossil|coal-fired|ocean|marine|plastic|methane|pollut|conserv|coral|desertif|adaptation|loss and damage|low-carbon|green\\b|ecosystem|wetland|ndc|coal|reef|whal|waste|water\\b|ozone|paris agreement|protected area",
    "agriculture": "agricultur|food|flour|grain|wheat|farm|crop|fertili[sz]er|fish|livestock|rice\\b|seeds?\\b|irrigation|hunger|famine",
    "connectivity": "railway|highway|road\\b|roads\\b|bridge|port\\b|ports\\b|airport|rail\\b|transport|corridor|flight|shipping|logistic|connectivity|infrastructure|ferry|metro|express\\b|cable|route|vessel|airline|canal",
    "security": "humanitarian|refugee|displaced|relief\\b|asylum|resettle|earthquake|reconstruct|aid convoy|securit|defen[cs]e|military|troop|peacekeep|terror|police|weapon|nuclear arsenal|missile|ammunition|navy|naval|border|drug|crime|emergency|disaster|ceasefire|sanction|arms\\b|mine clearance|demining|battalion|air force|patrol|coast guard|maritime domain|extremis",
    "economy-trade": "trade|tariff|export|import|invest(?:ment|or)?s?\\b|market|business|economic|customs|free[ -]trade|gdp|jobs?\\b|industr|enterprise|tax|minimum wage|compan|manufactur|supply chain|duty|minerals|wage",
    "finance": "lending|loan|debt|financ|credit|bank|bond|fund\\b|imf|budget|currency|sdr|special drawing|capital|monetary",
    "culture-people": "cultur|people-to-people|youth|young people|visa|tourism|museum|exchange|friendship|heritage|media|women|gender|non-governmental|language|art\\b|film|diaspora|festival|campus|civil society|girls|silk road",
    "governance": "presidency|summit|heads of (?:state|government)|council|chair|membership|full member|constitution|election|parliament|anti-corruption|corruption|democra|judicia|court|embassy|secretariat|reform|treaty|human rights|commission|government",
}
_CHINESE = {
    "health": "疫苗|卫生|健康|医|疫情|疾控|疾病|药|抗疫|护士|疟|艾滋",
    "poverty-reduction": "减贫|组屋|住宅|公屋|公营房屋|住房|保障房|扶贫|脱贫|贫困|消除贫困",
    "sport": "奥运|冬奥|残奥|体育|运动会|世界杯|足球|亚运",
    "education-training": "培训|奖学金|学校|大学|教育|留学|学生|教师|鲁班|职业|技能|人才|研修|学院|青年科技创新",
    "digital": "数字|网络|数据|互联网|人工智能|电子商务|5G|智慧|信息技术|信息通信|半导体",
    "environment": "能源|太阳能|光伏|风电|核能|核电|电力|氢能|水电|可再生|石油|天然气|装机|煤电|气候|自主贡献|棵树|树木|种树|海冰|汽油车|柴油车|电动汽车|毁林|排放|碳|环境|环保|生物多样性|森林|植树|造林|海洋|塑料|污染|绿色|生态|荒漠|低碳|减排|保护区|甲烷",
    "agriculture": "农业|粮食|农产品|化肥|渔业|种子|农技|灌溉|大米|小麦|农民",
    "connectivity": "铁路|公路|桥|港口|机场|交通|航线|航班|班列|互联互通|基础设施|物流|高铁|地铁|通道|走廊",
    "security": "人道主义|难民|紧急援助|重建|地震|流离失所|人道|安全|防务|国防|军|维和|反恐|恐怖|警|边境|毒品|执法|应急|防灾|减灾|救灾|导弹|武器|巡逻|海警",
    "economy-trade": "贸易|关税|进口|出口|投资|市场|商|经济|自贸|产业|企业|就业|税|最低工资|供应链|进博",
    "finance": "贷款|融资|债务|金融|银行|债券|基金|信贷|本币|货币|专项",
    "culture-people": "文化|人文|民间|青年|签证|旅游|博物馆|交流|友好|遗产|媒体|妇女|性别|智库|语言|电影|艺术|免签|民心",
    "governance": "主席国|峰会|元首|理事会|成员国|宪法|选举|议会|反腐|司法|使馆|秘书处|改革|条约|人权|会议|委员会",
}


def _rules(table: dict[str, str], boundary: str) -> list[tuple[str, re.Pattern[str]]]:
    return [
        (slug, re.compile(f"{boundary}(?:{words})", re.IGNORECASE)) for slug, words in table.items()
    ]


_RULES = {"en": _rules(_ENGLISH, r"\b"), "zh": _rules(_CHINESE, "")}


# Words of these fields turn up in pledges of every other; a field's own words outweigh them.
_BROAD = {"economy-trade": 0.6, "finance": 0.75, "governance": 0.5, "culture-people": 0.7,
          "education-training": 0.9, "poverty-reduction": 1.3}  # fmt: skip
_WEIGHTS = (3.0, 1.5, 1.0, 0.4, 0.1)


def theme_of(texts: tuple[str, ...], language: str, default: str = "governance") -> str:
    """Return the theme slug that the texts speak of most; `default` where none speaks.

    `texts` run from near to far: the object's own words, the act, the clause, the sentence, the
    sentence before; each counts less than the one before it.
    """
    totals: dict[str, float] = {}
    for text, weight in zip(texts, _WEIGHTS[-len(texts) :], strict=True):
        for slug, rule in _RULES.get(language, _RULES["en"]):
            hits = {m.group().lower() for m in rule.finditer(text)}
            if hits:
                share = weight * _BROAD.get(slug, 1.0) * (1 + 0.25 * (min(len(hits), 3) - 1))
                totals[slug] = totals.get(slug, 0.0) + share
    return max(totals, key=lambda slug: totals[slug], default=default)
