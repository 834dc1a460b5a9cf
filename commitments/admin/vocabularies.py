"""Parties, themes, events and publishers: what every other record names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.forms.models import model_to_dict
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from commitments.actions.editing import save_party
from commitments.actions.records import save_record
from commitments.admin.editor.base import PageAdmin, Section, fill
from commitments.admin.editor.fields import NamedField
from commitments.admin.editor.forms import PageForm, RowForm, formfield
from commitments.admin.editor.page import Page
from commitments.admin.editor.parts import PartKind, Stored
from commitments.models import Event, Membership, Party, Publisher, Theme


class SluggedForm(PageForm):
    """A form whose slug may stay empty: it is made from the name."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Part of addresses; left empty, made from the name.")

    def clean(self) -> dict[str, Any]:
        """Make the slug."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("slug") and "slug" not in self.errors:
            name = cleaned.get("name_en") or cleaned.get("name") or ""
            cleaned["slug"] = slugify(name)[:60].strip("-")
        return cleaned


class MembershipForm(RowForm):
    """A membership in a group, by date."""

    group = NamedField(Party, label=_("Group"))
    layout = (("group", "started_on", "ended_on"), ("source",))
    title = _("Membership")

    class Meta:
        model = Membership
        fields = ["started_on", "ended_on", "source"]
        formfield_callback = formfield


class Memberships(PartKind):
    """The groups a party belongs to."""

    name = "memberships"
    title = _("Memberships")
    help = _("Who counted as a member when: pledges to a group resolve to its members of that day.")
    add_label = _("Add a membership")
    form = MembershipForm

    def stored(self, owner: Party) -> Iterator[Stored]:
        """Return the memberships of a party."""
        for one in owner.memberships.order_by("started_on", "pk"):
            yield Stored(one, model_to_dict(one, fields=list(self.form.base_fields)))


class PartyForm(SluggedForm):
    """A party."""

    class Meta:
        model = Party
        fields = ["name_en", "name_zh", "kind", "iso_code", "slug", "note"]
        formfield_callback = formfield


class ThemeForm(SluggedForm):
    """A theme with its crosswalk codes."""

    class Meta:
        model = Theme
        fields = ["name_en", "name_zh", "slug", "description", "cap_codes", "sdg"]
        formfield_callback = formfield


class EventForm(SluggedForm):
    """A meeting."""

    host = NamedField(Party, required=False, label=_("Host"))

    class Meta:
        model = Event
        fields = ["name_en", "name_zh", "series", "ordinal", "starts_on", "ends_on", "place",
                  "format", "host", "slug", "note"]  # fmt: skip
        formfield_callback = formfield


class PublisherForm(SluggedForm):
    """An outlet."""

    class Meta:
        model = Publisher
        fields = ["name", "owner_group", "country", "slug", "note"]
        formfield_callback = formfield


class VocabularyAdmin(PageAdmin):
    """A record that is saved as it is."""

    def save_page(self, request: HttpRequest, page: Page) -> Any:
        """Save through the one action for plain records."""
        record = page.record or self.model()
        fill(page.main, record)
        by: Any = request.user
        return save_record(record=record, by=by)


@admin.register(Party)
class PartyAdmin(VocabularyAdmin):
    """Countries, organisations, groups and people."""

    page_form = PartyForm
    part_kinds = (Memberships(),)
    sections = (
        Section("", fields=(("name_en", "name_zh"), ("kind", "iso_code", "slug"), ("note",))),
        Section(_("Belongs to"), parts=("memberships",)),
    )
    list_display = ("name_en", "name_zh", "kind", "iso_code")
    list_filter = ("kind",)
    search_fields = ("name_en", "name_zh", "slug", "iso_code")

    def save_page(self, request: HttpRequest, page: Page) -> Any:
        """Save the party with its memberships."""
        party = page.record or Party()
        fill(page.main, party)
        by: Any = request.user
        return save_party(party=party, parts=page.rows(), by=by)


@admin.register(Theme)
class ThemeAdmin(VocabularyAdmin):
    """The tracker's own subjects."""

    page_form = ThemeForm
    sections = (
        Section(
            "",
            fields=(("name_en", "name_zh", "slug"), ("description",), ("cap_codes", "sdg")),
        ),
    )
    list_display = ("name_en", "name_zh", "slug", "sdg")
    search_fields = ("name_en", "name_zh", "slug")


@admin.register(Event)
class EventAdmin(VocabularyAdmin):
    """Meetings and forums."""

    page_form = EventForm
    sections = (
        Section(
            "",
            fields=(
                ("name_en",),
                ("name_zh",),
                ("starts_on", "ends_on", "format"),
                ("series", "ordinal"),
                ("place", "host", "slug"),
                ("note",),
            ),
        ),
    )
    list_display = ("name_en", "starts_on", "ends_on", "format", "host")
    list_select_related = ("host",)
    list_filter = ("format", "series")
    date_hierarchy = "starts_on"
    search_fields = ("name_en", "name_zh", "slug", "series", "place")


@admin.register(Publisher)
class PublisherAdmin(VocabularyAdmin):
    """Outlets, and who owns them."""

    page_form = PublisherForm
    sections = (Section("", fields=(("name", "owner_group"), ("country", "slug"), ("note",))),)
    list_display = ("name", "owner_group", "country")
    list_filter = ("country",)
    search_fields = ("name", "owner_group", "slug")
