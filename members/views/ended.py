"""What she is told after a deed that ended all sessions but this one."""

from django.contrib import messages
from django.utils.translation import gettext as _


def tell(request, done: str, *, had_pin: bool) -> None:
    """PINs end along with the sessions; of them hears only who had one."""
    sentences = [done, _("Perangkat lain sudah dikeluarkan.")]
    if had_pin:
        sentences.append(_("PIN ikut dihapus; pasang lagi di halaman Akun bila perlu."))
    messages.success(request, " ".join(sentences))
