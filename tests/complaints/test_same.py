"""Who is told that two cases may be one, and the page on which they are compared."""

import pytest

from complaints.models import Complaint, DuplicateHint, Merge
from complaints.services import merging
from safeguards.models import AuditEvent
from tests import factories
from tests.complaints import answers


@pytest.fixture
def pair(cast) -> DuplicateHint:
    older = factories.complaint(cast.relawan, name="Melati Contoh")
    newer = factories.complaint(cast.relawan, name="Melati C.")
    return DuplicateHint.objects.create(newer=newer, older=older, reason="phone")


@pytest.fixture
def relawan(cast, login):
    return login(cast.relawan)


def address(hint) -> str:
    return f"{hint.newer.get_absolute_url()}sama/{hint.pk}/"


def change(case: Complaint, deed: str = "change") -> str:
    return f"/admin/complaints/complaint/{case.pk}/{deed}/"


# Who is told ----------------------------------------------------------------------------------------


def test_saving_a_case_tells_of_the_one_it_looks_like(relawan):
    for _one in range(2):
        page = relawan.post("/pengaduan/catat/", answers.social(phone="0812 0000 0001"), follow=True)
    hint = DuplicateHint.objects.get()
    text = page.text.replace('<strong class="case-number">', "").replace("</strong>", "")
    assert f"Mungkin sama dengan kasus {hint.older}. Nomor telepon sama." in text
    assert address(hint) in page.text


def test_what_is_merely_alike_is_one_folded_line(cast, relawan, pair):
    alike = [factories.complaint(cast.relawan) for _one in range(3)]
    for other in alike:
        DuplicateHint.objects.create(newer=pair.newer, older=other, reason="similar")
    text = relawan.get(pair.newer.get_absolute_url()).text
    assert text.count("Mungkin sama dengan kasus") == 1
    assert "<summary>3 kasus lain mirip desa, kebutuhan, dan waktunya</summary>" in text
    assert [f"Bandingkan dengan {other}" in text for other in alike] == [True] * 3


@pytest.mark.parametrize("side", ["newer", "older"])
def test_both_case_pages_tell_it(relawan, pair, side):
    assert f"sama/{pair.pk}/" in relawan.get(getattr(pair, side).get_absolute_url()).text


def test_where_the_other_is_not_hers_she_is_told_nothing_and_the_officer_is(cast, login, pair):
    colleague = factories.volunteer("rekan", cast.teros)
    factories.hiding(pair.older, colleague)
    client = login(colleague)
    for page in ("", "tercatat/"):
        text = client.get(pair.newer.get_absolute_url() + page).text
        assert ("Mungkin sama" in text, str(pair.older) in text) == (False, False)
    assert client.get(address(pair)).status_code == 404
    assert str(pair.older) in login(cast.petugas).get(change(pair.newer)).text


def test_an_officer_from_whom_one_is_hidden_is_told_nothing(cast, login, pair):
    factories.hiding(pair.older, cast.petugas)
    client = login(cast.petugas)
    assert str(pair.older) not in client.get(change(pair.newer)).text
    assert "1 ditemukan" not in client.get("/admin/complaints/complaint/?kembaran=ya").text


def test_the_officers_list_finds_the_newer_of_two(cast, login, pair):
    client = login(cast.petugas)
    found = client.get("/admin/complaints/complaint/?kembaran=ya").context["cl"].result_list
    assert found == [pair.newer]
    pair.is_same, pair.judged_by, pair.judged_at = False, cast.relawan, pair.found_at
    pair.save()
    assert client.get("/admin/complaints/complaint/?kembaran=ya").context["cl"].result_list == []


def test_what_was_judged_another_case_is_told_no_more(cast, relawan, pair):
    pair.is_same, pair.judged_by, pair.judged_at = False, cast.relawan, pair.found_at
    pair.save()
    assert "Mungkin sama" not in relawan.get(pair.newer.get_absolute_url()).text


# Comparing ------------------------------------------------------------------------------------------


def test_both_are_shown_and_both_showings_recorded(relawan, pair):
    page = relawan.get(address(pair))
    assert [name in page.text for name in ("Melati Contoh", "Melati C.")] == [True, True]
    read = AuditEvent.objects.filter(action="complaint.read").values_list("chain", flat=True)
    assert list(read) == sorted([pair.newer_id, pair.older_id])


