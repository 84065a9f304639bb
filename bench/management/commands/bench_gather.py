"""Makes one village as large as wanted: what it has beyond that goes to the others of its kabupaten."""

import json

from django.core.management import BaseCommand
from django.db import connection

from complaints.models import Complaint, Inquiry
from planning.models import Release
from planning.services.releases import release_due
from planning.told import years_told
from villages.models import Village

# Every so-many-th row stays, in the order in which they came: the years keep their shares. The others go
# round the villages in turn.
SCATTER = """
    WITH mine AS (
        SELECT id, row_number() OVER (ORDER BY received_at, id) AS place, count(*) OVER () AS number
        FROM {table} WHERE village_id = %(village)s
    ), others AS (
        SELECT code, row_number() OVER (ORDER BY code) - 1 AS place, count(*) OVER () AS number
        FROM villages_village WHERE left(code, 5) = left(%(village)s, 5) AND code <> %(village)s
    )
    UPDATE {table} SET village_id = others.code
    FROM mine JOIN others ON others.place = mine.place %% others.number
    WHERE {table}.id = mine.id
    AND mine.place * %(keep)s / mine.number = (mine.place - 1) * %(keep)s / mine.number
"""


class Command(BaseCommand):
    help = "Prints, as JSON, how many cases the village has then, and the last year that was released."

    def add_arguments(self, parser) -> None:
        parser.add_argument("village")
        parser.add_argument("cases", type=int)

    def handle(self, *, village: str, cases: int, **options) -> None:
        rows = [model.objects.filter(village=village) for model in (Complaint, Inquiry)]
        before, inquiries = [of_model.count() for of_model in rows]
        for of_model, keep in zip(rows, (cases, inquiries * cases // before), strict=True):
            _scatter(of_model.model._meta.db_table, village, keep)
        Release.objects.all().delete()
        release_due()
        told = {"cases": rows[0].count(), "year": years_told(Village(pk=village))[0]}
        self.stdout.write(json.dumps(told))


def _scatter(table: str, village: str, keep: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SCATTER.format(table=table), {"village": village, "keep": keep})
        cursor.execute(f"VACUUM ANALYZE {table}")
