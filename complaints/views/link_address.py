"""The whole address of an answer link, as it stands in a letter, a message, or on the volunteer's screen."""

from django.urls import reverse

from safeguards.outside import qr_of, whole_address

from ..links import show_code
from ..models import AnswerLink


def link_address(request, link: AnswerLink | None) -> str:
    """Under PORTAL_URL, or where the portal is asked now; "" without a link."""
    if link is None:
        return ""
    return whole_address(request, reverse("complaints:link-answer", args=[show_code(link.code)]))


def link_on_paper(request, link: AnswerLink | None) -> dict:
    """What a letter shows of the link: until when, a QR code to point a phone at, the address to type."""
    address = link_address(request, link)
    return {"link": link, "address": address, "qr": qr_of(address) if address else ""}
