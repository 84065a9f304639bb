"""A colleague accompanies the case from now on, with a word for her on her first page."""

import uuid

import pytest
from django.utils import timezone

from complaints.errors import CannotBeAssigned, NotPermitted, Stale
from complaints.models import Complaint, Handover
from complaints.services import review
from complaints.today import today
from members.models import User
from safeguards.models import AuditEvent
from tests import factories


@pytest.fixture
def colleague(cast):
    return factories.volunteer("rekan", cast.teros)


def fresh(user) -> User:
    return User.objects.get(pk=user.pk)


def assign(case, by, to, **told):
    return review.assign(complaint=case, by=by, to=to, submission_key=uuid.uuid4(), **told)


def actions(case) -> list[tuple[str, bool]]:
    events = AuditEvent.objects.filter(chain=case.pk).order_by("seq")
    return [(event.action, event.refused) for event in events]


@pytest.mark.parametrize("name", ["humas", "relawan", "petugas", "bakti"])
def test_assignee_coordinator_and_reviewers_name_another(cast, colleague, name):
    case = factories.complaint(cast.humas)
    assign(case, getattr(cast, name), colleague, text="Tolong ya.")
    case.refresh_from_db()
    row = Handover.objects.select_related("complaint").get()
    assert (case.assigned_to, case.version, row.to, row.text) == (colleague, 2, colleague, "Tolong ya.")
    assert actions(case) == [("complaint.assigned", False)]
    assert "Tolong" not in str(AuditEvent.objects.get().figures)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["rekan", "kawil", "relawan2", "sekdes", "petugas2"])
def test_others_name_nobody(cast, colleague, name):
    case = factories.complaint(cast.humas)
    by = colleague if name == "rekan" else getattr(cast, name)
    with pytest.raises(NotPermitted):
        assign(case, by, cast.relawan)
    assert (Handover.objects.count(), actions(case)) == (0, [("complaint.assigned", True)])


@pytest.mark.django_db(transaction=True)
def test_only_to_whom_may_have_it(cast, colleague):
    case = factories.complaint(cast.relawan, kind="violence")
    factories.hiding(case, colleague)
    secretary = factories.volunteer("juru-tulis", cast.teros, public_post="secretary")
    for to in (colleague, secretary, cast.relawan2, cast.sekdes, cast.petugas):
        with pytest.raises(CannotBeAssigned):
            assign(case, cast.relawan, to)
    with pytest.raises(Stale):
        assign(case, cast.relawan, cast.humas, version=9)
    assign(case, cast.relawan, cast.kawil)
    case.refresh_from_db()
    assert case.assigned_to == cast.kawil


def test_the_same_key_twice_is_one_handing_over(cast, colleague):
    case, key = factories.complaint(cast.relawan), uuid.uuid4()
    told = {"complaint": case, "by": cast.relawan, "submission_key": key}
    review.assign(**told, to=colleague)
    assign(case, cast.relawan, cast.humas)
    review.assign(**told, to=colleague)
    case.refresh_from_db()
    assert (case.assigned_to, Handover.objects.count()) == (cast.humas, 2)


@pytest.mark.django_db(transaction=True)
def test_a_key_that_handed_over_another_case_was_made_up(cast, login, colleague):
    case, other = factories.complaint(cast.relawan), factories.complaint(cast.relawan)
    key = uuid.uuid4()
    told = {"to": colleague, "by": cast.relawan, "submission_key": key}
    review.assign(complaint=other, **told)
    with pytest.raises(NotPermitted):
        review.assign(complaint=case, **told)
    assert (Handover.objects.get().complaint_id, actions(case)) == (other.pk, [("complaint.assigned", True)])
    form = {"to": colleague.pk, "text": "", "kiriman": key, "versi": 1}
    assert login(cast.relawan).post(f"{case.get_absolute_url()}pendamping/", form).status_code == 200


# Her first page -------------------------------------------------------------------------------


