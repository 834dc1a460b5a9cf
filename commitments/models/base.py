"""What every record shares: history, vocabulary checks, and the public way in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.core.vocabulary import Word

Model = TypeVar("Model", bound=type[models.Model])


def choices_of(words: type[Word]) -> list[tuple[str, Any]]:
    """Return Django choices for a vocabulary, labels translated when shown."""
    return [(word.value, _(word.label)) for word in words]


def word_field(words: type[Word], verbose_name: Any, **options: Any) -> models.CharField[str, str]:
    """Return a field that holds one word of a closed vocabulary.

    Pair it with :func:`in_vocabulary` in the model's constraints: choices alone do not
    stop ``update()`` or SQL.
    """
    if isinstance(options.get("default"), Word):
        options["default"] = options["default"].value  # migrations must not import our enums
    return models.CharField(verbose_name, max_length=32, choices=choices_of(words), **options)


def in_vocabulary(
    field: str, words: type[Word], name: str, *, blank: bool = False
) -> models.CheckConstraint:
    """Return the constraint that keeps a field inside its vocabulary."""
    allowed = [word.value for word in words] + ([""] if blank else [])
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": allowed}),
        name=name,
        violation_error_message=_("This is not a word of the tracker's vocabulary."),
    )


def tracked(*, exclude: list[str] | None = None) -> Callable[[Model], Model]:
    """Keep every version of a record, whoever changes it and by whatever path.

    Database triggers (django-pghistory) write a full copy on insert, update and delete
    into ``<Model>History``, which nothing can update or delete. The context row beside it
    says who and why when the change came through an action; a change by bare SQL has none,
    and is shown as such.
    """

    def decorate(model: Model) -> Model:
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            model_name=f"{model.__name__}History",
            append_only=True,
            exclude=exclude,
        )(model)

    return decorate


def refreshes_summary(commitments: str) -> list[pgtrigger.Trigger]:
    """Return the triggers that keep CommitmentSummary right when this table changes.

    ``commitments`` is a SELECT of commitment ids with ``{rows}`` standing for the changed
    rows. Statement level: one refresh per statement, however many rows it touched.
    """
    made = []
    for operation, tables in (
        (pgtrigger.Insert, ("changed_new",)),
        (pgtrigger.Update, ("changed_old", "changed_new")),
        (pgtrigger.Delete, ("changed_old",)),
    ):
        ids = " UNION ".join(commitments.format(rows=table) for table in tables)
        made.append(
            pgtrigger.Trigger(
                name=f"summary_{str(operation).lower()}",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=operation,
                referencing=pgtrigger.Referencing(
                    old="changed_old" if "changed_old" in tables else None,
                    new="changed_new" if "changed_new" in tables else None,
                ),
                func=f"PERFORM commitments_refresh_summary(ARRAY({ids})); RETURN NULL;",
            )
        )
    return made
