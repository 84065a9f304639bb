"""Spreads the cases over many villages with a group each, and releases a year of them in one pass."""

import json
import time

from django.core.management import BaseCommand
from django.db import connection
from django.utils import timezone

from bench.memory import peak
from complaints.statistics import QUARTERS, Span
from members.models import Group, Organisation
from planning.models import Release
from planning.services.releases import release_span
from villages.models import Regency, Village

A_KABUPATEN = 100  # villages
SPREAD = """
    UPDATE {table} c SET village_id = v.code, regency_id = left(v.code, 5)
    FROM (SELECT code, row_number() OVER (ORDER BY code) - 1 AS place FROM unnest(%s) AS code) v
    WHERE v.place = abs(('x' || left(md5(c.id::text), 7))::bit(28)::int) %% %s
"""


class Command(BaseCommand):
    help = "Prints, as JSON, the villages, places, seconds and bytes at the peak of releasing a year of them."

    def add_arguments(self, parser) -> None:
        parser.add_argument("villages", type=int)

    def handle(self, *, villages: int, **options) -> None:
        regencies = self._spread(villages)
        Release.objects.all().delete()
        year = timezone.localdate().year - 1
        began = time.monotonic()
        for regency in regencies:
            for quarter in (*QUARTERS, 0):
                release_span(regency=regency.pk, span=Span(year, regency.province.zone, quarter))
        seconds = time.monotonic() - began
        told = {"places": Release.objects.count(), "seconds": seconds, "peak": peak(), "year": year}
        self.stdout.write(json.dumps(told))

    def _spread(self, number: int) -> list[Regency]:
        """A group of the first partner in each village, and every case in one of these villages."""
        regencies = list(
            Regency.objects.select_related("province").order_by("code")[: -(-number // A_KABUPATEN)]
        )
        codes = []
        for regency in regencies:
            places = Village.objects.filter(district__regency=regency).order_by("code")
            codes += places.values_list("pk", flat=True)[:A_KABUPATEN]
        codes, partner = codes[:number], Organisation.objects.filter(is_lead=False).first()
        Group.objects.bulk_create(
            Group(name=f"KK {code}", village_id=code, partner=partner) for code in codes
        )
        with connection.cursor() as cursor:
            for table in ("complaints_complaint", "complaints_inquiry"):
                cursor.execute(SPREAD.format(table=table), [codes, len(codes)])
            cursor.execute("VACUUM ANALYZE complaints_complaint, complaints_inquiry, members_group")
        return regencies
