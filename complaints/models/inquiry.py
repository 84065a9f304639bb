"""Someone only asked: the kind of need, the sex, the answer. No person is kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Group
from safeguards.fields import SealedTextField
from safeguards.identifiers import time_ordered_uuid
from safeguards.models import DataKey
from villages.models import Regency, Village

from .. import enums
from ..needs import NeedCategory
from ..querysets import InquiryQuerySet
from .base import listed


class Inquiry(models.Model):
    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    submission_key = models.UUIDField(unique=True, default=time_ordered_uuid, editable=False)
    data_key = models.OneToOneField(DataKey, models.PROTECT, related_name="+", editable=False)
    kind = models.CharField(_("jenis"), max_length=10, choices=enums.Kind)
    category = models.CharField(_("kebutuhan"), max_length=20, choices=NeedCategory, blank=True)
    sex = models.CharField(_("jenis kelamin"), max_length=10, choices=enums.Sex, blank=True)
    answer = SealedTextField(_("yang disampaikan"), max_length=5_000, blank=True)
    group = models.ForeignKey(Group, models.PROTECT, verbose_name=_("kelompok"), related_name="inquiries")
    village = models.ForeignKey(Village, models.PROTECT, verbose_name=_("desa/kelurahan"), related_name="+")
    regency = models.ForeignKey(Regency, models.PROTECT, related_name="+", editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_at = models.DateTimeField(_("diterima"), default=timezone.now)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("pertanyaan warga")
        verbose_name_plural = _("pertanyaan warga")
        ordering = ["-received_at", "-id"]
        indexes = [
            models.Index(fields=["village", "received_at"], name="inquiry_counted_village"),
            models.Index(fields=["regency", "received_at"], name="inquiry_counted_regency"),
        ]
        constraints = [
            listed("inquiry_kind_is_listed", "kind", enums.Kind),
            listed("inquiry_category_is_listed", "category", NeedCategory, blank=True),
            listed("inquiry_sex_is_listed", "sex", enums.Sex, blank=True),
            models.CheckConstraint(
                name="inquiry_need_of_social_only", condition=Q(kind=enums.Kind.SOCIAL) | Q(category="")
            ),
        ]
