"""A login on one device: what Django keeps of a session, and since when and from where it is used."""

from datetime import timedelta

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..enums import Browser, System

IDLE_AFTER = timedelta(minutes=20)
SEEN_EVERY = timedelta(minutes=1)
MOST_WRONG_PINS = 5


class SessionQuerySet(models.QuerySet):
    def lasting(self):
        """Within their twelve hours; idle ones among them."""
        return self.filter(expire_date__gt=timezone.now())

    def in_use(self):
        return self.lasting().filter(seen_at__gt=timezone.now() - IDLE_AFTER)


class Session(AbstractBaseSession):
    """Written by members.session_store and members.services.sessions alone.

    ``session_key`` is a digest of what the browser holds: whoever reads this table gets into no session.
    """

    user = models.ForeignKey(
        "members.User", models.CASCADE, null=True, related_name="sessions", verbose_name=gettext_lazy("akun")
    )
    began_at = models.DateTimeField(gettext_lazy("masuk"), default=timezone.now)
    seen_at = models.DateTimeField(gettext_lazy("terakhir dipakai"), default=timezone.now)
    browser = models.CharField(
        gettext_lazy("peramban"), max_length=20, choices=Browser.choices, default=Browser.OTHER
    )
    system = models.CharField(
        gettext_lazy("jenis perangkat"), max_length=20, choices=System.choices, default=System.OTHER
    )
    wrong_pins = models.PositiveSmallIntegerField(gettext_lazy("PIN keliru"), default=0)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("sesi")
        verbose_name_plural = gettext_lazy("sesi")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(browser__in=Browser.values), name="session_browser_is_listed"
            ),
            models.CheckConstraint(
                condition=models.Q(system__in=System.values), name="session_system_is_listed"
            ),
            models.CheckConstraint(
                condition=models.Q(wrong_pins__lte=MOST_WRONG_PINS), name="session_takes_five_wrong_pins"
            ),
        ]

    @property
    def is_idle(self) -> bool:
        return self.user_id is not None and timezone.now() - self.seen_at >= IDLE_AFTER

    @property
    def has_pin(self) -> bool:
        """Whether there may be a phone on which it opens with a PIN."""
        return self.user.pins.exists()

    @property
    def device(self) -> str:
        """ "Chrome di HP Android"."""
        words = {"browser": self.get_browser_display(), "system": self.get_system_display()}
        return _("%(browser)s di %(system)s") % words
