"""What a safety plan asks, part by part: pure words, for the form and for whoever shows a plan.

The questions are those of personalised safety planning as women's crisis centres use it (Davies, Lyon
and Monti-Catania, "Safety Planning with Battered Women"): people, places, signals, things, children.
"""

from django.utils.translation import gettext_lazy as _

PARTS = {
    "places": _("Ke mana ia bisa pergi?"),
    "people": _("Siapa yang ia percaya dan bisa dihubungi?"),
    "signal": _("Apa tanda bahwa ia butuh pertolongan?"),
    "bag": _("Apa yang disiapkan di tas, dan disimpan di mana?"),
    "children": _("Bagaimana dengan anak-anak?"),
    "papers": _("Uang dan surat penting"),
    "phone": _("HP-nya"),
}


def in_words(steps: dict[str, str]) -> list[tuple[str, str]]:
    """(question, what she said) in the order of the questions; a part of an older list stands as it is."""
    order = [*PARTS, *(name for name in steps if name not in PARTS)]
    return [(str(PARTS.get(name, name)), steps[name]) for name in order if steps.get(name)]
