"""No record, no deed: while the trail takes no row, nothing of any deed stands and nothing is shown."""

import uuid
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from complaints.enums import ConsentDecision
from complaints.files import Checked
from complaints.models import Complaint
from complaints.personal_rights import IdentityCheck, RightsAsker, RightsKind, RightsWay
from complaints.sections import SECTIONS
from complaints.services import (
    approval,
    attachments,
    chasing,
    closure,
    consent,
    editing,
    followup,
    hiding,
    holding,
    leaving,
    linking,
    merging,
    plan,
    retention,
    review,
    rights,
    transfer,
)
from complaints.services import provider as providers
from complaints.services.answer import answer, answer_by_link
from complaints.services.assessment import assess
from complaints.services.intake import Question, record_inquiry
from complaints.services.referral import Agreement, refer
from complaints.services.remind import remind
from complaints.services.safety_plan import keep_safety_plan
from members import pins as pins_of_phones
from members.models import Member, Organisation, User
from members.services import accounts, invitations, own_account, pins, roster, second_factor
from safeguards import rotation
from safeguards.keygen import new_key
from safeguards.models import AuditEvent
from tests import factories
from tests.architecture import rows
from tests.complaints import answers
from villages.models import Village
from villages.services import keep_village

APPS = ("safeguards", "villages", "members", "complaints")
CLOSED = {
    "postgresql": "EXECUTE FUNCTION trail_is_full()",
    "sqlite": "BEGIN SELECT RAISE(ABORT, 'full'); END",
}


@pytest.fixture
def shut(cast):
    """A function that makes the database refuse every new row of the trail, as a full disk would."""

    def close() -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    "CREATE FUNCTION trail_is_full() RETURNS trigger LANGUAGE plpgsql AS "
                    "$$ BEGIN RAISE EXCEPTION 'full'; END $$"
                )
            each = "FOR EACH ROW" if connection.vendor == "postgresql" else ""
            table, then = AuditEvent._meta.db_table, CLOSED[connection.vendor]
            cursor.execute(f"CREATE TRIGGER full_trail BEFORE INSERT ON {table} {each} {then}")

    return close


def stored() -> dict[str, list]:
    """Every row of every table of ours."""
    models = [
        model for app in APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)
    ]
    return {
        model._meta.label: sorted(repr(plain(row)) for row in model._base_manager.values_list())
        for model in models
        if model._meta.db_table in connection.introspection.table_names()
    }


def plain(row: tuple) -> list:
    """PostgreSQL hands out bytes as a memoryview, whose repr is its place in memory."""
    return [bytes(value) if isinstance(value, memoryview) else value for value in row]


class World:
    """One of each thing that a deed is done to."""

    def __init__(self, cast):
        self.cast, self.key = cast, uuid.uuid4()
        self.case = factories.complaint(cast.relawan, kind="violence", name="Contoh Melati")
        self.social = factories.complaint(cast.relawan, name="Contoh Kenanga")
        self.twin = factories.complaint(cast.relawan, stage="assisted")
        self.hidden = factories.complaint(cast.relawan, stage="assisted")
        self.sister = factories.complaint(cast.relawan)
        self.closed = factories.closed(cast.relawan, kind="violence")
        self.provider = factories.provider(kept_by=cast.teros.partner)
        self.referral = factories.referral(self.case, self.provider)
        self.link = factories.answer_link(self.referral)
        self.action = factories.action(self.case)
        self.file = factories.attachment(self.case)
        self.offered = factories.transfer(self.social, cast.banjarsari)
        factories.hiding(self.hidden, cast.humas)
        self.kept = {"submission_key": self.key}
        factories.app(cast.humas)
        self.right = rows.right(self.social)
        self.late = factories.referral(self.social, self.provider, late=True)

    def mine(self, row: Complaint) -> Complaint:
        return Complaint.objects.visible_to(self.cast.relawan).with_access(self.cast.relawan).get(pk=row.pk)

    def asked(self):
        told = {"asked_by": RightsAsker.PERSON, "checked": IdentityCheck.KNOWN, "way": RightsWay.SPOKEN}
        return rights.Asked(kind=RightsKind.ACCESS, received_at=timezone.now(), **told)

    def inquiry(self):
        asked = Question(
            kind="social", group=self.cast.teros, village=self.cast.teros.village, category="civil"
        )
        return record_inquiry(by=self.cast.relawan, key=self.key, question=asked)


