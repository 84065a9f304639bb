"""Filters of the officer's lists; each choice is a plain condition, so that it is answered from an index."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Group, User
from villages.names import shortened

from .. import enums, personal_rights, supervision
from ..directory import ReferralState, ReminderKind
from ..models import Complaint
from ..needs import NeedCategory

YES = "ya"


class ListFilter(admin.SimpleListFilter):
    """``field`` equals the chosen value of ``options``."""

    field = ""
    options: list = []

    def lookups(self, request, model_admin):
        return self.options

    def queryset(self, request, queryset):
        return queryset.filter(**{self.field: self.value()}) if self.value() else queryset


class OfferedFilter(ListFilter):
    """The same with choices that are looked up: what is not offered finds nothing."""

    def queryset(self, request, queryset):
        known = {value for value, _name in self.lookup_choices}
        return super().queryset(request, queryset) if self.value() in {None, *known} else queryset.none()


class KindFilter(ListFilter):
    title, parameter_name, field = _("jenis"), "jenis", "kind"
    options = enums.Kind.choices


class StageFilter(ListFilter):
    title, parameter_name, field = _("tahap"), "tahap", "stage"
    options = [("terbuka", _("Masih berjalan")), *enums.Stage.choices]

    def queryset(self, request, queryset):
        return queryset.open() if self.value() == "terbuka" else super().queryset(request, queryset)


class CategoryFilter(ListFilter):
    title, parameter_name, field = _("bentuk atau kebutuhan"), "rincian", "category"
    options = [*enums.ViolenceForm.choices, *NeedCategory.choices]


class UrgencyFilter(ListFilter):
    title, parameter_name, field = _("kedaruratan"), "kedaruratan", "urgency"
    options = [("segera", _("Darurat atau mendesak")), *enums.Urgency.choices]

    def queryset(self, request, queryset):
        return queryset.pressing() if self.value() == "segera" else super().queryset(request, queryset)


def accompanied(request) -> list[tuple]:
    """(key, name, code of the regency, its name) of the officer's groups, read once for a request."""
    if not hasattr(request, "accompanied_groups"):
        regency = "village__district__regency"
        groups = Group.objects.filter(request.user.scope.accompanied())
        told = groups.values_list("pk", "name", regency, f"{regency}__name")
        request.accompanied_groups = list(told)
    return request.accompanied_groups


class GroupFilter(OfferedFilter):
    """The groups within the officer's reach, no others."""

    title, parameter_name, field = _("kelompok"), "kelompok", "group"

    def lookups(self, request, model_admin):
        return [(str(pk), name) for pk, name, *_regency in accompanied(request)]


class RegencyFilter(admin.SimpleListFilter):
    """By where the group stands, not the person; offered where the officer's groups stand in several."""

    title, parameter_name = _("kabupaten/kota"), "kabupaten"

    def lookups(self, request, model_admin):
        regencies = {code: shortened(name) for _pk, _name, code, name in accompanied(request)}
        return sorted(regencies.items())

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(group__in=Group.objects.filter(village__district__regency=self.value()))


class VolunteerFilter(admin.SimpleListFilter):
    """Of one volunteer: set by a link from the load of all; too many for a list of their own."""

    title, parameter_name = _("pendamping"), "pendamping"

    def lookups(self, request, model_admin):
        return [(str(self._key()), self._name(request.user))] if self.value() else []

    def _name(self, user) -> str:
        """No name that the cases within reach would not tell as well."""
        own = Complaint.objects.reviewed_by(user).filter(assigned_to=self._key()).order_by()
        found = User.objects.filter(pk__in=own.values("assigned_to")[:1]).first()
        return str(found or "–")

    def _key(self) -> int:
        value = self.value()
        key = int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0
        return key if str(key) == value else 0

    def queryset(self, request, queryset):
        return queryset.filter(assigned_to=self._key()) if self.value() else queryset


class YesFilter(admin.SimpleListFilter):
    """One condition, or no filter."""

    def lookups(self, request, model_admin):
        return [(YES, self.answer)]

    def queryset(self, request, queryset):
        return self.narrow(queryset) if self.value() == YES else queryset


class ReviewFilter(admin.SimpleListFilter):
    title, parameter_name = _("tinjauan"), "tinjauan"

    def lookups(self, request, model_admin):
        return [("belum", _("Belum ditinjau")), ("sudah", _("Sudah ditinjau"))]

    def queryset(self, request, queryset):
        if self.value() == "belum":
            return queryset.awaiting_review()
        return queryset.filter(reviewed_at__isnull=False) if self.value() == "sudah" else queryset


