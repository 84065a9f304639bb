"""The page on which a complaint is recorded: where it begins, what is refused, and what is sent twice."""

import pytest
from django.db import connection

from complaints.models import Complaint, Person
from members.models import Assignment
from members.roles import Role
from safeguards.models import AuditEvent, DataKey
from tests import factories
from tests.complaints import answers
from tests.complaints.answers import errors_of, only_case

URL = "/pengaduan/catat/"


@pytest.fixture
def relawan(cast, login):
    return login(cast.relawan)


# Where it begins ------------------------------------------------------------------------------------


def test_kind_is_asked_first_by_links(relawan, cast):
    page = relawan.get(URL)
    assert page.status_code == 200
    assert f'href="?jenis=kekerasan&amp;kelompok={cast.teros.pk}"' in page.text
    assert f'href="?jenis=perlindungan-sosial&amp;kelompok={cast.teros.pk}"' in page.text
    assert f'href="/pengaduan/tanya/?kelompok={cast.teros.pk}"' in page.text


def test_group_is_asked_of_a_volunteer_of_several(relawan, cast):
    Assignment.objects.create(user=cast.relawan, role=Role.VOLUNTEER, group=cast.banjarsari)
    page = relawan.get(URL, {"jenis": "kekerasan"})
    assert [group.name for group in page.context["groups"]] == ["KK Banjarsari", "KK Teros"]
    chosen = relawan.get(URL, {"jenis": "kekerasan", "kelompok": cast.banjarsari.pk})
    assert chosen.context["form"].group == cast.banjarsari


def test_group_that_has_ended_is_not_recorded_for(relawan, cast):
    cast.teros.ended_on = "2024-01-01"
    cast.teros.save(update_fields=["ended_on"])
    page = relawan.post(URL, answers.social())
    assert (page.context["groups"], Complaint.objects.count()) == ([], 0)
    assert "Ibu/Bapak belum menjadi relawan kelompok yang aktif." in page.text


def test_group_of_others_is_never_recorded_for(relawan, cast):
    page = relawan.post(URL, answers.violence(kelompok=cast.kupang.pk))
    assert page.templates[0].name == "complaints/record.html"
    assert Complaint.objects.count() == 0


@pytest.mark.parametrize("who", ["sekdes", "petugas", "bakti"])
def test_others_may_not_record(cast, login, who):
    client = login(getattr(cast, who))
    assert client.get(URL).status_code == 403
    assert client.post(URL, answers.social()).status_code == 403
    assert client.get("/pengaduan/tanya/").status_code == 403


@pytest.mark.parametrize("who", ["relawan", "humas", "kawil"])
def test_every_volunteer_may_record(cast, login, who):
    assert login(getattr(cast, who)).get(URL).status_code == 200


def test_emergency_numbers_stand_on_the_page_as_links(relawan):
    page = relawan.get(URL, {"jenis": "kekerasan"}).text
    for link in ("tel:129", "https://wa.me/628111129129", "tel:110", "tel:119"):
        assert f'href="{link}"' in page


@pytest.mark.parametrize(("kind", "months"), [("kekerasan", 18), ("perlindungan-sosial", 7)])
def test_consent_names_how_long_it_is_kept(relawan, settings, kind, months):
    settings.RETENTION_MONTHS = {"violence": 18, "social": 7}
    page = relawan.get(URL, {"jenis": kind}).text
    assert f"Nama dan cerita dihapus {months} bulan sesudah selesai." in page
    assert page.index("bulan sesudah selesai") < page.index("id_narrative")


@pytest.mark.parametrize("kind", ["kekerasan", "perlindungan-sosial"])
def test_errors_are_listed_as_the_questions_are_asked(relawan, kind):
    form = relawan.get(URL, {"jenis": kind}).context["form"]
    asked = [part.field.name for step in form.shown_steps() for part in (*step["parts"], *step["folded"])]
    assert list(form.fields) == asked


def test_words_that_few_know_have_everyday_examples(relawan):
    page = relawan.get(URL, {"jenis": "kekerasan"}).text
    assert '<small id="id_category_5_example">tidak dinafkahi, ditinggalkan</small>' in page
    assert page.count('_example"') == 2 * 6  # the seventh, "lainnya", has none


