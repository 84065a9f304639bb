"""A case of which only figures are left: every page of it still answers, says so, and offers no deed."""

import pytest
from django.urls import reverse

from complaints.errors import CasePurged
from complaints.files import check
from complaints.models import AnswerLink, Merge
from complaints.paper_parts import head_of
from complaints.services import attachments
from complaints.services.merging import unmerge
from complaints.services.retention import purge_expired
from safeguards.phones import show_phone
from tests.complaints.pictures import photo
from tests.complaints.whole import NAME, NIK, PHONE, WORDS, whole_case

pytestmark = pytest.mark.django_db
SAID = "Dihapus sesuai masa simpan"
SECRETS = (NAME, PHONE, show_phone(PHONE), NIK, WORDS, "kandang")
OF_THE_CASE = (
    *("detail", "note", "stage", "assess", "safety-plan", "plan", "plan-standard", "plan-add", "refer"),
    *("consents", "consent", "consent-reading", "print", "close", "reopen", "hide", "attachments"),
    *("hand-over", "transfer", "recorded"),
)


@pytest.fixture
def case(cast):
    row = whole_case(cast.relawan)
    code = AnswerLink.objects.get().code
    purge_expired()
    row.refresh_from_db()
    row.code = code
    return row


def addresses(case) -> list[str]:
    number, referral = case.number, case.referrals.get()
    found = [reverse(f"complaints:{name}", args=[number]) for name in OF_THE_CASE]
    found += [reverse("complaints:edit", args=[number, part]) for part in ("cerita", "orangnya", "kontak")]
    under = {
        "assessment": case.assessments.get(),
        "plan-action": case.actions.get(),
        "attachment-look": case.attachments.get(),
        "answer": case.questions.get(),
    }
    found += [reverse(f"complaints:{name}", args=[number, row.pk]) for name, row in under.items()]
    names = ("referral-detail", "referral-letter", "referral-answer", "referral-link", "referral-remind")
    found += [reverse(f"complaints:{name}", args=[referral.pk]) for name in names]
    return [*found, reverse("complaints:list"), reverse("complaints:referrals"), "/", "/rekap/"]


def test_no_page_breaks_and_none_tells_what_is_gone(case, cast, login):
    client = login(cast.relawan)
    for address in addresses(case):
        response = client.get(address)
        assert response.status_code in {200, 302, 404}, address
        page = response.content.decode()
        assert [secret for secret in SECRETS if secret in page] == [], address


def test_the_pages_say_what_became_of_it(case, cast, login):
    client = login(cast.relawan)
    for address in (case.get_absolute_url(), reverse("complaints:list")):
        assert SAID in client.get(address).content.decode()
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Buka lagi" not in page
    assert "<form" not in page.partition("<main")[2].partition("</main")[0]


def test_an_officer_reads_the_same(case, cast, login):
    client = login(cast.petugas)
    address = reverse("admin:complaints_complaint_change", args=[case.pk])
    page = client.get(address).content.decode()
    assert SAID in page
    assert "Buka kasus" not in page
    assert "Tanya relawan" not in page
    assert [secret for secret in SECRETS if secret in page] == []
    assert SAID in client.get(reverse("admin:complaints_complaint_changelist")).content.decode()


def test_on_paper_it_says_so(case):
    [line] = [line for line in head_of(case) if line.name == "purged_because"]
    assert line.text.startswith(SAID)


def test_reopening_is_refused_in_words(case, cast, login):
    data = {"reason": "Kambuh", "versi": case.version, "kiriman": case.pk}
    response = login(cast.relawan).post(reverse("complaints:reopen", args=[case.number]), data)
    assert "Isi kasus ini sudah dihapus" in response.content.decode()
    case.refresh_from_db()
    assert case.is_closed


def test_a_file_for_it_is_refused(case, cast):
    """Before it is sealed: there is no key to seal it with."""
    with pytest.raises(CasePurged):
        attachments.add(complaint=case, by=cast.relawan, file=check(photo()), submission_key=case.pk)


def test_its_answer_link_opens_nothing(case, client):
    page = client.get(reverse("complaints:link-answer", args=[case.code])).content.decode()
    assert [secret for secret in SECRETS if secret in page] == []


def test_it_is_not_found_by_name_or_number_of_hers(case, cast, login):
    client = login(cast.relawan)
    for words in (NAME, "081339987712", NIK):
        client.post(reverse("complaints:search"), {"cari": words, "selesai": "on"})
        page = client.get(reverse("complaints:search") + "?dicari=ya").content.decode()
        assert str(case) not in page


def test_it_cannot_be_unmerged(cast):
    old, kept = whole_case(cast.relawan), whole_case(cast.relawan, days=760)
    Merge.objects.create(complaint=old, into=kept, reason="Sama.", by=cast.petugas)
    purge_expired()
    with pytest.raises(CasePurged):
        unmerge(complaint=old, by=cast.petugas)
