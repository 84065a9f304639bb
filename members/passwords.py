"""What a password must be, said plainly, and the ones an officer hands over by voice."""

import secrets

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Short, everyday, spelt as they sound: they are read aloud over the telephone.
WORDS = """
alun anak angin anyam apung arung atap awan bajak bakul bambu batik batu bayam bebek benang beras bukit
bulan bumbu bunga cabai cahaya cangkul ceria cermin daun delima desa durian embun fajar gabah gelas genting
gitar gula gunung hijau hutan ikan indah intan jagung jahe jala jambu janur jarum jati jemari jendela jeruk
kabut kain kaktus kapas karang kayu kebun kelapa kenari kereta kopi kuning ladang lampu langit laut lebah
lemari lilin lumbung madu malam mangga mawar melati meja mentari menara merah merpati mutiara nanas nangka
ombak padi pagar pagi paku pandan pantai papan pasir payung pelita perahu piring pisang pohon pondok puncak
rambutan ranting riang roda rotan rumah rumput sabun salak sambal sapu sawah sayur sekam selasih semut
senja sepatu serai singkong sumur sungai tali tanah tebu teduh telaga tembok tenun teratai tikar timba
tomat ubi udang warna wortel
""".split()  # noqa: SIM905 -- a list of quotes would hide the words


FEWEST_DIFFERENT = 5  # letters; "abcabcabcabc" has three


def one_time_password() -> str:
    """Four words and four figures, about 2^41 possibilities: "padi-ombak-tikar-senja-4071"."""
    words = [secrets.choice(WORDS) for _each in range(4)]
    return "-".join([*words, f"{secrets.randbelow(10_000):04}"])


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("Kata sandi ini terlalu pendek. Pakai sedikitnya %d huruf; beberapa kata boleh.") % (
            self.min_length
        )

    def get_help_text(self) -> str:
        return _("Sedikitnya %d huruf. Beberapa kata yang mudah diingat lebih baik.") % self.min_length


class NotCommon(password_validation.CommonPasswordValidator):
    """Django's list, and what people here would try first: mere figures, or one sound repeated."""

    def validate(self, password, user=None) -> None:
        if password.isdigit() or len(set(password.casefold())) < FEWEST_DIFFERENT:
            raise ValidationError(self.get_error_message(), code="password_too_common")
        super().validate(password, user)

    def get_error_message(self) -> str:
        return _("Kata sandi ini terlalu umum, mudah ditebak. Tambahkan kata lain.")

    def get_help_text(self) -> str:
        return _("Bukan kata sandi yang dipakai banyak orang.")


class NotHerName(password_validation.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("Kata sandi ini terlalu mirip dengan nama atau nomor Ibu/Bapak. Pakai kata lain.")

    def get_help_text(self) -> str:
        return _("Bukan nama atau nomor HP sendiri.")
