import re

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from commitments.actions.accounts import EDITORS, REVIEWERS, create_account, ensure_groups

pytestmark = pytest.mark.django_db


def test_editors_write_records_but_neither_history_nor_summary():
    ensure_groups(by=None)
    may = set(Group.objects.get(name=EDITORS).permissions.values_list("codename", flat=True))
    assert {"add_commitment", "change_evidence", "delete_target", "view_commitmenthistory"} <= may
    assert not {"change_commitmenthistory", "add_commitmentsummary"} & may
    assert not {name for name in may if "user" in name or "group" in name}


def test_reviewers_may_all_that_editors_may():
    ensure_groups(by=None)
    groups = {name: Group.objects.get(name=name) for name in (EDITORS, REVIEWERS)}
    editors, reviewers = (set(groups[name].permissions.all()) for name in (EDITORS, REVIEWERS))
    assert editors
    assert editors <= reviewers


def test_groups_keep_what_an_administrator_added():
    ensure_groups(by=None)
    from django.contrib.auth.models import Permission

    extra = Permission.objects.get(codename="view_user")
    Group.objects.get(name=EDITORS).permissions.add(extra)
    ensure_groups(by=None)
    assert extra in Group.objects.get(name=EDITORS).permissions.all()


def test_a_name_that_is_taken_is_refused():
    ensure_groups(by=None)
    create_account(username="ada", password="long enough 1", groups=[EDITORS], by=None)
    with pytest.raises(ValidationError, match="already exists"):
        create_account(username="ada", password="long enough 2", groups=[], by=None)


def test_demo_accounts_are_made_and_shown_once(settings, capsys):
    settings.DEBUG = True
    call_command("make_demo_accounts")
    shown = dict(re.findall(r"Account (\w+)\s+password (\S+)", capsys.readouterr().out))
    assert set(shown) == {"editor", "reviewer", "admin"}
    assert len(set(shown.values())) == 3
    request = RequestFactory().post("/admin/login/")
    for username, password in shown.items():
        assert authenticate(request, username=username, password=password).is_staff
    assert [user.username for user in User.objects.filter(is_superuser=True)] == ["admin"]

    hashes = dict(User.objects.values_list("username", "password"))
    call_command("make_demo_accounts")
    assert capsys.readouterr().out == ""
    assert dict(User.objects.values_list("username", "password")) == hashes


def test_demo_accounts_are_refused_in_production(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG is off"):
        call_command("make_demo_accounts")
    assert not User.objects.filter(username="admin").exists()
