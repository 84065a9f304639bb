"""Changing what is known of a case, one group of fields at a time."""

from safeguards import audit
from safeguards.models import DataKey

from ..enums import Kind, PersonRole
from ..errors import NotPermitted
from ..models import Complaint, Person
from ..sections import Section, changed, person_in
from .deed import deed, require_version, save
from .sameness import keep_hints


def change(*, complaint: Complaint, by, section: Section, values: dict, version: int) -> list[str]:
    """Writes the ``values`` that differ (names as in ``section``); returns their names.

    When the case holds all of them already (a second tap), nothing happens, whatever the version.
    A case may be corrected after it was closed (UU 27/2022 Ps 30). Raises Stale, NotPermitted.
    """
    with deed(complaint=complaint, by=by, action="complaint.changed") as row:
        if Kind(row.kind) not in section.kinds:
            raise NotPermitted
        names = changed(row, section, values)
        if not names:
            return names
        require_version(row, version)
        told = {name: values[name] for name in names}
        save(row, *_write_case(row, section, told))
        _write_person(row, section, told)
        figures = {"section": section.slug, "fields": names}
        audit.record(action="complaint.changed", by=by, chain=row.pk, subject=row, figures=figures)
        return names


def _write_case(row: Complaint, section: Section, told: dict) -> list[str]:
    names = [name for name in section.case if name in told]
    for name in names:
        setattr(row, name, told[name])
    if "village" in names:
        row.regency_id = row.village.district.regency_id
        names.append("regency")
    contact = {name: told[name] for name in section.contact if name in told}
    if contact:
        row.safe_contact = _filled(row.safe_contact | contact)
        names.append("safe_contact")
    return names


def _write_person(row: Complaint, section: Section, told: dict) -> None:
    """Digests go with the identity, or a look-up by an old number would still find her."""
    facts = {name: told[name] for name in section.person if name in told}
    identity = {name: told[name] for name in section.identity if name in told}
    if not facts and not identity:
        return
    person = person_in(row, section.role) or Person(
        complaint=row, role=section.role, data_key=DataKey.objects.make()
    )
    for name, value in facts.items():
        setattr(person, name, value)
    person.identity = _filled(person.identity | identity)
    if Person.DIGESTS.keys() & identity.keys():
        person.digest_anew()
    person.save()
    if Person.DIGESTS.keys() & identity.keys() and person.role == PersonRole.CONCERNED:
        keep_hints(row, person, similar=False)


def _filled(values: dict) -> dict:
    return {name: value for name, value in values.items() if value}
