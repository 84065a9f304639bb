"""What is told of one place and span, and the form in which it is kept once it was told."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from safeguards.disclosure import LIMITS, UNTOLD, Kind, Limits, Released

TOTAL = ""


class Table(StrEnum):
    """A table of released numbers by their keys: values of NeedCategory, Need, ViolenceForm, Service."""

    NEEDS = "needs"  # by category, and TOTAL
    DETAILS = "details"  # by need, those large enough to be named
    VIOLENCE = "violence"  # TOTAL; of a kecamatan or kabupaten also by form
    ASKED = "asked"  # by service of kind B, and OTHERS
    LATE = "late"
    HELP = "help"  # by service, asked for after violence; of a kecamatan or kabupaten alone
    WORK = "work"  # by Work
    ATTENDED = "attended"  # by group: who came to its activities and has a disability; planning adds it


class Work(StrEnum):
    """What a group did for kind B."""

    INQUIRIES = "inquiries"
    NOTES = "notes"


OTHERS = "others"  # services that some ask for only with ODGJ or a disability: one line for all of them

Tables = Mapping[Table, Mapping[str, Released]]


@dataclass(frozen=True)
class Figures:
    """``groups``: how many stand behind them; ``limits``: from where on they were told; ``unlisted``: what
    a key is that stands in no table.
    """

    tables: Tables = field(default_factory=dict)
    groups: int = 0
    limits: Limits = LIMITS
    unlisted: Released = UNTOLD

    def told(self, table: Table, key: str = TOTAL) -> Released:
        return self.tables.get(table, {}).get(key, self.unlisted)

    def as_json(self) -> dict:
        tables = {
            str(table): {str(key): _written(figure) for key, figure in figures.items()}
            for table, figures in self.tables.items()
        }
        return {"groups": self.groups, "limits": asdict(self.limits), "tables": tables}

    @classmethod
    def from_json(cls, stored: dict) -> "Figures":
        tables = {
            Table(table): {key: _read(figure) for key, figure in figures.items()}
            for table, figures in stored["tables"].items()
        }
        return cls(tables, stored["groups"], Limits(**stored["limits"]))


def _written(figure: Released) -> list:
    return [figure.text, figure.value, figure.kind.value, figure.low, figure.high]


def _read(stored: list) -> Released:
    text, value, kind, low, high = stored
    return Released(text, value, Kind(kind), low, high)
