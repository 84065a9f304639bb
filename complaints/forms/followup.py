"""Forms of working a case: a note, a step, closing, reopening, hiding, an answer."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Feeling, NoteKind, Outcome, Stage
from ..workflow import TRANSITIONS, next_stage
from .fields import CaseNumberField, DayField, PastDayField, text_field

# An appointment without an hour holds until the day has ended.
NO_HOUR = datetime.time(23, 59)
UNSAID = "unsaid"  # how she feels about her case


class NoteForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Apa yang dilakukan?"),
        choices=NoteKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu.")},
    )
    text = text_field(
        20_000,
        rows=5,
        label=_("Ceritakan seperlunya"),
        error_messages={"required": _("Tulis dulu apa yang dilakukan. Satu kalimat cukup.")},
    )
    happened_on = PastDayField(label=_("Tanggal"), error_messages={"required": _("Isi tanggalnya.")})
    meet_on = DayField(
        label=_("Janji berikutnya (boleh kosong)"),
        required=False,
        help_text=_("Bila dikosongkan, kasus ini tanpa janji."),
    )
    meet_at = forms.TimeField(
        label=_("Jam (boleh kosong)"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H:%M:%S"],
        error_messages={"invalid": _("Jam ini tidak terbaca. Contoh: 09:30.")},
    )
    stage = forms.MultipleChoiceField(
        label=_("Tahap kasus"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, complaint, **kwargs):
        """``complaint`` gives the clock of its group and the step to offer."""
        super().__init__(*args, **kwargs)
        self.zone = complaint.group.village.zone
        self._offer(self._ticked() or next_stage(complaint.kind, complaint.stage))

    def _ticked(self) -> Stage | None:
        """The step she ticked: the case may have moved on since, and then another one would be offered."""
        ticked = self.data.get("stage") if self.is_bound else None
        return Stage(ticked) if ticked in Stage.values else None

    def _offer(self, stage: Stage | None) -> None:
        if stage in {None, Stage.CLOSED}:
            del self.fields["stage"]
            return
        words = _("Tandai juga: %(stage)s") % {"stage": stage.label}
        self.fields["stage"].choices = [(stage.value, words)]

    def clean_meet_on(self):
        day = self.cleaned_data["meet_on"]
        if day and day < timezone.localdate(timezone=self.zone):
            raise ValidationError(_("Janji berikutnya paling cepat hari ini."), code="past")
        if day and day.year > timezone.localdate().year + 2:
            raise ValidationError(_("Janji ini terlalu jauh. Periksa tahunnya."), code="too_far")
        return day

    def clean(self) -> dict:
        told = super().clean()
        day, hour = told.get("meet_on"), told.get("meet_at")
        if hour and not day and "meet_on" not in self.errors:
            self.add_error("meet_on", _("Isi juga tanggal janjinya."))
        moment = datetime.datetime.combine(day, hour or NO_HOUR, self.zone) if day else None
        return told | {"next_appointment": moment}

    def values(self) -> dict:
        """What ``followup.add_note`` takes."""
        names = ("kind", "text", "happened_on", "next_appointment")
        stage = "".join(self.cleaned_data.get("stage", []))
        return {name: self.cleaned_data[name] for name in names} | {"stage": stage}


def note_initial(complaint) -> dict:
    """Today; and an appointment that is still to come, which stays unless she changes it."""
    told = {"happened_on": timezone.localdate()}
    coming = complaint.next_appointment
    if coming and coming >= timezone.now():
        here = timezone.localtime(coming, complaint.group.village.zone)
        told |= {"meet_on": here.date(), "meet_at": None if here.time() == NO_HOUR else here.time()}
    return told


class StageForm(forms.Form):
    to = forms.ChoiceField(
        label=_("Tahap kasus ini"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih tahapnya.")},
    )

    def __init__(self, *args, complaint, **kwargs):
        super().__init__(*args, **kwargs)
        ahead = TRANSITIONS[complaint.kind][complaint.stage] - {Stage.CLOSED}
        self.fields["to"].choices = [(stage.value, stage.label) for stage in Stage if stage in ahead]


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Bagaimana hasilnya?"),
        choices=Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih hasilnya.")},
    )
    duplicate_of = CaseNumberField(label=_("Nomor kasus yang lain"))
    feeling = forms.ChoiceField(
        label=_("Bagaimana perasaannya sekarang tentang masalah ini?"),
        choices=[*Feeling.choices, (UNSAID, _("Tidak ditanya, atau memilih tidak menjawab"))],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Tanyakan dengan lembut. Ia boleh tidak menjawab."),
    )
    note = text_field(4_900, label=_("Catatan penutup (boleh kosong)"), required=False)
    leave_referrals = forms.BooleanField(
        label=_("Tetap tutup; rujukan yang belum selesai dibiarkan berjalan"), required=False
    )

    def __init__(self, *args, running: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not running:
            del self.fields["leave_referrals"]

    def clean_feeling(self) -> str:
        """Empty where she did not say: a word for it lets what was ticked be taken back."""
        feeling = self.cleaned_data["feeling"]
        return "" if feeling == UNSAID else feeling

    def clean(self) -> dict:
        told = super().clean()
        if told.get("outcome") != Outcome.DUPLICATE:
            return told | {"duplicate_of": ""}
        if not told.get("duplicate_of") and "duplicate_of" not in self.errors:
            self.add_error("duplicate_of", _("Tulis nomor kasus yang lain. Contoh: K7Q2-M9XD."))
        return told


class ReopenForm(forms.Form):
    reason = text_field(
        5_000, label=_("Mengapa dibuka lagi?"), error_messages={"required": _("Tulis alasannya dulu.")}
    )


class AnswerForm(forms.Form):
    text = text_field(
        5_000, label=_("Jawaban Ibu/Bapak"), error_messages={"required": _("Tulis jawabannya dulu.")}
    )


class HideForm(forms.Form):
    """``people`` and ``heirs`` are accounts: from whom to hide, and who can take the case over when that
    is its ``assignee`` (a key), for whom alone the second question is asked.
    """

    user = forms.TypedChoiceField(
        label=_("Sembunyikan dari siapa?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih orangnya.")},
    )
    assign_to = forms.TypedChoiceField(
        label=_("Siapa yang mendampingi sesudah ini?"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args, people, heirs, assignee: int, as_list: bool = False, **kwargs):
        """``as_list``: one box instead of a row of buttons, where the form is one of several."""
        super().__init__(*args, **kwargs)
        if as_list:
            self.fields["user"].widget = forms.Select()
        self.assignee = assignee
        first = [("", _("Pilih…"))] if as_list else []
        self.fields["user"].choices = first + [(person.pk, _with_duty(person)) for person in people]
        self.fields["assign_to"].choices = [("", _("Pilih…")), *((one.pk, str(one)) for one in heirs)]

    def clean(self) -> dict:
        told = super().clean()
        return told if told.get("user") == self.assignee else told | {"assign_to": None}


def _with_duty(person) -> str:
    return str(person) if person.is_member else _("%(name)s (petugas program)") % {"name": person}
