"""Small labels whose words carry the meaning; their colour only helps."""

from django.utils.html import format_html


def tag(text, kind: str = "") -> str:
    """``kind``: alarm, warn, todo or none."""
    return format_html('<span class="tag {}">{}</span>', f"tag-{kind}" if kind else "", text)
