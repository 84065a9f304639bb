"""`/jawab/<kode>/`: what a service sees and answers without an account, and what does not open."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.links import new_code, show_code
from complaints.models import ServiceRequest
from safeguards import throttle
from safeguards.models import AuditEvent, WrongCode
from tests import factories

pytestmark = pytest.mark.django_db
IDENTITY = {
    "name": "Melati Rahasia",
    "nik": "5203174101900001",
    "phone": "+6281311112222",
    "address": "Gang 7",
}


@pytest.fixture
def case(cast):
    cast.relawan.phone = "+6281200009999"
    cast.relawan.save()
    case = factories.complaint(
        cast.relawan, narrative="Dipukul di sawah.", reminder="Pagar hijau", hamlet="Dusun Rahasia"
    )
    person = case.persons.get()
    person.identity = IDENTITY
    person.save()
    return case


@pytest.fixture
def link(case):
    sent = factories.referral(case, services=["civil_documents"], told="Butuh akta.", note="Suami jauh.")
    return factories.answer_link(sent)


def address(link, name: str = "link-answer") -> str:
    return reverse(f"complaints:{name}", args=[show_code(link.code)])


def get(link, **headers):
    return Client().get(address(link), **headers)


def post(link, name="link-answer", **fields):
    fields = {"kiriman": str(uuid.uuid4()), "versi": "sent", **fields}
    return Client().post(address(link, name), fields)


def test_it_sees_what_was_agreed_and_nothing_more(case, link):
    html = get(link).content.decode()
    told = [str(case), "Dokumen kependudukan", "Butuh akta.", "KK Teros", "Contoh Relawan", "0812-0000-9999"]
    assert [text for text in told if text not in html] == []
    secret = [*IDENTITY.values(), "sawah", "Pagar", "Dusun", "Suami", "/pengaduan/", "/masuk/", 'href="/"']
    assert [text for text in secret if text in html] == []


def test_it_is_led_to_who_accompanies_the_case_today(cast, case, link):
    case.assigned_to = cast.humas
    case.save()
    html = get(link).content.decode()
    assert ("Contoh Humas" in html, "Contoh Relawan" in html, "0812-0000-9999" in html) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("tells", "seen"),
    [({"tells_name": True}, ["name"]), ({"tells_name": True, "tells_nik": True}, ["name", "nik"])],
)
def test_name_and_nik_only_as_agreed(case, link, tells, seen):
    type(link.referral).objects.update(**tells)
    html = get(link).content.decode()
    assert [part for part in IDENTITY if IDENTITY[part] in html] == seen


def test_an_opening_is_recorded_and_nothing_else_is_written(case, link):
    before = type(link).objects.filter(pk=link.pk).values().get()
    get(link)
    event = AuditEvent.objects.get(chain=case.pk)
    assert (event.action, event.actor, event.subject_id) == ("link.opened", None, str(link.pk))
    assert event.figures == {"link": True}
    assert type(link).objects.filter(pk=link.pk).values().get() == before


def test_of_openings_within_an_hour_the_first_is_recorded(case, link, monkeypatch):
    other = factories.answer_link(factories.referral(case))
    start = timezone.now()
    for minutes, one in [(0, link), (1, link), (2, other), (59, link), (61, link), (100, link), (122, link)]:
        monkeypatch.setattr(timezone, "now", lambda passed=minutes: start + timedelta(minutes=passed))
        assert get(one).status_code == 200
    events = AuditEvent.objects.filter(chain=case.pk, action="link.opened").order_by("seq")
    told = [(round((event.at - start) / timedelta(minutes=1)), event.subject_id) for event in events]
    assert told == [(0, str(link.pk)), (2, str(other.pk)), (61, str(link.pk)), (122, str(link.pk))]


def test_it_is_kept_nowhere_and_told_to_nobody(link):
    response = get(link)
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store, private", "no-referrer")
    html = response.content.decode()
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in html
    assert str(link.referral.complaint) not in html.split("<title>")[1].split("</title>")[0]


def test_no_form_on_it_signs_for_who_is_logged_in(cast, login, link):
    """Else a stale form would be kept under its address, code and all."""
    assert 'name="pemilik" value=""' in login(cast.relawan).get(address(link)).content.decode()


def test_any_spelling_opens_it(link):
    typed = show_code(link.code).lower().replace("0", "o").replace("1", "l")
    assert Client().get(f"/jawab/{typed}/").status_code == 200


# What it answers ----------------------------------------------------------------------------


def test_accepting_leads_back_to_the_page_which_says_so(link):
    response = post(link, state="accepted", text="Datang Senin.")
    assert (response.status_code, response["Location"]) == (302, address(link))
    assert "Tercatat: layanan menerima" in get(link).content.decode()


def test_what_ends_it_is_thanked_for_and_then_nothing_is_there(link):
    response = post(link, state="served", text="Akta terbit.")
    html = response.content.decode()
    assert (response.status_code, "Terima kasih" in html, "Butuh akta." in html) == (200, True, False)
    assert get(link).status_code == 404


def test_a_double_tap_is_thanked_for_twice(link):
    key = str(uuid.uuid4())
    pages = [post(link, kiriman=key, state="declined", refusal="no_capacity") for _tap in range(2)]
    assert ["Terima kasih" in page.content.decode() for page in pages] == [True, True]
    assert link.referral.steps.count() == 1


def test_a_mistake_keeps_what_was_typed(link):
    html = post(link, state="served", text="").content.decode()
    assert "Tulis singkat apa yang dilakukan layanan." in html
    assert "Pilih alasannya." in post(link, state="declined", text="Penuh.").content.decode()


def test_the_second_of_two_sees_what_stands_and_what_she_typed(link):
    post(link, state="accepted")
    html = post(link, state="declined", refusal="other", text="Kami penuh sekali.").content.decode()
    assert "baru saja dicatat orang lain" in html
    assert ("Tercatat: layanan menerima" in html, "Kami penuh sekali." in html) == (True, True)
    assert ('value="not_served"' in html, 'value="declined"' in html) == (True, False)
    post(link, versi="accepted", state="served", text="Selesai.")
    html = post(link, state="declined", refusal="other", text="Kami penuh sekali.").content.decode()
    told = ("Sudah dijawab", "Sudah dilayani", "Kami penuh sekali.", "Butuh akta.")
    assert [text in html for text in told] == [True, True, True, False]


def test_taking_back_is_not_offered_and_not_taken(link):
    assert 'value="withdrawn"' not in get(link).content.decode()
    post(link, state="withdrawn", withdrawal="mistake")
    link.referral.refresh_from_db()
    assert link.referral.state == "sent"


def test_a_form_without_a_key_was_not_made_here(link):
    assert post(link, kiriman="x", state="accepted").status_code == 400


def test_it_asks_the_group(link):
    response = post(link, "link-request", kind="papers", text="Bawa kartu keluarga.")
    assert response["Location"] == address(link)
    assert ServiceRequest.objects.get().text == "Bawa kartu keluarga."
    assert "sudah sampai di kelompok" in get(link).content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": ""}, "Pilih dulu apa yang diperlukan."),
        ({"kind": "papers"}, "Tulis singkat apa yang diperlukan."),
        ({"kind": "other_person", "text": "Ibu Mawar, RT 3"}, "Jangan menulis data orang lain di sini."),
    ],
)
def test_a_request_that_is_not_right_says_why(link, fields, said):
    html = post(link, "link-request", **fields).content.decode()
    assert (said in html, fields.get("text", "") in html, ServiceRequest.objects.count()) == (True, True, 0)


# What does not open -------------------------------------------------------------------------


def revoked(link):
    link.revoked_at = timezone.now()
    link.save()


def expired(link):
    link.made_at, link.expires_at = timezone.now() - timedelta(days=60), timezone.now()
    link.save()


def ended(link):
    post(link, state="declined", refusal="no_capacity")


def unknown(link):
    link.code = new_code()


def misspelt(link):
    link.code = "bukan-kode"


WAYS = [revoked, expired, ended, unknown, misspelt]


@pytest.mark.parametrize("name", ["link-answer", "link-request"])
@pytest.mark.parametrize("way", WAYS)
def test_all_that_does_not_open_is_one_page(link, way, name):
    never_made = Client().get("/jawab/0000-0000-0000-0000-0000-0000-00/").content
    way(link)
    response = Client().get(reverse("complaints:link-answer", args=[link.code]))
    assert (response.status_code, response.content == never_made) == (404, True)
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    fields = {
        "kiriman": uuid.uuid4(),
        "versi": "sent",
        "state": "accepted",
        "kind": "contact",
        "text": "Senin.",
    }
    sent = Client().post(reverse(f"complaints:{name}", args=[link.code]), fields)
    if way is ended:
        assert "Senin." in sent.content.decode()  # its own answer is told: the test above
    else:
        assert (sent.status_code, "Senin." in sent.content.decode()) == (404, True)


def test_wrong_codes_are_held_up_and_right_ones_open(link):
    wrong = [Client().get(f"/jawab/{new_code()}/").status_code for _try in range(throttle.MOST + 1)]
    assert wrong == [404] * throttle.MOST + [429]
    assert (get(link).status_code, post(link, state="accepted").status_code) == (200, 302)


def test_the_address_is_the_one_before_our_proxies(link, settings):
    settings.PROXY_COUNT = 1
    for number in range(throttle.MOST + 1):
        told = f"10.9.9.{number}, 10.0.0.1"
        last = Client().get(f"/jawab/{new_code()}/", headers={"X-Forwarded-For": told})
    other = Client().get(f"/jawab/{new_code()}/", headers={"X-Forwarded-For": "10.0.0.2"})
    assert (last.status_code, other.status_code) == (429, 404)


def test_a_right_code_is_never_counted(link):
    get(link)
    assert WrongCode.objects.count() == 0


def test_no_code_stands_in_audit_or_log(link, caplog):
    get(link)
    post(link, state="served", text="Selesai.")
    get(link)
    told = str(list(AuditEvent.objects.values("subject_id", "reason", "figures", "action")))
    assert [code in told for code in (link.code, show_code(link.code))] == [False, False]


@pytest.mark.parametrize("requests", [1, 3])
def test_the_page_costs_the_same_for_one_request_and_three(link, requests, django_assert_num_queries):
    for _one in range(requests):
        ServiceRequest.objects.create(referral=link.referral, kind="contact")
    client = Client()
    client.get(address(link))
    with django_assert_num_queries(6):  # an opening that the trail already holds
        client.get(address(link))
