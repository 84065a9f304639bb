"""What a person changes of her own account."""

from django.db import transaction

from safeguards import audit

from ..models import User
from . import sessions


def change_details(*, by: User, full_name: str, phone) -> User:
    """Her name and phone. Only names of fields are recorded, never their content."""
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=by.pk)
        wanted = {"full_name": full_name, "phone": phone or None}
        changed = [name for name, value in wanted.items() if getattr(user, name) != value]
        if not changed:
            return user
        for name in changed:
            setattr(user, name, wanted[name])
        user.save(update_fields=changed)
        audit.record(action="account.changed", by=by, subject=user, figures={"fields": changed})
    return user


def change_password(*, by: User, password: str, session: str = "") -> User:
    """A password of her own choice; every session but the one called ``session`` ends, and every PIN."""
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=by.pk)
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        sessions.end_all(user, but=session)
        audit.record(action="password.changed", by=by, subject=user)
    return user


def record_proof(*, by: User) -> None:
    """That she proved afresh who she is."""
    with transaction.atomic():
        audit.record(action="proof.given", by=by, subject=by)
