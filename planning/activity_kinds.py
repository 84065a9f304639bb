"""What a group does in public, as its programme names it; and what every count of attendance is of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityKind(models.TextChoices):
    MEETING = "meeting", _("Pertemuan kelompok")
    OUTREACH = "outreach", _("Sosialisasi")
    TRAINING = "training", _("Pelatihan")
    DELIBERATION = "deliberation", _("Musyawarah")
    RECESS = "recess", _("Reses DPRD")
    DATA = "data", _("Pendataan")


SEXES = ("women", "men")  # everybody is one of them
OF_WHOM = ("children", "disabled", "elderly")  # and may be some of these, too
COUNTS = (*SEXES, *OF_WHOM)
MOST = 5_000  # more people than stand in any village hall: a slip of the finger
