"""`/pengaduan/<nomor>/`: one case whole, and its timeline."""

import uuid
from datetime import date

import pytest

from complaints.models import Question
from complaints.services import answering, closure, followup, hiding
from complaints.timeline import timeline
from safeguards.models import AuditEvent
from tests import factories


def page(client, case) -> str:
    return client.get(case.get_absolute_url()).content.decode()


def question(case, by, text="Sudah aman?") -> Question:
    return Question.objects.create(complaint=case, text=text, asked_by=by)


@pytest.mark.parametrize(
    ("name", "status"), [("relawan", 200), ("relawan2", 404), ("humas", 404), ("kawil", 404), ("sekdes", 404)]
)
def test_who_reads_a_case_of_kind_a(cast, login, name, status):
    case = factories.complaint(cast.relawan, kind="violence")
    assert login(getattr(cast, name)).get(case.get_absolute_url()).status_code == status
    assert AuditEvent.objects.filter(chain=case.pk, action="complaint.read").count() == int(status == 200)


def test_whom_it_is_hidden_from_finds_nothing(cast, login):
    case = factories.complaint(cast.relawan)
    colleague = factories.volunteer("rekan", cast.teros)
    assert login(colleague).get(case.get_absolute_url()).status_code == 200
    factories.hiding(case, colleague)
    assert login(colleague).get(case.get_absolute_url()).status_code == 404


def test_every_showing_is_recorded(cast, login):
    case = factories.complaint(cast.relawan)
    client = login(cast.relawan)
    client.get(case.get_absolute_url())
    client.get(case.get_absolute_url())
    events = AuditEvent.objects.filter(chain=case.pk).values_list("action", "actor")
    assert list(events) == [("complaint.read", cast.relawan.pk)] * 2


def test_the_case_is_shown_whole(cast, login):
    case = factories.complaint(cast.relawan, name="Bunga Contoh", narrative="Sudah dua kali ke kantor.")
    person = case.persons.get()
    person.identity |= {"phone": "+6281234567890", "nik": "5203174107900001"}
    person.save()
    shown = page(login(cast.relawan), case)
    wanted = ("Bunga Contoh", "Sudah dua kali ke kantor.", "0812-3456-7890", "••••0001", "5203174107900001")
    assert [word in shown for word in wanted] == [True, True, True, True, False]


def test_the_title_tells_no_name(cast, login):
    case = factories.complaint(cast.relawan, name="Bunga Contoh", reminder="rumah sumur")
    title = page(login(cast.relawan), case).split("<title>")[1].split("</title>")[0]
    assert title == f"Kasus {case} · KK Portal"


def test_the_safe_way_to_reach_her_stands_first(cast, login):
    case = factories.complaint(
        cast.relawan,
        kind="violence",
        safe_contact={"way": "whatsapp", "hours": "morning", "note": "Jangan telepon siang hari"},
    )
    shown = page(login(cast.relawan), case)
    assert "Lewat WhatsApp · Pagi · Jangan telepon siang hari" in shown
    assert shown.index("Jangan telepon siang hari") < shown.index("Isi kasus")


@pytest.mark.parametrize(
    ("kind", "contact"),
    [("violence", {"way": "visit"}), ("violence", {}), ("social", {"way": "visit"}), ("social", {})],
)
def test_the_safe_way_stands_once_and_is_edited_there(cast, login, kind, contact):
    case = factories.complaint(cast.relawan, kind=kind, safe_contact=contact)
    shown = page(login(cast.relawan), case)
    assert [shown.count(word) for word in ('id="kontak"', f"/pengaduan/{case}/ubah/kontak/")] == [1, 1]


def test_what_came_last_is_one_tap_away(cast, login):
    shown = page(login(cast.relawan), factories.complaint(cast.relawan))
    assert [shown.count(word) for word in ('href="#riwayat"', 'id="riwayat"')] == [1, 1]


def test_without_a_safe_way_the_page_warns(cast, login):
    case = factories.complaint(cast.relawan, kind="violence")
    assert "Jangan menelepon dulu." in page(login(cast.relawan), case)


def test_what_waits_is_prominent(cast, login):
    case = factories.complaint(cast.relawan)
    factories.referral(case, late=True)
    asked = question(case, cast.petugas)
    shown = page(login(cast.relawan), case)
    assert "Rujukan terlambat dijawab:" in shown
    assert f"/pengaduan/{case}/pertanyaan/{asked.pk}/" in shown


def test_the_last_word_on_each_consent_stands_on_the_page(cast, login):
    case = factories.complaint(cast.relawan)
    case.consents.create(purpose="count", decision="withdrawn", recorded_by=cast.relawan)
    context = login(cast.relawan).get(case.get_absolute_url()).context
    told = {(row.purpose, row.decision) for row in context["consents"]}
    assert told == {("record", "given"), ("count", "withdrawn")}


def test_without_consent_the_reason_stands_instead_of_who_agreed_and_how(cast, login):
    case = factories.complaint(cast.relawan, kind="violence")
    case.consents.all().delete()
    row = {"purpose": "record", "decision": "vital", "given_by": "nobody", "recorded_by": cast.relawan}
    case.consents.create(text="Ayahnya sendiri yang diduga.", **row)
    shown = page(login(cast.relawan), case)
    card = shown[shown.index('id="persetujuan"') : shown.index("Pendampingan")]
    assert "Ayahnya sendiri yang diduga." in card
    assert "lisan" not in card


