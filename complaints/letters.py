"""The words that leave the portal with a referral: a message by WhatsApp, and what the letter shows."""

from django.utils.translation import gettext as _

from safeguards.identifiers import show_case_number
from safeguards.phones import show_phone

from .directory import ComplaintRoute, service_names
from .enums import PersonRole, Urgency
from .models import Person, Referral


def whatsapp_text(
    *,
    number: str,
    services: list[str],
    urgency: str,
    volunteer: str,
    volunteer_phone: str,
    group: str,
    reminds: bool = False,
    link: str = "",
) -> str:
    """The message to a service. It is given no case and no person, so nothing of theirs can get into it:
    number, what is asked for, how urgent, who to call back, and the ``link`` to answer on, if there is one.
    ``reminds``: it is not the first one.
    """
    caller = f"{volunteer} ({show_phone(volunteer_phone)})" if volunteer_phone else volunteer
    first = (
        _("Mengingatkan: rujukan dari %(group)s menunggu jawaban") if reminds else _("Rujukan dari %(group)s")
    )
    lines = [
        first % {"group": group},
        _("Nomor kasus: %(number)s") % {"number": show_case_number(number)},
        _("Layanan yang diminta: %(services)s") % {"services": service_names(services)},
        _("Kedaruratan: %(urgency)s") % {"urgency": Urgency(urgency).label},
        _("Pendamping: %(caller)s") % {"caller": caller},
        _("Mohon jangan kirim nama lewat WA."),
    ]
    if link:
        lines.append(_("Jawab tanpa akun, lewat tautan ini: %(link)s") % {"link": link})
    return "\n".join(lines)


def message_for(referral: Referral, volunteer, link: str = "", *, reminds: bool = False) -> str:
    """The message of ``referral`` from ``volunteer`` (a user), who is called back; ``link`` is the whole
    address to answer on (views.link_address), "" without one.
    """
    return whatsapp_text(
        number=referral.complaint.number,
        services=referral.services,
        urgency=referral.complaint.urgency,
        volunteer=volunteer.get_full_name(),
        volunteer_phone=str(volunteer.phone or ""),
        group=referral.complaint.group.name,
        reminds=reminds,
        link=link,
    )


def notice(numbers: list[str]) -> tuple[str, str]:
    """Subject and text of an e-mail from the portal to one of its own people: numbers of cases, and no word
    that says what they are about, nor to whoever looks over her shoulder that there are cases at all.
    """
    lines = [
        _("Ada yang menunggu Ibu/Bapak di KK Portal:"),
        *(f"- {show_case_number(number)}" for number in numbers),
        _("Silakan masuk ke KK Portal untuk melihatnya."),
        _("Pesan ini dikirim otomatis. Mohon jangan dibalas dan jangan menulis nama lewat surel."),
    ]
    return _("KK Portal: ada yang menunggu"), "\n".join(lines)


def addressee(referral: Referral, route: str) -> str:
    """To whom a complaint of ``referral``'s service goes, as it stands on the letter."""
    district = referral.complaint.group.village.district
    return {
        ComplaintRoute.PROVIDER: _("Pimpinan %(provider)s") % {"provider": referral.provider.name},
        ComplaintRoute.OMBUDSMAN: _("Ombudsman Republik Indonesia"),
        ComplaintRoute.DISTRICT: _("Camat %(district)s") % {"district": district.name},
        ComplaintRoute.COUNCIL: _("Ketua DPRD %(regency)s") % {"regency": district.regency.name},
    }[ComplaintRoute(route)]


def identity_told(referral: Referral) -> dict[str, str]:
    """Name and NIK as far as she agreed to each, for the letter and nothing else."""
    if not (referral.tells_name or referral.tells_nik):
        return {}
    person = Person.objects.filter(complaint=referral.complaint_id, role=PersonRole.CONCERNED)
    identity = person.select_related("data_key").get().identity
    agreed = {"name": referral.tells_name, "nik": referral.tells_nik}
    return {part: identity[part] for part, yes in agreed.items() if yes and identity.get(part)}


def named_in(referrals: list[Referral]) -> list[tuple[Referral, str]]:
    """Each referral of one letter with the name that may stand there, or ``""``; one query for all."""
    named = [row.complaint_id for row in referrals if row.tells_name]
    persons = Person.objects.filter(complaint__in=named, role=PersonRole.CONCERNED).select_related("data_key")
    names = {person.complaint_id: person.name for person in persons} if named else {}
    return [(row, names.get(row.complaint_id, "")) for row in referrals]
