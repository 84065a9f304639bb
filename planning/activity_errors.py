"""Why something about an activity was not saved, in the reader's words."""

from django.utils.translation import gettext_lazy as _

from complaints.errors import CaseError


class ActivityChanged(CaseError):
    """Someone saved in between; the view shows what stands now."""

    code = "activity_changed"
    message = _("Kegiatan ini baru saja diubah orang lain. Bandingkan, lalu simpan lagi.")


class ActivityAhead(CaseError):
    code = "activity_ahead"
    message = _("Tanggal ini belum tiba. Catat kegiatan sesudah berlangsung.")


class ActivityGone(CaseError):
    code = "activity_gone"
    message = _("Kegiatan ini sudah dihapus.")


class ActivityOld(CaseError):
    code = "activity_old"
    message = _("Kegiatan ini dicatat lebih dari 90 hari lalu. Minta ketua atau koordinator mengubahnya.")
