import pytest
from django.contrib.auth.models import Group
from django.test import Client

from commitments.actions.accounts import EDITORS, REVIEWERS, ensure_groups
from tests.admin.pages import Form
from tests.factories import (
    DocumentFactory,
    EventFactory,
    PartyFactory,
    PublisherFactory,
    ThemeFactory,
    UserFactory,
)

SPEECH = (
    "Colleagues,\n\n"
    "China will provide “two billion” doses of vaccine to the world this year. "
    "We will hold a forum. We have done much.\n\n"
    "Next year, too: We will hold a forum. Thank you."
)


@pytest.fixture
def groups(db):
    ensure_groups(by=None)


def account(username, group):
    user = UserFactory(username=username, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(groups):
    return account("ed", EDITORS)


@pytest.fixture
def other_editor(groups):
    return account("eva", EDITORS)


@pytest.fixture
def reviewer(groups):
    return account("rex", REVIEWERS)


@pytest.fixture
def as_editor(editor):
    return signed_in(editor)


@pytest.fixture
def as_other(other_editor):
    return signed_in(other_editor)


@pytest.fixture
def as_reviewer(reviewer):
    return signed_in(reviewer)


@pytest.fixture
def speech(db):
    PartyFactory(slug="world", name_en="The world", kind="group")
    ThemeFactory(slug="health", name_en="Health")
    ThemeFactory(slug="trade", name_en="Trade")
    PublisherFactory(slug="xinhua", name="Xinhua", owner_group="State of China")
    return DocumentFactory(
        slug="speech",
        title="A speech",
        raw_text=SPEECH,
        event=EventFactory(slug="sco-chs-21", name_en="21st meeting"),
        speaker=PartyFactory(slug="china", name_en="China", kind="country"),
        dated="2021-09-17",
    )


ADD = "/admin/commitments/commitment/add/"


@pytest.fixture
def filled(as_editor, speech):
    """The add page with a whole pledge typed in, ready to send."""
    return Form(as_editor, f"{ADD}?document=speech").fill(
        citations__0__quote='China will provide "two billion" doses of vaccine',
        title="Two billion doses",
        themes=["Health", "Trade"],
        kind="quantified",
        strength="firm",
        criteria_fulfilled="Two billion doses were delivered.",
        beneficiaries__0__party="The world",
        targets__0__indicator="doses provided",
        targets__0__quantity="2,000,000,000",
        targets__0__unit="dose",
        evidence__0__claim="Two billion were provided.",
        evidence__0__kind="news",
        evidence__0__bears_on="fulfilment",
        evidence__0__url="https://news.example/two?utm_source=x",
        evidence__0__publisher="xinhua",
        evidence__0__own_statement="True",
        measurements__0__evidence="e01",
        measurements__0__value="2000000000",
        measurements__0__unit="dose",
        assessments__0__year="2021",
        assessments__0__status="fulfilled",
        assessments__0__evidence="E01",
        assessments__0__rationale="By the official count.",
    )
