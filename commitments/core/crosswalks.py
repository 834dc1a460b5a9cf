"""How this tracker's statuses compare with those of others; every comparison loses something.

Sources: PolitiFact's promise trackers (six ratings); the Comparative Party Pledges Project
(Thomson and others, American Journal of Political Science 61(3), 2017); the Open Government
Partnership's Independent Reporting Mechanism (completion); the G7 and G20 compliance
reports of the University of Toronto (+1, 0, −1).
"""

from __future__ import annotations

from dataclasses import dataclass

from commitments.core.vocabulary import Status


def _(message: str) -> str:
    """Mark a message for translation without importing Django."""
    return message


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The nearest word each other vocabulary has for one of our statuses, or an empty string."""

    politifact: str
    cppp: str
    ogp: str
    g7: str
    loses: str


CROSSWALKS: dict[Status, Crosswalk] = {
    Status.NOT_STARTED: Crosswalk(
        _("Not yet rated"),
        "",
        _("Not started"),
        "−1",
        _("The summits' score makes no difference between not started and failed."),
    ),
    Status.IN_PROGRESS: Crosswalk(
        _("In the works"),
        "",
        _("Limited, or substantial"),
        "0",
        _("Zero there merges work in progress with partial compliance."),
    ),
    Status.PARTLY_FULFILLED: Crosswalk(
        _("Compromise"),
        _("Partially fulfilled"),
        _("Limited, or substantial"),
        "0",
        _("A compromise is about substance; partly fulfilled may also be about quantity."),
    ),
    Status.FULFILLED: Crosswalk(_("Promise kept"), _("Fully fulfilled"), _("Completed"), "+1", ""),
    Status.NOT_FULFILLED: Crosswalk(
        _("Promise broken"),
        _("Not fulfilled"),
        _("Not started, or limited"),
        "−1",
        _("We ask for evidence that it was not carried out; others also count silence."),
    ),
    Status.ABANDONED: Crosswalk(
        _("Promise broken"),
        _("Not fulfilled"),
        _("Withdrawn"),
        "−1",
        _("A documented change of plan is counted with failure in most vocabularies."),
    ),
    Status.NO_EVIDENCE: Crosswalk(
        _("Stalled"),
        "",
        _("No evidence available"),
        "",
        _("Nothing found is not nothing done. Stalled claims more than we know."),
    ),
    Status.NOT_ASSESSABLE: Crosswalk(
        "", "", _("Unclear"), "", _("Others leave such statements out of the count.")
    ),
}
