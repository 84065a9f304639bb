"""Tags of proposals: money, and their status in the words of the village."""

from django import template
from django.utils.html import format_html

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


@register.simple_tag
def status_tag(proposal) -> str:
    word = workflow.word(proposal.status, proposal.home)
    return format_html('<span class="tag{}">{}</span>', LOOKS[Status(proposal.status)], word)
