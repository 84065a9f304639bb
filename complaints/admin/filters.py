"""Filters of the officer's lists; each choice is a plain condition, so that it is answered from an index."""

from datetime import timedelta

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Group

from .. import enums
from ..directory import ReferralState
from ..needs import NeedCategory

STALE_AFTER = LATELY = timedelta(days=30)
YES = "ya"


class ListFilter(admin.SimpleListFilter):
    """``field`` equals the chosen value of ``options``."""

    field = ""
    options: list = []

    def lookups(self, request, model_admin):
        return self.options

    def queryset(self, request, queryset):
        return queryset.filter(**{self.field: self.value()}) if self.value() else queryset


class KindFilter(ListFilter):
    title, parameter_name, field = _("jenis"), "jenis", "kind"
    options = enums.Kind.choices


class StageFilter(ListFilter):
    title, parameter_name, field = _("tahap"), "tahap", "stage"
    options = enums.Stage.choices


class CategoryFilter(ListFilter):
    title, parameter_name, field = _("bentuk atau kebutuhan"), "rincian", "category"
    options = [*enums.ViolenceForm.choices, *NeedCategory.choices]


class UrgencyFilter(ListFilter):
    title, parameter_name, field = _("kedaruratan"), "kedaruratan", "urgency"
    options = enums.Urgency.choices


class GroupFilter(ListFilter):
    """The groups within the officer's reach, no others."""

    title, parameter_name, field = _("kelompok"), "kelompok", "group"

    def lookups(self, request, model_admin):
        groups = Group.objects.filter(request.user.scope.accompanied())
        return [(str(pk), name) for pk, name in groups.values_list("pk", "name")]

    def queryset(self, request, queryset):
        known = {value for value, _name in self.lookup_choices}
        return super().queryset(request, queryset) if self.value() in {None, *known} else queryset.none()


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
        return [("menunggu", _("Belum dijawab relawan")), ("dijawab", _("Dijawab 30 hari terakhir"))]

    def queryset(self, request, queryset):
        if self.value() == "menunggu":
            return queryset.asked()
        return queryset.answered_since(timezone.now() - LATELY) if self.value() == "dijawab" else queryset


class OverdueFilter(YesFilter):
    title, parameter_name, answer = _("rujukan"), "terlambat", _("Jawaban terlambat")

    def narrow(self, queryset):
        return queryset.unanswered()


class StaleFilter(YesFilter):
    title, parameter_name, answer = _("kegiatan"), "diam", _("Tidak ada catatan 30 hari")

    def narrow(self, queryset):
        return queryset.stale(timezone.now() - STALE_AFTER)


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


class ReferralGroupFilter(GroupFilter):
    field = "complaint__group"
