"""`…/ubah/<bagian>/`: each group of fields, its refusals, and two who save at once."""

import datetime

import pytest
from django.utils import timezone

from complaints.errors import NotPermitted, Stale
from complaints.models import Complaint, Person
from complaints.sections import SECTIONS
from complaints.services import editing
from safeguards.crypto import digest
from safeguards.models import AuditEvent
from tests import factories

from .test_followup import actions

SOON = timezone.localdate() + datetime.timedelta(days=2)  # also when midnight passes during the run
NIK = "5203174107900001"  # a woman born on 1 July 1990, Lombok Timur: invented


def change(case, by, section="cerita", version=1, **values):
    return editing.change(complaint=case, by=by, section=SECTIONS[section], values=values, version=version)


def url(case, section) -> str:
    return f"{case.get_absolute_url()}ubah/{section}/"


def events(case) -> list[tuple[str, dict]]:
    rows = AuditEvent.objects.filter(chain=case.pk, refused=False).exclude(action="complaint.read")
    return [(row.action, row.figures) for row in rows.order_by("seq")]


def test_only_what_differs_is_written_and_recorded(cast):
    case = factories.complaint(cast.relawan, reminder="rumah sumur")
    assert change(case, cast.relawan, reminder="rumah sumur", narrative="Cerita.") == ["narrative"]
    case.refresh_from_db()
    assert (case.narrative, case.version) == ("Cerita.", 2)
    assert events(case) == [("complaint.changed", {"section": "cerita", "fields": ["narrative"]})]


def test_a_second_tap_changes_nothing(cast):
    case = factories.complaint(cast.relawan)
    change(case, cast.relawan, narrative="Cerita.")
    assert change(case, cast.relawan, narrative="Cerita.") == []
    case.refresh_from_db()
    assert case.version == 2


@pytest.mark.django_db(transaction=True)
def test_the_second_of_two_is_stale(cast):
    case = factories.complaint(cast.relawan)
    change(case, cast.relawan, narrative="Yang pertama.")
    with pytest.raises(Stale):
        change(case, cast.relawan, narrative="Yang kedua.")
    assert change(case, cast.relawan, narrative="Yang kedua.", version=2) == ["narrative"]


@pytest.mark.django_db(transaction=True)
def test_comparing_two_versions_is_recorded_as_a_reading(cast, login):
    case = factories.complaint(cast.relawan, narrative="Yang tersimpan.")
    page = login(cast.relawan).post(url(case, "cerita"), {"versi": 0, "narrative": "Lain."})
    assert "Yang tersimpan." in page.content.decode()
    assert actions(case) == [("complaint.changed", True), ("complaint.read", False)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["relawan2", "humas", "kawil", "sekdes", "petugas", "bakti"])
def test_who_does_not_work_it_changes_nothing(cast, name):
    case = factories.complaint(cast.relawan, kind="violence")
    with pytest.raises(NotPermitted):
        change(case, getattr(cast, name), narrative="Lain.")
    assert events(case) == []


@pytest.mark.django_db(transaction=True)
def test_a_section_of_the_other_kind_is_refused(cast):
    with pytest.raises(NotPermitted):
        change(factories.complaint(cast.relawan), cast.relawan, "terlapor", relation="spouse")


def test_identity_and_digests_go_together(cast):
    case = factories.complaint(cast.relawan)
    change(case, cast.relawan, "orangnya", name="Bunga", phone="+6281234567890", nik=NIK)
    person = case.persons.get()
    assert person.identity == {"name": "Bunga", "phone": "+6281234567890", "nik": NIK}
    assert bytes(person.phone_digest) == digest("phone", "+6281234567890")
    assert bytes(person.nik_digest) == digest("nik", NIK)
    change(case, cast.relawan, "orangnya", version=2, phone="", nik="")
    person.refresh_from_db()
    assert (person.identity, person.phone_digest, person.nik_digest) == ({"name": "Bunga"}, None, None)


def test_a_reporter_comes_into_being_under_a_key_of_her_own(cast):
    case = factories.complaint(cast.relawan)
    change(case, cast.relawan, "pelapor", name="Tetangga Contoh")
    reporter = Person.objects.get(role="reporter")
    assert (reporter.name, reporter.data_key_id != case.data_key_id) == ("Tetangga Contoh", True)


