"""What a query string may say, and that nothing else is passed over in silence."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.filters import BadFilter, CommitmentFilter
from commitments.selectors.facets import facets, query_string
from commitments.selectors.lists import listing
from tests.factories import CommitmentFactory, DocumentFactory, EventFactory

pytestmark = pytest.mark.django_db


def references(query, **options):
    rows = CommitmentFilter(QueryDict(query), **options).qs
    return [row.reference for row in rows]


@pytest.mark.parametrize(
    ("query", "parameter", "value"),
    [
        ("year=abc", "year", "abc"),
        ("year=21", "year", "21"),
        ("year=２０２１", "year", "２０２１"),
        ("due_year=99999999999999999999", "due_year", "99999999999999999999"),
        ("status_year=-2021", "status_year", "-2021"),
        ("status=maybe", "status", "maybe"),
        ("theme=nonsense", "theme", "nonsense"),
        ("theme=%00", "theme", "\x00"),
        ("actor=nobody", "actor", "nobody"),
        ("beneficiary=nobody", "beneficiary", "nobody"),
        ("event=nowhere", "event", "nowhere"),
        ("source=nothing", "source", "nothing"),
        ("strength=strong", "strength", "strong"),
        ("kind=sort", "kind", "sort"),
        ("basis=hearsay", "basis", "hearsay"),
        ("quantified=perhaps", "quantified", "perhaps"),
        ("overdue=2", "overdue", "2"),
        ("contested=yes%20and%20no", "contested", "yes and no"),
        ("ordering=colour", "ordering", "colour"),
        ("ordering=title&ordering=made_on", "ordering", "made_on"),
        ("ordering=-relevance", "ordering", "-relevance"),
        ("q=a&q=b", "q", "b"),
        ("stauts=fulfilled", "stauts", "fulfilled"),
        ("year=2021&year=abc", "year", "abc"),
    ],
)
def test_what_cannot_be_understood_is_named(query, parameter, value):
    with pytest.raises(BadFilter) as refused:
        CommitmentFilter(QueryDict(query))
    assert (refused.value.parameter, refused.value.value) == (parameter, value)
    assert refused.value.message


def test_blank_values_ask_for_nothing():
    made = CommitmentFactory()
    assert references("year=&theme=&q=%20&ordering=") == [made.reference]


def test_what_tells_how_a_reader_came_here_is_passed_over():
    made = CommitmentFactory()
    assert references("utm_source=letter&fbclid=x&page=7") == [made.reference]
    with pytest.raises(BadFilter):
        CommitmentFilter(QueryDict("page=7"), also=())


def test_values_of_one_parameter_widen_and_parameters_narrow():
    both = CommitmentFactory(reference="TST-2020-001", made_on=date(2020, 5, 1), themes=["a", "b"])
    one = CommitmentFactory(reference="TST-2021-001", made_on=date(2021, 5, 1), themes=["a"])
    other = CommitmentFactory(reference="TST-2022-001", made_on=date(2022, 5, 1), themes=["b"])
    assert references("theme=a") == [both.reference, one.reference]
    assert references("theme=a&theme=b") == [both.reference, one.reference, other.reference]
    assert references("theme=a&year=2020&year=2022") == [both.reference]


def test_overdue_is_decided_by_the_callers_day():
    made = CommitmentFactory(period_end=date(2023, 12, 31))
    CommitmentFactory(period_end=None)
    assert references("overdue=true", as_of=date(2023, 12, 31)) == []
    assert references("overdue=true", as_of=date(2024, 1, 1)) == [made.reference]
    assert made.reference not in references("overdue=false", as_of=date(2024, 1, 1))
    assert len(references("overdue=false&overdue=true", as_of=date(2024, 1, 1))) == 2


def test_a_source_or_meeting_that_only_drafts_know_is_unknown():
    document, event = DocumentFactory(draft=True), EventFactory()
    CommitmentFactory(draft=True, event=event, actors=["quiet"], document=document)
    for query in (f"source={document.slug}", f"event={event.slug}", "actor=quiet"):
        with pytest.raises(BadFilter):
            CommitmentFilter(QueryDict(query))


def test_words_are_found_in_english_and_chinese():
    luban = CommitmentFactory(title="Set up Luban Workshops", title_zh="设立鲁班工坊")
    vaccine = CommitmentFactory(title="Provide vaccines", title_zh="提供新冠疫苗")
    assert references("q=luban") == [luban.reference]
    assert references("q=疫苗") == [vaccine.reference]
    assert references("q=鲁班+workshops") == [luban.reference]
    assert references(f"q={vaccine.reference.lower()}") == [vaccine.reference]
    assert references("q=zzzzqq") == []
    assert references("q=the") == []


@pytest.mark.parametrize("name", ["reference", "title", "made_on", "due_on", "headline_year"])
def test_orderings_put_blanks_last_and_break_ties_by_reference(name):
    early = CommitmentFactory(
        reference="TST-2020-002", title="A", made_on=date(2020, 1, 1), period_end=date(2020, 2, 1)
    )
    late = CommitmentFactory(
        reference="TST-2022-001", title="B", made_on=date(2022, 1, 1), period_end=date(2022, 2, 1)
    )
    blank = CommitmentFactory(reference="TST-2023-001", title="C", made_on=date(2023, 1, 1))
    forwards, backwards = references(f"ordering={name}"), references(f"ordering=-{name}")
    assert forwards == [early.reference, late.reference, blank.reference]
    if name == "due_on":
        assert backwards == [late.reference, early.reference, blank.reference]
    elif name == "headline_year":
        assert backwards == forwards
    else:
        assert backwards == forwards[::-1]


def test_best_match_comes_first_when_words_are_searched():
    weak = CommitmentFactory(reference="TST-2020-001", summary="A tunnel, among others.")
    strong = CommitmentFactory(reference="TST-2020-002", title="A tunnel under the tunnel")
    assert references("q=tunnel") == [strong.reference, weak.reference]
    assert references("q=tunnel&ordering=reference") == [weak.reference, strong.reference]


def test_a_query_string_survives_being_taken_apart_and_put_together():
    CommitmentFactory(themes=["a"])
    query = "q=%E6%A1%A5&status=fulfilled&status=not_assessed&theme=a&year=2021&ordering=-made_on"
    criteria = CommitmentFilter(QueryDict(query)).criteria
    assert CommitmentFilter(QueryDict(query_string(criteria))).criteria == criteria


NAMES = st.sampled_from([*CommitmentFilter.base_filters, "page", "stauts"])
VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["2021", "true", "fulfilled", "not_assessed", "health", "-due_on", "疫苗 -x"]),
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(pairs=st.lists(st.tuples(NAMES, VALUES), max_size=5))
def test_any_query_string_gives_an_answer_or_a_named_refusal(pairs):
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    try:
        asked = CommitmentFilter(data)
    except BadFilter as refused:
        named = refused
    else:
        named = None
        page = listing(asked)
        assert page.total == len(page.rows) == 0
        assert facets(asked, page.tally)
    assert named is None or (named.parameter in data and named.message)
