"""Import and export in admin: what is read in passes through no disk, what leaves is on record.

django-import-export does the work; here are the parts it leaves to us: the uploaded file waits
sealed for its confirmation, differences are plain text (the library's carry inline styles), errors
are in our words, and both ways are audited.
"""

import base64
from contextlib import contextmanager
from contextvars import ContextVar

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.admin import ExportMixin, ImportExportMixin
from import_export.forms import ExportForm, ImportForm
from import_export.resources import Diff, ModelResource
from import_export.results import RowResult
from import_export.tmp_storages import BaseStorage

from . import audit, kept
from .spreadsheets import SafeCSV, SafeXLSX, UnreadableFile

LARGEST_FILE = 350 * 1024
PAGE = "import"
KINDS = {RowResult.IMPORT_TYPE_NEW: {"new": True}, RowResult.IMPORT_TYPE_UPDATE: {"new": False}}
_importer: ContextVar[int] = ContextVar("importer")


class SealedStorage(BaseStorage):
    """The upload between preview and confirmation: sealed, for the same user, once, for an hour."""

    def save(self, data) -> None:
        content = base64.b64encode(data).decode()
        self.name = kept.keep(user_id=_importer.get(), path=PAGE, fields={"file": [content]})

    def read(self) -> bytes:
        found = kept.take(token=self.name, user_id=_importer.get())
        if found is None or found.path != PAGE:
            raise UnreadableFile(_("Berkas ini sudah terlalu lama menunggu. Unggah lagi."))
        return base64.b64decode(found.fields["file"][0])

    def remove(self) -> None:
        """Taken is gone."""


@contextmanager
def _importing(user):
    token = _importer.set(user.pk)
    try:
        yield
    finally:
        _importer.reset(token)


class UploadForm(ImportForm):
    """Which format it is, the file's name says."""

    import_file = forms.FileField(
        label=gettext_lazy("Berkas"), help_text=gettext_lazy("XLSX, atau CSV UTF-8. Paling besar 350 KB.")
    )

    def __init__(self, formats, resources, **kwargs):
        super().__init__(formats, resources, **kwargs)
        self.fields["format"].required = False
        self.fields["format"].widget = forms.HiddenInput()

    @property
    def media(self):
        return forms.Media()

    def clean_import_file(self):
        file = self.cleaned_data["import_file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("Berkas terlalu besar. Bagi menjadi beberapa berkas."))
        return file

    def clean(self) -> dict:
        data = super().clean()
        name = getattr(data.get("import_file"), "name", "")
        data["format"] = "1" if name.lower().endswith(".csv") else "0"
        return data


class PlainDiff(Diff):
    """ "lama → baru" where something changes, else what it is."""

    def as_html(self) -> list[str]:
        pairs = zip(self.left, self.right, strict=True)
        return [str(new) if self.new or old == new else f"{old or '–'} → {new or '–'}" for old, new in pairs]


class AuditedResource(ModelResource):
    """Both ways are recorded, in the transaction of what they did."""

    @classmethod
    def get_diff_class(cls):
        return PlainDiff

    def after_export(self, queryset, dataset, **kwargs) -> None:
        """What the list is of; the file names its sheet after it."""
        super().after_export(queryset, dataset, **kwargs)
        dataset.title = str(self._meta.model._meta.verbose_name_plural)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True) -> None:
        """Errors are told under the heads of the columns, not under names of the program."""
        try:
            super().validate_instance(instance, import_validation_errors, validate_unique)
        except ValidationError as error:
            heads = {field.attribute: field.column_name for field in self.fields.values()}
            told = {heads.get(name, name): problems for name, problems in error.error_dict.items()}
            raise ValidationError(told) from None

    def after_import(self, dataset, result, **kwargs) -> None:
        super().after_import(dataset, result, **kwargs)
        if not kwargs.get("dry_run"):
            by = kwargs["user"]
            made = audit.Entry(action="import.made", by=by, figures=self._figures(result))
            audit.record_many([made, *self._rows(result, by)])

    def _rows(self, result, by) -> list[audit.Entry]:
        """Each row that was added or changed: a file of members says who sits where."""
        return [
            audit.Entry(
                action="import.row", by=by, subject=self._meta.model(pk=row.object_id), figures=figures
            )
            for row in result.rows
            if (figures := KINDS.get(row.import_type)) is not None
        ]

    def _figures(self, result) -> dict:
        totals = result.totals
        model = self._meta.model._meta.label
        return {
            "model": model,
            "new": totals[RowResult.IMPORT_TYPE_NEW],
            "changed": totals[RowResult.IMPORT_TYPE_UPDATE],
        }


class PrivateExport(ExportMixin):
    """Mixin of a ModelAdmin whose resource is an AuditedResource and whose rows only leave; it stands left of
    ModelAdmin.
    """

    formats = [SafeXLSX, SafeCSV]
    export_form_class = ExportForm
    skip_admin_log = True

    def has_export_permission(self, request) -> bool:
        return self.has_change_permission(request)

    def get_export_queryset(self, request):
        """A filter that the list would not know is nothing to export by."""
        try:
            return super().get_export_queryset(request)
        except IncorrectLookupParameters as error:
            raise BadRequest from error

    def _do_file_export(self, file_format, request, queryset, export_form=None):
        with transaction.atomic():
            figures = {"model": self.opts.label, "rows": queryset.count(), "filters": sorted(request.GET)}
            response = super()._do_file_export(file_format, request, queryset, export_form=export_form)
            audit.record(action="export.made", by=request.user, figures=figures)
        return response

    def get_export_filename(self, request, queryset, file_format) -> str:
        return f"{self.opts.verbose_name_plural}.{file_format.get_extension()}".replace(" ", "-")


class PrivateImportExport(PrivateExport, ImportExportMixin):
    """The same where rows come in, too."""

    import_form_class = UploadForm
    tmp_storage_class = SealedStorage

    def has_import_permission(self, request) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def import_action(self, request, **kwargs):
        with _importing(request.user):
            return super().import_action(request, **kwargs)

    def write_to_tmp_storage(self, import_file, input_format):
        """The library reads what it has just written; it gets the bytes, and the sealed copy waits."""
        storage = super().write_to_tmp_storage(import_file, input_format)
        import_file.seek(0)
        content = import_file.read()
        storage.read = lambda: content
        return storage

    def process_import(self, request, **kwargs):
        with _importing(request.user):
            try:
                return super().process_import(request, **kwargs)
            except UnreadableFile as problem:
                messages.error(request, str(problem))
                return HttpResponseRedirect(self._address("import"))

    def get_import_data_kwargs(self, **kwargs) -> dict:
        return {"rollback_on_validation_errors": True}

    def process_result(self, result, request):
        """Between preview and confirmation the data may have changed: then nothing is saved."""
        if result.has_errors() or result.has_validation_errors():
            messages.error(request, _("Belum tersimpan: datanya baru saja berubah. Unggah lagi berkasnya."))
            return HttpResponseRedirect(self._address("import"))
        return super().process_result(result, request)

    def add_success_message(self, result, request) -> None:
        new, changed = (
            result.totals[kind] for kind in (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE)
        )
        text = _("Impor selesai: %(new)s baru, %(changed)s diperbarui.")
        messages.success(request, text % {"new": new, "changed": changed})

    def add_data_read_fail_error_to_form(self, form, e) -> None:
        known = isinstance(e, UnreadableFile)
        form.add_error("import_file", str(e) if known else _("Berkas ini tidak bisa dibaca."))

    def _address(self, name: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}")
