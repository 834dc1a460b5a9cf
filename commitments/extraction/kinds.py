"""The kind of a pledge: quantified, event, institution, finance, policy, cooperation, presidency.

Decided by the act and its object in this order: a presidency is one whatever else is said; money
given, lent or forgiven is finance; a figure makes it quantified; then event, institution,
finance without a figure, policy; what is left is cooperation.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from commitments.core.quantities import Quantity


def kind_of(
    *,
    presidency: bool,
    amounts: Sequence[Quantity],
    giving: bool,
    hosting: bool,
    founding: bool,
    policy: bool,
    categories: Collection[str],
    trade: bool = False,
) -> str:
    """Choose the kind.

    `categories` are those of the object (event, institution, finance, policy), and `ending`
    where the act ends or bans something.
    """
    if presidency:
        return "presidency"
    figures = [a for a in amounts if a.value != 1]
    if (
        figures
        and figures[0].family == "money"
        and not trade
        and (giving or "finance" in categories)
    ):
        return "finance"
    if figures:
        return "quantified"
    if policy and "ending" in categories:
        return "policy"
    if "event" in categories and (hosting or not founding):
        return "event"
    if "finance" in categories and not ("institution" in categories and founding):
        return "finance"
    if "institution" in categories and (founding or hosting):
        return "institution"
    if policy:
        return "policy"
    return "cooperation"
