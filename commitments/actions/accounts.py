"""Accounts and what each kind may do in the admin."""

from __future__ import annotations

import pghistory.models
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db import models

from commitments.actions.base import Actor, action
from commitments.models import CommitmentSummary

EDITORS = "Editors"
REVIEWERS = "Reviewers"
_ORDINARY = ("add", "change", "delete", "view")


def _only_looked_at(model: type[models.Model]) -> bool:
    """Whether the database itself writes the model: histories and the summary."""
    return issubclass(model, (pghistory.models.Event, CommitmentSummary))


def _permissions() -> tuple[list[Permission], list[Permission]]:
    """Return what editors may do, and what reviewers may do beyond that.

    Editors add, change and delete; the database refuses to delete what was ever public. The
    permissions a model defines itself (to publish, to approve) are a reviewer's.
    """
    editors, reviewers = [], []
    for permission in Permission.objects.filter(content_type__app_label="commitments"):
        model = permission.content_type.model_class()
        if model is None:
            continue
        verb = permission.codename.removesuffix(f"_{model._meta.model_name}")
        if verb not in _ORDINARY:
            reviewers.append(permission)
        elif verb == "view" or not _only_looked_at(model):
            editors.append(permission)
    return editors, reviewers


@action
def ensure_groups(*, by: Actor) -> None:
    """Make the groups Editors and Reviewers, with the permissions their work needs.

    Safe to repeat: permissions an administrator added to a group stay, missing ones are added.
    Needs the permissions in place, so call it after ``migrate``.
    """
    apps.check_models_ready()
    editors, reviewers = _permissions()
    Group.objects.get_or_create(name=EDITORS)[0].permissions.add(*editors)
    Group.objects.get_or_create(name=REVIEWERS)[0].permissions.add(*editors, *reviewers)


@action
def create_account(
    *,
    username: str,
    password: str,
    groups: list[str],
    administrator: bool = False,
    by: Actor,
) -> User:
    """Create an account that can sign in to the admin, as a member of ``groups``.

    Raises ValidationError when the name is taken or malformed, Group.DoesNotExist when
    :func:`ensure_groups` has not run. The password is stored hashed and appears in no history.
    """
    user = User(username=username, is_staff=True, is_superuser=administrator)
    user.set_password(password)
    user.full_clean()
    user.save()
    user.groups.set([Group.objects.get(name=name) for name in groups])
    return user
