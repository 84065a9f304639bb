"""Actions of a plan: one of her own, several of a standard plan, a changed one, an ended one."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import ActionState
from ..errors import ActionMissing, ReasonMissing
from .fields import DayField, line_field, text_field

LATEST = datetime.timedelta(days=2 * 365)


class DueField(DayField):
    """A day to come, within two years; ``unchanged``, a day that was agreed before, is taken as it is."""

    unchanged = None

    def validate(self, value) -> None:
        super().validate(value)
        if value is None or value == self.unchanged:
            return
        if value < timezone.localdate():
            raise ValidationError(_("Paling cepat hari ini."), code="past")
        if value > timezone.localdate() + LATEST:
            raise ValidationError(_("Tanggal ini terlalu jauh. Periksa tahunnya."), code="too_far")


def due_field() -> DueField:
    return DueField(label=_("Paling lambat"), error_messages={"required": _("Isi tanggalnya.")})


class _SharedForm(forms.Form):
    """``people`` are the accounts that may see to an action (assignees.workers)."""

    responsible = forms.TypedChoiceField(
        label=_("Siapa yang mengurus?"), coerce=int, error_messages={"required": _("Pilih orangnya.")}
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        self.fields["responsible"].choices = [(person.pk, str(person)) for person in people]

    def clean_responsible(self):
        return self.people[self.cleaned_data["responsible"]]


class ActionForm(_SharedForm):
    need = line_field(
        200,
        label=_("Kebutuhannya (boleh kosong)"),
        help_text=_("Misalnya: tempat tinggal, berobat, sekolah."),
    )
    text = text_field(
        500, rows=2, label=_("Apa yang dilakukan?"), error_messages={"required": ActionMissing.message}
    )
    due_on = due_field()

    field_order = ("need", "text", "responsible", "due_on")

    def __init__(self, *args, unchanged: datetime.date | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_on"].unchanged = unchanged


class StandardPlanForm(_SharedForm):
    """The actions of one standard plan, each to be taken or left, worded and dated anew."""

    need = line_field(200, label=_("Kebutuhannya (boleh kosong)"))

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.actions = list(plan.actions.all())
        for action in self.actions:
            self.fields |= self._fields_of(action)
        self.fields["responsible"] = self.fields.pop("responsible")  # asked last, as it stands on the page
        if self.is_bound:
            self.data = self._completed(self.data)

    def _fields_of(self, action) -> dict[str, forms.Field]:
        due = due_field()
        due.required = False
        due.initial = timezone.localdate() + datetime.timedelta(days=action.days)
        text = text_field(500, rows=2, label=_("Yang dilakukan"), required=False, initial=action.text)
        take = forms.BooleanField(label=action.text, required=False)
        return {f"take_{action.pk}": take, f"text_{action.pk}": text, f"due_{action.pk}": due}

    def _completed(self, data):
        """With the plan's own words and days for actions not ticked: a page with script sends none of
        them, and after an error they would have gone.
        """
        data = data.copy()
        for action in self.actions:
            for name in (f"text_{action.pk}", f"due_{action.pk}"):
                if name not in data:
                    data[name] = str(self.fields[name].initial)
        return data

    def rows(self) -> list[dict]:
        return [
            {name: self[f"{name}_{action.pk}"] for name in ("take", "text", "due")} for action in self.actions
        ]

    def taken(self) -> list[dict]:
        """What services.plan.NewAction takes, of the ticked ones."""
        told = self.cleaned_data
        return [
            {"text": told[f"text_{one.pk}"], "due_on": told[f"due_{one.pk}"], "need": told["need"]}
            for one in self.actions
            if told[f"take_{one.pk}"]
        ]

    def clean(self) -> dict:
        """Of what is not ticked, nothing is asked; without script it stands there all the same."""
        told = super().clean()
        ticked = [one.pk for one in self.actions if told.get(f"take_{one.pk}")]
        for action in self.actions:
            names = {f"text_{action.pk}": ActionMissing.message, f"due_{action.pk}": _("Isi tanggalnya.")}
            for name, missing in names.items():
                if action.pk not in ticked:
                    self.errors.pop(name, None)
                elif not told.get(name) and name not in self.errors:
                    self.add_error(name, missing)
        if not ticked:
            self.add_error(None, _("Centang langkah yang disepakati, paling sedikit satu."))
        return told


class EndForm(forms.Form):
    state = forms.ChoiceField(
        label=_("Bagaimana jadinya?"),
        widget=forms.RadioSelect,
        choices=[(ActionState.DONE, _("Sudah dilakukan")), (ActionState.NOT_POSSIBLE, _("Tidak bisa"))],
        error_messages={"required": _("Pilih salah satu.")},
    )
    result = text_field(
        2_000,
        label=_("Hasilnya, atau mengapa tidak bisa"),
        required=False,
        help_text=_("Boleh kosong bila sudah. Bila tidak bisa, tulis mengapa."),
    )

    def clean(self) -> dict:
        told = super().clean()
        if told.get("state") == ActionState.NOT_POSSIBLE and not told.get("result", "").strip():
            self.add_error("result", ReasonMissing.message)
        return told
