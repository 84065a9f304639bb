"""What was typed survives what comes between: out of a POST that must wait, over a login or a fresh proof of
who she is, back into the form.
"""

from django.http import QueryDict

from . import kept

OWNER = "pemilik"  # the hidden field that components/form_guard.html signs
TOKEN = "simpanan"  # noqa: S105 -- the name of a query parameter
PAGE = "halaman"  # where the form of a hidden page posts to (idle.js)
SECRETS = {"pin", "pin_again", "kode"}  # PIN, and the code of a second step
NEVER_KEPT = ("csrfmiddlewaretoken", OWNER, PAGE)


def owner(request) -> int | None:
    """Whose form was posted, by the signature it carries; None without a valid one."""
    return kept.owner_of(request.POST.get(OWNER, ""))


def keep(request, user_id: int, *, path: str = "") -> str | None:
    """Keeps the posted form for its owner; the address that brings it back, or None if it is too large.

    ``path``: where the form was to be posted, if not here.
    """
    path, query = (path, QueryDict(mutable=True)) if path else (request.path, request.GET.copy())
    try:
        token = kept.keep(user_id=user_id, path=path, fields=worth_keeping(request.POST))
    except kept.TooLarge:
        return None
    query[TOKEN] = token
    return f"{path}?{query.urlencode()}"


def worth_keeping(posted: QueryDict) -> dict[str, list[str]]:
    """Everything but tokens and what opens something ("password", "new_password1", "kata_sandi", a PIN)."""
    return {name: values for name, values in posted.lists() if name not in NEVER_KEPT and not _opens(name)}


def _opens(name: str) -> bool:
    return name in SECRETS or "password" in name or "sandi" in name


def give_back(request) -> QueryDict | None:
    """The kept form named by this address, for the same person and page, once."""
    token = request.GET.get(TOKEN)
    if not token or not request.user.is_authenticated:
        return None
    found = kept.take(token=token, user_id=request.user.pk)
    if found is None or found.path != request.path:
        return None
    fields = QueryDict(mutable=True)
    for name, values in found.fields.items():
        fields.setlist(name, values)
    fields._mutable = False
    return fields
