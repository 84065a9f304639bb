"""What a password must be, said plainly: long, and not what others would try first. No rules of signs."""

import re

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# What people here begin with: each stands for itself, doubled, and with a year or signs around it.
BEGINNINGS = frozenset(
    [
        "alhamdulillah",
        "assalamualaikum",
        "bismillah",
        "indonesia",
        "indonesiaraya",
        "kemerdekaan",
        "sayangku",
        "cintaku",
        "rahasia",
        "katasandi",
        "passwordku",
        "kkportal",
        "kelompokkonstituen",
        "relawan",
        "pengaduan",
        "inklusi",
    ]
)
FEWEST_DIFFERENT = 5  # letters; "abcabcabcabc" has three


def _once(letters: str) -> str:
    """ "sayangsayang" → "sayang"."""
    return re.sub(r"^(.+?)\1+$", r"\1", letters)


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("Kata sandi ini terlalu pendek. Pakai sedikitnya %d huruf; beberapa kata boleh.") % (
            self.min_length
        )

    def get_help_text(self) -> str:
        return _("Sedikitnya %d huruf. Beberapa kata yang mudah diingat lebih baik.") % self.min_length


class NotCommon(password_validation.CommonPasswordValidator):
    """Django's list, and what people here would try first: mere figures, one sound repeated, or one word of
    that list, doubled or dressed up with a year and signs. Of two different words it says nothing.
    """

    def validate(self, password, user=None) -> None:
        plain = password.casefold().strip()
        figures_only = not re.search(r"[^\W\d_]", plain)
        if figures_only or len(set(plain)) < FEWEST_DIFFERENT or self._is_one_word(plain):
            raise ValidationError(self.get_error_message(), code="password_too_common")
        super().validate(password, user)

    def _is_one_word(self, plain: str) -> bool:
        word = _once(re.sub(r"[\W\d_]+", "", plain))
        return word in self.passwords or word in BEGINNINGS

    def get_error_message(self) -> str:
        return _("Kata sandi ini terlalu umum, mudah ditebak. Tambahkan kata lain.")

    def get_help_text(self) -> str:
        return _("Bukan kata sandi yang dipakai banyak orang.")


class NotHerName(password_validation.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("Kata sandi ini terlalu mirip dengan nama atau nomor Ibu/Bapak. Pakai kata lain.")

    def get_help_text(self) -> str:
        return _("Bukan nama atau nomor HP sendiri.")
