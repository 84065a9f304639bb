"""Accounts of others, and their roles, as an officer gives them."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from safeguards.admin_forms import Suggesting
from safeguards.phone_field import PhoneField
from safeguards.phones import BadPhone, parse_phone
from safeguards.texts import PlainLineField
from villages.models import Village

from .. import reach
from ..models import Assignment, Group, Organisation, User
from ..roles import PLACE_OF, Role
from .phone import LOGIN_HINT

NEEDED = {
    "group": _("Relawan memerlukan kelompok. Pilih kelompoknya."),
    "village": _("Sekretaris desa memerlukan desa. Pilih desanya."),
    "organisation": _("Petugas memerlukan lembaga. Pilih lembaganya."),
}
NAMELESS = {"required": _("Tulis nama lengkapnya.")}
OUTSIDE = _("Peran atau tempat ini di luar wewenang Ibu/Bapak. Pilih yang lain.")


class RoleAtPlace:
    """Checks of a form with role, group, village and organisation; ``by`` is who gives the role."""

    by: User

    def check_place(self, data: dict) -> None:
        """Keeps the one place that the role asks for in ``data["place"]``; others are errors."""
        role = data.get("role")
        if not role:
            return
        wanted = PLACE_OF.get(role)
        for name in PLACE_OF.values():
            if name != wanted and data.get(name):
                self.add_error(name, _("Kosongkan: peran ini tidak memakai tempat ini."))
        data["place"] = data.get(wanted)
        if wanted and data["place"] is None:
            if wanted not in self.errors:
                self.add_error(wanted, NEEDED[wanted])
        elif not reach.may_give(self.by, role, data["place"]):
            self.add_error(wanted or "role", OUTSIDE)


class NewAccountForm(RoleAtPlace, forms.Form):
    """A new account with its first role."""

    full_name = PlainLineField(label=_("Nama lengkap"), max_length=120, error_messages=NAMELESS)
    phone = PhoneField(label=_("Nomor HP"), help_text=LOGIN_HINT)
    username = PlainLineField(
        label=_("Nama pengguna"),
        max_length=60,
        required=False,
        validators=User._meta.get_field("username").validators,
        help_text=_("Boleh dikosongkan: dibuat dari namanya."),
    )
    role = forms.ChoiceField(label=_("Peran"))
    group = forms.ModelChoiceField(Group.objects.none(), label=_("Kelompok (relawan)"), required=False)
    village = forms.ModelChoiceField(Village.objects.all(), label=_("Desa (sekretaris desa)"), required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Lembaga (petugas)"), required=False
    )

    def __init__(self, *args, by: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        roles = reach.roles(by)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]
        self.fields["group"].queryset = Group.objects.accompanied_by(by).active()
        self.fields["organisation"].queryset = Organisation.objects.all()
        if Role.OFFICER not in roles:
            del self.fields["organisation"]
        self._autocompletes()

    def _autocompletes(self) -> None:
        """The boxes of admin; what they offer is what the admin of that model shows this person."""
        roads = {name: Assignment._meta.get_field(name) for name in PLACE_OF.values()}
        for name in {"group", "village", "organisation"} & set(self.fields):
            self.fields[name].widget = Suggesting(roads[name], admin.site)
            self.fields[name].widget.choices = self.fields[name].choices

    def clean_username(self) -> str:
        """A user name that reads as a phone number would shadow that number's owner."""
        name = self.cleaned_data["username"].strip()
        try:
            parse_phone(name)
        except BadPhone:
            pass
        else:
            raise forms.ValidationError(_("Nomor HP ditulis di kolomnya; nama pengguna memakai huruf."))
        if name and User.objects.filter(username=name).exists():
            raise forms.ValidationError(_("Nama pengguna ini sudah dipakai. Pilih yang lain."))
        return name

    def clean(self) -> dict:
        data = super().clean()
        if data.get("phone") and User.objects.filter(phone=data["phone"]).exists():
            self.add_error("phone", _("Nomor ini sudah dipakai akun lain."))
        self.check_place(data)
        return data


class AccountForm(forms.ModelForm):
    phone = PhoneField(label=_("Nomor HP"), help_text=LOGIN_HINT)

    class Meta:
        model = User
        fields = ["full_name", "phone", "email"]
        error_messages = {"full_name": NAMELESS}


class AssignmentForm(RoleAtPlace, forms.ModelForm):
    """``by`` and ``kept`` (what was typed before a proof was asked for) are set by AssignmentAdmin. Once
    given, only the last day of a role changes, and what goes with an officer's: exports_identity.
    """

    kept = None

    class Meta:
        model = Assignment
        fields = [
            *("user", "role", "group", "village", "organisation", "starts_on", "ends_on"),
            "exports_identity",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.kept is not None and not self.is_bound:
            self.initial.update({name: self.kept[name] for name in self.fields if name in self.kept})

    def clean(self) -> dict:
        data = super().clean()
        if self.instance.pk is None:
            self.check_place(data)
            self._check_twice(data)
        elif data.get("ends_on") and data["ends_on"] < self.instance.starts_on:
            self.add_error("ends_on", _("Hari terakhir lebih awal daripada mulai."))
        return data

    def _check_twice(self, data: dict) -> None:
        if not data.get("user") or not data.get("role") or self.errors:
            return
        place = {name: data.get(name) for name in PLACE_OF.values()}
        held = data["user"].assignments.current().filter(role=data["role"], **place)
        if held.exists():
            raise forms.ValidationError(_("Peran ini sudah dipegangnya di tempat ini."))