YES = Agreement(decision=ConsentDecision.GIVEN, told="Butuh akta.")
PHOTO = Checked(kind="photo", original=factories.PHOTO, shown=factories.PHOTO)
DEEDS = {
    "inquiry": lambda w, by: w.inquiry(),
    "change": lambda w, by: editing.change(
        complaint=w.social, by=by, section=SECTIONS["cerita"], values={"narrative": "Baru."}, version=1
    ),
    "note": lambda w, by: followup.add_note(
        complaint=w.case, by=by, kind="visit", text="Ya.", happened_on=timezone.localdate(), **w.kept
    ),
    "stage": lambda w, by: followup.change_stage(complaint=w.case, by=by, to="assessed"),
    "assessment": lambda w, by: assess(
        complaint=w.case, by=by, answers={"danger_now": "yes"}, urgency="emergency", **w.kept
    ),
    "safety plan": lambda w, by: keep_safety_plan(complaint=w.case, by=by, steps={"places": "X"}, **w.kept),
    "plan": lambda w, by: plan.add_actions(
        complaint=w.case,
        by=by,
        actions=[plan.NewAction(text="Antar", due_on=timezone.localdate())],
        responsible=by,
        **w.kept,
    ),
    "action": lambda w, by: plan.end_action(action=w.action, by=by, state="done"),
    "consent": lambda w, by: consent.record(
        complaint=w.social,
        by=by,
        word=consent.Word(purpose="record", decision="withdrawn", on=timezone.localdate()),
        **w.kept,
    ),
    "refer": lambda w, by: refer(
        complaint=w.twin, by=by, provider=w.provider, services=["civil_documents"], agreement=YES, **w.kept
    ),
    "answer": lambda w, by: answer(
        referral=w.referral,
        by=by,
        seen="sent",
        state="accepted",
        on=timezone.localdate(),
        reason="",
        text="",
        **w.kept,
    ),
    "answer by link": lambda w, by: answer_by_link(link=w.link, seen="sent", state="accepted", **w.kept),
    "remind by hand": lambda w, by: chasing.remind_service(referral=w.referral, by=by, **w.kept),
    "remind": lambda w, by: remind(),
    "link": lambda w, by: linking.make(referral=w.referral, by=by, **w.kept),
    "revoke": lambda w, by: linking.revoke(referral=w.referral, by=by),
    "file": lambda w, by: attachments.add(complaint=w.mine(w.case), by=by, file=PHOTO, **w.kept),
    "file read": lambda w, by: attachments.read(complaint=w.mine(w.case), attachment=w.file, by=by),
    "file removed": lambda w, by: attachments.remove(attachment=w.file, by=by),
    "close": lambda w, by: closure.close(complaint=w.social, by=by, outcome="served", leave_referrals=True),
    "reopen": lambda w, by: closure.reopen(complaint=w.closed, by=by, reason="Belum."),
    "approve": lambda w, by: approval.approve_closing(complaint=w.closed, by=w.cast.petugas),
    "open": lambda w, by: review.open_seal(complaint=w.case, by=w.cast.petugas, reason="review"),
    "assign": lambda w, by: review.assign(complaint=w.case, by=w.cast.petugas, to=w.cast.humas),
    "review": lambda w, by: review.mark_reviewed(complaint=w.case, by=w.cast.petugas),
    "ask": lambda w, by: review.ask(complaint=w.case, by=w.cast.petugas, text="?", **w.kept),
    "flag": lambda w, by: review.flag(complaint=w.case, by=w.cast.petugas, text="!", **w.kept),
    "hide": lambda w, by: hiding.hide(complaint=w.case, by=by, user=w.cast.humas),
    "unhide": lambda w, by: hiding.unhide(complaint=w.hidden, by=by, user=w.cast.humas),
    "offer": lambda w, by: transfer.offer(
        complaint=w.case, by=by, to_group=w.cast.kupang, reason="Pindah.", agreed=True, **w.kept
    ),
    "take back": lambda w, by: transfer.take_back(transfer=w.offered, by=by),
    "merge": lambda w, by: merging.merge(
        complaint=w.twin, into=w.sister, by=w.cast.petugas, reason="Kasus yang sama."
    ),
    "leave": lambda w, by: leaving.end_account(by=w.cast.petugas, user=by),
    "hand over all": lambda w, by: leaving.hand_over_all(by=by, user=by, group=w.cast.teros, to=w.cast.humas),
    "role ended": lambda w, by: leaving.end_role(
        by=w.cast.petugas, assignment=by.assignments.get(), ends_on=timezone.localdate()
    ),
    "role given": lambda w, by: accounts.give_role(
        by=w.cast.petugas, user=by, role="volunteer", place=w.cast.banjarsari
    ),
    "account": lambda w, by: accounts.create_account(
        by=w.cast.petugas, role="volunteer", place=w.cast.teros, full_name="Contoh Baru"
    ),
    "reset": lambda w, by: invitations.reset_password(by=w.cast.petugas, user=by),
    "superuser": lambda w, by: User.objects.create_superuser("akar", "x" * 20, full_name="Contoh Akar"),
    "own password": lambda w, by: own_account.change_password(
        by=by, password="sandi baru sekali", session=""
    ),
    "second factor": lambda w, by: second_factor.reset(by=w.cast.bakti, user=w.cast.humas, reason="lost"),
    "recovery codes": lambda w, by: second_factor.renew_recovery_codes(by=w.cast.humas),
    "PIN": lambda w, by: pins.enrol(by=by, pin="482915", secret=pins_of_phones.new_device_secret()),
    "proof": lambda w, by: own_account.record_proof(by=by),
    "right": lambda w, by: rights.record(complaint=w.case, by=by, asked=w.asked(), **w.kept),
    "right refused": lambda w, by: rights.refuse(request=w.right, by=w.cast.petugas, refusal="endangers"),
    "hold": lambda w, by: holding.hold(
        complaint=w.case, by=w.cast.petugas, reason="Sidang.", until=timezone.localdate(), **w.kept
    ),
    "purge": lambda w, by: retention.purge_expired(now=timezone.now() + timedelta(days=9_000)),
    "organisation": lambda w, by: roster.save(
        by=w.cast.bakti, row=Organisation(name="Baru", short_name="BR"), changed=["name"]
    ),
    "inclusion": lambda w, by: roster.declare_inclusion(
        by=w.cast.petugas, member=Member.objects.get(user=by), values=[], reason="told"
    ),
    "provider": lambda w, by: providers.keep_provider(
        provider=w.provider, by=w.cast.petugas, changed=["name"]
    ),
    "village": lambda w, by: keep_village(
        village=Village(code="52.03.17.2999", name="Contoh"), by=w.cast.bakti
    ),
}


