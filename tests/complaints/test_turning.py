"""What came as kind B turns out to be violence: a case of its own that its first readers never learn of."""

import uuid

import pytest

from complaints.errors import NotPermitted
from complaints.models import Complaint, Inquiry
from complaints.services.intake import Intake
from complaints.services.turning import turn
from safeguards.models import AuditEvent
from tests import factories
from tests.complaints import answers


@pytest.fixture
def first(cast) -> Complaint:
    row = factories.complaint(cast.relawan, category="education", need="drop_out", name="Melati Contoh")
    row.persons.update(age_band="13-17")
    return row


@pytest.fixture
def relawan(cast, login):
    return login(cast.relawan)


def address(case) -> str:
    return f"{case.get_absolute_url()}ternyata-kekerasan/"


def told(**changes) -> dict:
    return answers.violence(age_band="13-17", category="sexual", relation="neighbour", **changes)


def violence() -> Complaint:
    return Complaint.objects.get(kind="violence")


def test_the_questions_are_asked_anew_with_what_is_known(relawan, first):
    page = relawan.get(address(first))
    form = page.context["form"]
    assert (form["sex"].value(), form["age_band"].value()) == ("female", "13-17")
    assert form["village"].value() == first.village_id
    assert [form[name].value() for name in ("safety", "may_record", "name")] == [None, None, None]
    assert "Melati Contoh" not in page.text


def test_a_case_of_its_own_is_made(relawan, first):
    response = relawan.post(address(first), told(is_forced_marriage="on"))
    case = violence()
    assert response.headers["Location"] == f"/pengaduan/{case}/tercatat/"
    assert (case.arose_from, case.sexual_kinds, case.category) == (first, ["forced_marriage"], "sexual")
    assert case.persons.get(role="concerned").name == ""
    assert list(AuditEvent.objects.filter(chain=case.pk).values_list("action", "figures__arose")) == [
        ("complaint.recorded", True)
    ]


def test_whom_the_first_is_hidden_from_finds_no_second(cast, relawan, first):
    colleague = factories.volunteer("rekan", cast.teros)
    factories.hiding(first, colleague)
    relawan.post(address(first), told(hidden_from=[cast.humas.pk]))
    assert set(violence().hidings.values_list("user", flat=True)) == {colleague.pk, cast.humas.pk}


def test_the_name_is_taken_along_only_where_she_agrees(relawan, first):
    relawan.post(address(first), told(takes_name="on"))
    assert violence().persons.get(role="concerned").name == "Melati Contoh"
    relawan.post(address(first), told(takes_name="on", name="Kenanga"))
    newest = Complaint.objects.order_by("id").last()
    assert newest.persons.get(role="concerned").name == "Kenanga"


def test_sent_twice_it_is_one_case(relawan, first):
    sent = told()
    relawan.post(address(first), sent)
    again = relawan.post(address(first), sent, follow=True)
    assert "Tidak dicatat dua kali." in again.text
    assert Complaint.objects.count() == 2


def test_who_does_not_want_it_recorded_is_an_inquiry_that_leads_nowhere(relawan, first):
    relawan.post(
        address(first), {"kiriman": str(uuid.uuid4()), "safety": "safe", "may_record": "no", "sex": "female"}
    )
    assert (Complaint.objects.count(), Inquiry.objects.get().kind) == (1, "violence")


def test_what_is_missing_is_said(relawan, first):
    page = relawan.post(address(first), told(safety=None))
    assert list(page.context["form"].errors) == ["safety"]
    assert Complaint.objects.count() == 1


# The first case shows nothing of it ------------------------------------------------------------------


def stored(case) -> dict:
    return Complaint.objects.filter(pk=case.pk).values().get()


def test_nothing_is_written_to_the_first_nor_to_its_trail(cast, relawan, first):
    before = stored(first)
    key, intake = (
        uuid.uuid4(),
        Intake(kind="violence", group=first.group, village=first.village, category="sexual"),
    )
    turn(complaint=first, by=cast.relawan, key=key, intake=intake)
    assert stored(first) == before
    assert AuditEvent.objects.filter(chain=first.pk).count() == 0
    assert [event.chain for event in AuditEvent.objects.all()] == [violence().pk]


def test_filling_the_form_in_leaves_what_any_reading_leaves(relawan, first):
    relawan.get(address(first))
    relawan.post(address(first), told())
    events = AuditEvent.objects.filter(chain=first.pk).values_list("action", "subject_type", "figures")
    assert set(map(str, events)) == {str(("complaint.read", "complaints.Complaint", {}))}


def visible_text(page) -> str:
    """Without what differs from one showing to the next: keys and the times of readings."""
    return page.text.split("<main")[1].split("</main>")[0]


def test_its_pages_are_the_same_as_before(cast, login, first):
    """For a colleague who reads B, and for the officer's page of it."""
    colleague = login(factories.volunteer("rekan", cast.teros))
    officer = login(cast.petugas)
    pages = [
        (colleague, first.get_absolute_url()),
        (colleague, "/pengaduan/"),
        (officer, f"/admin/complaints/complaint/{first.pk}/change/"),
    ]
    before = [client.get(page).text.count(str(first)) for client, page in pages]
    login(cast.relawan).post(address(first), told())
    after = [client.get(page).text for client, page in pages]
    assert [text.count(str(first)) for text in after] == before
    assert [str(violence()) in text for text in after] == [False] * 3


def test_the_second_leads_to_the_first_where_its_reader_may_see_it(cast, login, relawan, first):
    relawan.post(address(first), told())
    case, link = violence(), f'href="{first.get_absolute_url()}"'
    assert link in relawan.get(case.get_absolute_url()).text
    change = f"/admin/complaints/complaint/{case.pk}/change/"
    assert str(first) in login(cast.petugas).get(change).text
    factories.hiding(first, cast.petugas)
    assert str(first) not in login(cast.petugas).get(change).text


def test_from_whom_violence_is_kept_she_sees_only_the_number(cast, login):
    """A head of a hamlet records it, and the coordinator accompanies."""
    first = factories.complaint(cast.kawil)
    page = login(cast.kawil).post(address(first), told(), follow=True)
    assert violence().assigned_to == cast.relawan
    assert str(violence()) in page.text
    assert login(cast.kawil).get(violence().get_absolute_url()).status_code == 404


# Refusals ---------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["relawan2", "humas", "kawil", "sekdes", "petugas", "bakti"])
def test_who_does_not_work_the_first_makes_no_second(cast, first, who):
    intake = Intake(kind="violence", group=first.group, village=first.village, category="sexual")
    with pytest.raises(NotPermitted):
        turn(complaint=first, by=getattr(cast, who), key=uuid.uuid4(), intake=intake)
    event = AuditEvent.objects.get()
    assert (Complaint.objects.count(), event.refused, event.chain == first.pk) == (1, True, False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("kind", "into"), [("violence", "violence"), ("social", "social")])
def test_only_violence_arises_and_only_from_kind_b(cast, kind, into):
    first = factories.complaint(cast.relawan, kind=kind)
    category = {"violence": "sexual", "social": "civil"}[into]
    intake = Intake(kind=into, group=first.group, village=first.village, category=category)
    with pytest.raises(NotPermitted):
        turn(complaint=first, by=cast.relawan, key=uuid.uuid4(), intake=intake)


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_form_do_not_grow(cast, relawan, first, number, django_assert_num_queries):
    for one in range(number):
        factories.volunteer(f"rekan{one}", cast.teros)
    with django_assert_num_queries(12):
        relawan.get(address(first))