@pytest.mark.parametrize("kind", ["violence", "social"])
@pytest.mark.parametrize(("typed", "held"), [("outreach", "outreach"), ("", "phone"), (None, "phone")])
def test_how_the_case_came_in_is_told_where_its_reporter_is(cast, login, kind, typed, held):
    case = factories.complaint(cast.relawan, kind=kind, channel="phone")
    client = login(cast.relawan)
    told = {} if typed is None else {"channel": typed}
    assert client.post(url(case, "pelapor"), {"versi": 1, **told}).status_code == 302
    case.refresh_from_db()
    assert (case.channel, case.persons.filter(role="reporter").exists()) == (held, False)
    page = client.get(case.get_absolute_url()).content.decode()
    assert f"<dt>Cara masuk</dt><dd>{case.get_channel_display()}</dd>" in page


def test_a_way_that_is_not_listed_is_refused(cast, login):
    case = factories.complaint(cast.relawan)
    answer = login(cast.relawan).post(url(case, "pelapor"), {"versi": 1, "channel": "merpati"})
    assert list(answer.context["form"].errors) == ["channel"]
    assert events(case) == []


def test_a_new_village_brings_its_regency(cast, village):
    case = factories.complaint(cast.relawan)
    change(case, cast.relawan, "tempat", village=village(factories.LOMPOE))
    case.refresh_from_db()
    assert (case.village_id, case.regency_id) == (factories.LOMPOE, "73.72")


def test_a_closed_case_may_still_be_corrected(cast):
    case = factories.closed(cast.relawan)
    assert change(case, cast.relawan, narrative="Dibetulkan.") == ["narrative"]


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("kind", ["violence", "social"])
def test_every_section_opens_for_its_kinds_and_is_recorded(cast, login, section, kind):
    case = factories.complaint(cast.relawan, kind=kind)
    status = 200 if kind in SECTIONS[section].kinds else 404
    assert login(cast.relawan).get(url(case, section)).status_code == status
    read = AuditEvent.objects.filter(action="complaint.read", chain=case.pk)
    assert [event.figures for event in read] == ([{"section": section}] if status == 200 else [])


@pytest.mark.parametrize(
    ("name", "status"), [("relawan", 200), ("relawan2", 404), ("humas", 404), ("petugas", 403)]
)
def test_who_may_open_a_section(cast, login, name, status):
    case = factories.complaint(cast.relawan, kind="violence")
    assert login(getattr(cast, name)).get(url(case, "cerita")).status_code == status


def test_saving_nothing_new_from_each_form_changes_nothing(cast, login):
    client = login(cast.relawan)
    for kind in ("violence", "social"):
        case = factories.complaint(
            cast.relawan, kind=kind, name="Bunga", happened_on=datetime.date(2026, 5, 1)
        )
        for slug, section in SECTIONS.items():
            if kind not in section.kinds:
                continue
            form = client.get(url(case, slug)).context["form"]
            data = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
            data |= {f"{name}_kini": data[name] for name in ("village",) if name in data}
            client.post(url(case, slug), {**data, "versi": 1})
        case.refresh_from_db()
        assert (case.version, events(case)) == (1, [])


EVENT = {"category": "sexual", "urgency": "urgent", "versi": 1}


def test_what_happened(cast, login):
    case = factories.complaint(cast.relawan, kind="violence")
    told = {
        "further": ["sexual", "psychological"],
        "sexual_kinds": ["rape"],
        "domestic": "yes",
        "scene": "household",
        "happened": "month",
        "happened_on": "2026-11-02",
        "happened_on_is_estimate": "on",
        "event_village": factories.BANJARSARI,
        "safety": "unsafe",
    }
    login(cast.relawan).post(url(case, "kejadian"), EVENT | told)
    case.refresh_from_db()
    assert (case.category, case.further, case.sexual_kinds, case.domestic, case.scene) == (
        "sexual",
        ["psychological"],
        ["rape"],
        True,
        "household",
    )
    assert (case.happened_on, case.happened_on_is_estimate) == (datetime.date(2026, 11, 2), True)
    assert (case.event_village_id, case.safety, case.urgency) == (factories.BANJARSARI, "unsafe", "urgent")


@pytest.mark.parametrize(
    ("section", "fields", "message"),
    [
        ("kejadian", EVENT | {"happened_on": SOON.isoformat()}, "Tanggal ini belum tiba."),
        ("kejadian", EVENT | {"happened_on": "1900-01-01"}, "Tanggal ini terlalu lama. Periksa tahunnya."),
        ("kejadian", EVENT | {"event_village": "99.99.99.9999"}, "Tidak ada desa atau kelurahan"),
        ("tempat", {"village": "99.99.99.9999"}, "Tidak ada desa atau kelurahan"),
        ("tempat", {"village": ""}, "Pilih desa atau kelurahan."),
        ("orangnya", {"nik": "520317410790001", "need_nik": "on"}, "NIK harus 16 angka. Boleh dikosongkan."),
        ("orangnya", {"nik": NIK}, "Centang ini bila memang perlu untuk surat"),
        ("orangnya", {"family_card": "12", "need_nik": "on"}, "Nomor Kartu Keluarga harus 16 angka."),
        ("orangnya", {"phone": "nol delapan"}, "Nomor telepon hanya angka"),
        ("cerita", {"narrative": "x" * 100_000}, "20000"),
        ("cerita", {"narrative": "Cerita\x07"}, "Ada tanda yang tidak bisa disimpan."),
    ],
)
def test_bad_input_is_told_and_kept(cast, login, section, fields, message):
    case = factories.complaint(cast.relawan, kind="violence")
    response = login(cast.relawan).post(url(case, section), {"versi": 1, **fields})
    page = response.content.decode()
    assert (response.status_code, message in page, events(case)) == (200, True, [])
    assert 'name="versi" value="1"' in page


