"""What the library holds, by section, month, source, tag and saved search, to choose what the list shows."""

from __future__ import annotations

from reader.language import _
from reader.library import Facets
from reader.ui.screens.choose import Choice, Choose


def choose_facet(facets: Facets) -> Choose:
    """A box of all the facets with their counts; answers with the query that shows one of them."""
    choices = [
        Choice("", _("All articles"), f"{facets.total:,}"),
        Choice("unread", _("Unread"), f"{facets.unread:,}"),
        Choice("starred", _("Starred"), f"{facets.starred:,}"),
    ]
    choices += [Choice(each.query, _("Saved: {name}").format(name=each.name), each.query) for each in facets.saved]
    for field, title, counts in (
        ("tag", _("Tag"), facets.tags),
        ("section", _("Section"), facets.sections),
        ("date", _("Month"), facets.months),
        ("source", _("Source"), facets.sources),
    ):
        choices += [Choice(f"{field}:{quoted(value)}", f"{title}: {value}", f"{count:,}") for value, count in counts]
    return Choose(_("What the list shows"), choices)


def quoted(value: str) -> str:
    """``value`` as the query language wants it after a colon."""
    plain = value.replace('"', "")
    return plain if plain and not any(sign.isspace() or sign in '|"' for sign in plain) else f'"{plain}"'