def test_the_next_step_is_offered_by_one_tap(cast, login):
    case = factories.complaint(cast.relawan, kind="violence")
    client = login(cast.relawan)
    assert "Tandai: Sudah dinilai" in page(client, case)
    client.post(f"{case.get_absolute_url()}tahap/", {"to": "assessed", "versi": 1})
    case.refresh_from_db()
    assert (case.stage, "Tandai: Rencana layanan" in page(client, case)) == ("assessed", True)


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_page_do_not_grow(cast, login, number, django_assert_num_queries):
    case = factories.complaint(cast.relawan)
    for one in range(number):
        followup.add_note(
            complaint=case,
            by=cast.relawan,
            submission_key=uuid.uuid4(),
            kind="visit",
            text=f"Ke-{one}",
            happened_on=date(2026, 11, 1),
        )
        factories.referral(case, factories.provider(f"Layanan {one}"))
        factories.hiding(case, factories.volunteer(f"rekan{one}", cast.teros))
        answering.answer(question=question(case, cast.petugas), by=cast.relawan, text="Sudah.")
        factories.person(case, role="reporter", name=f"Pelapor {one}")
        factories.assessment(case, kind="needs")
        factories.safety_plan(case, places="Rumah bibi")
        factories.action(case)
    client = login(cast.relawan)
    with django_assert_num_queries(22):
        client.get(case.get_absolute_url())


def test_a_case_without_any_of_it_is_not_asked_for_it(cast, login, django_assert_num_queries):
    """Notes, referrals with what hangs on them, questions, hidings, assessments, plans, told events."""
    case, client = factories.complaint(cast.relawan), login(cast.relawan)
    with django_assert_num_queries(14):
        client.get(case.get_absolute_url())


def test_what_was_assessed_and_planned_stands_on_the_page_and_what_is_late_stands_out(cast, login):
    case = factories.complaint(cast.relawan, kind="violence")
    client = login(cast.relawan)
    assert page(client, case).count("Belum ada") == 2
    assessed = factories.assessment(case)
    factories.safety_plan(case)
    factories.action(case, "Antar ke RSUD", days=-1)
    factories.action(case, "Temui lagi", days=1)
    shown = page(client, case)
    told = (f"asesmen/{assessed.pk}/", "Memilih tanpa rencana,", "Langkah terlambat:", "Temui lagi")
    assert [word in shown for word in told] == [True] * 4
    assert shown.count("Langkah terlambat:") == 1
    card = shown.partition('id="rencana"')[2].partition("</section>")[0]
    told = ("Langkah lain yang belum", "Temui lagi", "Antar ke RSUD")
    assert [word in card for word in told] == [True, True, False]


def test_a_closed_case_is_not_late(cast, login):
    case = factories.closed(cast.relawan)
    factories.action(case, "Antar ke RSUD", days=-1)
    shown = page(login(cast.relawan), case)
    assert ("Langkah terlambat:" in shown, "Antar ke RSUD" in shown) == (False, True)


def titles(case, user) -> list[str]:
    row = type(case).objects.visible_to(user).with_access(user).get(pk=case.pk)
    return [entry.title for entry in timeline(row, user)]


def test_the_timeline_tells_everything_newest_first(cast):
    case = factories.complaint(cast.relawan)
    colleague = factories.volunteer("rekan", cast.teros)
    key = uuid.uuid4()
    followup.add_note(
        complaint=case,
        by=cast.relawan,
        submission_key=key,
        kind="visit",
        text="Berkunjung.",
        happened_on=date(2026, 11, 1),
        stage="assisted",
    )
    factories.referral(case, factories.provider("Dukcapil Contoh"))
    answering.answer(question=question(case, cast.petugas), by=cast.relawan, text="Sudah.")
    hiding.hide(complaint=case, by=cast.relawan, user=colleague)
    hiding.unhide(complaint=case, by=cast.relawan, user=colleague)
    closure.close(complaint=case, by=cast.relawan, outcome="served", leave_referrals=True)
    closure.reopen(complaint=case, by=cast.relawan, reason="Belum.")
    told = titles(case, cast.relawan)
    assert told[:6] == [
        "Dibuka lagi",
        "Ditutup: Sudah dilayani",
        "Tidak lagi disembunyikan dari Contoh Rekan",
        "Pertanyaan petugas dijawab",
        "Petugas bertanya",
        "Boleh dirujuk ke Dukcapil Contoh: Setuju",
    ]
    assert set(told[6:]) == {
        "Tahap: Didampingi",
        "Kunjungan",
        "Dirujuk ke Dukcapil Contoh",
        "Boleh dihitung tanpa nama: Setuju",
        "Boleh dicatat: Setuju",
        "Dicatat",
    }


def test_from_whom_it_is_hidden_is_told_only_to_those_nearest(cast):
    case = factories.complaint(cast.relawan)
    factories.hiding(case, factories.volunteer("rekan", cast.teros))
    other = factories.volunteer("lain", cast.teros)
    line = "Disembunyikan dari Contoh Rekan"
    assert (line in titles(case, cast.relawan), line in titles(case, other)) == (True, False)


def test_a_reviewer_of_a_sealed_case_reads_no_text_in_the_timeline(cast):
    case = factories.complaint(cast.relawan, kind="violence")
    factories.note(case, "Rahasia.")
    row = type(case).objects.visible_to(cast.petugas).with_access(cast.petugas).get()
    assert {entry.text for entry in timeline(row, cast.petugas)} == {""}