def test_a_doubtful_nik_is_saved_once_it_was_looked_at(cast, login):
    case = factories.complaint(cast.relawan)
    client, data = login(cast.relawan), {"nik": NIK, "sex": "male", "versi": 1}
    page = client.post(url(case, "orangnya"), data).content.decode()
    assert ("Jenis kelamin di NIK berbeda dari isian." in page, "Sudah saya periksa." in page) == (True, True)
    client.post(url(case, "orangnya"), data | {"nik_checked": "on"})
    assert case.persons.get().identity == {"nik": NIK}


def test_a_stored_nik_shows_its_end_and_stays_when_left_alone(cast, login):
    case = factories.complaint(cast.relawan)
    change(case, cast.relawan, "orangnya", nik=NIK, family_card="5203170000000009")
    client = login(cast.relawan)
    page = client.get(url(case, "orangnya")).content.decode()
    assert ("••••0001" in page, NIK in page, "5203170000000009" in page) == (True, False, False)
    client.post(url(case, "orangnya"), {"name": "Bunga", "sex": "female", "versi": 2})
    assert case.persons.get().identity == {"name": "Bunga", "nik": NIK, "family_card": "5203170000000009"}
    client.post(url(case, "orangnya"), {"name": "Bunga", "sex": "female", "forget": "on", "versi": 3})
    assert case.persons.get().identity == {"name": "Bunga"}


def test_the_nik_of_kind_a_is_asked_behind_a_tick(cast, login):
    pages = [
        login(cast.relawan)
        .get(url(factories.complaint(cast.relawan, kind=kind), "orangnya"))
        .content.decode()
        for kind in ("violence", "social")
    ]
    assert ["Perlu NIK untuk surat?" in page for page in pages] == [True, False]


def test_a_need_brings_its_category(cast, login):
    case = factories.complaint(cast.relawan)
    data = {"what": "bpjs_self", "further": ["pkh", "bpjs_self"], "urgency": "normal", "versi": 1}
    login(cast.relawan).post(url(case, "kebutuhan"), data)
    case.refresh_from_db()
    assert (case.category, case.need, case.further) == ("health", "bpjs_self", ["pkh"])
    login(cast.relawan).post(url(case, "kebutuhan"), {"what": "work", "urgency": "normal", "versi": 2})
    case.refresh_from_db()
    assert (case.category, case.need, case.further) == ("work", "", [])


def test_contact_and_reported(cast, login):
    case = factories.complaint(cast.relawan, kind="violence")
    client = login(cast.relawan)
    said = {"way": "trusted", "phone": "0812 0000 0003", "note": "Jangan telepon."}
    client.post(url(case, "kontak"), said | {"versi": 1})
    client.post(url(case, "terlapor"), {"relation": "spouse", "name": "Contoh", "versi": 2})
    case.refresh_from_db()
    assert case.safe_contact == said | {"phone": "+6281200000003"}
    assert [(row.relation, row.name) for row in Person.objects.filter(role="reported")] == [
        ("spouse", "Contoh")
    ]


@pytest.mark.django_db(transaction=True)
def test_the_second_of_two_compares_and_saves_again(cast, login):
    case = factories.complaint(cast.relawan, narrative="Awal.")
    client = login(cast.relawan)
    client.post(url(case, "cerita"), {"narrative": "Versi pertama.", "versi": 1})
    response = client.post(url(case, "cerita"), {"narrative": "Versi kedua.", "versi": 1})
    assert response.context["both"] == [
        {"label": "Apa yang terjadi", "hers": "Versi kedua.", "newest": "Versi pertama."}
    ]
    page = response.content.decode()
    assert ("Dua versi" in page, 'name="versi" value="2"' in page) == (True, True)
    client.post(url(case, "cerita"), {"narrative": "Versi kedua.", "versi": 2})
    assert Complaint.objects.get().narrative == "Versi kedua."
