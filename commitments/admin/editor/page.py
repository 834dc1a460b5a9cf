"""One editor's page: a record's own form, its parts, and what happened to it meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.forms.forms import BaseForm
from django.http import QueryDict
from django.utils.safestring import SafeString

from commitments.actions.editing import PageErrors, Row
from commitments.admin.editor.directory import Directory
from commitments.admin.editor.fields import NamedField, NamedListField, list_id
from commitments.admin.editor.forms import PageForm, as_data
from commitments.admin.editor.parts import Part, PartKind
from commitments.core.merging import Difference, Sheet, merge

_SALT = "commitments.editor.page"


class Page:
    """The forms of one page, as shown, sent, or merged with what others saved."""

    def __init__(
        self,
        form: type[PageForm],
        kinds: tuple[PartKind, ...],
        record: Any,
        initial: Mapping[str, Any],
    ) -> None:
        """``record`` is None for a new one; ``initial`` proposes values for it."""
        self.record = record
        self.directory = Directory()
        self._form, self._initial = form, dict(initial)
        self.main = self._main()
        self.parts = [Part(kind, record, self.directory, initial) for kind in kinds]
        self.stored = self._stored_sheet()
        self.differences: list[Difference] = []
        self.bound = False
        #: True when the page came back without saying what it had shown: nothing is saved then.
        self.untraceable = False

    def show(self) -> None:
        """Lay the page out as it is stored, or empty."""
        for part in self.parts:
            part.show()

    def receive(self, data: QueryDict) -> bool:
        """Lay the page out as it was sent; say whether it may be saved.

        When somebody else has changed the record since the page was opened, their changes
        are merged in, ``differences`` says what they were, and the answer is no.
        """
        mine = Sheet(self._main(data).sent(), {part.name: part.sent(data) for part in self.parts})
        asked = data.get("_add", "")
        if self.record is not None:
            base = self._opened(data)
            self.untraceable = base is None
            if base is not None and base != self.stored:
                mine, self.differences = merge(base, self.stored, mine)
        for part in self.parts:
            if part.name == asked:
                part.add_blank(mine.rows[part.name])
        self._bind(mine)
        if asked:
            self._quiet()
            return False
        if "_find" in data:
            self.main.quiet()
            return False
        valid = self._is_valid()
        return valid and not self.differences and not self.untraceable

    def rows(self) -> dict[str, list[Row]]:
        """Return every part's rows as plain values."""
        return {part.name: part.rows() for part in self.parts}

    def refuse(self, error: ValidationError) -> None:
        """Show what an action refused, beside the field or row it is about."""
        if not isinstance(error, PageErrors):
            _add(self.main, error)
            return
        for (name, number), problem in error.rows.items():
            part = next((one for one in self.parts if one.name == name), None)
            if part is None:
                _add(self.main, problem, name)
            else:
                _add(part.filled()[number], problem)

    @property
    def token(self) -> str:
        """The page as stored now, to be sent back with it: what "meanwhile" is measured by."""
        return signing.dumps(self.stored.as_json(), salt=_SALT, compress=True)

    @property
    def errors(self) -> bool:
        """True when there is something to correct."""
        return self.bound and (bool(self.main.errors) or any(part.errors for part in self.parts))

    @property
    def lists(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The lists of names that the page's inputs complete from."""
        forms = [self.main, *(part.template_row for part in self.parts)]
        fields = (field for form in forms for field in form.fields.values())
        models = {field.model for field in fields if isinstance(field, NamedField | NamedListField)}
        return sorted((list_id(model), self.directory.options(model)) for model in models)

    @property
    def finds_quotes(self) -> bool:
        """True when a part quotes documents, so that the page can look quotes up."""
        return any("quote" in part.kind.form.base_fields for part in self.parts)

    def _main(self, data: QueryDict | None = None) -> PageForm:
        return self._form(
            data, instance=self.record, initial=self._initial, directory=self.directory
        )

    def _stored_sheet(self) -> Sheet:
        return Sheet(self.main.values(), {part.name: part.stored_values() for part in self.parts})

    def _opened(self, data: QueryDict) -> Sheet | None:
        try:
            return Sheet.from_json(signing.loads(data.get("opened", ""), salt=_SALT))
        except (signing.BadSignature, KeyError, TypeError, ValueError):
            return None

    def _bind(self, sheet: Sheet) -> None:
        data = QueryDict(mutable=True)
        as_data(sheet.main, "", data)
        self.main = self._main(data)
        for part in self.parts:
            part.bind(sheet.rows.get(part.name, []), data)
        self.bound = True

    def _quiet(self) -> None:
        self.main.quiet()
        for part in self.parts:
            for form in part.forms:
                form.quiet()

    def _is_valid(self) -> bool:
        # Every form is asked, so that all problems show at once.
        forms: list[PageForm] = [self.main, *(form for part in self.parts for form in part.forms)]
        return all([form.is_valid() for form in forms])  # noqa: C419


def _add(form: BaseForm, error: ValidationError, field: str = "") -> None:
    if field in form.fields:
        form.add_error(field, [_text(message) for message in _flat(error)])
        return
    by_field = error.error_dict if hasattr(error, "error_dict") else {"": [error]}
    for name, problems in by_field.items():
        messages = [_text(message) for problem in problems for message in _flat(problem)]
        form.add_error(name if name in form.fields else None, messages)


def _flat(error: ValidationError) -> list[Any]:
    if hasattr(error, "error_dict"):
        return [message for errors in error.error_dict.values() for message in errors]
    return list(error.error_list)


def _text(error: ValidationError) -> str | SafeString:
    message = error.message % error.params if error.params else error.message
    return message if isinstance(message, SafeString) else str(message)
