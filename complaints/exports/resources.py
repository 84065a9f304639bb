"""Lists that officers take out and bring back: the directory of services."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.fields import Field

from safeguards.exchange import AuditedResource
from safeguards.exchange_cells import Choice, Phone, Text, plain
from safeguards.phones import parse_service_phone

from .. import policies
from ..directory import AnswerUnit, ProviderKind, Service
from ..keeping import own_organisation, regencies_outside
from ..models import Provider
from . import cells


class ProviderResource(AuditedResource):
    """One row per service. With a "Nomor" it is that entry; without, the one of the same kind and name
    that the importing organisation looks after, or a new one. Columns left out stay as they are.
    """

    id = Field("id", "Nomor", widget=cells.Number(), readonly=True)
    name = Field("name", "Nama", widget=Text())
    kind = Field("kind", "Jenis", widget=Choice(ProviderKind))
    services = Field("services", "Layanan", widget=cells.Choices(Service))
    is_national = Field("is_national", "Seluruh Indonesia", widget=cells.YesNo())
    regencies = Field("regencies", "Kabupaten/kota", widget=cells.Regencies())
    district = Field("district", "Kecamatan kantornya", widget=cells.DistrictCell())
    address = Field("address", "Alamat", widget=Text())
    hours = Field("hours", "Jam buka", widget=Text())
    phone = Field("phone", "Telepon", widget=Phone(parse=parse_service_phone, empty=""))
    whatsapp = Field("whatsapp", "WhatsApp", widget=Phone(empty=""))
    what_to_bring = Field("what_to_bring", "Yang perlu dibawa", widget=Text(lines=True))
    answer_within = Field("answer_within", "Menjawab dalam", widget=cells.Number())
    answer_unit = Field("answer_unit", "Satuan", widget=Choice(AnswerUnit, blank=True))
    kept_by = Field("kept_by__short_name", "Dikelola oleh", readonly=True, widget=Text())
    is_active = Field("is_active", "Masih melayani", widget=cells.YesNo(empty=True))

    class Meta:
        model = Provider
        fields = import_order = export_order = (
            "id",
            "name",
            "kind",
            "services",
            "is_national",
            "regencies",
            "district",
            "address",
            "hours",
            "phone",
            "whatsapp",
            "what_to_bring",
            "answer_within",
            "answer_unit",
            "kept_by",
            "is_active",
        )
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True

    def before_import(self, dataset, **kwargs) -> None:
        """Titles in any case; one that is not known is told rather than passed over."""
        self.user = kwargs["user"]
        self.organisation = own_organisation(self.user)
        known = {field.column_name.lower(): field.column_name for field in self.fields.values()}
        strange = [title for title in dataset.headers if title.strip().lower() not in known]
        if strange:
            raise ValueError(_("Kolom tidak dikenal: %(titles)s.") % {"titles": ", ".join(strange)})
        dataset.headers = [known[title.strip().lower()] for title in dataset.headers]

    def get_instance(self, instance_loader, row) -> Provider | None:
        number = self.fields["id"].clean(row) if row.get("Nomor") else None
        if number is not None:
            return self._kept(number)
        kind, name = self._kind(row), plain(row.get("Nama"))
        rows = Provider.objects.filter(kept_by=self.organisation, kind=kind, name__iexact=name)
        return rows.first()

    def _kind(self, row) -> str:
        try:
            return self.fields["kind"].clean(row)
        except (KeyError, ValueError):
            return ""  # said again, beside its column, when the row is read

    def _kept(self, number: int) -> Provider:
        provider = Provider.objects.filter(pk=number).first()
        if provider is None:
            raise ValidationError({"Nomor": _("Tidak ada layanan nomor %(number)s.") % {"number": number}})
        return provider

    def import_instance(self, instance, row, **kwargs) -> None:
        errors = {}
        if instance.pk and not policies.may_keep_provider(instance, self.user):
            errors["id"] = ValidationError(_("Layanan ini dikelola lembaga lain; hanya bisa dibaca."))
        if instance.pk is None:
            instance.kept_by = self.organisation
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        try:
            self._check_area(instance, row)
        except ValueError as error:
            errors["regencies"] = ValidationError(str(error))
        if errors:
            raise ValidationError(errors)

    def _check_area(self, instance: Provider, row) -> None:
        """ValueError for places that are unknown or outside the officer's regencies."""
        field = self.fields["regencies"]
        regencies = field.clean(row) if field.column_name in row else []
        outside = regencies_outside(self.user, regencies)
        if outside:
            raise ValueError(_("Di luar wilayah kerja: %(names)s.") % {"names": ", ".join(map(str, outside))})
        if instance.is_national and not self.user.scope.everywhere:
            raise ValueError(_("Layanan nasional hanya dikelola administrator."))
        if instance.pk is None and not regencies and not instance.is_national:
            raise ValueError(_("Tulis kabupaten/kota yang dilayani."))
