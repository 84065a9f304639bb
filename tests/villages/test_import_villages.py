"""Importing the list again and again: what is added, renamed, marked, and what is never lost."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from safeguards.models import AuditEvent
from tests.factories import BANJARSARI, BOKONUSAN, LOMPOE, PLACES, TEROS, gazetteer_of, group, user
from villages import services
from villages.gazetteer import GazetteerError, write
from villages.models import District, Province, Regency, Village
from villages.services import import_places, keep_village

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(services.timezone, "localdate", lambda: TODAY)


def load(places):
    """Changes by level."""
    return {change.level: change for change in import_places(gazetteer=gazetteer_of(places))}


def rows():
    return [list(model.objects.values()) for model in (Province, Regency, District, Village)]


def without(*codes):
    return {code: name for code, name in PLACES.items() if code not in codes}


@pytest.mark.django_db
def test_the_second_import_changes_nothing():
    first = load(PLACES)
    assert first["village"].added == sorted(code for code in PLACES if len(code) == 13)
    before = rows()
    for change in load(PLACES).values():
        assert (change.added, change.renamed, change.returned, change.vanished, change.in_use) == (
            [],
            {},
            [],
            [],
            [],
        )
    assert rows() == before


@pytest.mark.django_db
def test_what_is_written():
    load(PLACES)
    assert Village.objects.values().get(pk=LOMPOE) == {
        "code": LOMPOE,
        "name": "Lompoe",
        "search_name": "lompoe",
        "district_id": "73.72.01",
        "kind": "kelurahan",
        "withdrawn_on": None,
        "merged_into_id": None,
    }
    assert Regency.objects.get(pk="52.03").search_name == "lomboktimur"


@pytest.mark.django_db
def test_renamed_and_added_places():
    load(PLACES)
    changed = load(
        {**PLACES, BANJARSARI: "Banjar Sari Indah", "52.03.17.2099": "Baru", "52.03": "Kabupaten Lotim"}
    )
    assert changed["village"].renamed == {BANJARSARI: ("Banjarsari", "Banjar Sari Indah")}
    assert changed["village"].added == ["52.03.17.2099"]
    assert changed["regency"].renamed == {"52.03": ("Kabupaten Lombok Timur", "Kabupaten Lotim")}
    village = Village.objects.get(pk=BANJARSARI)
    assert (village.name, village.search_name) == ("Banjar Sari Indah", "banjarsariindah")


@pytest.mark.django_db
def test_vanished_places_are_marked_and_those_in_use_are_named():
    kept = group(code=TEROS)
    gone = (TEROS, BANJARSARI, BOKONUSAN, "53.01.04", "53.01", "53")
    changed = load(without(*gone))
    assert changed["village"].vanished == [TEROS, BANJARSARI, BOKONUSAN]
    assert changed["village"].in_use == [TEROS]
    assert (changed["regency"].vanished, changed["regency"].in_use) == (["53.01"], [])
    assert changed["province"].vanished == ["53"]
    assert sorted(Village.objects.filter(withdrawn_on=TODAY).values_list("pk", flat=True)) == [*gone[:3]]
    kept.refresh_from_db()
    assert kept.village.full_name == "Teros – Kec. Labuhan Haji, Kab. Lombok Timur"


@pytest.mark.django_db
def test_the_first_day_of_absence_stands_and_a_return_ends_it(monkeypatch):
    load(PLACES)
    load(without(TEROS))
    monkeypatch.setattr(services.timezone, "localdate", lambda: TODAY + datetime.timedelta(days=9))
    assert load(without(TEROS))["village"].vanished == []
    assert Village.objects.get(pk=TEROS).withdrawn_on == TODAY
    assert load(PLACES)["village"].returned == [TEROS]
    assert Village.objects.get(pk=TEROS).withdrawn_on is None


@pytest.mark.django_db
def test_a_file_that_loses_many_villages_needs_a_word(monkeypatch, tmp_path):
    monkeypatch.setattr(services, "MAX_LOSS", 1)
    load(PLACES)
    before = rows()
    write(gazetteer_of(without(TEROS, BANJARSARI)), tmp_path / "cut.gz")
    with pytest.raises(CommandError, match="2 villages are missing from this file"):
        call_command("import_villages", file=tmp_path / "cut.gz", verbosity=0)
    assert rows() == before
    assert load(without(TEROS))["village"].vanished == [TEROS]
    call_command("import_villages", file=tmp_path / "cut.gz", accept_losses=True, verbosity=0)
    assert Village.objects.current().filter(pk__in=[TEROS, BANJARSARI]).count() == 0


@pytest.mark.django_db
def test_an_import_that_breaks_half_way_leaves_nothing(monkeypatch):
    load(PLACES)
    before = rows()

    def fail(level):
        if level == "village":
            raise GazetteerError("the power went")

    changed = gazetteer_of({**PLACES, "52": "NTB"})
    with pytest.raises(GazetteerError, match="the power went"):
        import_places(gazetteer=changed, progress=fail)
    assert rows() == before
    import_places(gazetteer=changed)
    assert Province.objects.get(pk="52").name == "NTB"


@pytest.mark.django_db
def test_the_command_tells_what_it_did(tmp_path, capsys):
    load(PLACES)
    group(code=TEROS)
    newer = {**without(TEROS), BANJARSARI: "Banjar Sari", "52.03.17.2099": "Baru"}
    write(gazetteer_of(newer), tmp_path / "newer.gz")
    call_command("import_villages", file=tmp_path / "newer.gz")
    assert capsys.readouterr().out.splitlines() == [
        "Reading newer.gz …",
        "province: 4 in the file …",
        "regency: 4 in the file …",
        "district: 5 in the file …",
        "village: 6 in the file …",
        "province: 4 listed; 0 added, 0 renamed, 0 returned, 0 vanished, 0 in use.",
        "regency: 4 listed; 0 added, 0 renamed, 0 returned, 0 vanished, 0 in use.",
        "district: 5 listed; 0 added, 0 renamed, 0 returned, 0 vanished, 0 in use.",
        "village: 6 listed; 1 added, 1 renamed, 0 returned, 1 vanished, 1 in use.",
        "  added: 52.03.17.2099",
        f"  renamed: {BANJARSARI} Banjarsari → Banjar Sari",
        f"  vanished, kept and marked: {TEROS}",
        f"  vanished, but in use: {TEROS}",
    ]


@pytest.mark.django_db
def test_the_command_refuses_a_bad_file(tmp_path):
    load(PLACES)
    before = rows()
    (tmp_path / "bad.tsv").write_text("code\tname\n52\tNama Lain\n52.03.17.2003\tTeros\n")
    with pytest.raises(CommandError, match=r"bad\.tsv, line 3: 52\.03\.17\.2003 comes without 52\.03\.17"):
        call_command("import_villages", file=tmp_path / "bad.tsv", verbosity=0)
    assert rows() == before


@pytest.mark.django_db
def test_a_village_added_by_hand_is_complete_and_recorded():
    load(PLACES)
    officer = user()
    keep_village(village=Village(code="52.03.17.2099", name="Teros Barat"), by=officer)
    village = Village.objects.with_place().get(pk="52.03.17.2099")
    assert (village.full_name, village.kind) == ("Teros Barat – Kec. Labuhan Haji, Kab. Lombok Timur", "desa")
    assert Village.objects.search("teros barat") == [village]
    event = AuditEvent.objects.get(action="village.changed")
    assert (event.actor, event.subject_id) == (officer.pk, "52.03.17.2099")
    assert load(PLACES)["village"].vanished == ["52.03.17.2099"]