# Bad input: a clear message, and everything still there ---------------------------------------------


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("phone", "nomor saya", "Nomor telepon hanya angka, misalnya 0812 3456 7890."),
        ("phone", "+62", "Nomor telepon ini kurang atau lebih angkanya. Contoh: 0812 3456 7890."),
        (
            "name",
            "Ibu\x07",
            "Ada tanda yang tidak bisa disimpan. Hapus tanda aneh itu atau ketik ulang bagian ini.",
        ),
        (
            "narrative",
            "a\x1bb",
            "Ada tanda yang tidak bisa disimpan. Hapus tanda aneh itu atau ketik ulang bagian ini.",
        ),
        ("village", "52.03.17.9999", None),
        (
            "village",
            "Antah Berantah",
            "Tidak ada desa atau kelurahan “Antah Berantah”. Periksa ejaannya atau pakai kodenya.",
        ),
    ],
)
def test_bad_input_is_refused_and_nothing_is_lost(relawan, field, typed, message):
    sent = answers.social(narrative="Ceritanya tetap di sini.") | {field: typed}
    response = relawan.post(URL, sent)
    problems = errors_of(response)
    assert set(problems) == {field}
    if message:
        assert problems[field] == [message]
    assert response.context["form"].data.dict() == sent
    assert Complaint.objects.count() == 0


def test_story_of_a_hundred_thousand_characters_is_kept_but_refused(relawan):
    story = "kata " * 20_000
    response = relawan.post(URL, answers.violence(narrative=story))
    assert errors_of(response) == {
        "narrative": [
            "Paling panjang 20000 huruf, ini 99999. Singkatkan dulu; yang sudah ditulis tidak hilang."
        ]
    }
    assert story in response.text


def test_story_of_twenty_thousand_emoji_is_stored(relawan):
    relawan.post(URL, answers.violence(narrative="😀" * 20_000))
    assert only_case().narrative == "😀" * 20_000


def test_error_shows_the_key_again_so_that_one_case_comes_of_it(relawan):
    sent = answers.social(name="")
    page = relawan.post(URL, sent).text
    assert f'name="kiriman" value="{sent["kiriman"]}"' in page


# Sent twice -----------------------------------------------------------------------------------------


def test_resend_gives_the_same_case(relawan):
    sent = answers.violence(narrative="Satu kali.", contact_way="call", contact_phone="081200000001")
    first = relawan.post(URL, sent)
    again = relawan.post(URL, sent, follow=True)
    assert again.redirect_chain[0][0] == first.headers["Location"]
    assert Complaint.objects.count() == 1
    assert "Kasus ini sudah tercatat tadi. Tidak dicatat dua kali." in again.text
    assert DataKey.objects.count() == 1 + Person.objects.count()
    assert AuditEvent.objects.filter(action="complaint.recorded").count() == 1


def test_resend_with_other_content_overwrites_nothing_and_says_so(relawan):
    sent = answers.violence(narrative="Yang pertama.")
    relawan.post(URL, sent)
    again = relawan.post(URL, sent | {"narrative": "Yang kedua."}, follow=True)
    assert only_case().narrative == "Yang pertama."
    assert "Yang tersimpan tidak ditimpa." in again.text


def test_key_of_someone_else_tells_nothing(relawan, cast, login):
    sent = answers.violence()
    relawan.post(URL, sent)
    first = only_case()
    other = login(cast.relawan2)
    changed = sent | {"village_kini": factories.BANJARSARI}
    for _again in range(2):
        response = other.post(URL, changed)
    assert Complaint.objects.count() == 2
    own = Complaint.objects.exclude(pk=first.pk).get()
    assert response.headers["Location"] == f"/pengaduan/{own}/tercatat/"
    assert own.recorded_by == cast.relawan2


def test_request_without_a_key_was_made_by_no_form_of_ours(relawan):
    assert relawan.post(URL, answers.social(kiriman="bukan kunci")).status_code == 400
    assert not Complaint.objects.exists()


# Queries --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["kekerasan", "perlindungan-sosial"])
def test_form_costs_the_same_with_one_colleague_and_with_three(
    relawan, cast, kind, django_assert_num_queries
):
    relawan.get(URL, {"jenis": kind})
    with django_assert_num_queries(7):
        relawan.get(URL, {"jenis": kind})
    factories.volunteer("baru", cast.teros)
    with django_assert_num_queries(7):
        relawan.get(URL, {"jenis": kind})


@pytest.mark.parametrize(("sent", "queries"), [(answers.social, 14), (answers.violence, 13)])
def test_saving_costs_no_query_more(relawan, sent, queries, django_assert_num_queries):
    """PostgreSQL takes all rows in one round trip, SQLite those of each table."""
    with django_assert_num_queries(10 if connection.vendor == "postgresql" else queries):
        relawan.post(URL, sent())
