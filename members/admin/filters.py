"""Filters of the lists, each a plain condition."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Assignment
from ..models.group import SK_NOTICE
from ..roles import Role


class DecreeFilter(admin.SimpleListFilter):
    title, parameter_name = _("SK"), "sk"

    def lookups(self, request, model_admin):
        return [
            ("lapsed", _("Sudah berakhir")),
            ("soon", _("Berakhir dalam 90 hari")),
            ("none", _("Belum dicatat")),
        ]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        conditions = {
            "lapsed": Q(sk_ends_on__lt=today),
            "soon": Q(sk_ends_on__gte=today, sk_ends_on__lte=today + SK_NOTICE),
            "none": Q(sk_number=""),
        }
        return queryset.filter(conditions.get(self.value(), Q()))


class CurrentFilter(admin.SimpleListFilter):
    """Without a choice only those who are here now; the others on demand."""

    title, parameter_name = _("masih aktif"), "aktif"

    def lookups(self, request, model_admin):
        return [("bekas", _("Sudah berhenti")), ("semua", _("Semua"))]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [{**first, "display": _("Ya")}, *others]

    def queryset(self, request, queryset):
        current = queryset.current()
        if self.value() == "semua":
            return queryset
        return queryset.exclude(pk__in=current.values("pk")) if self.value() == "bekas" else current


class ActiveGroupFilter(CurrentFilter):
    def queryset(self, request, queryset):
        active = queryset.active()
        if self.value() == "semua":
            return queryset
        return queryset.exclude(pk__in=active.values("pk")) if self.value() == "bekas" else active


class RoleFilter(admin.SimpleListFilter):
    """Accounts that hold the role today."""

    title, parameter_name = _("peran"), "peran"

    def lookups(self, request, model_admin):
        return Role.choices

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        held = Assignment.objects.current().filter(user=OuterRef("pk"), role=self.value())
        return queryset.filter(Exists(held))