@pytest.mark.parametrize("name", DEEDS)
def test_nothing_of_it_stands(cast, shut, name):
    world = World(cast)
    there = transaction.savepoint()
    DEEDS[name](world, User.objects.get(pk=cast.relawan.pk))  # as a rule it goes
    transaction.savepoint_rollback(there)
    before = stored()
    shut()
    with pytest.raises(DatabaseError):
        DEEDS[name](world, User.objects.get(pk=cast.relawan.pk))
    assert stored() == before


def test_keys_stay_under_their_old_master(cast, shut, settings):
    factories.complaint(cast.relawan)
    settings.DATA_KEYS = f"{new_key('next')},{settings.DATA_KEYS}"
    before = stored()
    shut()
    with pytest.raises(DatabaseError), transaction.atomic():
        rotation.rotate()
    assert stored() == before


PAGES = {
    "case": ("relawan", "get", "{case}", {}),
    "case in admin": ("petugas", "get", "/admin/complaints/complaint/{pk}/change/", {}),
    "referral": ("relawan", "get", "/rujukan/{referral}/", {}),
    "letter": ("relawan", "get", "/rujukan/{referral}/surat/", {}),
    "file": ("relawan", "get", "{case}lampiran/{file}/", {}),
    "files": ("relawan", "get", "{case}lampiran/", {}),
    "print": (
        "relawan",
        "post",
        "{case}cetak/",
        {"parts": ["persons", "story"], "reason": "hearing", "form": "whole"},
    ),
    "totals": ("sekdes", "get", "/rekap/unduh/", {}),
    "members": ("petugas", "post", "/admin/members/member/export/", {"resource": "0", "format": "0"}),
    "services": ("petugas", "post", "/admin/complaints/provider/export/", {"resource": "0", "format": "0"}),
    "recording": ("relawan", "post", "/pengaduan/catat/", answers.violence()),
    "refused page": ("relawan", "get", "/admin/login/", {}),
}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_shown_or_sent(cast, shut, login, name):
    who, method, address, data = PAGES[name]
    world = World(cast)
    factories.release()
    client = login(getattr(cast, who))
    client.raise_request_exception = False
    path = address.format(
        case=world.case.get_absolute_url(),
        pk=world.case.pk,
        referral=world.referral.pk,
        file=world.file.pk,
    )
    before = stored()
    shut()
    response = getattr(client, method)(path, data)
    assert response.status_code == 500
    assert "Melati" not in response.content.decode()
    assert stored() == before


def test_nobody_is_logged_in(cast, shut):
    before = stored()
    shut()
    client = Client(raise_request_exception=False)
    response = client.post("/masuk/", {"username": "relawan", "password": factories.PASSWORD})
    assert response.status_code == 500
    assert stored() == before
    assert client.get("/akun/")["Location"] == "/masuk/?next=/akun/"


@pytest.mark.parametrize("door", ["/keluar/", "/keluar/cepat/", "/admin/logout/"])
def test_but_who_must_leave_is_let_out(cast, shut, login, door, caplog):
    """The one deed that goes ahead: it takes power away."""
    client = login(cast.petugas)
    shut()
    assert client.post(door).status_code == 302
    assert client.get("/akun/")["Location"] == "/masuk/?next=/akun/"
    assert [record.getMessage() for record in caplog.records] == ["A logout could not be recorded."]
