"""From where on figures are told, where an administrator wants it stricter than the rules."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from safeguards.disclosure import LIMITS, Limits

THE_ONE = 1


class DisclosureLimits(models.Model):
    """One row, which comes with its table. It is for what is released from now on."""

    VIOLENCE, SOCIAL, GROUPS = (10, 15, 20, 25), (5, 10), range(LIMITS.groups, 7)

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    violence = models.PositiveSmallIntegerField(
        _("kekerasan, ODGJ, dan disabilitas disebut mulai"),
        choices=[(number, number) for number in VIOLENCE],
        default=LIMITS.violence,
    )
    social = models.PositiveSmallIntegerField(
        _("kebutuhan lain disebut mulai"),
        choices=[(number, number) for number in SOCIAL],
        default=LIMITS.social,
    )
    groups = models.PositiveSmallIntegerField(
        _("kecamatan dan kabupaten/kota disebut mulai dari"),
        choices=[(number, _("%(number)s kelompok") % {"number": number}) for number in GROUPS],
        default=LIMITS.groups,
    )

    class Meta:
        verbose_name = _("batas angka")
        verbose_name_plural = _("batas angka")
        constraints = [
            models.CheckConstraint(name="limits_once", condition=Q(id=THE_ONE)),
            models.CheckConstraint(
                name="limits_violence_not_looser", condition=Q(violence__in=(10, 15, 20, 25))
            ),
            models.CheckConstraint(name="limits_social_not_looser", condition=Q(social__in=(5, 10))),
            models.CheckConstraint(name="limits_groups_not_looser", condition=Q(groups__gte=LIMITS.groups)),
        ]

    def __str__(self) -> str:
        return say("Batas yang berlaku untuk rilis berikutnya")

    @property
    def limits(self) -> Limits:
        return Limits(self.violence, self.social, self.groups)
