"""Whose totals a user may see, who may take the workbook along, and who sees them exact."""

from collections.abc import Sequence

from django.db.models import Q

from members.models import Group
from villages.models import Village


def villages_for(user):
    """Her own villages: of her groups, and whose secretary she is; by kabupaten and name."""
    return _ordered(_hers(user))


def _hers(user):
    groups = Group.objects.filter(user.scope.groups())
    own = Q(pk__in=user.scope.secretary_villages) | Q(pk__in=groups.values("village"))  # both by the key
    return Village.objects.filter(own)


def _ordered(villages):
    return villages.with_place().order_by("district__regency__name", "name", "code")


def _codes(villages):
    return villages.order_by().values("pk")


def homes(user) -> set[str]:
    """Codes of her own villages, and of those into which they were merged: where she is at home today."""
    hers = _hers(user).with_successors()
    return {place.pk for village in hers for place in (village, village.successor)}


def villages_told(user) -> list[Village]:
    """The villages whose released totals she may see: her own (``is_hers``), what was merged into these,
    and what these were merged into. In the same order. Two queries.
    """
    hers = list(villages_for(user).with_successors())
    codes = {village.pk for village in hers}
    after = Village.objects.filter(pk__in={place.pk for village in hers for place in village.successors})
    around = _codes(after).union(_codes(Village.objects.merged_into(codes)))
    found = Village.objects.filter(pk__in=around).exclude(pk__in=codes).with_place().with_successors()
    told = [*hers, *found]
    for village in told:
        village.is_hers = village.pk in codes
    return sorted(told, key=lambda village: (village.district.regency.name, village.name, village.pk))


def first_of(villages: Sequence[Village]) -> Village:
    """Of ``villages_told``, not empty: the first of her own that is still on the list, else of her own."""
    hers = [village for village in villages if village.is_hers]
    return next((village for village in hers if not village.withdrawn_on), hers[0])


def accompanied_villages(user):
    """The villages of the groups that ``user`` accompanies, and what was merged into these, in that order."""
    groups = Group.objects.filter(user.scope.accompanied())
    hers = groups.order_by().values("village")
    return _ordered(Village.objects.filter(pk__in=hers.union(_codes(Village.objects.merged_into(hers)))))


def sees_exact(user, village: Village) -> bool:
    """Officers and administrators, for villages whose groups they accompany, all of them."""
    return user.has_perm("totals.exact") and _accompanies_all(user, village.groups.all())


def sees_exact_regency(user, village: Village) -> bool:
    """The same for its kabupaten: less what her own groups have is what the others' have."""
    groups = Group.objects.filter(village__district__regency=village.district.regency_id)
    return user.has_perm("totals.exact") and _accompanies_all(user, groups)


def _accompanies_all(user, groups) -> bool:
    known = set(groups.values_list("pk", flat=True))
    return bool(known) and known == set(groups.filter(user.scope.accompanied()).values_list("pk", flat=True))


def may_download(user, village: Village) -> bool:
    """Her secretary, the ketua and koordinator of its groups, and who accompanies one of these; where it
    was merged into another, those of that one as well.
    """
    scope, places = user.scope, {village.pk, village.successor.pk}
    if not scope.secretary_villages.isdisjoint(places):
        return True
    groups = Group.objects.filter(village__in=places)
    return groups.filter(Q(pk__in=scope.led_groups) | scope.accompanied()).exists()
