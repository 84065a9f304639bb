"""Cell formats, made once per workbook."""

from safeguards.disclosure import Released
from safeguards.spreadsheets import SafeWorkbook

INK, ACCENT, WASH, LINE = "#241F1A", "#0B5D5A", "#E1EEEB", "#B9AFA2"


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
        self.strong = make(bold=True, valign="top")
        self.centred = make(align="center")
        self.head = boxed(bold=True, bg_color=WASH, text_wrap=True)
        self.head_number = boxed(bold=True, bg_color=WASH, align="right")
        self.cell = boxed(text_wrap=True)
        self.number = boxed(align="right", num_format="#,##0")
        self.total = boxed(bold=True)
        self.total_number = boxed(bold=True, align="right", num_format="#,##0")


def write_figure(book: SafeWorkbook, sheet, row: int, column: int, figure: Released, cell_format) -> None:
    """A released number as a number where it is one, else in its words."""
    if figure.value is not None and figure.text == str(figure.value):
        sheet.write_number(row, column, figure.value, cell_format)
    else:
        book.text(sheet, row, column, figure.text, cell_format)
