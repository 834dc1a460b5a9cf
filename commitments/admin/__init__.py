"""The editors' side: Django's admin, with pages of our own where an editor works.

Nothing here writes: every save, decision and deletion is a verb of ``commitments.actions``.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from commitments.admin import documents, follow_through, vocabularies
from commitments.admin.commitment import page
from commitments.admin.queue import overview

admin.site.site_header = _("Commitments: editing")
admin.site.site_title = _("Commitments: editing")
admin.site.index_title = _("Work to do")

# The lists are wide; the header links to them, and the first page to everything else.
admin.site.enable_nav_sidebar = False

__all__ = ["documents", "follow_through", "overview", "page", "vocabularies"]
