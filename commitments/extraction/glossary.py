"""What pledges are about, in both languages: enough to see that two of them name one thing.

Not a dictionary: words that tell one pledge of a speech from its neighbours. A line is English
stems, a colon, Chinese words; either side may be a regular expression.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LINES = r"""
hotline|hot line: 热线
vaccin|dose: 疫苗|剂
disease|epidemic|pandemic|covid|virus: 疾控|疾病|疫情|新冠|病毒|传染病
hospital|clinic: 医院|诊所
doctor|medical team|physician: 医生|医疗队
traditional (?:chinese )?medicine: 传统医|中医药
health: 卫生|健康
forum: 论坛
summit|council of heads: 峰会|理事会
meeting|conference: 会议
festival|expo|fair\b|exhibition: 节|博览会|展览|进博会
camp\b|campus: 营
youth|young: 青年|青少年
friendship: 友好
non-governmental|people-to-people: 民间|人文
women|girls: 妇女|女
working group: 工作组
alliance|association: 联盟|协会
centre|center: 中心
institute|academy: 学院|研究院
universit: 大学|高校
school: 学校
workshop|luban: 鲁班|工坊
training|trainee|seminar: 培训|研修
scholarship: 奖学金|名额
poverty: 减贫|扶贫|脱贫|贫困
experience|expertise: 经验
share|sharing: 分享|共享
digital: 数字
data\b: 数据
cyber|internet|online: 网络|互联网
artificial intelligence: 人工智能
satellite|beidou|space\b: 卫星|北斗|航天
initiative: 倡议
participation|take part|join: 参与|加入
security: 安全
terror|extremis: 恐怖|极端
drug|narcotic: 毒品|禁毒
police|law enforcement: 警|执法
peacekeep: 维和
trade\b: 贸易
invest: 投资
import: 进口
export: 出口
tariff|customs|duty: 关税|海关
market: 市场
loan|lending|credit: 贷款|信贷
fund\b|fund for: 基金
grant|donat|aid\b|assistance: 援助|捐|无偿
debt: 债务
bank: 银行
currenc|settlement: 货币|本币|结算
railway|rail\b|train\b: 铁路|班列
highway|road\b|roads\b: 公路
port\b|ports\b|shipping: 港
airport|flight|airline: 机场|航班|航线
corridor|connectivity: 走廊|互联互通
energy|electric|power\b: 能源|电力
solar|photovoltaic|wind: 太阳能|光伏|风电
coal: 煤
oil|gas\b|pipeline: 石油|天然气|管道
nuclear: 核
emission|carbon|climate: 排放|碳|气候
forest|tree|biodivers: 森林|植树|造林|生物多样性
water\b|river|ocean|sea\b: 水资源|河|海洋
agricultur|farm: 农业|农
food|grain: 粮食|食品
technolog|scien: 科技|技术|科学
innovation: 创新
industr: 产业|工业
enterprise|compan|business: 企业|商
project: 项目
demonstration: 示范
platform: 平台
e-commerce: 电子商务|电商
visa: 签证|免签
touris: 旅游
cultur: 文化
media|film|book: 媒体|电影|图书
sport|olympic|games\b: 体育|奥运|冬奥|运动会
refugee|humanitarian|relief: 难民|人道|救灾
reconstruct|rebuild: 重建
disaster|emergency|earthquake: 灾|应急|地震
election|observ: 选举|观察
presidency|chairmanship: 主席国
member(?:ship)?\b|admi(?:t|ssion): 成员|接收
treaty|convention|agreement: 条约|公约|协定
information: 信息
border: 边境|边界
chongqing: 重庆
beijing: 北京
shanghai(?! cooperation| spirit): 上海(?!合作|精神)
qingdao: 青岛
xi'?an\b: 西安
"""


def _rules() -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    rules = []
    for line in _LINES.strip().splitlines():
        english, chinese = line.rsplit(": ", 1)
        rules.append((english, re.compile(rf"\b(?:{english})", re.IGNORECASE), re.compile(chinese)))
    return rules


_RULES = _rules()


@lru_cache(maxsize=4096)
def concepts_of(text: str, language: str) -> frozenset[str]:
    """Return the things of the glossary that a text names, each by its English line."""
    chinese = language == "zh"
    return frozenset(
        name for name, english, han in _RULES if (han if chinese else english).search(text)
    )
