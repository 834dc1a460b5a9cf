"""``manage.py make_demo_accounts``: one account of each kind, to try the tracker with."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from commitments.actions.accounts import EDITORS, REVIEWERS, create_account, ensure_groups

ACCOUNTS = {"editor": [EDITORS], "reviewer": [REVIEWERS], "admin": []}


class Command(BaseCommand):
    """Make those of editor, reviewer and admin that are missing; print their passwords once."""

    help = (
        "Makes the accounts editor, reviewer and admin with random passwords and prints them. "
        "Accounts that exist are left as they are. Refused when DEBUG is off."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make what is missing. Raises CommandError when DEBUG is off."""
        if not settings.DEBUG:
            raise CommandError(
                "Demo accounts are for a machine of your own: DEBUG is off here. "
                "Use manage.py createsuperuser instead."
            )
        ensure_groups(by=None)
        for username, groups in ACCOUNTS.items():
            if User.objects.filter(username=username).exists():
                continue
            password = secrets.token_urlsafe(9)
            create_account(
                username=username,
                password=password,
                groups=groups,
                administrator=username == "admin",
                by=None,
            )
            self.stdout.write(f"Account {username:9} password {password}  (shown only now)")
