"""`…/cetak/`: who puts a case on paper, what she is asked, and that it is recorded."""

import pytest

from complaints.services import review
from complaints.timeline import timeline
from safeguards.models import AuditEvent
from tests import factories

ANSWERS = {"parts": ["persons", "story"], "reason": "hearing", "form": "whole"}


def url(case) -> str:
    return f"{case.get_absolute_url()}cetak/"


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, kind="violence", name="Bunga Contoh", narrative="Cerita contoh.")


def events(case) -> list:
    rows = AuditEvent.objects.filter(chain=case.pk, action="complaint.printed", refused=False).order_by("seq")
    return list(rows.values_list("actor", "reason", "figures"))


@pytest.mark.parametrize(
    ("name", "status"),
    [("relawan", 200), ("relawan2", 404), ("humas", 404), ("kawil", 404), ("sekdes", 404), ("petugas", 302)],
)
def test_who_prints(cast, login, case, name, status):
    client = login(getattr(cast, name))
    assert client.get(url(case)).status_code == status
    assert client.post(url(case), ANSWERS).status_code == status
    assert len(events(case)) == int(status == 200)


def test_an_officer_once_she_has_opened_it(cast, login, case):
    client, page = login(cast.petugas), f"/admin/complaints/complaint/{case.pk}/change/"
    assert url(case) not in client.get(page).content.decode()
    review.open_seal(complaint=case, by=cast.petugas, reason="law")
    assert url(case) in client.get(page).content.decode()
    assert "Cerita contoh." in client.post(url(case), ANSWERS).content.decode()
    assert events(case) == [(cast.petugas.pk, "hearing", {"parts": ["persons", "story"], "redacted": False})]


def test_it_is_asked_what_for_and_in_which_form(cast, login, case):
    response = login(cast.relawan).post(url(case), {})
    assert response.context["form"].errors == {
        "parts": ["Pilih paling sedikit satu bagian."],
        "reason": ["Pilih alasannya."],
        "form": ["Pilih salah satu."],
    }
    assert events(case) == []


@pytest.mark.parametrize("wrong", [{"parts": ["all"]}, {"reason": "curiosity"}, {"form": "bare"}])
def test_nothing_that_is_not_on_the_list(cast, login, case, wrong):
    response = login(cast.relawan).post(url(case), ANSWERS | wrong)
    assert list(response.context["form"].errors) == list(wrong)
    assert events(case) == []


def test_a_safety_plan_is_never_ticked_beforehand(cast, login, case):
    form = login(cast.relawan).get(url(case)).context["form"]
    assert (form["parts"].initial, form["form"].initial) == (None, "redacted")


def test_the_paper_is_secret_and_says_why_who_and_when(cast, login, case):
    response = login(cast.relawan).post(url(case), ANSWERS)
    page = response.content.decode()
    wanted = ("RAHASIA", str(case), "Sidang atau pemeriksaan", "dicetak Contoh Relawan", "Bunga Contoh")
    assert [word for word in wanted if word not in page] == []
    assert response["Cache-Control"] == "no-store, private"
    title = page.split("<title>")[1].split("</title>")[0]
    assert title == f"Rahasia {case} · KK Portal"


def test_redacted_the_whole_page_names_nobody(cast, login, case):
    page = login(cast.relawan).post(url(case), ANSWERS | {"form": "redacted"}).content.decode()
    assert [word for word in ("Bunga", "Contoh Relawan", "KK Teros") if word in page] == []
    assert "Orang A" in page
    assert events(case)[0][2]["redacted"] is True


def test_the_history_tells_of_each_printing(cast, login, case):
    login(cast.relawan).post(url(case), ANSWERS | {"form": "redacted", "reason": "hand_over"})
    row = type(case).objects.visible_to(cast.relawan).with_access(cast.relawan).get(pk=case.pk)
    entry = timeline(row, cast.relawan)[0]
    assert (entry.title, entry.by) == (
        "Dicetak, nama disamarkan: Serah terima pendampingan",
        cast.relawan,
    )


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("form", "queries"), [("whole", 34), ("redacted", 42)])
def test_queries_do_not_grow(cast, login, case, number, form, queries, django_assert_num_queries):
    for one in range(number):
        factories.referral(case, factories.provider(f"Layanan {one}"))
        factories.person(case, role="reporter", name=f"Pelapor {one}")
        factories.note(case)
    client = login(cast.relawan)
    parts = ["persons", "story", "consents", "assessments", "plan", "notes", "referrals", "timeline"]
    with django_assert_num_queries(queries):
        client.post(url(case), {"parts": parts, "reason": "hearing", "form": form})
