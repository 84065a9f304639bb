"""Questions of a long form as templates/complaints/record_form.html shows them, one step after the other."""

from dataclasses import dataclass

from django.forms import BoundField
from django.utils.functional import Promise

from .conditional import ConditionalForm

TILES, LIST, TEXT, NEED_LISTS = "tiles", "list", "text", "needs"


@dataclass(frozen=True)
class Step:
    """One question; ``title`` is left out where the first field's label is the question itself.

    ``before`` and ``after`` name fragments in templates/complaints/; ``folded`` fields may be passed over.
    """

    fields: tuple[str, ...] = ()
    title: str | Promise = ""
    hint: str | Promise = ""
    condition: str = ""
    before: str = ""
    after: str = ""
    folded: tuple[str, ...] = ()
    folded_title: str | Promise = ""


@dataclass(frozen=True)
class Part:
    """A field with how it looks, when it is asked, and whether the step's heading is its label."""

    field: BoundField
    look: str
    condition: str
    is_heading: bool


class SteppedForm(ConditionalForm):
    steps: tuple[Step, ...] = ()
    looks: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # As they are asked, which is also the order of the list of errors and of dependence.
        self.order_fields([name for step in self.steps for name in (*step.fields, *step.folded)])
        for name, look in self.looks.items():
            if look in {LIST, NEED_LISTS}:
                self.fields[name].widget.attrs["class"] = "form-check-input"

    def shown_steps(self) -> list[dict]:
        return [self._shown(step) for step in self.steps]

    def _shown(self, step: Step) -> dict:
        names = [name for name in step.fields if name in self.fields]
        alone = len(step.folded) == 1
        folded = [self._part(name, alone) for name in step.folded if name in self.fields]
        heads = bool(names) and not step.title
        return {
            "title": step.title or self[names[0]].label,
            "hint": step.hint,
            "condition": step.condition,
            "before": step.before,
            "after": step.after,
            "parts": [self._part(name, heads and name == names[0]) for name in names],
            "folded": folded,
            "folded_title": step.folded_title,
            "is_unfolded": any(part.field.errors or part.field.value() for part in folded),
        }

    def _part(self, name: str, is_heading: bool = False) -> Part:
        return Part(self[name], self.looks.get(name, TEXT), self.conditions.get(name, ""), is_heading)
