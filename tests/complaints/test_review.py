"""What officers do with a case, and each refusal beside what it mirrors."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from complaints import policies
from complaints.errors import NotPermitted, ReasonMissing, Stale
from complaints.models import Complaint, Flag, Opening, Question
from complaints.services import review
from members.enums import PublicPost
from members.models import Assignment
from members.roles import Role
from safeguards.models import AuditEvent
from tests import factories


@pytest.fixture
def violence(cast) -> Complaint:
    return factories.complaint(cast.relawan, kind="violence", name="Contoh Melati")


@pytest.fixture
def social(cast) -> Complaint:
    return factories.complaint(cast.relawan, name="Contoh Kenanga")


def seen(row: Complaint, user) -> Complaint:
    fresh = type(user).objects.get(pk=user.pk)
    return Complaint.objects.visible_to(fresh).with_access(fresh).get(pk=row.pk)


def told() -> list[tuple]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", "reason", "refused"))


# Opening ---------------------------------------------------------------------------------------


def test_a_sealed_case_opens_with_a_reason_for_three_hours(cast, violence):
    assert not policies.may_read_person(seen(violence, cast.petugas))
    opened = review.open_seal(complaint=violence, by=cast.petugas, reason="safety", text="Ia menelepon.")
    assert opened.ends_at - opened.at == timedelta(hours=3)
    assert opened.text == "Ia menelepon."
    assert policies.may_read_person(seen(violence, cast.petugas))
    assert told() == [("complaint.opened", "safety", False)]


def test_an_opening_is_for_one_person_and_one_case(cast, violence):
    other = factories.complaint(cast.relawan, kind="violence")
    review.open_seal(complaint=violence, by=cast.petugas, reason="review")
    assert not policies.may_read_person(seen(violence, cast.bakti))
    assert not policies.may_read_person(seen(other, cast.petugas))


def test_after_its_hours_the_case_is_sealed_again(cast, violence):
    opened = review.open_seal(complaint=violence, by=cast.petugas, reason="review")
    began = timezone.now() - timedelta(hours=4)
    Opening.objects.filter(pk=opened.pk).update(at=began, ends_at=began + timedelta(hours=3))
    assert not policies.may_read_person(seen(violence, cast.petugas))


def test_opening_again_while_it_is_open_changes_nothing(cast, violence):
    first = review.open_seal(complaint=violence, by=cast.petugas, reason="review")
    again = review.open_seal(complaint=violence, by=cast.petugas, reason="law")
    assert (again, again.reason) == (first, "review")
    assert told() == [("complaint.opened", "review", False)]


def test_another_reason_is_written_down(cast, violence):
    with pytest.raises(ReasonMissing):
        review.open_seal(complaint=violence, by=cast.petugas, reason="other", text="  ")
    assert Opening.objects.count() == 0
    assert told() == [("complaint.opened", "reason_missing", True)]
    review.open_seal(complaint=violence, by=cast.petugas, reason="other", text="Permintaan pengadilan")
    assert Opening.objects.count() == 1


def test_a_social_case_needs_no_opening_from_its_officer(cast, social):
    assert policies.may_read_person(seen(social, cast.petugas))
    with pytest.raises(NotPermitted):
        review.open_seal(complaint=social, by=cast.petugas, reason="review")


def test_an_administrator_opens_a_social_case_too(cast, social):
    assert not policies.may_read_person(seen(social, cast.bakti))
    review.open_seal(complaint=social, by=cast.bakti, reason="review")
    assert policies.may_read_person(seen(social, cast.bakti))


@pytest.mark.parametrize("who", ["petugas2", "relawan", "relawan2", "sekdes"])
def test_nobody_else_opens_it(cast, violence, who):
    with pytest.raises(NotPermitted):
        review.open_seal(complaint=violence, by=getattr(cast, who), reason="review")
    assert told() == [("complaint.opened", "not_permitted", True)]


def test_an_officer_from_whom_it_is_hidden_opens_nothing(cast, violence):
    factories.hiding(violence, cast.petugas)
    with pytest.raises(NotPermitted):
        review.open_seal(complaint=violence, by=cast.petugas, reason="review")


# Assigning -------------------------------------------------------------------------------------


def test_an_officer_names_another_volunteer(cast, violence):
    colleague = factories.volunteer("rekan", cast.teros)
    review.assign(complaint=violence, by=cast.petugas, to=colleague, version=violence.version)
    violence.refresh_from_db()
    assert (violence.assigned_to, violence.version) == (colleague, 2)
    figures = AuditEvent.objects.get(action="complaint.assigned").figures
    assert figures == {"from": cast.relawan.pk, "to": colleague.pk}


def test_naming_the_same_volunteer_changes_nothing(cast, violence):
    review.assign(complaint=violence, by=cast.petugas, to=cast.relawan)
    violence.refresh_from_db()
    assert violence.version == 1
    assert told() == []


def test_volunteers_of_the_group_can_be_named_and_holders_of_a_post_among_them(cast, violence):
    assert list(review.volunteers_for(violence)) == [cast.humas, cast.kawil, cast.relawan]


def test_a_holder_of_a_post_reads_what_she_is_named_for(cast, violence):
    review.assign(complaint=violence, by=cast.petugas, to=cast.kawil)
    assert policies.may_read_person(seen(violence, cast.kawil))


def _refused(violence, by, to):
    with pytest.raises(review.CannotBeAssigned):
        review.assign(complaint=violence, by=by, to=to)
    assert told()[-1] == ("complaint.assigned", "cannot_be_assigned", True)


def test_not_to_a_volunteer_of_another_group(cast, violence):
    _refused(violence, cast.petugas, cast.relawan2)


def test_not_to_someone_from_whom_it_is_hidden(cast, violence):
    factories.hiding(violence, cast.humas)
    _refused(violence, cast.petugas, cast.humas)


def test_not_to_someone_whose_assignment_or_account_has_ended(cast, violence):
    cast.humas.assignments.update(starts_on="2020-01-01", ends_on="2021-01-01")
    type(cast.kawil).objects.filter(pk=cast.kawil.pk).update(is_active=False)
    _refused(violence, cast.petugas, cast.humas)
    _refused(violence, cast.petugas, cast.kawil)


def test_violence_never_to_a_secretary(cast, violence, social):
    Assignment.objects.create(user=cast.humas, role=Role.SECRETARY, village=cast.teros.village)
    cast.kawil.memberships.update(public_post=PublicPost.SECRETARY)
    _refused(violence, cast.petugas, cast.humas)
    _refused(violence, cast.petugas, cast.kawil)
    review.assign(complaint=social, by=cast.petugas, to=cast.kawil)
    social.refresh_from_db()
    assert social.assigned_to == cast.kawil


def test_not_over_a_change_she_has_not_seen(cast, violence):
    with pytest.raises(Stale):
        review.assign(complaint=violence, by=cast.petugas, to=cast.humas, version=violence.version + 1)


# Reviewing, asking, flagging -------------------------------------------------------------------


def test_marking_reviewed_says_who_and_when(cast, violence):
    review.mark_reviewed(complaint=violence, by=cast.petugas)
    violence.refresh_from_db()
    assert violence.reviewed_by == cast.petugas
    assert violence.attention == 0
    with pytest.raises(review.AlreadyReviewed):
        review.mark_reviewed(complaint=violence, by=cast.bakti)
    assert told() == [("complaint.reviewed", "", False), ("complaint.reviewed", "already_reviewed", True)]


def test_a_question_waits_for_the_volunteer_and_is_sealed(cast, violence):
    key = uuid.uuid4()
    asked = review.ask(complaint=violence, by=cast.petugas, text="Sudah ke Puskesmas?", submission_key=key)
    again = review.ask(complaint=violence, by=cast.petugas, text="Lain", submission_key=key)
    assert again == asked
    assert Question.objects.get().text == "Sudah ke Puskesmas?"
    assert told() == [("question.asked", "", False)]


def test_a_key_of_another_case_is_refused(cast, violence, social):
    key = uuid.uuid4()
    review.ask(complaint=social, by=cast.petugas, text="Sudah ke Puskesmas?", submission_key=key)
    with pytest.raises(NotPermitted):
        review.ask(complaint=violence, by=cast.petugas, text="Sudah?", submission_key=key)
    assert told()[-1] == ("question.asked", "not_permitted", True)


def test_an_empty_question_is_not_asked(cast, violence):
    with pytest.raises(ReasonMissing):
        review.ask(complaint=violence, by=cast.petugas, text=" ", submission_key=uuid.uuid4())


def test_a_flag_needs_a_reason_and_is_resolved(cast, social):
    with pytest.raises(ReasonMissing):
        review.flag(complaint=social, by=cast.petugas, text="", submission_key=uuid.uuid4())
    key = uuid.uuid4()
    for _resend in range(2):
        review.flag(complaint=social, by=cast.petugas, text="Dua kali dirujuk", submission_key=key)
    social.refresh_from_db()
    assert (social.is_flagged, social.attention, Flag.objects.count()) == (True, 1, 1)
    with pytest.raises(ReasonMissing):
        review.resolve_flags(complaint=social, by=cast.bakti, text=" ")
    for _second_tap in range(2):
        assert review.resolve_flags(complaint=social, by=cast.bakti, text="Sudah dibahas.") == 1
    social.refresh_from_db()
    flag = Flag.objects.get()
    assert (social.is_flagged, social.attention) == (False, 0)
    assert (flag.resolved_by, flag.resolution) == (cast.bakti, "Sudah dibahas.")
    for by, text in ((cast.petugas, "Sudah dibahas."), (cast.bakti, "Lain lagi.")):
        with pytest.raises(review.NotFlagged):
            review.resolve_flags(complaint=social, by=by, text=text)


def test_all_that_stands_is_resolved_at_once_and_what_was_before_stays(cast, social):
    def flag(text):
        review.flag(complaint=social, by=cast.petugas, text=text, submission_key=uuid.uuid4())

    flag("Pertama")
    review.resolve_flags(complaint=social, by=cast.petugas, text="Satu.")
    flag("Kedua")
    flag("Ketiga")
    assert review.resolve_flags(complaint=social, by=cast.bakti, text="Dua.") == 2
    told = {flag.text: (flag.resolution, flag.resolved_by) for flag in Flag.objects.all()}
    assert told == {
        "Pertama": ("Satu.", cast.petugas),
        "Kedua": ("Dua.", cast.bakti),
        "Ketiga": ("Dua.", cast.bakti),
    }
    assert AuditEvent.objects.filter(action="flag.resolved", refused=False).last().figures == {"flags": 2}


DEEDS = {
    "assign": lambda row, by, cast: review.assign(complaint=row, by=by, to=cast.humas),
    "reviewed": lambda row, by, cast: review.mark_reviewed(complaint=row, by=by),
    "ask": lambda row, by, cast: review.ask(complaint=row, by=by, text="?", submission_key=uuid.uuid4()),
    "flag": lambda row, by, cast: review.flag(complaint=row, by=by, text="!", submission_key=uuid.uuid4()),
    "resolve": lambda row, by, cast: review.resolve_flags(complaint=row, by=by, text="Selesai."),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("do", [review.ask, review.flag])
def test_a_key_of_another_case_was_made_up(cast, violence, social, do):
    key = uuid.uuid4()
    do(complaint=violence, by=cast.petugas, text="Satu", submission_key=key)
    with pytest.raises(NotPermitted):
        do(complaint=social, by=cast.petugas, text="Dua", submission_key=key)


def strangers():
    """The coordinator, too, names who accompanies a case; all else is for officers."""
    people = ["petugas2", "relawan", "sekdes"]
    return [(deed, who) for deed in DEEDS for who in people if (deed, who) != ("assign", "relawan")]


@pytest.mark.parametrize(("deed", "who"), strangers())
def test_only_reviewers_of_the_group_do_it(cast, violence, deed, who):
    with pytest.raises(NotPermitted):
        DEEDS[deed](violence, getattr(cast, who), cast)
    [(_action, reason, refused)] = told()
    assert (reason, refused) == ("not_permitted", True)
    before = violence.version
    violence.refresh_from_db()
    assert (violence.version, violence.reviewed_at, violence.is_flagged) == (before, None, False)


def test_questions_and_flags_leave_the_version_to_those_who_edit(cast, violence):
    review.ask(complaint=violence, by=cast.petugas, text="?", submission_key=uuid.uuid4())
    review.flag(complaint=violence, by=cast.petugas, text="!", submission_key=uuid.uuid4())
    review.mark_reviewed(complaint=violence, by=cast.petugas)
    entry = violence.last_entry_at
    violence.refresh_from_db()
    assert (violence.version, violence.last_entry_at) == (1, entry)


@pytest.mark.parametrize(("recorder", "keeps"), [("relawan", False), ("humas", True)])
def test_her_actions_stay_with_who_still_works_the_case(cast, recorder, keeps):
    case = factories.complaint(getattr(cast, recorder), kind="violence", assigned_to=cast.humas)
    action = factories.action(case)
    review.assign(complaint=case, by=cast.petugas, to=cast.relawan)
    action.refresh_from_db()
    assert action.responsible == (cast.humas if keeps else cast.relawan)