def waits(user) -> list[str]:
    return [str(row.complaint) for row in today(fresh(user))["handed"]]


def test_it_waits_on_her_first_page_until_she_has_written_something(cast, login, colleague):
    case = factories.complaint(cast.relawan)
    assign(case, cast.relawan, colleague, text="Ia takut ke kantor.")
    assert waits(colleague) == [str(case)]
    page = login(colleague).get("/").content.decode()
    assert ("Diserahkan kepada Ibu/Bapak" in page, "Ia takut ke kantor." in page) == (True, True)
    case.refresh_from_db()
    factories.note(case)
    assert waits(colleague) == []


def test_it_does_not_wait_where_it_went_on_is_hidden_closed_or_old(cast, colleague):
    on, hidden, old = (factories.complaint(cast.relawan) for _one in range(3))
    for case in (on, hidden, old):
        assign(case, cast.relawan, colleague)
    assign(on, cast.relawan, cast.humas)
    factories.hiding(hidden, colleague)
    Handover.objects.filter(complaint=old).update(at=timezone.now() - timezone.timedelta(days=15))
    assert (waits(colleague), waits(cast.humas)) == ([], [str(on)])


# The page -------------------------------------------------------------------------------------


def url(case) -> str:
    return f"{case.get_absolute_url()}pendamping/"


def test_the_page_hands_over_and_the_timeline_tells_the_words(cast, login, colleague):
    case, client = factories.complaint(cast.relawan), login(cast.relawan)
    told = {"to": colleague.pk, "text": "Hati-hati, suaminya di rumah.", "kiriman": uuid.uuid4(), "versi": 1}
    assert client.post(url(case), told)["Location"] == case.get_absolute_url()
    page = client.get(case.get_absolute_url()).content.decode()
    assert [
        word in page
        for word in ("Pesan untuk Contoh Rekan", "suaminya di rumah", "Pendamping sekarang: Contoh Rekan")
    ] == [True] * 3
    assert client.post(url(case), told)["Location"] == case.get_absolute_url()
    assert Handover.objects.count() == 1


def test_who_gave_it_away_is_led_to_her_list(cast, login):
    """Hers by name alone: assigned to kawil, who holds a public post."""
    case = factories.complaint(cast.relawan, assigned_to=cast.kawil)
    told = {"to": cast.relawan.pk, "kiriman": uuid.uuid4(), "versi": 1}
    assert login(cast.kawil).post(url(case), told)["Location"] == "/pengaduan/"
    assert Complaint.objects.get().assigned_to == cast.relawan


def test_a_stale_form_comes_back_with_what_was_typed(cast, login, colleague):
    case = factories.complaint(cast.relawan)
    told = {"to": colleague.pk, "text": "Tolong ya.", "kiriman": uuid.uuid4(), "versi": 0}
    page = login(cast.relawan).post(url(case), told).content.decode()
    assert (
        "baru saja diubah orang lain" in page,
        "Tolong ya." in page,
        'name="versi" value="1"' in page,
    ) == (True,) * 3


def test_nobody_chosen(cast, login, colleague):
    case = factories.complaint(cast.relawan)
    page = login(cast.relawan).post(url(case), {"kiriman": uuid.uuid4(), "versi": 1}).content.decode()
    assert "Pilih orangnya." in page


def test_whom_it_is_hidden_from_is_not_offered(cast, login, colleague):
    case = factories.complaint(cast.relawan)
    assert "Contoh Rekan" in login(cast.relawan).get(url(case)).content.decode()
    factories.hiding(case, colleague)
    assert "Contoh Rekan" not in login(cast.relawan).get(url(case)).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_page_do_not_grow(cast, login, number, django_assert_num_queries):
    case = factories.complaint(cast.relawan)
    for one in range(number):
        factories.volunteer(f"rekan{one}", cast.teros)
    client = login(cast.relawan)
    with django_assert_num_queries(8):
        client.get(url(case))
