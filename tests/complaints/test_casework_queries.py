"""How many queries each page of working a case takes: the same with one row and with three."""

import pytest

from complaints.models import Question
from complaints.sections import SECTIONS
from tests import factories

FORMS = {"tindak-lanjut/": 5, "tahap/": 5, "tutup/": 6, "buka-lagi/": 5, "sembunyikan/": 8}
EDITING = {
    "kejadian": 10,
    "orangnya": 10,
    "kontak": 10,
    "tempat": 11,
    "cerita": 10,
    "pelapor": 10,
    "terlapor": 10,
}


@pytest.fixture
def case(cast):
    def with_rows(number: int):
        row = factories.complaint(cast.relawan, kind="violence", name="Bunga")
        for one in range(number):
            factories.referral(row, factories.provider(f"Layanan {one}"))
            factories.hiding(row, factories.volunteer(f"tersembunyi{one}", cast.teros))
            factories.volunteer(f"rekan{one}", cast.teros)
            factories.person(row, role="reporter", name=f"Pelapor {one}")
            factories.note(row)
        return row

    return with_rows


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("step", FORMS)
def test_forms(cast, login, case, step, number, django_assert_num_queries):
    url, client = case(number).get_absolute_url() + step, login(cast.relawan)
    with django_assert_num_queries(FORMS[step]):
        client.get(url)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("section", EDITING)
def test_editing(cast, login, case, section, number, django_assert_num_queries):
    url, client = f"{case(number).get_absolute_url()}ubah/{section}/", login(cast.relawan)
    with django_assert_num_queries(EDITING[section]):
        client.get(url)


def test_every_section_is_counted():
    assert set(EDITING) == set(SECTIONS) - {"kebutuhan"}


@pytest.mark.parametrize("number", [1, 3])
def test_answering(cast, login, case, number, django_assert_num_queries):
    row = case(number)
    asked = Question.objects.create(complaint=row, text="?", asked_by=cast.petugas)
    client = login(cast.relawan)
    with django_assert_num_queries(10):
        client.get(f"{row.get_absolute_url()}pertanyaan/{asked.pk}/")


@pytest.mark.parametrize("number", [1, 3])
def test_searching(cast, login, number, django_assert_num_queries):
    for _one in range(number):
        factories.complaint(cast.relawan, name="Bunga")
    client = login(cast.relawan)
    client.post("/pengaduan/cari/", {"cari": "bunga"})
    with django_assert_num_queries(8):
        client.get("/pengaduan/cari/")
