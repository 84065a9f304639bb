"""Login by user name or by phone number, and what the throttle keeps of either."""

from django.contrib.auth.backends import BaseBackend
from phonenumber_field.phonenumber import PhoneNumber, to_python

from safeguards.crypto import digest

from .models import User


def find(name: str) -> User | None:
    """The account of a user name (case-sensitive) or of a phone number in any spelling."""
    user = User.objects.filter(username=name).first()
    if user is not None:
        return user
    phone = to_python(name)
    if not isinstance(phone, PhoneNumber) or not phone.is_valid():
        return None
    return User.objects.filter(phone=phone).first()


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
    """A keyed digest of the name typed: attempts are counted, names are not kept."""
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    return digest("login", typed.strip().casefold()).hex()
