"""How many who came to activities have a disability: the group knows, others read one figure of a whole year.

It stands in the year's release, so it moves with nobody's coming; and each group stands by itself, so no
group knows of another by subtracting its own.
"""

from datetime import date

import pytest
from django.urls import reverse

from members.models import Assignment
from planning.models import Activity, DisclosureLimits
from planning.services import activities as services
from tests import factories

LIST, PAGE, FILE = (reverse(f"planning:{name}") for name in ("activities", "summary", "download"))
YEAR = factories.LAST_YEAR
ASKED = {"desa": factories.TEROS, "tahun": str(YEAR)}
HIDDEN = "di bawah 10, bisa nol"


def held(group, disabled: int, **fields) -> Activity:
    return factories.activity(group, held_on=date(YEAR, 5, 20), women=30, disabled=disabled, **fields)


def told(client) -> str | None:
    """What /rekap/ says of it; None where it says nothing."""
    page = client.get(PAGE, ASKED)
    assert page.status_code == 200
    words = page.context["planned"].disabled
    assert (f"Penyandang disabilitas: {words}." in page.content.decode()) == bool(words)
    return words or None


@pytest.mark.parametrize(
    ("counts", "text"),
    [((0,), HIDDEN), ((1,), HIDDEN), ((9,), HIDDEN), ((10,), "10"), ((6, 7), "15")],
)
def test_a_released_year_is_told_as_small_numbers_are(cast, login, counts, text):
    for count in counts:
        held(cast.teros, count)
    factories.release()
    for user in (cast.relawan, cast.humas, cast.sekdes):
        assert told(login(user)) == text


def test_the_limits_of_the_day_of_the_release_hold(cast, login):
    held(cast.teros, 13)
    DisclosureLimits.objects.update_or_create(defaults={"violence": 20})
    factories.release()
    assert told(login(cast.sekdes)) == "di bawah 20, bisa nol"


def test_officers_read_it_exact_and_of_today(cast, login):
    factories.complaint(cast.relawan, received_at=f"{YEAR}-03-01T12:00:00+08:00")
    held(cast.teros, 1)
    client = login(cast.petugas)
    assert told(client) == "1"
    assert (client.get(PAGE, ASKED).context["totals"].exact) is True
    factories.release()
    rounded = client.get(PAGE, {**ASKED, "angka": "bulat"}).context["planned"]
    assert (rounded.disabled, rounded.all_activities.disabled) == (HIDDEN, None)


def test_nothing_that_the_group_writes_later_moves_it(cast, login):
    """Else who watches sees it step when one person came, or left."""
    first = held(cast.teros, 12)
    factories.release()
    seen = told(login(cast.sekdes))
    late = held(cast.teros, 1)
    after = [told(login(cast.sekdes))]
    services.change(by=cast.relawan, activity=late, version=1, values=services.held(late) | {"disabled": 9})
    after.append(told(login(cast.sekdes)))
    services.remove(by=cast.relawan, activity=first)
    after.append(told(login(cast.sekdes)))
    assert (seen, after) == ("10", ["10"] * 3)


@pytest.mark.parametrize("own", [0, 9, 10, 12, 13, 25])
def test_no_group_learns_of_another_by_what_it_writes_itself(cast, login, own):
    """The one person at the other group's activity stays hidden, whatever she records beside it."""
    other = factories.group("KK Mekar")
    factories.activity(other, held_on=f"{YEAR}-06-01", women=1, men=0, disabled=1)
    held(cast.teros, own)
    factories.release()
    mine = {0: HIDDEN, 9: HIDDEN, 12: "10", 13: "15"}.get(own, str(own))
    assert told(login(cast.relawan)) == f"KK Mekar {HIDDEN}; KK Teros {mine}"


def test_a_group_that_wrote_nothing_is_not_named(cast, login):
    factories.group("KK Mekar")
    held(cast.teros, 10)
    factories.release()
    assert told(login(cast.relawan)) == "10"


def test_a_year_that_was_released_without_it_says_nothing(cast, login):
    factories.release()
    held(cast.teros, 12)
    assert told(login(cast.sekdes)) is None


def test_the_other_villages_have_no_part_in_it(cast, login):
    held(cast.banjarsari, 20)
    held(cast.kupang, 20)
    held(cast.teros, 10)
    factories.release()
    assert told(login(cast.sekdes)) == "10"


@pytest.mark.parametrize("disabled", [1, 14])
def test_the_secretary_finds_it_at_no_activity_and_in_no_list(cast, login, disabled):
    """Of a year and one of its activities, what is left is another activity's."""
    row = factories.activity(cast.teros, women=30, disabled=disabled)
    pages = [login(cast.sekdes).get(address) for address in (LIST, row.get_absolute_url())]
    for page in pages:
        text = page.content.decode()
        assert ("Penyandang disabilitas" in text, f"<dd>{disabled}</dd>" in text) == (False, False)
    assert pages[0].context["all"].disabled is None
    assert "disebut di rekap, setelah tahunnya selesai." in pages[0].content.decode()


def test_the_group_reads_its_own(cast, login):
    row = factories.activity(cast.teros, disabled=1)
    client = login(cast.humas)
    assert "Penyandang disabilitas: 1." in client.get(LIST).content.decode()
    page = client.get(row.get_absolute_url()).content.decode()
    assert "<dt>Penyandang disabilitas</dt><dd>1</dd>" in page


def test_who_is_of_one_group_and_the_village_office_reads_of_that_one_alone(cast, login):
    both = factories.user("keduanya")
    Assignment.objects.create(user=both, role="volunteer", group=cast.teros)
    Assignment.objects.create(user=both, role="secretary", village=cast.teros.village)
    own = factories.activity(cast.teros, disabled=1)
    client = login(both)
    assert client.get(LIST).context["all"].disabled == 1
    other = factories.activity(factories.group("KK Mekar"), disabled=2)
    assert client.get(LIST).context["all"].disabled is None
    pages = [client.get(row.get_absolute_url()).content.decode() for row in (own, other)]
    assert ["Penyandang disabilitas" in page for page in pages] == [True, False]


def test_an_officer_in_the_village_office_reads_no_words_of_another_partners_group(cast, login):
    officer = factories.officer("rangkap", "UDN")
    Assignment.objects.create(user=officer, role="secretary", village=cast.teros.village)
    row = factories.activity(cast.teros, title="Sosialisasi zamrud")
    client = login(officer)
    for address in (LIST, row.get_absolute_url()):
        assert "zamrud" not in client.get(address).content.decode()
