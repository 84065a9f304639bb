"""User x role x place, dated. A user holds any number of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from villages.models import Village

from ..querysets import AssignmentQuerySet
from ..roles import Role
from .group import Group
from .organisation import Organisation


def _place(**filled: bool) -> Q:
    """Exactly the named places are filled."""
    return Q(**{f"{place}__isnull": not there for place, there in filled.items()})


class Assignment(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("akun"), related_name="assignments"
    )
    role = models.CharField(_("peran"), max_length=20, choices=Role)
    group = models.ForeignKey(
        Group, models.PROTECT, verbose_name=_("kelompok"), related_name="assignments", null=True, blank=True
    )
    village = models.ForeignKey(
        Village, models.PROTECT, verbose_name=_("desa/kelurahan"), related_name="+", null=True, blank=True
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("lembaga"),
        related_name="assignments",
        null=True,
        blank=True,
    )
    starts_on = models.DateField(_("mulai"), default=timezone.localdate)
    ends_on = models.DateField(_("hari terakhir"), null=True, blank=True)
    # No role holds this by itself: an administrator grants it to one officer, and takes it back.
    exports_identity = models.BooleanField(
        _("boleh mengambil identitas"),
        default=False,
        help_text=_(
            "Petugas ini boleh mengambil nama dan nomor orang ke dalam berkas, "
            "hanya dari kasus yang terbuka baginya."
        ),
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("penugasan")
        verbose_name_plural = _("penugasan")
        ordering = ["-starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="assignment_role_fits_its_place",
                condition=(
                    Q(role=Role.VOLUNTEER) & _place(group=True, village=False, organisation=False)
                    | Q(role=Role.SECRETARY) & _place(group=False, village=True, organisation=False)
                    | Q(role=Role.OFFICER) & _place(group=False, village=False, organisation=True)
                    | Q(role=Role.ADMINISTRATOR) & _place(group=False, village=False, organisation=False)
                ),
                violation_error_message=_(
                    "Relawan memerlukan kelompok, sekretaris desa memerlukan desa, "
                    "petugas memerlukan lembaga."
                ),
            ),
            models.CheckConstraint(
                name="assignment_identity_for_officers",
                condition=Q(exports_identity=False) | Q(role=Role.OFFICER),
                violation_error_message=_("Hanya petugas program yang boleh mengambil identitas."),
            ),
            models.CheckConstraint(
                name="assignment_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("Hari terakhir lebih awal daripada mulai."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()

    @property
    def place(self):
        """The group, village or organisation it holds for; None means everywhere."""
        return self.group or self.village or self.organisation
