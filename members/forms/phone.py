"""What is said beside a phone number."""

from django.utils.translation import gettext_lazy as _

HINT = _("Contoh: 0812 3456 7890.")
LOGIN_HINT = _("Bisa dipakai untuk masuk. Contoh: 0812 3456 7890.")
