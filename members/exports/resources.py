"""Members as a table: read within the officer's groups, written without what they say of themselves."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import Widget

from safeguards.exchange import AuditedResource
from safeguards.exchange_cells import Choice, Day, Phone, Text, plain
from villages.names import normalise

from ..enums import Division, Inclusion, Position, PublicPost, Sex
from ..models import Group, Member

VILLAGE_CODE = "Kode desa"
INCLUSION = "Keterangan inklusi"


class GroupCell(Widget):
    """A group by its name, together with the village code of the same row; only within reach."""

    def __init__(self):
        super().__init__()
        self.groups: dict[tuple[str, str], Group] = {}

    def clean(self, value, row=None, **kwargs) -> Group:
        found = self.groups.get((normalise(plain(value)), plain(row.get(VILLAGE_CODE))))
        if found is None:
            raise ValueError(
                _("Tidak ada kelompok dengan nama dan kode desa ini di antara kelompok Ibu/Bapak.")
            )
        return found

    def render(self, value, obj=None, **kwargs) -> str:
        return str(value) if value else ""


class InclusionField(Field):
    """Comes in, never goes out: neither in an export nor in a preview of what would change."""

    def get_value(self, instance) -> str:
        return ""

    def save(self, instance, row, is_m2m=False, **kwargs) -> None:
        words = [word.strip().casefold() for word in plain(row[self.column_name]).split(",") if word.strip()]
        if not words:
            return
        values = {str(label).casefold(): value for value, label in Inclusion.choices}
        unknown = [word for word in words if word not in values]
        if unknown:
            labels = ", ".join(str(label) for label in Inclusion.labels)
            raise ValueError(
                _("“%(word)s” tidak dikenal. Pilih: %(labels)s.") % {"word": unknown[0], "labels": labels}
            )
        instance.tell_inclusion([values[word] for word in words])


class MemberResource(AuditedResource):
    """A row is an existing member when group and name (in any case) agree; else a new one."""

    group = Field("group", "Kelompok", GroupCell())
    village_code = Field("group__village_id", VILLAGE_CODE, Text(), readonly=True)
    full_name = Field("full_name", "Nama lengkap", Text(required=True))
    sex = Field("sex", "Jenis kelamin", Choice(Sex))
    phone = Field("phone", "Nomor HP", Phone())
    position = Field("position", "Jabatan", Choice(Position, blank=True), default=Position.MEMBER)
    division = Field("division", "Divisi", Choice(Division, blank=True))
    joined_on = Field("joined_on", "Bergabung", Day())
    left_on = Field("left_on", "Berhenti", Day(), readonly=True)
    public_post = Field("public_post", "Jabatan di desa", Choice(PublicPost, blank=True))
    public_post_from = Field("public_post_from", "Menjabat sejak", Day())
    public_post_until = Field("public_post_until", "Menjabat sampai", Day())
    inclusion = InclusionField("inclusion", INCLUSION)

    class Meta:
        model = Member
        fields = [  # in the order of the columns
            "group",
            "village_code",
            "full_name",
            "sex",
            "phone",
            "position",
            "division",
            "joined_on",
            "left_on",
            "public_post",
            "public_post_from",
            "public_post_until",
            "inclusion",
        ]
        import_id_fields = ["group", "full_name"]
        clean_model_instances = True

    def before_import(self, dataset, **kwargs) -> None:
        user = kwargs["user"]
        groups = Group.objects.accompanied_by(user).active()
        named = {(normalise(group.name), group.village_id): group for group in groups}
        self.fields["group"].widget.groups = named
        seats = Member.objects.current().filter(group__in=groups).select_related("data_key", "group")
        self.known = {(seat.group_id, seat.full_name.casefold()): seat for seat in seats}

    def get_instance(self, instance_loader, row) -> Member | None:
        try:
            group = self.fields["group"].clean(row)
        except ValueError:
            return None  # told with the other errors of the row, by import_instance
        return self.known.get((group.pk, plain(row.get("Nama lengkap")).casefold()))

    def import_instance(self, instance, row, **kwargs) -> None:
        super().import_instance(instance, row, **kwargs)
        if instance.user_id == kwargs["user"].pk:
            raise ValidationError(_("Data Ibu/Bapak sendiri diubah oleh petugas lain."))

    def after_save_instance(self, instance, row, **kwargs) -> None:
        """The same person twice in one file is one member."""
        self.known[(instance.group_id, instance.full_name.casefold())] = instance

    def get_export_order(self) -> list[str]:
        return [name for name in super().get_export_order() if name != "inclusion"]

    def filter_export(self, queryset, **kwargs):
        return queryset.select_related("group")
