"""A person in a group: position, division, and what she chose to say of herself."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from safeguards.fields import SealedJSONField
from safeguards.models import DataKey

from ..enums import Division, Inclusion, Position, PublicPost, Sex
from ..querysets import MemberQuerySet
from .group import Group


class Member(models.Model):
    group = models.ForeignKey(Group, models.PROTECT, verbose_name=_("kelompok"), related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("akun"),
        related_name="memberships",
        null=True,
        blank=True,
    )
    full_name = models.CharField(_("nama lengkap"), max_length=120)
    sex = models.CharField(_("jenis kelamin"), max_length=10, choices=Sex)
    phone = PhoneNumberField(_("nomor HP"), null=True, blank=True)
    position = models.CharField(_("jabatan"), max_length=20, choices=Position, default=Position.MEMBER)
    division = models.CharField(_("divisi"), max_length=20, choices=Division, blank=True)
    joined_on = models.DateField(_("bergabung"), null=True, blank=True)
    left_on = models.DateField(_("berhenti"), null=True, blank=True)
    public_post = models.CharField(
        _("jabatan di pemerintahan desa"), max_length=20, choices=PublicPost, blank=True
    )
    public_post_from = models.DateField(_("menjabat sejak"), null=True, blank=True)
    public_post_until = models.DateField(_("menjabat sampai"), null=True, blank=True)
    data_key = models.OneToOneField(
        DataKey, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    # Values of enums.Inclusion, self-declared and optional: sealed, because a list of names with
    # "transgender" beside one of them is an outing. Counted by members.inclusion, nowhere else.
    inclusion = SealedJSONField(_("keterangan inklusi"), default=list, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("anggota")
        verbose_name_plural = _("anggota")
        ordering = ["full_name", "id"]
        constraints = [
            models.CheckConstraint(name="member_sex_is_listed", condition=Q(sex__in=Sex.values)),
            models.CheckConstraint(
                name="member_position_is_listed", condition=Q(position__in=Position.values)
            ),
            models.CheckConstraint(
                name="member_division_is_listed", condition=Q(division__in=["", *Division.values])
            ),
            models.CheckConstraint(
                name="member_post_is_listed", condition=Q(public_post__in=["", *PublicPost.values])
            ),
            models.CheckConstraint(
                name="member_coordinator_has_a_division",
                condition=~Q(position=Position.COORDINATOR) | ~Q(division=""),
                violation_error_message=_("Koordinator divisi memerlukan divisi. Pilih divisinya."),
            ),
            models.CheckConstraint(
                name="member_leaves_after_joining",
                condition=Q(left_on__isnull=True)
                | Q(joined_on__isnull=True)
                | Q(left_on__gte=F("joined_on")),
                violation_error_message=_("Tanggal berhenti lebih awal daripada tanggal bergabung."),
            ),
            models.CheckConstraint(
                name="member_post_dates_need_a_post",
                condition=~Q(public_post="")
                | Q(public_post_from__isnull=True, public_post_until__isnull=True),
                violation_error_message=_("Pilih jabatannya, atau kosongkan tanggal menjabat."),
            ),
            models.CheckConstraint(
                name="member_post_ends_after_it_begins",
                condition=Q(public_post_from__isnull=True)
                | Q(public_post_until__isnull=True)
                | Q(public_post_until__gte=F("public_post_from")),
                violation_error_message=_("Akhir jabatan lebih awal daripada mulainya."),
            ),
            models.UniqueConstraint(
                fields=["group", "user"],
                condition=Q(left_on__isnull=True, user__isnull=False),
                name="member_account_once_in_a_group",
                violation_error_message=_("Akun ini sudah tercatat di kelompok ini."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def tell_inclusion(self, values: list[str]) -> None:
        """What she says of herself, under a key of her own made when first needed. Saves no member."""
        if values and self.data_key is None:
            self.data_key = DataKey.objects.make()
        self.inclusion = [value for value in Inclusion.values if value in values]
