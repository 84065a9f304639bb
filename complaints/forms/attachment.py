"""A photo or PDF for a case: what it is, its bytes say; its name and declared type say nothing."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from safeguards.texts import FORBIDDEN, tidy, visible

from .. import files
from .fields import line_field

LONGEST_NAME = 120


EMPTY = {"empty": _("Berkas ini kosong. Pilih yang lain."), "invalid": _("Pilih foto atau berkasnya dulu.")}


class AttachmentForm(forms.Form):
    """Two ways to the same thing: ``capture`` opens the camera and hides all files, so it stands alone."""

    photo = forms.FileField(
        label=_("Ambil foto"),
        required=False,
        widget=forms.FileInput({"accept": "image/*", "capture": "environment"}),
        help_text=_("Membuka kamera HP."),
        error_messages=EMPTY,
    )
    file = forms.FileField(
        label=_("Atau pilih berkas"),
        required=False,
        widget=forms.FileInput({"accept": "image/*,application/pdf"}),
        help_text=_("Foto (JPEG, PNG, WebP) atau PDF, paling besar 10 MB."),
        error_messages=EMPTY,
    )
    about = line_field(
        500, label=_("Ini apa? (boleh kosong)"), help_text=_("Misalnya: surat keterangan, foto KTP lama.")
    )

    def clean(self) -> dict:
        told = super().clean()
        sent = {name: told[name] for name in ("photo", "file") if told.get(name)}
        if len(sent) == 1:
            for name, upload in sent.items():
                self._read(name, upload)
        elif not self.errors:
            words = (
                _("Kirim satu saja: foto baru atau berkas.") if sent else _("Pilih foto atau berkasnya dulu.")
            )
            self.add_error("file", words)
        return told

    def _read(self, name: str, upload) -> None:
        try:
            if upload.size > settings.ATTACHMENT_MAX_BYTES:
                raise files.TooLarge
            self.cleaned_data["checked"] = files.check(upload.read())
        except files.BadFile as error:
            self.add_error(name, str(error))
        self.cleaned_data["name"] = plain_name(upload.name)

    def values(self) -> dict:
        """What ``attachments.add`` takes."""
        told = self.cleaned_data
        return {"file": told["checked"], "name": told["name"], "about": told["about"]}


def plain_name(name: str) -> str:
    """What the phone called it, fit to be read; never part of a path."""
    return visible(FORBIDDEN.sub("", tidy(name))).replace("\n", " ").strip()[-LONGEST_NAME:]
