"""Search configuration, and the function that keeps commitment summaries right.

The SQL lives in ``sql/`` beside this file, so that it can be read and run by itself.
"""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


def script(name: str) -> str:
    """Return one SQL script of this migration."""
    return (SQL / name).read_text(encoding="utf-8")


class Migration(migrations.Migration):
    """Create the search functions first: the summary function uses them."""

    dependencies = [("commitments", "0001_records")]

    operations = [
        migrations.RunSQL(script("search.sql"), script("search_undo.sql")),
        migrations.RunSQL(
            script("summary.sql"), "DROP FUNCTION commitments_refresh_summary(bigint[]);"
        ),
    ]
