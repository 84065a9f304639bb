"""The officer's monthly table: village × month × kind and category × outcome, exact, as a workbook.

Counts alone, for those who work with the cases: no name, no case number. It leaves through the officer's
own login and is recorded; what goes to the village goes through statistics.py and its small-number rules.
"""

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from safeguards.spreadsheets import SafeWorkbook

from ..enums import Kind, Outcome, ViolenceForm
from ..figures.tables import NOT_ALLOWED
from ..models import Complaint
from ..needs import NeedCategory
from ..periods import Period

CATEGORIES = {**dict(ViolenceForm.choices), **dict(NeedCategory.choices)}
KINDS = dict(Kind.choices)
# From the regency down.
PLACE = ("village__district__regency__name", "village__district__name", "village__name", "village_id")


def counted(user, period: Period) -> list[dict]:
    """One row for each village, month, kind and category within ``user``'s reach; one query.

    ``open`` and each outcome count those who allow it, ``total`` all of these, ``left_out`` the others
    but for what was recorded twice.
    """
    rows = Complaint.objects.reviewed_by(user).filter(period.holds("received_at"))
    rows = rows.annotate(month=TruncMonth("received_at")).order_by("village_id", "month", "kind", "category")
    allowed = Q(may_be_counted=True)
    numbers = {value: Count("pk", filter=allowed & Q(outcome=value)) for value in Outcome.values}
    return list(
        rows.values(*PLACE, "month", "kind", "category").annotate(
            open=Count("pk", filter=allowed & Q(outcome="")),
            total=Count("pk", filter=allowed),
            left_out=Count("pk", filter=NOT_ALLOWED),
            **numbers,
        )
    )


def workbook(user, period: Period) -> tuple[bytes, int]:
    """The file and its number of rows."""
    rows = counted(user, period)
    shown = [row for row in rows if row["total"]]
    with SafeWorkbook() as book:
        sheet = book.add_worksheet(_("Tabel bulanan"))
        _head(book, sheet, user, period, sum(row["left_out"] for row in rows))
        _table(book, sheet, shown)
    return book.content(), len(shown)


HEAD_ROWS = 5
HEAD_HEIGHT = 48  # points: the longest outcome in three lines
NO_ZEROS = '0;-0;"–"'  # the cell still holds 0


def _head(book: SafeWorkbook, sheet, user, period: Period, left_out: int) -> None:
    now = date_format(timezone.localtime(), "j F Y, H.i")
    lines = [
        _("Tabel bulanan kasus kelompok dampingan: %(period)s") % {"period": period},
        _("Dibuat oleh %(name)s pada %(now)s") % {"name": user, "now": now},
        _("Angka sebenarnya, untuk pekerjaan pendampingan. Jangan diedarkan di desa."),
        _("Tidak dihitung karena orangnya belum mengizinkan: %(number)d kasus") % {"number": left_out},
    ]
    bold = book.add_format({"bold": True, "font_size": 13})
    for row, line in enumerate(lines):
        book.text(sheet, row, 0, line, bold if row == 0 else None)


def _table(book: SafeWorkbook, sheet, rows: list[dict]) -> None:
    titles = [
        *(_("Kabupaten/kota"), _("Kecamatan"), _("Desa/kelurahan"), _("Kode desa"), _("Bulan")),
        *(_("Jenis"), _("Bentuk atau kebutuhan"), _("Masih berjalan")),
        *(str(label) for label in Outcome.labels),
        _("Jumlah"),
    ]
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for column, title in enumerate(titles):
        book.text(sheet, HEAD_ROWS, column, title, head)
    figure = book.add_format({"num_format": NO_ZEROS})
    for number, row in enumerate(rows, start=HEAD_ROWS + 1):
        _line(book, sheet, number, row, figure)
    sheet.freeze_panes(HEAD_ROWS + 1, 0)
    sheet.autofilter(HEAD_ROWS, 0, HEAD_ROWS + max(len(rows), 1), len(titles) - 1)
    sheet.set_row(HEAD_ROWS, HEAD_HEIGHT)
    sheet.set_column(0, 0, 25)
    sheet.set_column(1, 2, 18)
    sheet.set_column(3, 3, 14)
    sheet.set_column(4, 4, 9)
    sheet.set_column(5, 5, 18)
    sheet.set_column(6, 6, 25)
    sheet.set_column(7, len(titles) - 1, 12)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROWS)


def _line(book: SafeWorkbook, sheet, number: int, row: dict, figure) -> None:
    month = timezone.localtime(row["month"]).strftime("%Y-%m")
    words = [*(row[name] for name in PLACE), month, KINDS[row["kind"]], CATEGORIES[row["category"]]]
    for column, word in enumerate(words):
        book.text(sheet, number, column, word)
    counts = [row["open"], *(row[value] for value in Outcome.values), row["total"]]
    for column, count in enumerate(counts, start=len(words)):
        sheet.write_number(number, column, count, figure)
