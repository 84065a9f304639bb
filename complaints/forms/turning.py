"""Kind A, asked anew where it came to light in a case of kind B."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from .. import enums
from .intake import RECORDED
from .intake_violence import ViolenceForm
from .steps import Step

FORCED = enums.SexualKind.FORCED_MARRIAGE


def _with_ours(step: Step) -> Step:
    """The step that asks for the form of violence asks for forced marriage too; the last, for the name."""
    if "category" in step.fields:
        return replace(step, fields=(*step.fields, "is_forced_marriage"))
    if "name" in step.folded:
        return replace(step, folded=("takes_name", *step.folded))
    return step


class TurningForm(ViolenceForm):
    """The questions of kind A; ``name`` is that of the person in the first case, never shown here."""

    conditions = ViolenceForm.conditions | {"is_forced_marriage": RECORDED, "takes_name": RECORDED}
    steps = tuple(_with_ours(step) for step in ViolenceForm.steps)

    is_forced_marriage = forms.BooleanField(
        label=_("Ini perkawinan anak atau pemaksaan perkawinan"), required=False
    )
    takes_name = forms.BooleanField(
        label=_("Ia setuju namanya di kasus pertama dipakai di sini juga"), required=False
    )

    def __init__(self, *args, name: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.known_name = name
        if not name:
            del self.fields["takes_name"]

    def case(self) -> dict:
        """Forced marriage is sexual violence (UU 12/2022 Ps 4 and 10), whatever the main form."""
        told = super().case()
        if self.cleaned_data.get("takes_name"):
            told.setdefault("name", self.known_name)
        if self.cleaned_data.get("is_forced_marriage"):
            told["sexual_kinds"] = (FORCED.value,)
        return told
