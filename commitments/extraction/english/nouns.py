"""What English nouns stand for in a pledge, as data: events, institutions, money, goods, policy."""

from __future__ import annotations

EVENT = frozenset("""
summit forum conference meeting dialogue workshop seminar symposium exhibition expo exposition
fair festival games olympics paralympics cup championship tournament ceremony consultation exercise drill
roundtable session congress retreat event camp campus hackathon webinar visit trip convention assembly
ministerial cop pavilion marathon competition contest concert week year gathering colloquium talks tour
""".split())  # fmt: skip
INSTITUTION = frozenset("""
centre center institute academy university school college laboratory lab hospital clinic agency
office embassy consulate commission secretariat bureau council committee group taskforce force
platform mechanism network alliance coalition bank hub observatory headquarters system registry
database court tribunal body authority unit zone park consortium association ministry
programme program initiative scheme department commissioner envoy panel corps incubator accelerator
repository reserve stockpile portal partnership museum library branch chamber institution campus
facility fellowship compact club arrangement framework service ombudsman inspectorate
""".split())  # fmt: skip
FINANCE = frozenset("""
fund facility loan grant credit financing finance funding aid assistance donation contribution
investment package budget subsidy debt bond replenishment guarantee insurance money capital
dollar euro pound yen yuan rupee payment disbursement endowment lending instalment allocation
installment sdr swap relief stipend loans subscription
""".split())  # fmt: skip
GOODS = frozenset("""
scholarship fellowship place placement training internship visa expert doctor nurse teacher engineer student
trainee troop soldier peacekeeper police officer vaccine dose medicine drug equipment food grain
wheat rice fertiliser fertilizer ship vessel aircraft helicopter plane bus train satellite kit mask ventilator
tent tree home house housing road bridge railway rail highway line airport port plant station reactor dam well
cable pipeline turbine panel hectare seedling classroom job worker volunteer observer battalion
generator ambulance radar boat buoy sensor charger telescope lab centre course bed trial
missile tank artillery ammunition weapon product produce goods truck vehicle tractor seed dosage test
water electricity corridor terminal canal tunnel village stadium flight route consignment shipment tonne ton hotline contact line need
""".split())  # fmt: skip
POLICY = frozenset("""
law bill legislation act treaty convention protocol agreement memorandum strategy roadmap plan
policy regulation standard ban moratorium target ndc report resolution declaration sanction tariff duty
review inquiry licence license quota charter code guideline tax levy strategy blueprint requirement restriction
amendment referendum visa exemption waiver rule proposal statement taxonomy embargo price
cap obligation subsidies list register paper index guidance curriculum constitution accord
""".split())  # fmt: skip
MEASURE = frozenset("""
emission trade spending export import neutrality capacity share coverage gdp gni oda deficit
target intensity mortality poverty unemployment turnover output production consumption income
wage rate tonne kilometre kilometer megawatt gigawatt percent forest dependence budget headcount
energy coal power number
""".split())  # fmt: skip
PEOPLE = frozenset("""
people person student trainee teacher doctor nurse refugee expert official scholar journalist
child girl woman youth household family farmer worker entrepreneur delegate athlete tourist
researcher scientist leader graduate visitor national resident smallholder fisher veteran widow orphan survivor professional diplomat engineer citizen patient
""".split())  # fmt: skip
# What one shares or sends that can be seen to arrive, though it is not a thing.
SHAREABLE = frozenset("""
experience expertise data information technology practice knowledge lesson intelligence image
result finding satellite know-how sample sequence
""".split())  # fmt: skip
ABSTRACT = frozenset("""
peace security stability prosperity development cooperation solidarity unity trust confidence
friendship understanding relation relationship tie exchange effort role contribution commitment spirit vision
value principle multilateralism community future order justice freedom democracy right path
course direction progress momentum growth openness support opportunity interest challenge issue
goal way door condition environment consensus connectivity synergy potential resilience ambition
action thing world voice hand priority attention importance use work step measure part matter
partner partnership dialogue integration governance equality dignity welfare well-being life hope
dream promise word duty responsibility obligation leadership strength problem crisis threat
country nation effort stand resolve heart mind example ground basis foundation
highlight impetus energy endeavour endeavor advantage complementarity mission
coordination communication contact confidence time chapter history tomorrow aspiration
""".split())  # fmt: skip
# Subjects that no one can bind: what they "will" do is a forecast.
UNBOUND = frozenset("""
economy growth price demand temperature population pandemic virus history world future peace
cooperation multilateralism unilateralism globalisation globalization crisis climate sea level
inflation recession recovery market technology generation generations posterity time day decade
century trend challenge threat task road journey success failure decision benefit impact effect
cost consequence war conflict disease poverty hunger people humanity humankind mankind planet nature
everyone everybody nobody anyone who child children it this that there what nothing something
relationship friendship partnership ties trade value spirit neighborliness child work path victory
sun year summit meeting result answer reality dream bond progress change transformation test
truth justice democracy freedom coal oil gas storm sector industry analyst economist forecast imf
""".split())  # fmt: skip
# Bodies of several parties: bound only where they decide, or where the act is concrete.
COLLECTIVE = frozenset("""
side party leader member country nation state community government they participant
all both partner everyone minister people stakeholder region delegation others
""".split())  # fmt: skip
# Things a government runs; what they will do is what the government will do.
VEHICLE = frozenset("""
programme program initiative fund project facility plan scheme package partnership centre center
institute law bill legislation budget strategy investment measure funding money bank grant loan
agreement policy reform contribution package mission office agency ministry department
government cabinet parliament administration army navy company train line railway plant hospital
university forum network system platform fleet academy observatory corridor
""".split())  # fmt: skip
DECIDING = frozenset("""
meeting council summit assembly conference board committee commission union leader head minister party side
member state parliament cabinet organisation organization session alliance bloc forum community government
participant governor delegation signatory president
""".split())  # fmt: skip
