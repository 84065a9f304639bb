"""Who looks after which entries of the directory of services."""

from members.models import Organisation
from villages.models import Regency


def own_organisation(user) -> Organisation | None:
    """The one an officer acts for; None for an administrator, whose entries are everybody's."""
    return Organisation.objects.filter(pk__in=user.scope.organisations).order_by("pk").first()


def regencies_outside(user, regencies: list[Regency]) -> list[Regency]:
    """Those of ``regencies`` that the user's organisations do not work in; none for who sees everywhere."""
    if user.scope.everywhere:
        return []
    own = set(Regency.objects.filter(organisations__in=user.scope.organisations).values_list("pk", flat=True))
    return [regency for regency in regencies if regency.pk not in own]
