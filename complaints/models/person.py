"""A person in a role of a case: identity sealed, what is counted in the clear."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safeguards.fields import SealedJSONField
from safeguards.identifiers import time_ordered_uuid
from safeguards.models import DataKey, Digested

from .. import enums
from .base import listed
from .complaint import Complaint


class Person(Digested):
    """``identity`` holds name, phone (E.164), nik and family_card (16 digits), address; each optional."""

    DIGESTS = {"phone": "phone_digest", "nik": "nik_digest"}

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="persons")
    data_key = models.OneToOneField(DataKey, models.PROTECT, related_name="+", editable=False)
    role = models.CharField(_("peran"), max_length=10, choices=enums.PersonRole)
    identity = SealedJSONField(_("identitas"), default=dict, blank=True)
    phone_digest = models.BinaryField(max_length=32, null=True, editable=False)
    nik_digest = models.BinaryField(max_length=32, null=True, editable=False)

    sex = models.CharField(_("jenis kelamin"), max_length=10, choices=enums.Sex, blank=True)
    age_band = models.CharField(_("umur"), max_length=5, choices=enums.AgeBand, blank=True)
    education = models.CharField(_("pendidikan"), max_length=10, choices=enums.Education, blank=True)
    occupation = models.CharField(_("pekerjaan"), max_length=16, choices=enums.Occupation, blank=True)
    marital_status = models.CharField(
        _("status perkawinan"), max_length=10, choices=enums.MaritalStatus, blank=True
    )
    disabilities = models.JSONField(_("disabilitas"), default=list, blank=True)  # values of enums.Disability
    # Of the reported person to the one concerned.
    relation = models.CharField(
        _("hubungan dengan korban"), max_length=10, choices=enums.Relation, blank=True
    )

    class Meta:
        verbose_name = _("orang")
        verbose_name_plural = _("orang")
        indexes = [
            models.Index(
                fields=["phone_digest"], name="person_phone", condition=Q(phone_digest__isnull=False)
            ),
            models.Index(fields=["nik_digest"], name="person_nik", condition=Q(nik_digest__isnull=False)),
            models.Index(fields=["digest_key_id"], name="person_digest_key", condition=~Q(digest_key_id="")),
        ]
        constraints = [
            listed("person_role_is_listed", "role", enums.PersonRole),
            listed("person_sex_is_listed", "sex", enums.Sex, blank=True),
            listed("person_age_is_listed", "age_band", enums.AgeBand, blank=True),
            listed("person_education_is_listed", "education", enums.Education, blank=True),
            listed("person_occupation_is_listed", "occupation", enums.Occupation, blank=True),
            listed("person_marital_is_listed", "marital_status", enums.MaritalStatus, blank=True),
            listed("person_relation_is_listed", "relation", enums.Relation, blank=True),
            models.CheckConstraint(
                name="person_relation_of_the_reported",
                condition=Q(relation="") | Q(role=enums.PersonRole.REPORTED),
            ),
            models.CheckConstraint(
                name="person_digests_name_their_key",
                condition=Q(digest_key_id="", phone_digest__isnull=True, nik_digest__isnull=True)
                | ~Q(digest_key_id="") & (Q(phone_digest__isnull=False) | Q(nik_digest__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(role=enums.PersonRole.CONCERNED),
                name="person_concerned_once",
            ),
        ]

    def told(self, purpose: str) -> str:
        return self.identity.get(purpose, "")

    @property
    def name(self) -> str:
        return self.identity.get("name", "")

    @property
    def phone(self) -> str:
        return self.identity.get("phone", "")

    @property
    def is_child(self) -> bool:
        return self.age_band in enums.CHILD_BANDS
