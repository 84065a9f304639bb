"""An activity of a group: what, when, and how many came. Nobody who came is named."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models.base import Worded, listed
from members.enums import Division
from members.models import Group
from safeguards.fields import SealedBytesField, SealedTextField
from safeguards.identifiers import time_ordered_uuid
from safeguards.models import DataKey

from ..activity_kinds import COUNTS, ActivityKind
from ..querysets import ActivityQuerySet

USER = settings.AUTH_USER_MODEL
ALL = F("women") + F("men")
WRITTEN = ("kind", "division", "title", "held_on", *COUNTS)  # what its form asks for


def _count(label, **kwargs) -> models.IntegerField:
    return models.IntegerField(label, default=0, **kwargs)


class Activity(Worded):
    """The title is sealed although it should hold no name: one slips in, and deleting must really delete."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    submission_key = models.UUIDField(unique=True, default=time_ordered_uuid, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    data_key = models.OneToOneField(DataKey, models.PROTECT, related_name="+", editable=False)
    group = models.ForeignKey(Group, models.PROTECT, verbose_name=_("kelompok"), related_name="activities")
    division = models.CharField(_("divisi"), max_length=20, choices=Division, blank=True)  # "": all of it
    kind = models.CharField(_("jenis kegiatan"), max_length=12, choices=ActivityKind)
    title = SealedTextField(_("judul"), max_length=100)
    held_on = models.DateField(_("tanggal"))
    women = _count(_("perempuan"))
    men = _count(_("laki-laki"))
    children = _count(_("anak"))
    disabled = _count(_("penyandang disabilitas"))
    elderly = _count(_("lansia"))
    recorded_by = models.ForeignKey(USER, models.PROTECT, verbose_name=_("dicatat oleh"), related_name="+")
    at = models.DateTimeField(_("dicatat"), default=timezone.now, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("kegiatan kelompok")
        verbose_name_plural = _("kegiatan kelompok")
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["group", "-held_on", "-id"], name="activity_of_a_group")]
        constraints = [
            listed("activity_kind_is_listed", "kind", ActivityKind),
            listed("activity_division_is_listed", "division", Division, blank=True),
            models.CheckConstraint(
                name="activity_attendance_not_negative",
                condition=Q(**{f"{name}__gte": 0 for name in COUNTS}),
            ),
            models.CheckConstraint(  # nobody is both
                name="activity_children_and_elderly_within_all",
                condition=Q(children__lte=ALL - F("elderly")),
            ),
            models.CheckConstraint(name="activity_disabled_within_all", condition=Q(disabled__lte=ALL)),
        ]

    def get_absolute_url(self) -> str:
        return reverse("planning:activity", args=[self.pk])

    @property
    def attendance(self) -> int:
        return self.women + self.men


class ActivityPhoto(models.Model):
    """One picture, drawn anew without what phones hide in it, under a key of its own: taken away, it is gone
    from every backup too. The file as it came is not kept; nothing here has to be proved.
    """

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    activity = models.OneToOneField(Activity, models.CASCADE, related_name="photo")
    data_key = models.OneToOneField(DataKey, models.PROTECT, related_name="+", editable=False)
    content = SealedBytesField(_("foto"))
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("foto kegiatan")
        verbose_name_plural = _("foto kegiatan")
