"""The pages of proposals as a test asks for them."""

import re
import uuid

from django.urls import reverse
from django.utils import timezone

YEAR = timezone.localdate().year + 1
LIST = reverse("planning:proposals")
ADD = reverse("planning:proposal-add")
GOOD = {
    "title": "Jemput bola Dukcapil",
    "subsector": "1.3",
    "problem": "Banyak warga belum punya akta.",
    "women": "40",
    "amount_asked": "Rp 1.500.000,00",
    "fund_source": "village_fund",
    "implementation": "self_managed",
}


def page_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def sent(**fields) -> dict:
    return {**GOOD, "kiriman": str(uuid.uuid4()), **fields}


def url(name: str, row, *more) -> str:
    return reverse(f"planning:proposal-{name}", args=[row.pk, *more])
