"""The form of an activity: what, when, how many; no name of anybody who came or was helped."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from complaints import files
from complaints.enums import FileKind
from complaints.forms.fields import PastDayField, line_field
from members.enums import Division

from ..activity_kinds import COUNTS, MOST, OF_WHOM, SEXES, ActivityKind
from ..models import Activity
from ..models.activity import WRITTEN
from ..nameless import refuse_a_persons_number

LONGEST_SIDE = 1_280  # of a photo, in pixels: it lies in the database
WHOLE_GROUP = _("Seluruh kelompok")
NO_PHOTO = _("Berkas ini bukan foto, atau rusak. Pilih foto JPEG, PNG, atau WebP.")  # nor is a PDF one
EMPTY = {"empty": _("Foto ini kosong. Pilih yang lain."), "invalid": _("Pilih fotonya dulu.")}


def _count(label, *, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=0,
        max_value=MOST,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Isi jumlahnya. Bila tidak ada, tulis 0."),
            "invalid": _("Tulis dengan angka, misalnya 12."),
            "min_value": _("Jumlah tidak bisa kurang dari 0."),
            "max_value": _("Jumlah ini terlalu besar. Periksa lagi."),
        },
    )


class ActivityForm(forms.Form):
    """``groups`` to choose among when there are several; ``has_photo``: one may be taken away."""

    group = forms.TypedChoiceField(label=_("Kelompok"), coerce=int)
    kind = forms.ChoiceField(
        label=_("Kegiatan apa?"),
        choices=ActivityKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu.")},
    )
    title = line_field(
        100,
        required=True,
        label=_("Judul singkat"),
        help_text=_(
            "Misalnya: Sosialisasi akta kelahiran di posyandu. Jangan menulis nama orang yang dibantu."
        ),
        error_messages={"required": _("Tulis judulnya dulu, beberapa kata saja.")},
        validators=[refuse_a_persons_number],
    )
    held_on = PastDayField(label=_("Tanggal"), error_messages={"required": _("Isi tanggalnya.")})
    division = forms.ChoiceField(
        label=_("Divisi"), required=False, choices=[("", WHOLE_GROUP), *Division.choices]
    )
    women = _count(_("Perempuan"), required=True)
    men = _count(_("Laki-laki"), required=True)
    children = _count(_("Anak (di bawah 18 tahun)"))
    disabled = _count(_("Penyandang disabilitas"))
    elderly = _count(_("Lansia (60 tahun ke atas)"))
    photo = forms.FileField(
        label=_("Foto (boleh kosong)"),
        required=False,
        widget=forms.FileInput({"accept": "image/*"}),
        help_text=_("Minta izin dulu. Hanya dilihat anggota kelompok ini. JPEG, PNG, atau WebP."),
        error_messages=EMPTY,
    )
    drop_photo = forms.BooleanField(label=_("Hapus foto yang ada"), required=False)

    def __init__(self, *args, groups=(), has_photo: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.checked = b""  # the photo, drawn anew
        self.is_stale = False  # made from a version that is no longer the newest
        if len(groups) > 1:
            self.fields["group"].choices = [(group.pk, group.name) for group in groups]
        else:
            del self.fields["group"]
        if not has_photo:
            del self.fields["drop_photo"]

    def clean(self) -> dict:
        told = super().clean()
        for name in OF_WHOM:
            if name not in self.errors:
                told[name] = told.get(name) or 0
        if not set(COUNTS) & set(self.errors):
            self._check_counts(told)
        if told.get("photo"):
            self._read_photo(told["photo"])
        return told

    def _check_counts(self, told: dict) -> None:
        everybody = sum(told[name] for name in SEXES)
        if not everybody:
            self.add_error("women", _("Isi berapa orang yang hadir."))
            return
        words = _("Lebih banyak daripada semua yang hadir (%(all)d orang). Periksa lagi.")
        for name in OF_WHOM:
            if told[name] > everybody:
                self.add_error(name, words % {"all": everybody})
        if not set(OF_WHOM) & set(self.errors) and told["children"] + told["elderly"] > everybody:
            both = _("Anak dan lansia bersama lebih banyak daripada semua yang hadir (%(all)d orang).")
            self.add_error("elderly", both % {"all": everybody})

    def _read_photo(self, upload) -> None:
        try:
            if upload.size > settings.ATTACHMENT_MAX_BYTES:
                raise files.TooLarge
            found = files.check(upload.read(), longest_side=LONGEST_SIDE)
        except files.TooLarge:
            self.add_error("photo", _("Foto ini terlalu besar. Pilih yang lebih kecil."))
        except files.Heic as error:
            self.add_error("photo", str(error))
        except files.BadFile:
            self.add_error("photo", NO_PHOTO)
        else:
            self._keep_photo(found)

    def _keep_photo(self, found: files.Checked) -> None:
        if found.kind == FileKind.PHOTO:
            self.checked = found.shown
        else:
            self.add_error("photo", NO_PHOTO)

    def values(self) -> dict:
        """What the services take as ``values``; of a form with faults, what has none."""
        return {name: self.cleaned_data[name] for name in WRITTEN if name in self.cleaned_data}

    @property
    def of_whom(self) -> list:
        return [self[name] for name in OF_WHOM]


def both_versions(activity: Activity, hers: dict) -> list[dict]:
    """What somebody typed beside what was saved meanwhile: the fields that differ, each in words."""
    return [
        {
            "label": ActivityForm.base_fields[name].label,
            "hers": _shown(name, hers[name]),
            "newest": _shown(name, getattr(activity, name)),
        }
        for name in hers
        if hers[name] != getattr(activity, name)
    ]


def _shown(name: str, value):
    if name == "kind":
        return ActivityKind(value).label
    if name == "division":
        return dict(Activity._meta.get_field("division").flatchoices).get(value, WHOLE_GROUP)
    return value
