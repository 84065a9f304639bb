"""The guided conversation, in steps; once answered it offers the urgency that the answers propose."""

import datetime
from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import assessing
from ..assessing import NEEDS, SAFETY, Question
from ..enums import AssessmentKind, ContactHours, ContactWay, Urgency
from .fields import DayField, line_field, text_field
from .intake import CHOOSE, choice
from .steps import LIST, Step, SteppedForm

CONTACT = ("way", "hours", "note")
NOTE_LENGTH = 2_000
QUIETLY = _("Tanyakan dengan tenang, di tempat yang tidak didengar orang. Ia boleh tidak menjawab.")
LATEST = datetime.timedelta(days=3 * 365)


def _asked(questions: dict[str, Question], key: str) -> forms.Field:
    question = questions[key]
    told = {"label": question.label, "help_text": question.help_text}
    if question.choices is None:
        return text_field(NOTE_LENGTH, label=question.label, required=False, help_text=question.help_text)
    if question.several:
        return forms.MultipleChoiceField(
            choices=question.choices, required=False, widget=forms.CheckboxSelectMultiple, **told
        )
    return choice(told.pop("label"), question.choices.choices, **told)


class AssessmentForm(SteppedForm):
    """Valid answers have a ``proposal``. They are to be saved once it ``is_confirmed``: until then the
    form comes back with one step more, in which she takes the proposed urgency or another one.
    """

    kind: AssessmentKind
    result_step = Step(
        ("urgency", "override_reason"),
        title=_("Seberapa darurat?"),
        before="complaints/assess_result.html",
    )

    urgency = choice(_("Kedaruratan yang dipakai"), Urgency.choices)
    override_reason = text_field(
        NOTE_LENGTH,
        label=_("Mengapa lain dari usulan?"),
        required=False,
        help_text=_("Ibu/Bapak yang mengenalnya. Tulis singkat."),
    )
    seen = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)

    def __init__(self, *args, today: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.proposal = None
        self.is_confirmed = False

    def answers(self) -> dict:
        """As assessing.propose reads them and the database keeps them."""
        told = {name: self.cleaned_data.get(name) for name in assessing.QUESTIONS[self.kind]}
        return {
            name: value.isoformat() if isinstance(value, datetime.date) else value
            for name, value in told.items()
            if value
        }

    def contact(self) -> dict:
        """The safe way to reach her, where it is asked."""
        told = {name: self.cleaned_data.get(f"contact_{name}", "") for name in CONTACT}
        return told if "contact_way" in self.fields else {}

    def clean(self) -> dict:
        told = super().clean()
        if not set(self.errors) & set(assessing.QUESTIONS[self.kind]):
            self.proposal = assessing.propose(self.kind, self.answers(), today=self.today)
            self._offer(told)
        return told

    def _offer(self, told: dict) -> None:
        """Another proposal than the one she saw is shown first, with itself as the answer."""
        token = " ".join([self.proposal.urgency, *self.proposal.reasons])
        self.is_confirmed = told.get("seen") == token and bool(told.get("urgency"))
        self.conditions = self.conditions | {"override_reason": f"urgency!={self.proposal.urgency}"}
        if not self.is_confirmed:
            self.data = self.data.copy()
            self.data["urgency"], self.data["seen"] = self.proposal.urgency, token
        elif told["urgency"] != self.proposal.urgency and not told.get("override_reason"):
            self.add_error("override_reason", _("Tulis dulu mengapa kedaruratannya lain dari usulan."))

    def shown_steps(self) -> list[dict]:
        steps = self.steps if self.proposal is None else (*self.steps, self.result_step)
        return [self._shown(step) for step in steps]


class SafetyForm(AssessmentForm):
    """Kind A."""

    kind = AssessmentKind.SAFETY
    _ask = partial(_asked, SAFETY)
    danger_now, hurt, sexual_now = _ask("danger_now"), _ask("hurt"), _ask("sexual_now")
    weapon, threat_to_kill, choked = _ask("weapon"), _ask("threat_to_kill"), _ask("choked")
    afraid, worse, self_harm = _ask("afraid"), _ask("worse"), _ask("self_harm")
    children, pregnant = _ask("children"), _ask("pregnant")
    sleeps, knows, note = _ask("sleeps"), _ask("knows"), _ask("note")
    contact_way = choice(_("Bagaimana cara menghubunginya yang aman?"), ContactWay.choices)
    contact_hours = choice(_("Jam yang aman (boleh dikosongkan)"), ContactHours.choices)
    contact_note = line_field(200, label=_("Pesan (boleh dikosongkan)"))

    looks = dict.fromkeys((*SAFETY, "contact_way", "contact_hours", "urgency"), LIST) | {"note": "text"}
    conditions = {"contact_hours": "contact_way=whatsapp|call|visit|trusted"}
    needed = {"danger_now": CHOOSE}
    steps = (
        Step(("danger_now",), hint=QUIETLY, after="complaints/assess_danger.html"),
        Step(("hurt", "sexual_now"), title=_("Kesehatannya")),
        Step(("weapon", "threat_to_kill", "choked"), title=_("Ancaman")),
        Step(("afraid", "worse"), title=_("Akhir-akhir ini")),
        Step(("self_harm",)),
        Step(("children", "pregnant"), title=_("Anak dan kehamilan")),
        Step(("sleeps",)),
        Step(("knows",)),
        Step(("contact_way", "contact_hours", "contact_note")),
        Step(("note",), title=_("Ada yang perlu dicatat lagi?")),
    )

    def __init__(self, *args, contact: dict, **kwargs):
        """``contact`` is what the case says of it so far."""
        initial = {f"contact_{name}": contact.get(name, "") for name in CONTACT}
        super().__init__(*args, initial=initial, **kwargs)


class NeedsForm(AssessmentForm):
    """Kind B."""

    kind = AssessmentKind.NEEDS
    _ask = partial(_asked, NEEDS)
    food_today, ill_now, in_hospital = _ask("food_today"), _ask("ill_now"), _ask("in_hospital")
    has_deadline = _ask("has_deadline")
    deadline = DayField(label=NEEDS["deadline"].label, required=False, help_text=_("Perkiraan boleh."))
    papers, depends, can_go, note = _ask("papers"), _ask("depends"), _ask("can_go"), _ask("note")

    looks = dict.fromkeys((*NEEDS, "urgency"), LIST) | {"note": "text", "deadline": "text"}
    conditions = {"deadline": "has_deadline=yes"}
    needed = {"food_today": CHOOSE, "ill_now": CHOOSE, "deadline": _("Isi tanggalnya. Perkiraan boleh.")}
    steps = (
        Step(("food_today",)),
        Step(("ill_now", "in_hospital"), title=_("Kesehatan"), after="complaints/assess_ill.html"),
        Step(("has_deadline", "deadline")),
        Step(("papers",)),
        Step(("depends", "can_go"), title=_("Keluarganya")),
        Step(("note",), title=_("Ada yang perlu dicatat lagi?")),
    )

    def clean_deadline(self) -> datetime.date | None:
        day = self.cleaned_data["deadline"]
        if day and abs(day - timezone.localdate()) > LATEST:
            raise ValidationError(_("Tanggal ini terlalu jauh. Periksa tahunnya."), code="too_far")
        return day
