"""What an officer does on the page of a case, as the browser sends it."""

from urllib.parse import unquote

import pytest

from complaints.links import show_code
from complaints.models import Complaint, Flag, Opening, Question
from safeguards.models import AuditEvent
from tests import factories


def address(row: Complaint, deed: str = "change") -> str:
    return f"/admin/complaints/complaint/{row.pk}/{deed}/"


@pytest.fixture
def violence(cast) -> Complaint:
    return factories.complaint(cast.relawan, kind="violence")


@pytest.fixture
def officer(cast, login):
    return login(cast.petugas)


def test_opening_without_a_reason_says_what_is_missing(officer, violence):
    response = officer.post(address(violence, "buka"), {"reason": "", "text": "ingin tahu"})
    assert response.status_code == 200
    assert response.context["forms"]["open"].errors == {"reason": ["Pilih dulu alasannya."]}
    assert "ingin tahu" in response.content.decode()
    assert Opening.objects.count() == 0


@pytest.mark.parametrize(
    ("deed", "name", "field", "message"),
    [
        ("tanya", "ask", "text", "Tulis dulu pertanyaannya."),
        ("tandai", "flag", "text", "Tulis dulu alasannya."),
        ("tugaskan", "assign", "to", "Pilih dulu relawannya."),
    ],
)
def test_an_empty_form_says_what_to_do(officer, violence, deed, name, field, message):
    response = officer.post(address(violence, deed), {})
    assert response.context["forms"][name].errors == {field: [message]}
    assert (Question.objects.count(), Flag.objects.count()) == (0, 0)


def test_another_reason_must_be_written(officer, violence):
    response = officer.post(address(violence, "buka"), {"reason": "other", "text": ""})
    assert response.context["forms"]["open"].errors == {"text": ["Tulis alasannya dulu."]}


def test_marking_reviewed(cast, officer, violence):
    response = officer.post(address(violence, "tinjau"), follow=True)
    assert response.redirect_chain == [(address(violence), 302)]
    violence.refresh_from_db()
    assert violence.reviewed_by == cast.petugas


def test_what_cannot_be_done_is_said_on_the_page(officer, violence):
    officer.post(address(violence, "tinjau"))
    response = officer.post(address(violence, "tinjau"))
    assert [str(message) for message in response.context["messages"]] == [
        "Kasus dicatat sudah ditinjau.",
        "Kasus ini sudah ditinjau.",
    ]


def test_asking_tells_the_volunteer_and_offers_whatsapp_with_the_number_only(cast, officer, violence):
    cast.relawan.phone = "+6281234567890"
    cast.relawan.save()
    response = officer.post(address(violence, "tanya"), {"text": "Sudah ke Puskesmas?"}, follow=True)
    assert Question.objects.get().text == "Sudah ke Puskesmas?"
    link = response.context["whatsapp"]
    assert link.startswith("https://wa.me/6281234567890?text=")
    assert str(violence) in link
    assert "Puskesmas" not in link
    assert link.replace("&", "&amp;") in response.content.decode()


def test_a_question_sent_twice_is_asked_once(officer, violence):
    told = {"text": "Sudah ke Puskesmas?", "kiriman": "6f0c4d3e-55a5-4a38-9f0c-6b7f2f1c9a01"}
    for _resend in range(2):
        assert officer.post(address(violence, "tanya"), told).status_code == 302
    assert Question.objects.count() == 1


def test_flagging_and_resolving(officer, violence):
    officer.post(address(violence, "tandai"), {"text": "Dua kali ditolak"})
    assert Flag.objects.get().text == "Dua kali ditolak"
    empty = officer.post(address(violence, "tanda-selesai"))
    assert list(empty.context["forms"]["resolve"].errors) == ["text"]
    page = officer.post(address(violence, "tanda-selesai"), {"text": "Dibahas di rapat."}, follow=True)
    violence.refresh_from_db()
    assert (violence.is_flagged, Flag.objects.get().resolved_at is None) == (False, False)
    [told] = page.context["flags"]
    assert (told["text"], told["resolution"]) == ("Dua kali ditolak", "Dibahas di rapat.")
    assert "Selesai: Contoh Petugas" in page.content.decode()


