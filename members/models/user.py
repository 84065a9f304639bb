"""The account with which someone logs in; what she may do stands in her assignments."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from safeguards import audit

from .. import scoping, standing
from ..querysets import UserQuerySet
from ..roles import GRANTED, PERMISSIONS, Role

SESSION_SALT = "members.User.session"


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username: str, password: str | None = None, **fields) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields) -> "User":
        """`manage.py createsuperuser`: an account with the role of administrator, nothing above it."""
        role = Role.ADMINISTRATOR
        with transaction.atomic(using=self._db):
            user = self.create_user(username, password, **fields)
            user.assignments.create(role=role, starts_on=timezone.localdate())
            audit.record(action="account.created", subject=user, figures={"role": role})
        return user


class User(AbstractBaseUser):
    username = models.CharField(
        _("nama pengguna"),
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("Nama pengguna ini sudah dipakai. Pilih yang lain.")},
    )
    full_name = models.CharField(_("nama lengkap"), max_length=120)
    phone = PhoneNumberField(
        _("nomor HP"),
        unique=True,
        null=True,
        blank=True,
        error_messages={"unique": _("Nomor ini sudah dipakai akun lain.")},
    )
    email = models.EmailField(_("surel"), blank=True)
    is_active = models.BooleanField(_("aktif"), default=True)
    must_change_password = models.BooleanField(_("wajib ganti kata sandi"), default=False)
    # Part of what each session is held against: one more, and all of them end at their next request.
    session_round = models.PositiveIntegerField(_("putaran sesi"), default=0, editable=False)
    date_joined = models.DateTimeField(_("dibuat"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]
    # Django's admin and some libraries ask; nobody is above the table in roles.py.
    is_superuser = False

    class Meta:
        verbose_name = _("akun")
        verbose_name_plural = _("akun")
        ordering = ["full_name", "id"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Changes with the password, as Django's own does, and with ``session_round``."""
        return salted_hmac(
            SESSION_SALT, f"{self.session_round}|{self.password}", secret=secret, algorithm="sha256"
        ).hexdigest()

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ")[0]

    @cached_property
    def posts(self) -> list[standing.Post]:
        """What her assignments of today come to, read once per request."""
        return standing.posts(self.pk, timezone.localdate())

    @cached_property
    def current_assignments(self) -> list:
        """Her assignments that hold today, for pages that show their groups."""
        return list(self.assignments.current())

    @cached_property
    def newest_invitation(self):
        """The one that may be open, or None; all earlier ones are over."""
        return self.invitations.select_related("made_by").first()

    @cached_property
    def permissions(self) -> frozenset[str]:
        if not self.is_active:
            return frozenset()
        granted = GRANTED if any(row.exports_identity for row in self.posts) else frozenset()
        return granted.union(*(PERMISSIONS[row.role] for row in self.posts))

    @cached_property
    def scope(self) -> scoping.Scope:
        """Where she stands today, read once per request."""
        return scoping.read(self)

    @property
    def is_staff(self) -> bool:
        return "admin.enter" in self.permissions

    def has_perm(self, permission: str, obj=None) -> bool:
        return permission in self.permissions

    def has_perms(self, permissions, obj=None) -> bool:
        return all(self.has_perm(permission, obj) for permission in permissions)

    def has_module_perms(self, app_label: str) -> bool:
        return any(permission.startswith(f"{app_label}.") for permission in self.permissions)
