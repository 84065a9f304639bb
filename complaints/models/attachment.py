"""A photo or PDF of a case. The bytes lie encrypted in storage under names that say nothing."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeguards.fields import SealedTextField

from .. import enums
from .base import CaseRow, listed
from .complaint import Complaint

USER = settings.AUTH_USER_MODEL


class Attachment(CaseRow):
    """``original`` and ``shown`` are names in storage: the file as it came, kept as evidence, and the copy
    without its hidden data that is shown; both sealed under the case's key. Sizes are bytes before sealing.
    """

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="attachments")
    kind = models.CharField(_("jenis berkas"), max_length=8, choices=enums.FileKind)
    name = SealedTextField(_("nama berkas"), max_length=120)
    about = SealedTextField(_("keterangan"), max_length=500, blank=True)
    original = models.CharField(max_length=60, unique=True, editable=False)
    shown = models.CharField(max_length=60, unique=True, editable=False)
    size = models.PositiveIntegerField(_("besar"), editable=False)
    pages = models.PositiveSmallIntegerField(_("halaman"), default=1, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    removed_by = models.ForeignKey(
        USER, models.PROTECT, related_name="+", null=True, blank=True, db_index=False, editable=False
    )

    class Meta:
        verbose_name = _("lampiran")
        verbose_name_plural = _("lampiran")
        ordering = ["at", "id"]
        constraints = [
            listed("attachment_kind_is_listed", "kind", enums.FileKind),
            models.CheckConstraint(  # by nobody: its case was destroyed
                name="attachment_removed_wholly_or_not",
                condition=Q(removed_by__isnull=True) | Q(removed_at__isnull=False),
            ),
            models.CheckConstraint(name="attachment_has_pages", condition=Q(pages__gte=1)),
        ]
