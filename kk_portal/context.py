"""What every template may use: the portal's places that this person may enter."""

from dataclasses import dataclass, field, replace
from functools import cache

from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from .appearance import is_neutral


@dataclass(frozen=True)
class Place:
    """One entry of the navigation; ``main`` ones fit a phone's bottom bar."""

    permission: str
    url_name: str
    icon: str
    label: str = field(compare=False)  # a lazy word: looked up anew whenever it is compared
    main: bool = True


PLACES = (
    Place("case.list", "home", "house", _("Beranda")),
    Place("case.list", "complaints:list", "list", _("Pengaduan")),
    Place("referral.list", "complaints:referrals", "send", _("Rujukan"), main=False),
    Place("provider.list", "complaints:providers", "phone", _("Layanan")),
    Place("totals.view", "planning:summary", "chart", _("Rekap")),
    Place("proposal.list", "planning:proposals", "paper", _("Usulan"), main=False),
    Place("activity.list", "planning:activities", "calendar", _("Kegiatan"), main=False),
    Place("group.own", "members:group", "people", _("Kelompok"), main=False),
    Place("admin.enter", "admin:index", "briefcase", _("Admin")),
)


MOST_ON_A_BAR = 4  # beside "Lainnya"


@dataclass(frozen=True)
class Entry:
    """A place as one person's navigation shows it; ``current``: she is there now."""

    place: Place
    url: str
    current: bool


def navigation(user, path: str) -> tuple[Entry, ...]:
    """The places open to ``user``; the one that ``path`` lies in is marked as current."""
    if not user.is_authenticated:
        return ()
    places = [place for place in PLACES if place.permission in user.permissions]
    return tuple(_entry(place, path) for place in _filled(places))


def _filled(places: list[Place]) -> list[Place]:
    """What a phone's bar has room for, where a role has few main places."""
    room = MOST_ON_A_BAR - sum(place.main for place in places)
    others = [place for place in places if not place.main][: max(room, 0)]
    return [replace(place, main=place.main or place in others) for place in places]


def _entry(place: Place, path: str) -> Entry:
    url = _address(place.url_name)
    return Entry(place, url, current=path == url if url == "/" else path.startswith(url))


@cache
def _address(url_name: str) -> str:
    return reverse(url_name)


def portal(request) -> dict:
    """``portal_nav`` is read only by pages that show it; a page before login has none."""
    look = {"is_neutral": is_neutral(request)}
    user = getattr(request, "user", None)
    if user is None:
        return look
    return {**look, "portal_nav": SimpleLazyObject(lambda: navigation(user, request.path))}
