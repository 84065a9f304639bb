"""Addresses as they leave the portal, in a letter, a message or on a screen: whole, and as a QR code."""

from io import BytesIO

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe


def whole_address(request, path: str) -> str:
    """Under PORTAL_URL, or where the portal is asked now."""
    return settings.PORTAL_URL.rstrip("/") + path if settings.PORTAL_URL else request.build_absolute_uri(path)


def qr_of(address: str) -> SafeString:
    """A QR code to point a phone at, as SVG of shapes and attributes alone, which the CSP lets pass.

    Black on white in the dark theme too: a camera reads no other. The address does not stand in it as text.
    """
    out = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        light="white",
        svgclass="qr",
        lineclass=None,
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 - made of numbers by segno
