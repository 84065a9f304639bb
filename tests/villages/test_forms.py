"""The village field: by code, by name, by choosing among several; what was typed is never lost."""

import pytest
from django import forms

from tests.factories import BANJARSARI, BOKONUSAN, LOMPOE, TEROS
from villages.forms import VillageField
from villages.models import Regency, Village


class PlaceForm(forms.Form):
    village = VillageField()


class OptionalForm(forms.Form):
    village = VillageField(required=False)


class LombokForm(forms.Form):
    village = VillageField(regencies=["52.03"], restrict=True)


def errors(form) -> list[str]:
    return form.errors.get("village", [])


@pytest.fixture
def two_called_teros(village):
    village()
    Village.objects.filter(pk=BOKONUSAN).update(name="Teros", search_name="teros")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (TEROS, TEROS),
        ("5203172003", TEROS),
        (" teros ", TEROS),
        ("Desa Teros", TEROS),
        ("Banjar Sari", BANJARSARI),
        ("teros lombok timur", TEROS),
        ("Teros, Kec. Labuhan Haji", TEROS),
        ("lompoe, parepare", LOMPOE),
    ],
)
def test_a_code_or_a_name_that_only_one_village_has(village, typed, code):
    village()
    form = PlaceForm({"village": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["village"] == Village.objects.get(pk=code)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Pilih desa atau kelurahan."),
        ("  ", "Pilih desa atau kelurahan."),
        ("Atlantis", "Tidak ada desa atau kelurahan “Atlantis”. Periksa ejaannya atau pakai kodenya."),
        (
            "52.03.17.2999",
            "Tidak ada desa atau kelurahan “52.03.17.2999”. Periksa ejaannya atau pakai kodenya.",
        ),
        ("%", "Tidak ada desa atau kelurahan “%”. Periksa ejaannya atau pakai kodenya."),
        ("ter", "Apakah ini tempatnya? Pilih, atau perbaiki tulisannya."),
        ("x" * 121, "Tulisan ini terlalu panjang untuk nama desa."),
        (
            "52.03.17",
            "Ada beberapa tempat yang cocok. Pilih satu, atau tambahkan nama kecamatan atau kabupatennya.",
        ),
    ],
)
def test_what_cannot_be_taken_says_why_and_stays(village, typed, message):
    village()
    form = PlaceForm({"village": typed})
    assert errors(form) == [message]
    if typed.strip():
        assert f'value="{typed}"' in str(form["village"])


def test_several_are_offered_and_one_is_chosen(two_called_teros):
    form = PlaceForm({"village": "Teros"})
    assert not form.is_valid()
    page = str(form["village"])
    assert page.count('type="radio"') == 2
    assert "Kec. Labuhan Haji, Kab. Lombok Timur" in page and "Kec. Semau, Kab. Kupang" in page
    assert 'name="village_untuk" value="Teros"' in page and 'value="Teros"' in page
    chosen = PlaceForm({"village": "Teros", "village_untuk": "Teros", "village_pilih": BOKONUSAN})
    assert chosen.is_valid()
    assert chosen.cleaned_data["village"].pk == BOKONUSAN


def test_a_new_text_counts_more_than_the_old_choice(two_called_teros):
    form = PlaceForm({"village": "Lompoe", "village_untuk": "Teros", "village_pilih": BOKONUSAN})
    assert form.is_valid()
    assert form.cleaned_data["village"].pk == LOMPOE


def test_own_regencies_come_first_or_alone(two_called_teros):
    class NearForm(forms.Form):
        village = VillageField(regencies=Regency.objects.filter(pk="53.01"))

    form = NearForm({"village": "teros"})
    assert not form.is_valid()
    assert [village.pk for village in form.fields["village"].widget.candidates] == [BOKONUSAN, TEROS]
    assert LombokForm({"village": "teros"}).is_valid()
    assert errors(LombokForm({"village": BOKONUSAN})) == [
        "Teros – Kec. Semau, Kab. Kupang di luar wilayah yang dapat dipilih di sini."
    ]
    assert errors(LombokForm({"village": "Lompoe"})) == [
        "Tidak ada desa atau kelurahan “Lompoe”. Periksa ejaannya atau pakai kodenya."
    ]


