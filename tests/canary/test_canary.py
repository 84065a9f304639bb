"""What a person tells is nowhere in the clear: a canary travels through every form, then every byte that was
written is searched, in the normal run and while things break.
"""

import base64
import io
import json
import logging
import tempfile
import uuid
import zipfile
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from complaints import filestore
from complaints.links import show_code
from complaints.models import Complaint
from complaints.services import linking
from complaints.services.destruction import sealed_columns
from complaints.services.notices import send_notices
from complaints.services.remind import remind
from kk_portal.logs import WithoutRequestData
from members.models import Organisation
from members.session_store import SessionStore
from safeguards import crypto, kept
from tests import factories
from tests.canary import places, travel
from tests.canary.encodings import Canaries
from tests.canary.travel import LOCAL_PHONE, NAME, NIK, PHONE, WORDS, Visitor
from tests.complaints import answers
from tests.complaints.test_case_export import opened

CANARIES = Canaries(travel.ALL)
CASE_FORMS = (
    *("note", "rights", "plan-add", "consent", "reopen", "edit cerita", "edit orangnya", "edit kontak"),
    *("edit pelapor", "edit tempat", "safety-plan", "hand-over", "transfer", "hide"),
)
LIST = "/admin/complaints/complaint/"
READ = ("detail", "consents", "plan", "attachments", "recorded", "consent-reading", "rights", "print")
MUST_HOLD = {
    ("Complaint", "narrative"),
    ("Complaint", "reminder"),
    ("Person", "identity"),
    ("Note", "text"),
    ("PlanAction", "text"),
    ("Referral", "told"),
    ("Attachment", "name"),
    ("Question", "text"),
    ("Question", "answer"),
    ("Flag", "text"),
    ("Opening", "text"),
    ("RightsRequest", "text"),
    ("ServiceRequest", "text"),
    ("Hold", "reason"),
}


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Temporary files in a folder of ours, and all log lines down to DEBUG as our handlers write them."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.addFilter(WithoutRequestData())
    loggers = [logging.getLogger(name) for name in ("", "django", "axes")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    yield lines
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


@pytest.fixture
def visitors(transactional_db, cast, login):
    def visitor(user) -> Visitor:
        client = login(user)
        client.raise_request_exception = False
        return Visitor(client)

    return {name: visitor(getattr(cast, name)) for name in ("relawan", "petugas", "bakti", "sekdes")}


def found_in(parts) -> list[tuple[str, set[str]]]:
    return [(name, found) for name, data in parts if (found := CANARIES.found(data))]


def found_everywhere(written, visitors, folder: Path) -> list:
    told = [("log", written.getvalue().encode())]
    for who, visitor in visitors.items():
        told.append((f"addresses of {who}", "\n".join(visitor.seen).encode()))
        told += [(f"error page of {who}", page) for page in visitor.broken]
    return found_in([*told, *places.everywhere(folder)])


def record(relawan: Visitor) -> list[Complaint]:
    """One of each kind, through the real forms."""
    told = {"name": NAME, "reminder": WORDS, "narrative": WORDS}
    violence = {**told, "contact_way": "whatsapp", "contact_phone": LOCAL_PHONE, "contact_note": WORDS}
    other = {"teller": "other", "reporter_name": NAME, "reporter_phone": LOCAL_PHONE}
    relawan.post("/pengaduan/catat/", answers.violence(**violence, **other))
    relawan.post("/pengaduan/catat/", answers.social(**told, phone=LOCAL_PHONE, nik=NIK))
    relawan.fill("/pengaduan/tanya/")
    return list(Complaint.objects.order_by("pk"))


def work(relawan: Visitor, case: Complaint) -> None:
    at = lambda name, *rest: reverse(f"complaints:{name}", args=[case.number, *rest])  # noqa: E731
    for form in CASE_FORMS:
        name, *section = form.split()
        if name == "safety-plan" and not case.is_violence:
            continue
        page = relawan.get(at(name, *section))
        if page.status_code == 200 and "form" in page.context:
            relawan.fill(at(name, *section))
    typed = relawan.get(at("assess"))
    if "form" in typed.context:
        relawan.fill(at("assess"))
    picture = io.BytesIO()
    Image.new("RGB", (40, 30)).save(picture, "JPEG", comment=WORDS.encode())
    picture.seek(0)
    picture.name = f"{NAME}.jpg"
    relawan.post(at("attachments"), {"file": picture, "name": NAME, "about": WORDS, "kiriman": uuid.uuid4()})
    for name in READ:
        relawan.get(at(name))
    parts = ["persons", "story", "notes"]
    relawan.post(at("print"), {"parts": parts, "reason": "request", "form": "whole"})


def refer(relawan: Visitor, case: Complaint, provider, cast) -> None:
    data = {
        "kiriman": str(uuid.uuid4()),
        "layanan": provider.pk,
        "services": provider.services,
        "decision": "given",
        "given_by": "person",
        "method": "spoken",
        "told": WORDS,
        "note": WORDS,
        "tells_name": "on",
        "witness": NAME,
    }
    relawan.post(reverse("complaints:refer", args=[case.number]), data)
    referral = case.referrals.get()
    link = linking.make(referral=referral, by=cast.relawan, submission_key=uuid.uuid4())
    for name in ("referral-detail", "referral-letter", "referral-link", "referral-remind"):
        relawan.get(reverse(f"complaints:{name}", args=[referral.pk]))
    service = Visitor(type(relawan.client)())
    code = show_code(link.code)
    told = {"kiriman": str(uuid.uuid4()), "kind": "contact", "text": f"{WORDS} {NAME}", "versi": "sent"}
    service.post(reverse("complaints:link-request", args=[code]), told)
    told = {"kiriman": str(uuid.uuid4()), "state": "accepted", "text": WORDS, "versi": "sent"}
    service.post(reverse("complaints:link-answer", args=[code]), told)
    type(referral).objects.filter(pk=referral.pk).update(
        state="sent", answered_at=None, due_at=timezone.now() - timedelta(days=9)
    )


def review(petugas: Visitor, relawan: Visitor, case: Complaint) -> None:
    at = lambda name: reverse(f"admin:complaints_complaint_{name}", args=[case.pk])  # noqa: E731
    petugas.post(at("open"), {"reason": "other", "text": WORDS})
    petugas.get(at("change"))
    petugas.post(at("ask"), {"text": f"{WORDS} {NAME}", "kiriman": uuid.uuid4()})
    petugas.post(at("flag"), {"text": WORDS, "kiriman": uuid.uuid4()})
    petugas.post(at("resolve"), {"text": WORDS})
    until = timezone.localdate().isoformat()
    petugas.post(at("hold"), {"reason": WORDS, "until": until, "kiriman": uuid.uuid4()})
    question = case.questions.get()
    relawan.post(reverse("complaints:answer", args=[case.number, question.pk]), {"text": f"{WORDS} {NIK}"})
    twin = Complaint.objects.filter(kind=case.kind).exclude(pk=case.pk).first()
    petugas.post(at("merge"), {"into": str(twin), "reason": WORDS, "versi": case.version})
    petugas.post(at("unmerge"), {})


def look(visitors: dict[str, Visitor]) -> dict[str, bytes]:
    """Searches, lists and whatever can be taken out; the last by address."""
    relawan, petugas = visitors["relawan"], visitors["petugas"]
    for words in travel.ALL:
        relawan.post("/pengaduan/cari/", {"cari": words}, follow=True)
        for model in ("members/member", "members/user"):
            petugas.post(f"/admin/{model}/", {"q": words}, follow=True)
    for address in ("/", "/pengaduan/", "/rujukan/", "/rekap/"):
        relawan.get(address)
    for address in ("/admin/", LIST, f"{LIST}angka/"):
        petugas.get(address)
    files = {"/rekap/unduh/": visitors["sekdes"].get("/rekap/unduh/")}
    for address in (f"{LIST}bulanan/", f"{LIST}angka/"):
        year = timezone.localdate().year
        files[address] = petugas.post(address, {"year": year, "first": 1, "last": 12})
    files["cases"] = _cases_without_names(petugas)
    return {address: b"".join(response) for address, response in files.items()}


def _cases_without_names(petugas: Visitor):
    page = petugas.post(f"{LIST}ekspor/", {"reason": "export_report", "saringan": ""})
    locked = petugas.post(f"{LIST}ekspor/unduh/", {"tiket": page.context["ticket"]})
    return [opened(locked.content, page.context["password"])]


def test_a_canary_is_nowhere(written, visitors, cast, tmp_path):
    provider = factories.provider("Dukcapil Contoh", services=["civil_documents"])
    cases = record(visitors["relawan"])
    assert len(cases) == 2
    factories.complaint(cast.relawan, kind="violence")
    for case in cases:
        work(visitors["relawan"], case)
        case.refresh_from_db()
    refer(visitors["relawan"], Complaint.objects.get(kind="social"), provider, cast)
    review(visitors["petugas"], visitors["relawan"], Complaint.objects.order_by("pk").first())
    companion = Complaint.objects.get(kind="social").assigned_to
    companion.email = "pendamping@example.org"
    companion.save()
    remind()
    send_notices()
    fields = {"narrative": [WORDS], "name": [NAME]}
    kept.keep(user_id=cast.relawan.pk, path="/pengaduan/catat/", fields=fields)
    taken_out = look(visitors)
    commands(written)
    assert MUST_HOLD - held() == set()
    assert mail.outbox
    assert found_everywhere(written, visitors, tmp_path) == []
    assert [found_in(places.unpacked(*file)) for file in taken_out.items()] == [[]] * len(taken_out)


def commands(written) -> None:
    """What an operator runs, and what it prints."""
    since = {"since": timezone.localdate().isoformat()}
    call_command("breach_report", **since, csv=Path(tempfile.gettempdir()) / "terbaca.csv", stdout=written)
    for name in ("verify_audit", "audit_heads", "sweep_attachments", "hand_over_cases", "purge_attempts"):
        call_command(name, stdout=written)
    call_command("purge_expired", dry_run=True, stdout=written)
    call_command("rotate_keys", stdout=written)


def held() -> set[tuple[str, str]]:
    """The sealed columns in which a canary arrived, or the test would search for nothing."""
    found = set()
    for model, _road, names in sealed_columns():
        for row in model._base_manager.all():
            found |= {(model.__name__, name) for name in names if CANARIES.found(repr(getattr(row, name)))}
    return found


# While things break -------------------------------------------------------------------------------


def breaks_with(error: type[Exception]):
    def broken(*args, **kwargs):
        raise error(f"{NAME} {PHONE} {LOCAL_PHONE} {NIK} {WORDS}")

    return broken


@pytest.mark.parametrize(
    ("place", "error"),
    [
        ("complaints.templatetags.cases.case_address", ValueError),
        ("safeguards.fields.SealedField.open", crypto.CannotOpen),
        ("safeguards.models.DataKey.seal", crypto.CannotSeal),
        ("safeguards.audit._append", DatabaseError),
        ("complaints.filestore._put", OSError),
    ],
)
def test_a_canary_is_nowhere_when_things_break(written, visitors, cast, tmp_path, monkeypatch, place, error):
    case = factories.complaint(cast.relawan, name=NAME, narrative=WORDS)
    with monkeypatch.context() as broken:
        broken.setattr(place, breaks_with(error))
        relawan = visitors["relawan"]
        relawan.get(case.get_absolute_url())
        relawan.post(
            "/pengaduan/catat/", answers.social(name=NAME, narrative=WORDS, phone=LOCAL_PHONE, nik=NIK)
        )
        note = {"kind": "visit", "text": WORDS, "happened_on": timezone.localdate().isoformat()}
        relawan.post(reverse("complaints:note", args=[case.number]), {**note, "kiriman": uuid.uuid4()})
        work_file = {"file": io.BytesIO(_photo()), "about": WORDS, "kiriman": uuid.uuid4()}
        relawan.post(reverse("complaints:attachments", args=[case.number]), work_file)
        visitors["petugas"].get(reverse("admin:complaints_complaint_change", args=[case.pk]))
    assert relawan.broken
    assert found_everywhere(written, visitors, tmp_path) == []


def _photo() -> bytes:
    picture = io.BytesIO()
    Image.new("RGB", (40, 30)).save(picture, "JPEG")
    return picture.getvalue()


def test_a_session_that_ended_keeps_what_was_typed_sealed(written, visitors, cast, tmp_path):
    case, relawan = factories.complaint(cast.relawan), visitors["relawan"]
    relawan.client.logout()
    data = {"text": WORDS, "kind": "visit", "pemilik": kept.sign_owner(cast.relawan.pk)}
    relawan.post(reverse("complaints:note", args=[case.number]), data)
    assert "simpanan" in relawan.seen[-1]
    assert found_everywhere(written, visitors, tmp_path) == []


# The test can fail --------------------------------------------------------------------------------


def _in_a_column():
    Organisation.objects.create(name=NAME, short_name="X")


def _in_a_sealed_column():
    """Put there past the field that seals."""
    factories.complaint(factories.volunteer())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE complaints_person SET identity = %s", [WORDS.encode()])


def _in_a_log():
    logging.getLogger("django.request").debug("read %s", WORDS)


def _in_a_mail():
    mail.send_mail(NAME, "", "a@example.org", ["b@example.org"])


def _in_the_cache():
    cache.set("seen", {"name": NAME})


def _in_a_session():
    store = SessionStore()
    store["cari"] = WORDS
    store.save()


def _in_a_temporary_file():
    with tempfile.NamedTemporaryFile("wb", delete=False) as file, zipfile.ZipFile(file, "w") as archive:
        archive.writestr("sheet.xml", NAME, zipfile.ZIP_DEFLATED)


def _in_an_attachment():
    filestore.storage().save("ff/plain", ContentFile(WORDS.encode("utf-16-le")))


@pytest.mark.parametrize(
    "plant",
    [
        *(_in_a_column, _in_a_sealed_column, _in_a_log, _in_a_mail, _in_the_cache, _in_a_session),
        *(_in_a_temporary_file, _in_an_attachment),
    ],
)
def test_what_is_planted_is_found(written, transactional_db, tmp_path, plant):
    assert found_everywhere(written, {}, tmp_path) == []
    plant()
    try:
        assert found_everywhere(written, {}, tmp_path) != []
    finally:
        cache.clear()
        filestore.drop("ff/plain")


@pytest.mark.parametrize("text", travel.ALL)
def test_every_guise_is_found(text):
    plain = text.encode()
    for data in (
        plain,
        text.swapcase().encode(),
        text.encode("utf-16-be"),
        json.dumps({"a": text}).encode(),
        quote(text).encode(),
        plain.hex().encode(),
        *(base64.b64encode(b"x" * before + plain + b"yz") for before in range(4)),
    ):
        assert text in CANARIES.found(b"\0" + data + b"\0")
