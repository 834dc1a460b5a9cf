"""Adding constraints and triggers without rendering every model anew after each one.

Django and pgtrigger rebuild the classes of a model and of all that relate to it whenever an option
changes. Our first migration adds two hundred options, and nobody asks for those classes in between: without
this a new database (a first run, a fresh test run) takes twice the time. The options end up in the
state, and in the database, exactly as with the originals.
"""

from django.db.migrations import AddConstraint as DjangoAddConstraint
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger as PgtriggerAddTrigger


class AddConstraint(DjangoAddConstraint):
    """Adds a constraint to the table, and to the state without rendering."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note the constraint in the model's options."""
        options = state.models[app_label, self.model_name_lower].options
        options["constraints"] = [*options["constraints"], self.constraint]


class AddTrigger(PgtriggerAddTrigger):
    """Adds a trigger to the table, and to the state without rendering."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note the trigger in the model's options."""
        options = state.models[app_label, self.model_name_lower].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]
