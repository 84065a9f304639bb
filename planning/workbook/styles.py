"""Cell formats, made once per workbook."""

from safeguards.disclosure import Released
from safeguards.spreadsheets import SafeWorkbook

COUNT = "[$-421]#,##0"  # 16.000.000, as Indonesia writes it
INK, ACCENT, WASH, LINE, DANGER = "#241F1A", "#0B5D5A", "#E1EEEB", "#B9AFA2", "#A3201D"


class Styles:
    def __init__(self, book: SafeWorkbook):
        base = {"font_name": "Calibri", "font_size": 10, "font_color": INK, "valign": "vcenter"}
        box = {**base, "border": 1, "border_color": LINE, "indent": 1}

        def make(**more):
            return book.add_format({**base, **more})

        def boxed(**more):
            return book.add_format({**box, **more})

        self.title = make(font_size=16, bold=True, font_color=ACCENT)
        self.subtitle = make(font_size=11)
        self.section = make(font_size=11, bold=True, font_color="#FFFFFF", bg_color=ACCENT, indent=1)
        self.text = make(text_wrap=True, valign="top")
        self.note = make(text_wrap=True)
        self.small = make(font_size=8, italic=True, text_wrap=True, valign="top")
        self.warning = make(font_size=11, bold=True, font_color=DANGER)
        self.strong = make(bold=True, valign="top")
        self.centred = make(align="center", text_wrap=True)
        self.tick = boxed(align="center", indent=0)
        self.head = boxed(bold=True, bg_color=WASH, text_wrap=True)
        self.head_number = boxed(bold=True, bg_color=WASH, align="right", text_wrap=True)
        self.cell = boxed(text_wrap=True)
        self.words = boxed(align="right", text_wrap=True)
        self.narrow_words = boxed(align="right", font_size=8)
        self.number = boxed(align="right", num_format=COUNT)
        self.total = boxed(bold=True)
        self.total_words = boxed(bold=True, align="right", text_wrap=True)
        self.total_narrow_words = boxed(bold=True, align="right", font_size=8)
        self.total_number = boxed(bold=True, align="right", num_format=COUNT)


LONGEST_NARROW = 15  # characters of full size in a narrow column


def write_figure(
    book: SafeWorkbook, sheet, at: tuple[int, int], figure: Released, styles, *, total=False, narrow=False
):
    """A released number as a number where it is one, else in its words, in one line also where the column is
    ``narrow``. ``at``: row and column.
    """
    if figure.value is not None and figure.text == str(figure.value):
        sheet.write_number(*at, figure.value, styles.total_number if total else styles.number)
    elif narrow and len(figure.text) > LONGEST_NARROW:
        book.text(sheet, *at, figure.text, styles.total_narrow_words if total else styles.narrow_words)
    else:
        book.text(sheet, *at, figure.text, styles.total_words if total else styles.words)
