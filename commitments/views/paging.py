"""Pages of a long list, with every other parameter of the address kept."""

from __future__ import annotations

from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from commitments.views.errors import BadParameter


def page_of(request: HttpRequest, rows: Any, size: int) -> Page[Any]:
    """Return the page that ``?page=`` asks for.

    Raises BadParameter when it is not a number, Http404 when there is no such page.
    """
    given = request.GET.get("page", "1")
    try:
        return Paginator(rows, size).page(given)
    except PageNotAnInteger as error:
        raise BadParameter("page", given, _("This is not the number of a page.")) from error
    except EmptyPage as error:
        raise Http404(_("The list has no page %(value)s.") % {"value": given[:80]}) from error
