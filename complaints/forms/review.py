"""What an officer fills in while she reviews: a reason, a volunteer, a question, a period."""

import uuid

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from safeguards.identifiers import time_ordered_uuid

from ..enums import OpeningReason
from .fields import text_field

LONGEST = 2_000


class DeedForm(forms.Form):
    """Several stand on one page: each has ids of its own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id=f"{type(self).__name__.lower()}_%s", label_suffix="", **kwargs)


class OpeningForm(DeedForm):
    reason = forms.ChoiceField(
        label=_("Alasan membuka"),
        choices=[("", _("Pilih alasan")), *OpeningReason.choices],
        error_messages={"required": _("Pilih dulu alasannya.")},
    )
    text = text_field(
        LONGEST,
        label=_("Keterangan"),
        required=False,
        help_text=_("Wajib bila alasannya lain. Ikut disegel."),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("reason") == OpeningReason.OTHER and not cleaned.get("text", "").strip():
            self.add_error("text", _("Tulis alasannya dulu."))
        return cleaned


class VolunteerChoice(forms.ModelChoiceField):
    """A volunteer by name; who holds a public post says so, for naming one is a decision."""

    def label_from_instance(self, user) -> str:
        posts = [seat.get_public_post_display() for seat in user.memberships.all() if seat.public_post]
        return f"{user} ({', '.join(posts)})" if posts else str(user)


class AssignForm(DeedForm):
    """``volunteers``: the queryset to choose from."""

    to = VolunteerChoice(
        label=_("Relawan"),
        queryset=None,
        empty_label=_("Pilih relawan"),
        error_messages={"required": _("Pilih dulu relawannya.")},
    )

    def __init__(self, *args, volunteers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = volunteers.prefetch_related("memberships")


class KeyedForm(DeedForm):
    """``kiriman`` tells a resend from a second one (components/form_guard.html)."""

    kiriman = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean_kiriman(self) -> uuid.UUID:
        return self.cleaned_data["kiriman"] or time_ordered_uuid()


class QuestionForm(KeyedForm):
    text = text_field(
        LONGEST,
        label=_("Pertanyaan untuk relawan"),
        help_text=_("Tanpa nama dan nomor. Muncul di beranda relawan; isinya disegel."),
        error_messages={"required": _("Tulis dulu pertanyaannya.")},
    )


class FlagForm(KeyedForm):
    text = text_field(
        LONGEST,
        label=_("Mengapa ditandai?"),
        help_text=_("Tanpa nama dan nomor. Isinya disegel."),
        error_messages={"required": _("Tulis dulu alasannya.")},
    )


class UnlinkForm(DeedForm):
    """Whose answer link is revoked; ``referrals`` are those of the case."""

    referral = forms.ModelChoiceField(queryset=None)

    def __init__(self, *args, referrals, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["referral"].queryset = referrals.select_related("complaint")


class ResolveForm(DeedForm):
    text = text_field(
        LONGEST,
        label=_("Bagaimana diselesaikan?"),
        help_text=_("Tanpa nama dan nomor. Berlaku untuk semua tanda kasus ini; isinya disegel."),
        error_messages={"required": _("Tulis dulu bagaimana ini diselesaikan. Satu kalimat cukup.")},
    )


class ApproveForm(DeedForm):
    """The seal stays closed, so she says that she has looked at what lies open."""

    seen = forms.BooleanField(
        label=_("Hasil, rujukan, dan tindak lanjutnya sudah saya lihat"),
        error_messages={"required": _("Lihat dulu hasil, rujukan, dan tindak lanjutnya, lalu centang.")},
    )


class ReturnForm(KeyedForm):
    text = text_field(
        LONGEST - 100,  # a few words are put before it
        label=_("Apa yang masih perlu?"),
        help_text=_("Tanpa nama dan nomor. Kasus terbuka lagi; ini muncul di beranda relawan dan disegel."),
        error_messages={"required": _("Tulis dulu apa yang masih perlu dilakukan.")},
    )


class GroupChoice(forms.ModelChoiceField):
    def label_from_instance(self, group) -> str:
        return f"{group}, {group.village.full_name} ({group.partner})"


class OfferForm(KeyedForm):
    """``groups``: to which the case can be offered."""

    to_group = GroupChoice(
        label=_("Kelompok penerima"),
        queryset=None,
        empty_label=_("Pilih kelompok"),
        error_messages={"required": _("Pilih kelompok penerimanya.")},
    )
    reason = text_field(
        LONGEST,
        label=_("Alasan dan pesan"),
        help_text=_("Tanpa nama dan nomor. Isinya disegel."),
        error_messages={"required": _("Tulis alasannya dulu.")},
    )
    agreed = forms.BooleanField(
        label=_("Orangnya (atau walinya) setuju"),
        error_messages={"required": _("Kasus berpindah hanya bila orangnya setuju.")},
    )

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_group"].queryset = groups


class ShowAgainForm(DeedForm):
    """``hidden``: accounts from whom the case is hidden."""

    user = forms.ModelChoiceField(queryset=None)

    def __init__(self, *args, hidden, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = hidden


class PeriodForm(DeedForm):
    """A year and two months of it, this year so far by default."""

    year = forms.TypedChoiceField(label=_("Tahun"), coerce=int)
    first = forms.TypedChoiceField(label=_("Dari bulan"), coerce=int, choices=list(MONTHS.items()))
    last = forms.TypedChoiceField(label=_("Sampai bulan"), coerce=int, choices=list(MONTHS.items()))

    def __init__(self, *args, **kwargs):
        today = timezone.localdate()
        kwargs.setdefault("initial", {"year": today.year, "first": 1, "last": today.month})
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in range(today.year, today.year - 10, -1)]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("first", 0) > cleaned.get("last", 12):
            self.add_error("last", _("Bulan terakhir lebih awal daripada bulan pertama."))
        return cleaned
