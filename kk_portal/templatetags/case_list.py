"""One case of a list, as markup."""

from functools import cache, lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from complaints.case_rows import Row
from complaints.enums import Kind
from complaints.templatetags.cases import Mark, marks

from .portal import icon

register = template.Library()
ROW = """<a class="list-group-item" href="{}">
  <span class="row-link"><span class="case-number">{}</span><span class="text-muted">{}</span></span>
  <p class="mb-1">{}</p>
  <span class="tags mb-0">{}</span>
</a>
"""


@register.simple_tag
def case_row(case: Row) -> str:
    """One case of a list. Spelled here: a page holds 25, and as many templates cost more than all else."""
    tags = mark_safe("".join(map(_tag, marks(case))))  # noqa: S308 - joins what format_html has made
    return format_html(ROW, case.get_absolute_url(), case, _kind(case.kind), _told(case), tags)


@cache
def _kind(kind: str) -> str:
    return str(Kind(kind).label)


@lru_cache(maxsize=500)
def _tag(mark: Mark) -> str:
    symbol = icon(mark.icon) if mark.icon else ""
    return format_html('<span class="tag {}">{}{}</span>', mark.look, symbol, mark.text)


def _told(case: Row) -> str:
    """What she recognises the case by: for kind A her tanda pengingat alone."""
    if case.name:
        rest = format_html(" · {}", case.reminder) if case.reminder else ""
        return format_html("<strong>{}</strong>{}", case.name, rest)
    if case.reminder:
        return format_html("<strong>{}</strong>" if case.is_violence else "{}", case.reminder)
    if case.purged_because:
        return format_html('<span class="text-muted">{}</span>', _("Isinya sudah dihapus"))
    return format_html('<span class="text-muted">{}</span>', _("Tanpa tanda pengingat"))
