"""Forms about a referral that waits or has ended: reminding, complaining of the service, being content."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..enums import ConsentDecision, ConsentGiver, ConsentMethod, Satisfaction

SATISFACTION = _("Apakah orangnya puas dengan layanan ini?")


class KeyedForm(forms.Form):
    """A form that would be whole without a word of hers; its key tells that it was sent at all."""

    kiriman = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Tombolnya belum terkirim. Tekan sekali lagi."),
            "invalid": _("Tombolnya belum terkirim. Muat ulang halaman ini, lalu tekan sekali lagi."),
        },
    )


class RemindForm(KeyedForm):
    """A button alone."""


class ComplainForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Boleh layanan ini diadukan?"),
        widget=forms.RadioSelect,
        choices=[
            (ConsentDecision.GIVEN.value, _("Ya, boleh")),
            (ConsentDecision.REFUSED.value, _("Tidak")),
        ],
        error_messages={"required": _("Tanyakan dulu: boleh diadukan atau tidak? Lalu pilih jawabannya.")},
    )
    given_by = forms.ChoiceField(
        label=_("Siapa yang menjawab?"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in (ConsentGiver.PERSON, ConsentGiver.GUARDIAN)],
        error_messages={"required": _("Pilih siapa yang menjawab.")},
    )
    method = forms.ChoiceField(
        label=_("Bagaimana jawabannya?"), choices=ConsentMethod.choices, initial=ConsentMethod.SPOKEN
    )

    def __init__(self, *args, is_child: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_child = is_child
        self.fields["given_by"].initial = ConsentGiver.GUARDIAN if is_child else ConsentGiver.PERSON

    def clean_given_by(self) -> str:
        """A child's consent comes from a parent or guardian (UU 27/2022 Ps 25); a child may say no."""
        giver = self.cleaned_data["given_by"]
        agrees = self.cleaned_data.get("decision") == ConsentDecision.GIVEN
        if self.is_child and agrees and giver == ConsentGiver.PERSON:
            raise ValidationError(
                _("Untuk anak, yang menyetujui orang tua atau walinya. Tanyakan juga kemauan anaknya."),
                code="child",
            )
        return giver


def satisfaction_field(**kwargs) -> forms.ChoiceField:
    """Whoever was not asked, or would not say, leaves it empty."""
    return forms.ChoiceField(
        label=SATISFACTION,
        choices=Satisfaction.choices,
        required=False,
        widget=forms.RadioSelect,
        **kwargs,
    )


class SatisfactionForm(KeyedForm):
    satisfaction = satisfaction_field()
