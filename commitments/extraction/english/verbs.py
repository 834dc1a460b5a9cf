"""What English verbs promise, as data: acts one can check, outcomes, and words that commit to little.

Lemmas, British and American. `CONCRETE` acts can be seen to have happened; `OUTCOME` verbs name
a result and need a figure or a date to be checkable; `VAGUE` verbs name a direction. A verb in
none of them is weighed as unknown.
"""

from __future__ import annotations

CONCRETE = frozenset("""
abolish accede admit adopt allocate appoint apportion assign award ban bear begin bid bring_back
broadcast build buy cancel cap carry_out channel charter chair close co-chair co-finance co-fund
co-host co-organise co-organize co-sponsor cochair cohost cofinance commence commission compensate
complete conclude conduct confer connect construct contribute convene convert cover
create criminalise criminalize cut deliver deploy desalinate designate despatch digitise digitize
disburse dispatch dismantle distribute donate double draft earmark ease electrify eliminate enact
enlist enrol enroll equip eradicate erect establish evacuate exempt exchange export extend
extradite fast-track finance finish forgive form found fund give gift grant halt hand halve hire host hold
immunise immunize implement import impose inaugurate inject install institute introduce invest
invite issue join kick_off lay launch legislate legalise legalize lend let levy liberalise lift list lower
manufacture mobilise mobilize modernise modernize move name nominate offer open organise
organize outlaw overhaul pay phase place plant pledge present preside procure produce prohibit
provide publish purchase put quadruple raise ratify re-establish rebuild recall recapitalise
recapitalize receive recruit reduce reforest refurbish rehabilitate reimburse release relocate remove renew
renovate reopen repair repatriate repay repeal replace replenish reschedule resettle
resume restart restock restore restructure retire retrofit return roll rotate scrap screen send
set share ship shut sign slash spend sponsor staff stage start station stop subsidise submit
subsidize supply suspend table take_over tax teach terminate test train transfer translate treat triple
unveil upgrade vaccinate visit waive weatherise withdraw write wire double-track second set_up phase_out
phase_down phase_in roll_out make_available step_down hand_over host write_off pay_off scale_back cut_off
build_up come_forward put_forward bring_forward ring-fence ringfence pilot auction excavate dredge electrify map digitalise digitalize
assume devote dedicate reallocate rechannel reassign reimpose reinstate
""".split())  # fmt: skip

OUTCOME = frozenset("""
accelerate achieve attain become bring climb create cut decarbonise decarbonize decrease deliver
double drop end exceed expand generate get grow halve hit increase keep limit lower meet peak
protect quadruple quintuple raise reach realise realize reduce rise save scale secure slash source stabilise
stabilize triple conserve phase bring_down eliminate eradicate transition lift complete scale_up step_up
boost restore fulfil fulfill ensure narrow shrink upskill reskill connect serve reverse
""".split())  # fmt: skip

VAGUE = frozenset("""
act adapt address adhere advance advocate assist attach back balance be benefit boost carry
celebrate champion cherish coexist collaborate combat come condemn confront consolidate consult
continue contribute_to cooperate coordinate counter cultivate deal deepen defend develop do drive
embrace empower encourage endeavour endeavor engage enhance enrich ensure explore expand face facilitate
fight focus follow forge foster further give_priority go guard guide harness help honour honor
improve inject inspire integrate intensify keep lead leave live look maintain make meet
move nurture observe oppose optimise optimize overcome participate persevere pool play preserve press
prevail prevent prioritise prioritize proceed progress promote protect push pursue reaffirm
recover refuse reject remain resist resolve respect respond rise safeguard see seek seize serve shape
solidify spare speak speed spread stand stay steer step stimulate strengthen strive succeed support
sustain tackle take think transform translate_into try turn understand unite unleash uphold urge use value
want welcome win work build_on make_effort accompany defeat reinforce revitalise revitalize energise energize
""".split())  # fmt: skip

# Verbs of mind, feeling and fortune: no act follows from them.
ATTITUDE = frozenset("""
abandon_hope admire appreciate be believe cherish commemorate forget have hear hope know like long love
miss mourn need pray prove recall_fondly recognise recognize regret remain remember see seem succeed
suffer thank think tolerate trust understand wish witness prevail find feel depend require matter
mean stand look live judge yield shirk waver hesitate rest falter
""".split())  # fmt: skip

# "work with all parties to make …", "strive to reach …": the promise is the verb that follows.
LIGHT = frozenset("""
work strive seek endeavour endeavor aim cooperate collaborate try help move act join step make
take continue begin start proceed undertake look go plan push partner team coordinate do spare
""".split())  # fmt: skip

HOSTING = frozenset(
    "host hold convene organise organize stage co-host cohost chair co-chair cochair welcome".split()
)
FOUNDING = frozenset("""
establish set create found build open launch institute form inaugurate construct start introduce
set_up co-found develop finance fund
""".split())  # fmt: skip
GIVING = frozenset("""
provide offer give grant donate contribute allocate invest fund finance disburse pay earmark inject
mobilise mobilize spend lend devote dedicate replenish commit channel pledge award subsidise subsidize
deliver extend set add waive cancel forgive
""".split())  # fmt: skip
ENDING = frozenset(
    "end stop halt cease ban prohibit outlaw phase phase_out phase_down abolish scrap repeal terminate close".split()
)
POLICY = frozenset("""
abolish ban cap enact exempt introduce legislate lift lower prohibit ratify remove repeal sign
submit tax waive scrap reduce cut phase outlaw import export ease liberalise levy impose adopt
accede criminalise criminalize designate publish issue end halt stop resume suspend raise increase
""".split())  # fmt: skip
