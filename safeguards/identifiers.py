"""Keys of rows, case numbers, and the national numbers NIK and Nomor Kartu Keluarga."""

import datetime
import re
import secrets
import time
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .texts import visible

# Crockford's base 32: no I, L, O or U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VALUES = {letter: value for value, letter in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
CASE_NUMBER_LENGTH = 8


def time_ordered_uuid() -> uuid.UUID:
    """A version 7 UUID (RFC 9562, 5.7): 48 bits of milliseconds, then 74 random ones.

    Rows that are made together stand together in every index, so that saving into a large table touches
    few of its pages. It tells whoever has it when the row was made: where that is too much, or where the
    key is itself a secret, take another.
    """
    moment = time.time_ns() // 1_000_000
    return uuid.UUID(int=moment << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62))


def first_uuid_of(moment: datetime.datetime) -> uuid.UUID:
    """The least that time_ordered_uuid() could have made at ``moment``: rows from it on are later ones."""
    return uuid.UUID(int=int(moment.timestamp() * 1000) << 80)


def _times_two(value: int) -> int:
    """Multiplication by 2 in the field of 32 elements (x^5 + x^2 + 1)."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value


def _check_value(values: list[int]) -> int:
    """Zero for a whole number. Each place has a weight of its own (2^0, 2^1 … 2^7), all different,
    none zero: every wrong character and every swap of two characters, adjacent or not, is caught;
    other errors slip through once in 32.
    """
    total = 0
    for value in values:
        total = _times_two(total) ^ value
    return total


def new_case_number() -> str:
    """Seven random characters and a check character. It counts nothing and names no place."""
    random = [secrets.randbelow(32) for _place in range(CASE_NUMBER_LENGTH - 1)]
    check = _times_two(_check_value(random))
    return "".join(ALPHABET[value] for value in [*random, check])


def parse_case_number(text: str) -> str | None:
    """The canonical eight characters of any spelling (case, spaces, hyphens, O for 0, I or L for 1)."""
    letters = re.sub(r"[\s‐-―-]", "", visible(text)).upper()
    if len(letters) != CASE_NUMBER_LENGTH or not all(letter in VALUES for letter in letters):
        return None
    values = [VALUES[letter] for letter in letters]
    return None if _check_value(values) else "".join(ALPHABET[value] for value in values)


def show_case_number(number: str) -> str:
    """``K7Q2M9XD`` as ``K7Q2-M9XD``."""
    return f"{number[:4]}-{number[4:]}"


class CaseNumberConverter:
    """A case number in a URL: either spelling is read, the one with a hyphen is written."""

    regex = "[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}"

    def to_python(self, value: str) -> str:
        number = parse_case_number(value)
        if number is None:
            raise ValueError("not a case number")
        return number

    def to_url(self, value: str) -> str:
        return show_case_number(value)


class BadNumber(ValueError):
    """The number is not one; the message tells the person what to do."""


@dataclass(frozen=True)
class Nik:
    """16 digits: 6 area, DDMMYY of birth (+40 on a woman's day), 4 serial; 99… was issued abroad."""

    digits: str

    @property
    def area(self) -> str:
        return self.digits[:6]

    @property
    def issued_abroad(self) -> bool:
        return self.digits.startswith("99")

    @property
    def is_woman(self) -> bool:
        return int(self.digits[6:8]) > 40

    @property
    def birth_day(self) -> int:
        return int(self.digits[6:8]) - 40 * self.is_woman

    @property
    def birth_month(self) -> int:
        return int(self.digits[8:10])

    @property
    def birth_year(self) -> int:
        """Two digits: the century is not told."""
        return int(self.digits[10:12])

    def birth_dates(self, today: datetime.date) -> list[datetime.date]:
        """The dates it can mean, the later century first: past ones that the calendar knows."""
        dates = []
        for century in (2000, 1900):
            try:
                date = datetime.date(century + self.birth_year, self.birth_month, self.birth_day)
            except ValueError:
                continue
            if date <= today:
                dates.append(date)
        return dates

    def __repr__(self) -> str:
        return f"<Nik {mask_digits(self.digits)}>"


def _sixteen_digits(text: str, message: str) -> str:
    digits = re.sub(r"[\s.‐-―-]", "", visible(text))
    if not re.fullmatch(r"[0-9]{16}", digits):
        raise BadNumber(message)
    return digits


def parse_nik(text: str) -> Nik:
    """The NIK, or BadNumber: wrong length, impossible date, serial 0000 (domain.md, Places and numbers)."""
    nik = Nik(_sixteen_digits(text, _("NIK harus 16 angka. Boleh dikosongkan.")))
    if not nik.birth_dates(datetime.date.max):
        raise BadNumber(_("Tanggal lahir di dalam NIK ini tidak ada. Periksa angka ke-7 sampai ke-12."))
    if nik.digits.endswith("0000"):
        raise BadNumber(_("Empat angka terakhir NIK tidak mungkin 0000. Periksa lagi."))
    return nik


def parse_family_card(text: str) -> str:
    """The 16 digits of a Nomor Kartu Keluarga, or BadNumber."""
    return _sixteen_digits(text, _("Nomor Kartu Keluarga harus 16 angka. Boleh dikosongkan."))


def _ages(band: str) -> tuple[int, int]:
    """``"18-24"`` (any dash, ``_`` or words around) as (18, 24); ``"60+"`` as (60, 200)."""
    ages = [int(number) for number in re.findall(r"\d+", band)]
    return (ages[0], ages[1] if len(ages) > 1 else 200) if ages else (0, 200)


def _age(born: datetime.date, today: datetime.date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def nik_warnings(
    nik: Nik,
    *,
    regency_code: str | None = None,
    sex: str | None = None,
    birth_date: datetime.date | None = None,
    age_band: str | None = None,
    today: datetime.date | None = None,
) -> list[str]:
    """What disagrees with the rest of the form. Never a refusal: people move, and clerks err.

    ``regency_code`` is official ("52.03"), ``sex`` "female" or "male", ``age_band`` like "18-24" or
    "60+" (one year of grace on both sides: bands are often of the day of the event).
    """
    today = today or datetime.date.today()  # noqa: DTZ011  # a year of grace dwarfs a time zone
    dates = nik.birth_dates(today)
    found = []
    if regency_code and not nik.issued_abroad and nik.area[:4] != regency_code.replace(".", "")[:4]:
        found.append(_("NIK ini diterbitkan di kabupaten/kota lain. Biarkan bila memang begitu."))
    if sex in {"female", "male"} and nik.is_woman != (sex == "female"):
        found.append(_("Jenis kelamin di NIK berbeda dari isian. Periksa salah satunya."))
    if birth_date and birth_date not in dates:
        found.append(_("Tanggal lahir di NIK berbeda dari isian. Periksa salah satunya."))
    low, high = _ages(age_band or "")
    if not any(low - 1 <= _age(date, today) <= high + 1 for date in dates):
        found.append(_("Umur menurut NIK berbeda dari isian. Periksa salah satunya."))
    return found


def mask_digits(digits: str) -> str:
    """The last four, and that there is more: ``••••1234``."""
    return "••••" + digits[-4:]