class FlagFilter(YesFilter):
    title, parameter_name, answer = _("tanda"), "tanda", _("Ditandai")

    def narrow(self, queryset):
        return queryset.flagged()


class QuestionFilter(admin.SimpleListFilter):
    """What was asked of the volunteer: still open, or answered lately enough to be read now."""

    title, parameter_name = _("pertanyaan"), "pertanyaan"

    def lookups(self, request, model_admin):
        lately = _("Dijawab %(days)d hari terakhir") % {"days": supervision.LATELY.days}
        return [("menunggu", _("Belum dijawab relawan")), ("dijawab", lately)]

    def queryset(self, request, queryset):
        if self.value() == "menunggu":
            return queryset.asked()
        since = timezone.now() - supervision.LATELY
        return queryset.answered_since(since) if self.value() == "dijawab" else queryset


class OverdueFilter(YesFilter):
    title, parameter_name, answer = _("rujukan"), "terlambat", _("Jawaban terlambat")

    def narrow(self, queryset):
        return queryset.unanswered()


class StaleFilter(YesFilter):
    title, parameter_name = _("kegiatan"), "diam"

    @property
    def answer(self) -> str:
        return _("Tidak ada catatan %(days)d hari") % {"days": supervision.STALE_AFTER.days}

    def narrow(self, queryset):
        return queryset.stale(timezone.now() - supervision.STALE_AFTER)


class NewFilter(YesFilter):
    title, parameter_name = _("masuk"), "baru"

    @property
    def answer(self) -> str:
        return _("%(days)d hari terakhir") % {"days": supervision.NEW_FOR.days}

    def narrow(self, queryset):
        return queryset.received_since(timezone.now() - supervision.NEW_FOR)


class MissedFilter(YesFilter):
    title, parameter_name, answer = _("janji"), "lewat", _("Sudah lewat")

    def narrow(self, queryset):
        return queryset.missed()


class ClosingFilter(admin.SimpleListFilter):
    """Of kind A, whose closing an officer approves."""

    title, parameter_name = _("penutupan"), "penutupan"

    def lookups(self, request, model_admin):
        return [("menunggu", _("Menunggu persetujuan")), ("disetujui", _("Disetujui"))]

    def queryset(self, request, queryset):
        if self.value() == "menunggu":
            return queryset.closing_waits()
        return queryset.filter(closing_approved_at__isnull=False) if self.value() == "disetujui" else queryset


class SameFilter(YesFilter):
    """Of two that may be one, the newer: the officer tells whether, or merges them."""

    title, parameter_name, answer = _("kembaran"), "kembaran", _("Mungkin sama dengan kasus lain")

    def queryset(self, request, queryset):
        return queryset.hinted_to(request.user) if self.value() == YES else queryset


class ReferralStateFilter(ListFilter):
    title, parameter_name, field = _("keadaan"), "keadaan", "state"
    options = ReferralState.choices


class ReferralLateFilter(YesFilter):
    title, parameter_name, answer = _("batas jawaban"), "terlambat", _("Terlambat")

    def narrow(self, queryset):
        return queryset.late()


class ReferralChasedFilter(ListFilter):
    """Late, and how far the timer has come with it."""

    title, parameter_name = _("pengingat"), "pengingat"
    options = [
        (ReminderKind.ESCALATED.value, _("Diteruskan ke petugas")),
        (ReminderKind.COMPLAIN.value, _("Boleh diadukan")),
    ]

    def queryset(self, request, queryset):
        known = {value for value, _label in self.options}
        return queryset.reminded(self.value()) if self.value() in known else queryset


class ReferralGroupFilter(GroupFilter):
    field = "complaint__group"


class RightsLateFilter(YesFilter):
    title, parameter_name, answer = _("batas"), "terlambat", _("Terlambat")

    def narrow(self, queryset):
        return queryset.late()


class RightsStateFilter(ListFilter):
    title, parameter_name, field = _("keadaan"), "keadaan", "state"
    options = personal_rights.RightsState.choices


class RightsKindFilter(ListFilter):
    title, parameter_name, field = _("yang diminta"), "hak", "kind"
    options = personal_rights.RightsKind.choices
