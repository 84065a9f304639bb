"""Activities as a table for programme officers: counts and words, no photo."""

from import_export.fields import Field
from import_export.widgets import IntegerWidget

from members.enums import Division
from safeguards.exchange import AuditedResource
from safeguards.exchange_cells import Choice, Day, Text

from ..activity_kinds import ActivityKind
from ..models import Activity


class ActivityResource(AuditedResource):
    group = Field("group__name", "Kelompok", Text())
    village_code = Field("group__village_id", "Kode desa", Text())
    held_on = Field("held_on", "Tanggal", Day())
    kind = Field("kind", "Jenis", Choice(ActivityKind))
    division = Field("division", "Divisi", Choice(Division, blank=True))
    title = Field("title", "Judul", Text())
    women = Field("women", "Perempuan", IntegerWidget())
    men = Field("men", "Laki-laki", IntegerWidget())
    children = Field("children", "Anak", IntegerWidget())
    disabled = Field("disabled", "Penyandang disabilitas", IntegerWidget())
    elderly = Field("elderly", "Lansia", IntegerWidget())

    class Meta:
        model = Activity
        fields = [  # in the order of the columns
            "group",
            "village_code",
            "held_on",
            "kind",
            "division",
            "title",
            "women",
            "men",
            "children",
            "disabled",
            "elderly",
        ]