def test_regencies_may_be_set_by_a_form_and_stay_with_it(village):
    form = PlaceForm()
    form.fields["village"].regencies = [village().district.regency]
    assert 'data-regencies="52.03"' in str(form["village"])
    assert 'data-regencies=""' in str(PlaceForm()["village"])


def test_the_village_held_so_far_is_shown_by_name_and_kept(village):
    form = PlaceForm(initial={"village": village()})
    page = str(form["village"])
    assert "<strong>Teros</strong> – Kec. Labuhan Haji, Kab. Lombok Timur" in page
    assert "Ganti" in page and 'data-chosen="52.03.17.2003"' in page
    kept = PlaceForm({"village": "", "village_kini": TEROS}, initial={"village": TEROS})
    assert kept.is_valid() and not kept.has_changed()
    changed = PlaceForm({"village": "lompoe", "village_kini": TEROS}, initial={"village": TEROS})
    assert changed.is_valid() and changed.has_changed()
    assert changed.cleaned_data["village"].pk == LOMPOE


def test_only_an_optional_field_can_be_emptied(village):
    village()
    data = {"village": "", "village_kini": TEROS, "village_kosong": "1"}
    form = OptionalForm(data, initial={"village": TEROS})
    assert form.is_valid() and form.has_changed()
    assert form.cleaned_data["village"] is None
    assert errors(PlaceForm(data)) == ["Pilih desa atau kelurahan."]
    assert "village_kosong" in str(OptionalForm(initial={"village": TEROS})["village"])
    assert "village_kosong" not in str(PlaceForm(initial={"village": TEROS})["village"])


def test_a_withdrawn_village_is_kept_where_it_stands_and_refused_anew(village):
    Village.objects.filter(pk=village().pk).update(withdrawn_on="2026-11-22")
    data = {"village": "", "village_kini": TEROS}
    assert PlaceForm(data, initial={"village": TEROS}).is_valid()
    refused = PlaceForm({"village": TEROS})
    assert errors(refused) == ["Teros tidak ada lagi dalam daftar resmi. Pilih penggantinya."]
    assert f'value="{TEROS}"' in str(refused["village"])


def test_a_bound_form_keeps_what_is_chosen_when_another_field_fails(village):
    class TwoForm(PlaceForm):
        other = forms.CharField()

    village()
    form = TwoForm({"village": TEROS, "other": ""})
    assert list(form.errors) == ["other"]
    assert f'name="village_kini" value="{TEROS}"' in str(form["village"])


def test_a_disabled_field_keeps_its_village(village):
    form = PlaceForm({"village": LOMPOE}, initial={"village": village()})
    form.fields["village"].disabled = True
    assert form.is_valid()
    assert form.cleaned_data["village"].pk == TEROS


def test_two_fields_and_a_prefix_do_not_mix(village):
    class Both(forms.Form):
        village = VillageField()
        scene = VillageField(required=False)

    village()
    form = Both({"x-village": "teros", "x-scene_kini": LOMPOE}, prefix="x")
    assert form.is_valid()
    assert [form.cleaned_data[name].pk for name in ("village", "scene")] == [TEROS, LOMPOE]


def test_typed_markup_is_text(village):
    village()
    form = PlaceForm({"village": '"><script>alert(1)</script>'})
    assert "<script>alert" not in form.as_div()
    assert "<script>alert" not in str(form["village"])


def test_every_control_has_a_label_and_no_inline_code(two_called_teros):
    form = PlaceForm({"village": "Teros"})
    page = str(form["village"])
    for control in (
        "id_village_teks",
        "id_village_1",
        "id_village_2",
        "id_village_kabupaten",
        "id_village_desa",
    ):
        assert page.count(f'id="{control}"') == page.count(f'for="{control}"') == 1
    assert " style=" not in page and " onclick=" not in page and "<script>" not in page
    assert 'aria-invalid="true"' in page


def test_queries_do_not_grow_with_the_list(village, django_assert_num_queries):
    village()
    with django_assert_num_queries(1):
        str(PlaceForm(initial={"village": TEROS})["village"])
    with django_assert_num_queries(1):
        assert PlaceForm({"village": TEROS}).is_valid()
    with django_assert_num_queries(2):
        assert PlaceForm({"village": "teros lombok timur"}).is_valid()
