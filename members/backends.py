"""Login by user name or by phone number, and what the throttle keeps of either."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from phonenumber_field.phonenumber import PhoneNumber, to_python

from safeguards.crypto import digest

from .models import User


def find(name: str) -> User | None:
    """The account of a user name (case-sensitive) or of a phone number in any spelling."""
    user = User.objects.filter(username=name).first()
    if user is not None:
        return user
    phone = _phone(name)
    return User.objects.filter(phone=phone).first() if phone else None


def _phone(name: str) -> str:
    """E.164 of a phone number in any spelling; "" for what is none."""
    phone = to_python(name)
    return phone.as_e164 if isinstance(phone, PhoneNumber) and phone.is_valid() else ""


class NameOrPhoneBackend(BaseBackend):
    def authenticate(self, request, username: str | None = None, password: str | None = None):
        if not username or not password:
            return None
        user = find(username.strip())
        if user is None:
            User().set_password(password)  # the same work for an unknown name as for a known one
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()


def throttle_name(request, credentials: dict | None = None) -> str:
    """A keyed digest of the name typed: attempts are counted, names are not kept.

    One number is one name however it is spelt, or each spelling would have tries of its own.
    """
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    typed = typed.strip()
    return digest("login", _phone(typed) or typed.casefold()).hex()


def client_address(request) -> str | None:
    """Where a try comes from: past PROXY_COUNT proxies, each of which adds its visitor's address at the end
    of X-Forwarded-For. What stands further left anybody may have written.
    """
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if settings.PROXY_COUNT else []
    told = hops[-settings.PROXY_COUNT :][0] if hops else request.META.get("REMOTE_ADDR", "")
    return _network(told.strip())


def _network(text: str) -> str | None:
    """An address; of IPv6 its network, since one home has 2^64 of them; None for what is none."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return str(address) if address.version == 4 else str(ip_network((address, 64), strict=False)[0])
