"""Which kinds of service nobody offers near a village, as the directory knows."""

from complaints.directory import Service, service_labels
from complaints.models import Provider
from villages.models import Village


def missing_services(village: Village) -> list[str]:
    """In words; empty where the directory knows no provider at all, since it says nothing then."""
    rows = list(Provider.objects.serving(village.regency_code).values_list("services", flat=True))
    offered = {service for services in rows for service in services}
    return service_labels(service for service in Service if service not in offered) if offered else []
