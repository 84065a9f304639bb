"""What the person allowed, refused or took back: a new row each time, so that the record shows both."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeguards.fields import SealedTextField

from .. import enums
from .base import CaseRow, listed
from .complaint import Complaint
from .provider import Provider

ABOUT_A_SERVICE = [enums.ConsentPurpose.REFER, enums.ConsentPurpose.COMPLAIN]


class Consent(CaseRow):
    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="consents")
    purpose = models.CharField(_("untuk"), max_length=10, choices=enums.ConsentPurpose)
    provider = models.ForeignKey(
        Provider,
        models.PROTECT,
        verbose_name=_("layanan"),
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
    )
    decision = models.CharField(_("keputusan"), max_length=10, choices=enums.ConsentDecision)
    given_by = models.CharField(
        _("oleh"), max_length=10, choices=enums.ConsentGiver, default=enums.ConsentGiver.PERSON
    )
    method = models.CharField(
        _("cara"), max_length=12, choices=enums.ConsentMethod, default=enums.ConsentMethod.SPOKEN
    )
    # What may be told, or why it is recorded or referred without consent.
    text = SealedTextField(_("yang boleh diberitahukan atau alasan"), max_length=5_000, blank=True)
    witness = SealedTextField(_("saksi"), max_length=120, blank=True)
    at = models.DateTimeField(_("pada"), default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("persetujuan")
        verbose_name_plural = _("persetujuan")
        ordering = ["at", "id"]
        constraints = [
            listed("consent_purpose_is_listed", "purpose", enums.ConsentPurpose),
            listed("consent_decision_is_listed", "decision", enums.ConsentDecision),
            listed("consent_giver_is_listed", "given_by", enums.ConsentGiver),
            listed("consent_method_is_listed", "method", enums.ConsentMethod),
            models.CheckConstraint(
                name="consent_provider_when_referring",
                condition=Q(purpose__in=ABOUT_A_SERVICE, provider__isnull=False)
                | ~Q(purpose__in=ABOUT_A_SERVICE) & Q(provider__isnull=True),
            ),
            models.CheckConstraint(
                name="consent_by_nobody_only_for_life",
                condition=Q(decision=enums.ConsentDecision.VITAL, given_by=enums.ConsentGiver.NOBODY)
                | ~Q(decision=enums.ConsentDecision.VITAL) & ~Q(given_by=enums.ConsentGiver.NOBODY),
            ),
        ]