@pytest.mark.parametrize(("answer", "is_same"), [("ya", True), ("bukan", False)])
def test_she_judges_and_a_second_tap_changes_nothing(cast, relawan, pair, answer, is_same):
    for _tap in range(2):
        assert relawan.post(address(pair), {"answer": answer}).status_code == 302
    pair.refresh_from_db()
    assert (pair.is_same, pair.judged_by) == (is_same, cast.relawan)
    assert AuditEvent.objects.filter(action="hint.judged").count() == 2


def test_without_an_answer_it_is_asked_again(relawan, pair):
    page = relawan.post(address(pair), {"answer": ""})
    assert page.context["form"].errors == {"answer": ["Pilih salah satu."]}


def test_a_hint_at_other_cases_is_none_of_this_one(cast, relawan, pair):
    other = factories.complaint(cast.relawan)
    assert relawan.get(f"{other.get_absolute_url()}sama/{pair.pk}/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_hints(cast, relawan, number, django_assert_num_queries):
    case = factories.complaint(cast.relawan)
    for _one in range(number):
        hint = DuplicateHint.objects.create(
            newer=factories.complaint(cast.relawan), older=case, reason="similar"
        )
    with django_assert_num_queries(15):
        relawan.get(case.get_absolute_url())
    with django_assert_num_queries(19):
        relawan.get(address(hint))


# In admin -------------------------------------------------------------------------------------------


@pytest.fixture
def officer(cast, login):
    return login(cast.petugas)


def test_the_officer_merges_and_parts_them(officer, pair):
    told = {"into": str(pair.older), "reason": "Nomornya sama.", "versi": pair.newer.version}
    page = officer.post(change(pair.newer, "gabung"), told, follow=True)
    assert Merge.objects.in_force().get().into == pair.older
    assert "Pisahkan lagi" in page.text
    assert str(pair.newer) in officer.get(change(pair.older)).text
    assert officer.get(f"/admin/complaints/complaint/?q={pair.newer}").context["cl"].result_list == [
        pair.newer
    ]
    officer.post(change(pair.newer, "pisah"))
    assert Merge.objects.in_force().count() == 0


def test_the_number_to_merge_into_is_filled_in_where_only_one_can_be_meant(cast, officer, pair):
    def offered() -> str:
        form = officer.get(change(pair.newer)).context["forms"]["merge"]
        return form["into"].value() or ""

    assert offered() == str(pair.older)
    third = factories.complaint(cast.relawan)
    DuplicateHint.objects.create(newer=pair.newer, older=third, reason="similar")
    assert offered() == ""


@pytest.mark.parametrize(
    ("told", "name", "words"),
    [
        ({"into": "", "reason": "Sama."}, "into", "Tulis nomor kasus yang lain. Contoh: K7Q2-M9XD."),
        ({"into": "xxxx", "reason": "Sama."}, "into", "Ini bukan nomor kasus. Contoh: K7Q2-M9XD."),
        ({"into": None, "reason": ""}, "reason", "Tulis alasannya dulu."),
    ],
)
def test_what_is_missing_is_said_and_kept(officer, pair, told, name, words):
    told = {**told, "into": str(pair.older) if told["into"] is None else told["into"]}
    page = officer.post(change(pair.newer, "gabung"), told)
    assert page.context["forms"]["merge"].errors == {name: [words]}
    assert Merge.objects.count() == 0


def test_a_number_out_of_reach_is_no_case(cast, officer, pair):
    foreign = factories.complaint(factories.volunteer("kupang", cast.kupang))
    page = officer.post(change(pair.newer, "gabung"), {"into": str(foreign), "reason": "Sama.", "versi": 1})
    assert [str(one) for one in page.context["messages"]] == ["Tulis nomor kasus lain yang Ibu/Bapak tinjau."]


def test_the_officer_says_that_it_is_another_case(officer, cast, pair):
    officer.post(change(pair.newer, "bukan-sama"), {"hint": pair.pk})
    pair.refresh_from_db()
    assert (pair.is_same, pair.judged_by) == (False, cast.petugas)


@pytest.mark.parametrize("hint", ["", "0", "x", "999999"])
def test_a_hint_that_is_none_is_not_judged(officer, pair, hint):
    assert officer.post(change(pair.newer, "bukan-sama"), {"hint": hint}).status_code == 200
    pair.refresh_from_db()
    assert pair.is_same is None


def test_merging_by_hand_is_seen_on_both_pages(cast, officer, pair):
    merging.merge(complaint=pair.newer, into=pair.older, by=cast.petugas, reason="Sama.")
    assert f'href="{change(pair.older)}"' in officer.get(change(pair.newer)).text
    assert f'href="{change(pair.newer)}"' in officer.get(change(pair.older)).text
