"""The demo's invented activities: three years of them for every group, some with a drawn picture."""

import datetime
import io
import random

from django.utils import timezone
from PIL import Image, ImageDraw

from complaints import files
from members.enums import Division
from members.models import Group, Member
from safeguards.models import DataKey

from ..activity_kinds import ActivityKind
from ..forms.activities import LONGEST_SIDE
from ..models import Activity, ActivityPhoto

YEARS = 3
PHOTOS = 2  # of the newest activities of each group
TITLES = {
    ActivityKind.MEETING: ["Pertemuan bulanan contoh", "Pertemuan pengurus contoh", "Evaluasi contoh"],
    ActivityKind.OUTREACH: [
        "Sosialisasi contoh: akta kelahiran di posyandu",
        "Sosialisasi contoh: cegah perkawinan anak",
        "Sosialisasi contoh: ke mana mencari bantuan",
    ],
    ActivityKind.TRAINING: ["Pelatihan contoh: mendampingi korban", "Pelatihan contoh: izin usaha"],
    ActivityKind.DELIBERATION: ["Musyawarah contoh: usulan kelompok"],
    ActivityKind.RECESS: ["Reses contoh: lembar aspirasi"],
    ActivityKind.DATA: ["Pendataan contoh: warga belum ber-KTP", "Pendataan contoh: penyandang disabilitas"],
}
OFTEN = [*[ActivityKind.MEETING] * 5, *[ActivityKind.OUTREACH] * 4, *[ActivityKind.TRAINING] * 2]
OFTEN += [ActivityKind.DELIBERATION, ActivityKind.RECESS, ActivityKind.DATA]
DIVISIONS = {
    ActivityKind.OUTREACH: [Division.PUBLIC_RELATIONS, Division.COMPLAINTS],
    ActivityKind.TRAINING: [Division.COMPLAINTS, Division.ECONOMY],
    ActivityKind.DATA: [Division.DATA],
}


def add_activities() -> int:
    """Beside an invented cast that is there already; returns how many activities were invented."""
    chance, today, count = random.Random(17), timezone.localdate(), 0  # noqa: S311 - invented, and the same each time
    for group in Group.objects.select_related("village").order_by("pk"):
        users = [seat.user for seat in Member.objects.acting().filter(group=group).order_by("pk")]
        made = [_activity(group, day, chance.choice(users), chance) for day in _days(today, chance)]
        for number, row in enumerate(made[:PHOTOS]):
            _photo(row, number)
        count += len(made)
    return count


def _days(today: datetime.date, chance: random.Random) -> list[datetime.date]:
    """One every three to six weeks, newest first."""
    found, day = [], today - datetime.timedelta(days=chance.randrange(2, 20))
    while day.year > today.year - YEARS:
        found.append(day)
        day -= datetime.timedelta(days=chance.randrange(21, 42))
    return found


def _activity(group: Group, day: datetime.date, by, chance: random.Random) -> Activity:
    kind = chance.choice(OFTEN)
    women, men = chance.randrange(8, 38), chance.randrange(0, 12)
    row = Activity(
        group=group,
        kind=kind,
        division=chance.choice(DIVISIONS.get(kind, [""])),
        held_on=day,
        women=women,
        men=men,
        children=chance.randrange(0, 4) if kind == ActivityKind.OUTREACH else 0,
        disabled=chance.randrange(0, 3),
        elderly=chance.randrange(0, 4),
        recorded_by=by,
        at=timezone.make_aware(datetime.datetime.combine(day, datetime.time(19)), group.village.zone),
        data_key=DataKey.objects.make(),
    )
    row.title = chance.choice(TITLES[kind])
    row.save(force_insert=True)
    return row


def _photo(row: Activity, number: int) -> None:
    photo = ActivityPhoto(activity=row, data_key=DataKey.objects.make(), by=row.recorded_by, at=row.at)
    photo.content = files.check(drawn(number), longest_side=LONGEST_SIDE).shown
    photo.save(force_insert=True)


def drawn(number: int) -> bytes:
    """A drawing of people under a roof: obviously nobody."""
    picture = Image.new("RGB", (960, 640), ("#cfe3d6", "#f0dfc4")[number % 2])
    pen = ImageDraw.Draw(picture)
    pen.polygon([(120, 220), (480, 60), (840, 220)], fill="#8a5a44")
    pen.rectangle([160, 220, 800, 240], fill="#6b4434")
    for place in range(7):
        x = 190 + place * 95
        pen.ellipse([x - 24, 330, x + 24, 378], fill="#5c4638")
        pen.pieslice([x - 46, 380, x + 46, 560], 180, 360, fill=("#3b7a57", "#b5533c", "#35618f")[place % 3])
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
