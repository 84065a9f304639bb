"""`rotate_keys`: everything comes under the newest key, and it says which older one may go."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.utils import timezone

from complaints.models import Person
from complaints.sameness import candidates
from safeguards import audit, kept, rotation, throttle
from safeguards.keygen import new_key
from safeguards.models import AuditEvent, DataKey
from safeguards.models.digested import UNNAMED
from tests import factories

pytestmark = pytest.mark.django_db
NIK = "5203174101900001"


def phone(number: int) -> str:
    return f"+62812000000{number:02}"


@pytest.fixture
def turned(settings):
    """A function: a new key before the old one, of both families that rows are brought over in."""
    settings.DATA_KEYS, settings.DIGEST_KEYS = new_key("old"), new_key("old")
    new = {"DATA_KEYS": new_key("new"), "DIGEST_KEYS": new_key("new")}

    def turn(*, alone: bool = False) -> None:
        for name, key in new.items():
            setattr(settings, name, key if alone else f"{key},{getattr(settings, name)}")

    return turn


def known(number: int = 1, **fields) -> Person:
    """Someone who is found by her phone and NIK."""
    row = factories.complaint().persons.get()
    row.identity = {"name": "Melati Contoh", "phone": phone(number), "nik": NIK, **fields}
    row.digest_anew()
    row.save()
    return row


def again(row):
    return type(row).objects.get(pk=row.pk)


def run(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("rotate_keys", *arguments, stdout=out)
    return out.getvalue().splitlines()


def found(person: Person) -> list[str]:
    """Why another case of hers would be taken for the same."""
    twin = factories.complaint().persons.get()
    twin.identity = person.identity
    return [why for _case, why in candidates(twin.complaint, twin, similar=False)]


def test_all_comes_over_and_opens_and_is_found_without_the_old_keys(turned):
    people = [known(number) for number in range(5)]
    turned()
    assert [(one.total, one.done, one.left) for one in rotation.rotate(batch=2)] == [(10, 10, 0), (5, 5, 0)]
    assert [(one.total, one.done) for one in rotation.rotate(batch=2)] == [(0, 0), (0, 0)]
    turned(alone=True)
    assert [again(row).identity["phone"] for row in people] == [row.identity["phone"] for row in people]
    assert set(found(again(people[2]))) == {"phone", "nik"}
    assert [row.complaint.narrative for row in map(again, people)] == [""] * 5


def test_a_phone_alone_is_found_too(turned):
    row = known(7, nik="")
    turned()
    rotation.rotate()
    turned(alone=True)
    assert (again(row).nik_digest, found(again(row))) == (None, ["phone"])


def test_a_destroyed_key_stays_destroyed_and_needs_no_master(turned):
    key = DataKey.objects.make()
    key.destroy()
    turned()
    assert rotation.rotate()[0].total == 0
    assert (bytes(again(key).wrapped), again(key).master_id) == (b"", "old")


def test_who_was_erased_is_found_by_nothing_any_more(turned):
    row = known()
    row.data_key.destroy()
    turned()
    assert [(one.done, one.erased, one.left) for one in rotation.rotate()] == [(1, 0, 0), (0, 1, 0)]
    assert (again(row).phone_digest, again(row).nik_digest, again(row).digest_key_id) == (None, None, "")


def test_what_does_not_open_stays_as_it_is_and_is_named(turned):
    row, other = known(1), known(2)
    DataKey.objects.filter(pk=row.data_key_id).update(wrapped=b"\x01 torn")
    turned()
    out = StringIO()
    with pytest.raises(CommandError, match="still under an older key"):
        call_command("rotate_keys", stdout=out)
    told = [line.strip() for line in out.getvalue().splitlines()]
    assert f"not a sealed value: safeguards.DataKey|wrapped|{row.data_key_id}" in told
    assert "DATA_KEYS 'old': 1 rows still need it; keep it." in told
    stays, came = again(row), again(other)
    assert (stays.digest_key_id, stays.data_key.master_id, bytes(stays.data_key.wrapped)) == (
        "old",
        "old",
        b"\x01 torn",
    )
    assert bytes(stays.phone_digest) == bytes(row.phone_digest)
    assert (came.digest_key_id, came.data_key.master_id) == ("new", "new")


def test_digests_of_before_their_key_was_told_are_made_anew(turned):
    row = known()
    Person.objects.update(phone_digest=b"?" * 32, digest_key_id=UNNAMED)
    lines = run("--dry-run")
    assert "DIGEST_KEYS (which of them is not told): 1 rows still need it; keep it." in lines
    rotation.rotate()
    assert (bytes(again(row).phone_digest), again(row).digest_key_id) == (bytes(row.phone_digest), "old")


def test_digests_come_back_when_their_key_is_gone_but_data_keys_do_not(turned, settings):
    row = known()
    turned()
    settings.DIGEST_KEYS = new_key("newest")
    settings.DATA_KEYS = f"{new_key('newest')},{settings.DATA_KEYS}"
    rotation.rotate()
    assert (again(row).digest_key_id, found(again(row))) == ("newest", ["phone"])
    settings.DATA_KEYS = new_key("other")
    assert rotation.turning()[0].total == 0


def test_the_command_says_what_is_done_and_what_may_go(turned, settings):
    known()
    settings.AUDIT_KEYS = f"{new_key('later')},{settings.AUDIT_KEYS}"
    turned()
    assert run() == [
        "  DATA_KEYS: 2 of 2",
        "DATA_KEYS: 2 rows of safeguards.DataKey came under 'new'.",
        "DIGEST_KEYS: 1 rows of complaints.Person came under 'new'.",
        "DATA_KEYS 'old': no row needs it any more, backups from before still do; terms of search, for 12 "
        "hours after the last process that began with it ended.",
        "DIGEST_KEYS 'old': no row needs it any more, backups from before still do.",
        "AUDIT_KEYS 'later': 2 events are verified by it; keep it.",
        "AUDIT_KEYS '1': 0 events are verified by it; keep it while a checkpoint of its time is kept.",
    ]


def test_what_is_kept_for_a_while_is_told_with_its_end(turned):
    kept.keep(user_id=1, path="/akun/", fields={"nama": ["Contoh"]})
    throttle.is_one_too_many("192.0.2.1")
    turned()
    data, digests = [line for line in run() if "no row needs it" in line]
    hour = timezone.localtime() + kept.KEPT_FOR
    quarter = timezone.localtime() + throttle.WITHIN
    assert f"forms kept for an hour need it until {hour:%Y-%m-%d %H:}" in data
    assert f"wrong codes count under it until {quarter:%Y-%m-%d %H:}" in digests


def test_a_new_digest_key_lets_nobody_begin_guessing_again(turned):
    for _try in range(throttle.MOST):
        assert throttle.is_one_too_many("192.0.2.1") is False
    turned()
    assert throttle.is_one_too_many("192.0.2.1") is True


def test_a_dry_run_counts_and_changes_nothing(turned):
    row = known()
    turned()
    assert run("--dry-run")[:4] == [
        "DATA_KEYS: 2 rows of safeguards.DataKey would come under 'new'.",
        "DIGEST_KEYS: 1 rows of complaints.Person would come under 'new'.",
        "DATA_KEYS 'old': 2 rows still need it; keep it.",
        "DIGEST_KEYS 'old': 1 rows still need it; keep it.",
    ]
    assert (again(row).digest_key_id, DataKey.objects.filter(master_id="new").count()) == ("old", 0)
    assert AuditEvent.objects.filter(action__startswith="keys.").count() == 0


def test_each_run_is_recorded_with_key_ids_and_counts_alone(turned):
    known()
    turned()
    rotation.rotate()
    events = list(AuditEvent.objects.filter(action__startswith="keys.").order_by("seq"))
    told = {"family": "DATA_KEYS", "to": "new", "rows": 2, "done": 0, "erased": 0, "unopened": 0}
    assert [event.action for event in events] == ["keys.rotation_begun", "keys.rotated"]
    assert events[0].figures["tables"][0] == told
    assert events[1].figures["tables"][0] == told | {"done": 2}
    assert audit.verify().bad is None


def test_old_audit_events_are_not_signed_again(turned, settings):
    with transaction.atomic():
        audit.record(action="case.read")
    before = AuditEvent.objects.values_list("key_id", "digest").get()
    settings.AUDIT_KEYS = f"{new_key('later')},{settings.AUDIT_KEYS}"
    rotation.rotate()
    first, *later = AuditEvent.objects.order_by("seq").values_list("key_id", "digest")
    assert (first[0], bytes(first[1])) == (before[0], bytes(before[1]))
    assert {key_id for key_id, _digest in later} == {"later"}
    assert audit.verify().bad is None


def test_an_interruption_is_recorded_and_what_was_done_stands(turned):
    for number in range(3):
        known(number)
    turned()

    def stop(_turned) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(batch=2, tell=stop)
    assert DataKey.objects.filter(master_id="new").count() == 2
    last = AuditEvent.objects.filter(action__startswith="keys.").latest("seq")
    assert (last.action, last.figures["tables"][0]["done"]) == ("keys.rotation_stopped", 2)
    assert [one.done for one in rotation.rotate(batch=2)] == [4, 3]


@pytest.mark.parametrize("batch", ["0", "-5"])
def test_a_batch_has_rows(batch):
    with pytest.raises(CommandError, match="1 or more"):
        run("--batch", batch)


def test_each_batch_costs_the_same_however_many_there_are(turned, django_assert_num_queries):
    """Two statements and the two of its transaction, for one row and for three."""
    keys = [DataKey.objects.make() for _key in range(4)]
    turned()
    rows = rotation.turning()[0]
    job = rotation.JOBS["DATA_KEYS"](DataKey)
    for count in (1, 3):
        stale: models.QuerySet = rotation.older(rows.holder).order_by("pk")[:count]
        with django_assert_num_queries(4):
            rotation._batch(rows, job, stale)
    assert (rows.done, {again(key).master_id for key in keys}) == (4, {"new"})


def test_a_row_that_someone_holds_is_passed_over_and_told(turned, threads, monkeypatch):
    """On PostgreSQL; SQLite has one writer at a time, for whom everybody waits."""
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL locks rows")
    monkeypatch.setattr(rotation, "WAIT", 0.01)
    keys = [DataKey.objects.make() for _key in range(3)]
    turned()
    held, done = [], []

    def hold():
        with transaction.atomic():
            DataKey.objects.select_for_update().get(pk=keys[1].pk)
            held.append(True)
            while not done:
                timezone.now()

    def turn():
        while not held:
            timezone.now()
        try:
            return rotation.rotate()[0]
        finally:
            done.append(True)

    one = threads.run(hold, turn)[1]
    assert (one.done, one.left) == (2, 1)
    assert threads.run(lambda: rotation.rotate()[0].done) == [1]
