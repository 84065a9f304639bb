"""Whose totals a user may see, who may take the workbook along, and who sees them exact."""

from django.db.models import Q

from members.models import Group
from villages.models import Village


def villages_for(user):
    """The villages whose totals ``user`` may see, by kabupaten and name."""
    scope = user.scope
    groups = Group.objects.filter(scope.groups())
    found = Village.objects.filter(Q(pk__in=scope.secretary_villages) | Q(groups__in=groups))
    return _ordered(found)


def _ordered(villages):
    return villages.with_place().distinct().order_by("district__regency__name", "name", "code")


def accompanied_villages(user):
    """The villages of the groups that ``user`` accompanies, in the same order."""
    groups = Group.objects.filter(user.scope.accompanied())
    return _ordered(Village.objects.filter(groups__in=groups))


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
    """Her secretary, the ketua and koordinator of its groups, and who accompanies one of these."""
    scope = user.scope
    if village.pk in scope.secretary_villages:
        return True
    return village.groups.filter(Q(pk__in=scope.led_groups) | scope.accompanied()).exists()
