"""Tags of proposals: money, and their status in the words of the village."""

from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from .. import facts, workflow
from ..budget import Status
from ..evidence import in_words
from ..money import show_rupiah

register = template.Library()
register.filter("rupiah", show_rupiah)
register.filter("evidence_words", in_words)
register.filter("people_counted", facts.people)

LOOKS = {
    Status.PROPOSED: "",
    Status.MUSDES: " tag-accent",
    Status.RKPDES: " tag-accent",
    Status.APBDES: " tag-ok",
    Status.DONE: " tag-ok",
    Status.REFUSED: " tag-late",
}


@register.filter
def status_word(status: str, village) -> str:
    """ "RKPDes"; of a kelurahan "RKPD"."""
    return workflow.word(status, village)


@register.filter
def deed_word(status: str, village) -> str:
    """ "Masuk RKPDes"."""
    return workflow.deed(status, village)


@register.simple_tag
def status_tag(proposal) -> str:
    word = workflow.word(proposal.status, proposal.home)
    return format_html('<span class="tag{}">{}</span>', LOOKS[Status(proposal.status)], word)


@register.filter
def rupiah_short(amount: int) -> str:
    """ "Rp 45,25 juta": for a narrow column, to a hundredth of the unit."""
    for unit, word in ((10**9, "miliar"), (10**6, "juta"), (10**3, "ribu")):
        if amount >= unit:
            told = (Decimal(amount) / unit).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
            return f"Rp\N{NO-BREAK SPACE}{told:f} {word}".replace(".", ",")
    return show_rupiah(amount)


@register.filter
def dprd(regency: str) -> str:
    """Its members, as they are addressed."""
    return _("Anggota DPRD %(regency)s") % {"regency": regency}
