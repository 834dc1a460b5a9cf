"""What makes a function an action: one transaction, one name in the history, readable errors."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import pghistory
from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _

from commitments.models import Commitment

P = ParamSpec("P")
R = TypeVar("R")

_inside_action: ContextVar[bool] = ContextVar("inside_action", default=False)

#: Whoever acts: an account, or None for the tracker itself (loading shipped data).
Actor = AbstractBaseUser | None


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Run a verb in one transaction, with who and why recorded beside every change.

    The decorated function must take ``by`` by keyword, and ``reason`` if it has one.
    A database constraint that refuses the change surfaces as ValidationError with the
    constraint's own message.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _inside_action.get():
            # One save, one entry: the history names the verb somebody chose, not its steps.
            with readable_errors(), transaction.atomic():
                return function(*args, **kwargs)
        by = kwargs.get("by")
        context: dict[str, Any] = {"action": function.__name__}
        if isinstance(by, AbstractBaseUser):
            context |= {"user": by.pk, "username": by.get_username()}
        if kwargs.get("reason"):
            context["reason"] = str(kwargs["reason"])
        token = _inside_action.set(True)
        try:
            with pghistory.context(**context), readable_errors(), transaction.atomic():
                result = function(*args, **kwargs)
                # Rules that wait for the end are asked now, also inside a larger transaction.
                settle()
                return result
        finally:
            _inside_action.reset(token)

    return run


class readable_errors:  # noqa: N801 - reads as a statement: "with readable_errors()"
    """Turn a database refusal inside the block into a ValidationError people can read."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        """Replace an IntegrityError that a named rule raised."""
        if isinstance(error, IntegrityError):
            raise ValidationError(explain(error)) from error


def explain(error: DatabaseError) -> str:
    """Return the sentence a broken constraint or trigger stands for."""
    if isinstance(error, models.ProtectedError):
        names = sorted({str(one) for one in error.protected_objects})
        return _("It cannot be deleted, because others name it: %s") % "; ".join(names[:5])
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    for model in apps.get_app_config("commitments").get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.violation_error_message or error)
    message = getattr(diagnosis, "message_primary", None)
    return _(message) if message else str(error)


def settle() -> None:
    """Check every rule that waits for the end of the transaction now.

    Call it as the last thing of a form's save, so that the editor sees the sentence beside
    the form instead of a failed commit. Raises ValidationError.
    """
    with readable_errors(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def store(record: models.Model, *, leave_rules_to_database: bool = False) -> None:
    """Check a record in full, then save it. For actions only.

    ``leave_rules_to_database`` skips asking the database about each constraint before the
    save asks it anyway: for loading many records, where one sentence per refused record is
    enough. Raises ValidationError either way.
    """
    if not leave_rules_to_database:
        record.full_clean()
        record.save()
        return
    record.clean_fields()
    record.clean()
    with readable_errors(), transaction.atomic():
        record.save()


class Conflict(ValidationError):
    """Somebody else saved the record in the meantime.

    ``expected`` and ``found`` are revision numbers; ``commitments.selectors.history``
    shows what changed between them.
    """

    def __init__(self, expected: int, found: int) -> None:
        """Say so in words that lose nothing."""
        self.expected, self.found = expected, found
        super().__init__(
            _(
                "Somebody else changed this commitment while you were editing it. Nothing of "
                "yours is lost and nothing was saved: compare the changes, then save again."
            ),
            code="conflict",
        )


def lock(*, commitment: Commitment, expected_revision: int | None = None) -> Commitment:
    """Take the commitment's row for this transaction; refuse a stale revision.

    Returns the row as it stands now. Raises Conflict when ``expected_revision`` is given
    and somebody has saved since.
    """
    current = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if expected_revision is not None and current.revision != expected_revision:
        raise Conflict(expected_revision, current.revision)
    return current


def touch(commitment: Commitment) -> None:
    """Raise the commitment's revision: it, or something that belongs to it, has changed."""
    Commitment.objects.filter(pk=commitment.pk).update(revision=models.F("revision") + 1)
    commitment.refresh_from_db(fields=["revision"])