def test_assigning_offers_the_group_and_says_who_holds_a_post(cast, officer, violence):
    form = officer.get(address(violence)).context["forms"]["assign"]
    assert [label for _value, label in form.fields["to"].choices] == [
        "Pilih relawan",
        "Contoh Humas",
        "Contoh Kawil (Kepala dusun/kawil/lingkungan)",
        "Contoh Relawan",
    ]


def test_assigning(cast, officer, violence):
    officer.post(address(violence, "tugaskan"), {"to": cast.humas.pk, "versi": violence.version})
    violence.refresh_from_db()
    assert violence.assigned_to == cast.humas


def test_assigning_to_a_stranger_is_no_choice(cast, officer, violence):
    response = officer.post(address(violence, "tugaskan"), {"to": cast.relawan2.pk})
    assert list(response.context["forms"]["assign"].errors) == ["to"]
    violence.refresh_from_db()
    assert violence.assigned_to == cast.relawan


def test_assigning_over_someone_elses_change_is_refused_and_shown(cast, officer, violence):
    Complaint.objects.filter(pk=violence.pk).update(version=5)
    response = officer.post(address(violence, "tugaskan"), {"to": cast.humas.pk, "versi": 1})
    assert response.status_code == 200
    assert AuditEvent.objects.get(refused=True).reason == "stale"


@pytest.mark.parametrize(
    "deed", ["buka", "tugaskan", "tinjau", "tanya", "tandai", "tanda-selesai", "kembalikan"]
)
def test_get_does_nothing_but_lead_back(officer, violence, deed):
    response = officer.get(address(violence, deed))
    assert (response.status_code, response["Location"]) == (302, address(violence))
    assert AuditEvent.objects.count() == 0


def test_a_question_typed_into_an_ended_session_is_kept(cast, officer, violence, login):
    page = officer.get(address(violence)).content.decode()
    owner = page.split('name="pemilik" value="')[1].split('"')[0]
    officer.logout()
    response = officer.post(address(violence, "tanya"), {"text": "Sudah ke Puskesmas?", "pemilik": owner})
    back = response["Location"].split("next=")[1]
    officer.force_login(cast.petugas, backend="members.backends.NameOrPhoneBackend")
    response = officer.get(unquote(back))
    assert response.context["forms"]["ask"]["text"].value() == "Sudah ke Puskesmas?"
    assert Question.objects.count() == 0


def test_a_hundred_thousand_characters_are_refused_and_kept_on_screen(officer, violence):
    response = officer.post(address(violence, "tanya"), {"text": "a" * 100_000})
    assert list(response.context["forms"]["ask"].errors) == ["text"]
    assert "a" * 100_000 in response.content.decode()


def test_an_officer_sees_that_a_link_stands_never_its_code_and_revokes_it(cast, officer, violence):
    referral = factories.referral(violence)
    link = factories.answer_link(referral)
    page = officer.get(address(violence)).content.decode()
    assert ("Cabut tautan" in page, show_code(link.code) in page, link.code in page) == (True, False, False)
    response = officer.post(address(violence, "cabut-tautan"), {"referral": str(referral.pk)}, follow=True)
    link.refresh_from_db()
    assert (link.revoked_at is not None, "Cabut tautan" in response.content.decode()) == (True, False)
    event = AuditEvent.objects.get(chain=violence.pk, action="link.revoked")
    assert (event.actor, event.subject_id) == (cast.petugas.pk, str(referral.pk))


@pytest.mark.parametrize("told", ["", "x", "other"])
def test_a_referral_of_another_case_is_none_of_this(cast, officer, violence, told):
    other = factories.answer_link(factories.referral(factories.complaint(cast.relawan)))
    told = str(other.referral_id) if told == "other" else told
    assert officer.post(address(violence, "cabut-tautan"), {"referral": told}).status_code == 200
    other.refresh_from_db()
    assert other.revoked_at is None
