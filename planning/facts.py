"""The fields of a proposal in words, for pages and sheets."""

from .budget import FundSource, Implementation, SubSector
from .models import Proposal
from .money import show_rupiah

CHOICES = {"subsector": SubSector, "fund_source": FundSource, "implementation": Implementation}
PEOPLE = {"women": "P", "men": "L", "children": "anak", "disability": "disabilitas"}


def label(name: str) -> str:
    """ "Jenis kegiatan"."""
    told = str(Proposal._meta.get_field(name).verbose_name)
    return told[:1].upper() + told[1:]


def show(name: str, value) -> str:
    """The value of the field ``name`` as people read it; "" where nothing is known."""
    if value in (None, ""):
        return ""
    if name.startswith("amount_"):
        return show_rupiah(value)
    return str(CHOICES[name](value).label) if name in CHOICES else str(value)


def people(proposal: Proposal) -> str:
    """ "P 40, L 20, anak 60": those of the targets that are counted."""
    counted = {word: getattr(proposal, name) for name, word in PEOPLE.items()}
    return ", ".join(f"{word} {count}" for word, count in counted.items() if count is not None)


def targets(proposal: Proposal) -> str:
    """Who it is for, and how many."""
    return "; ".join(filter(None, [proposal.targets, people(proposal)]))
