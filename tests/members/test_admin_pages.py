"""Admin of people: every page × every role × own and foreign; one literal query count each."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Assignment, Group, Member, User
from tests import factories

ADMIN = "/admin/members"


@pytest.fixture
def rows(cast):
    """One object of each model in Teros (LRC) and one in Kupang (UDN)."""
    volunteer = factories.volunteer("kupang", cast.kupang)
    return {
        "group": (cast.teros, cast.kupang),
        "member": (Member.objects.get(user=cast.humas), Member.objects.get(user=volunteer)),
        "user": (cast.humas, volunteer),
        "assignment": (cast.humas.assignments.get(), volunteer.assignments.get()),
        "organisation": (cast.teros.partner, cast.kupang.partner),
    }


LISTS = [f"{ADMIN}/{model}/" for model in ("group", "member", "user", "assignment", "organisation")]
ADDS = [f"{ADMIN}/{model}/add/" for model in ("group", "member", "user", "assignment")]
EXCHANGE = [f"{ADMIN}/member/import/", f"{ADMIN}/member/export/"]


@pytest.mark.parametrize("path", [*LISTS, *ADDS, *EXCHANGE])
def test_admin_is_for_officers_and_administrators(cast, login, path):
    users = (cast.relawan, cast.humas, cast.kawil, cast.sekdes)
    answers = [login(user).get(path) for user in users]
    assert [answer.status_code for answer in answers] == [302] * 4
    assert {answer["Location"].partition("?")[0] for answer in answers} == {"/admin/login/"}
    assert login(cast.relawan).get(answers[0]["Location"]).status_code == 403
    assert [login(user).get(path).status_code for user in (cast.petugas, cast.bakti)] == [200, 200]


def test_organisations_are_added_by_administrators(cast, login):
    path = f"{ADMIN}/organisation/add/"
    assert [login(user).get(path).status_code for user in (cast.petugas, cast.bakti)] == [403, 200]


@pytest.mark.parametrize("model", ["group", "member", "user", "assignment", "organisation"])
def test_officer_opens_her_own_and_is_led_away_from_foreign_ones(cast, login, rows, model):
    own, foreign = (f"{ADMIN}/{model}/{row.pk}/change/" for row in rows[model])
    client = login(cast.petugas)
    assert client.get(own).status_code == 200
    assert (client.get(foreign).status_code, client.get(foreign)["Location"]) == (302, "/admin/")
    assert [login(cast.bakti).get(path).status_code for path in (own, foreign)] == [200, 200]


@pytest.mark.parametrize("page", ["user/{}/reset", "user/{}/end", "user/{}/reopen", "member/{}/inclusion"])
def test_pages_of_one_object_follow_the_same_rule(cast, login, rows, page):
    own, foreign = (f"{ADMIN}/{page}/".format(row.pk) for row in rows[page.partition("/")[0]])
    client = login(cast.petugas)
    assert [client.get(path).status_code for path in (own, foreign)] == [200, 302]
    assert client.post(foreign)["Location"] == "/admin/"
    assert login(cast.relawan).get(own).status_code == 302


def test_an_account_with_a_foot_elsewhere_is_seen_but_not_touched(cast, login):
    Assignment.objects.create(user=cast.humas, role="volunteer", group=cast.kupang)
    client = login(cast.petugas)
    assert client.get(f"{ADMIN}/user/{cast.humas.pk}/change/").status_code == 200
    paths = [f"{ADMIN}/user/{cast.humas.pk}/{page}/" for page in ("reset", "end", "reopen")]
    assert [client.post(path).status_code for path in paths] == [403] * 3
    assert login(cast.bakti).get(paths[0]).status_code == 200


@pytest.mark.parametrize("page", ["reset", "end", "reopen"])
def test_officers_touch_neither_officers_nor_themselves(cast, login, page):
    other = factories.officer("rekan", "LRC")
    for officer in (cast.petugas, other):
        path = f"{ADMIN}/user/{officer.pk}/{page}/"
        assert login(cast.petugas).post(path).status_code in {302, 403}
        assert User.objects.get(pk=officer.pk).is_active is True
    assert login(cast.bakti).get(f"{ADMIN}/user/{other.pk}/{page}/").status_code == 200


@pytest.mark.parametrize("model", ["group", "member", "user", "assignment", "organisation"])
def test_nothing_is_deleted(cast, login, rows, model):
    path = f"{ADMIN}/{model}/{rows[model][0].pk}/delete/"
    assert [login(user).get(path).status_code for user in (cast.petugas, cast.bakti)] == [403, 403]


@pytest.mark.parametrize(("model", "own"), [("group", 2), ("member", 5), ("user", 5), ("assignment", 5)])
def test_lists_hold_what_is_within_reach(cast, login, rows, model, own):
    lists = [login(user).get(f"{ADMIN}/{model}/").context["cl"] for user in (cast.petugas, cast.petugas2)]
    assert [listed.result_count for listed in lists] == [
        own - (model == "member"),
        1,
    ]


def autocomplete(client, model: str, field: str, term: str = "") -> list[str]:
    query = {"app_label": "members", "model_name": model, "field_name": field, "term": term}
    return [row["text"] for row in client.post(reverse("admin:autocomplete"), query).json()["results"]]


def test_autocompletes_offer_what_is_within_reach(cast, login):
    client = login(cast.petugas)
    assert autocomplete(client, "member", "group") == ["KK Banjarsari", "KK Teros"]
    assert autocomplete(client, "group", "partner") == ["LRC"]
    assert "Contoh Petugas2" not in autocomplete(client, "member", "user")
    assert autocomplete(login(cast.petugas2), "member", "group") == ["KPD Contoh"]


def test_group_is_found_by_the_village_as_people_spell_it(cast, login):
    listed = login(cast.petugas).get(f"{ADMIN}/group/", {"q": "banjar sari"}).context["cl"]
    assert [row.name for row in listed.result_list] == ["KK Banjarsari"]


def test_member_and_account_are_found_by_phone_in_any_spelling(cast, login):
    Member.objects.filter(user=cast.humas).update(phone="+6281234567890")
    User.objects.filter(pk=cast.humas.pk).update(phone="+6281234567890")
    for model in ("member", "user"):
        client = login(cast.petugas)
        found = client.post(f"{ADMIN}/{model}/", {"q": "0812 3456 7890"}, follow=True)
        listed = found.context["cl"]
        assert [row.full_name for row in listed.result_list] == ["Contoh Humas"]


@pytest.mark.parametrize("more", [1, 3])
@pytest.mark.parametrize(("model", "queries"), [("group", 8), ("member", 7), ("user", 7), ("assignment", 6)])
def test_list_queries_do_not_grow(cast, login, django_assert_num_queries, model, queries, more):
    for number in range(more):
        factories.volunteer(f"orang{number}", cast.teros)
        Group.objects.create(name=f"KK {number}", village=cast.teros.village, partner=cast.teros.partner)
    client = login(cast.petugas)
    with django_assert_num_queries(queries):
        client.get(f"{ADMIN}/{model}/")


def test_pages_carry_nothing_that_the_policy_forbids(cast, login, rows):
    paths = [
        *LISTS,
        *ADDS,
        *EXCHANGE,
        *(f"{ADMIN}/{model}/{pair[0].pk}/change/" for model, pair in rows.items()),
    ]
    client = login(cast.petugas)
    for path in paths:
        text = client.get(path).content.decode()
        assert [
            word
            for word in ("<style", " style=", "onclick=", "onchange=", 'src="http', 'href="http')
            if word in text
        ] == []


LOOKUPS = [
    ("user", "password__startswith=pbkdf2"),
    ("user", "email__startswith=a"),
    ("user", "assignments__role=officer"),
    ("member", "data_key__isnull=False"),  # who said something of herself
    ("member", "user__password__startswith=pbkdf2"),
    ("assignment", "user__password__startswith=pbkdf2"),
    ("group", "partner__assignments__user=1"),
]


@pytest.mark.parametrize(("model", "lookup"), LOOKUPS)
def test_no_address_asks_for_a_column_that_no_filter_offers(cast, login, model, lookup):
    for user in (cast.petugas, cast.bakti):
        assert login(user).get(f"{ADMIN}/{model}/?{lookup}").status_code == 400


FILTERS = [
    ("user", "is_active__exact=1"),
    ("user", "peran=volunteer"),
    ("member", "division__exact=complaints"),
    ("member", "aktif=semua"),
    ("assignment", "role__exact=volunteer"),
    ("group", "programme=INKLUSI"),
    ("group", "sk=none"),
]


@pytest.mark.parametrize(("model", "lookup"), FILTERS)
def test_the_filters_of_the_lists_go_on(cast, login, model, lookup):
    assert login(cast.petugas).get(f"{ADMIN}/{model}/?{lookup}").status_code == 200


def test_a_filter_by_group_and_by_partner_goes_on(cast, login):
    client = login(cast.petugas)
    assert client.get(f"{ADMIN}/member/?group__id__exact={cast.teros.pk}").status_code == 200
    assert client.get(f"{ADMIN}/group/?partner__id__exact={cast.teros.partner_id}").status_code == 200


def test_the_list_of_groups_says_whose_decree_lapses(cast, login):
    today = timezone.localdate()
    for group, days in ((cast.teros, -1), (cast.banjarsari, 30)):
        group.sk_ends_on = today + timedelta(days=days)
        group.save()
    page = login(cast.petugas).get(f"{ADMIN}/group/").content.decode()
    assert [page.count(words) for words in (">Sudah berakhir</span>", ">Segera berakhir</span>")] == [1, 1]


def test_a_place_is_asked_only_for_roles_within_reach(cast, login):
    path = f"{ADMIN}/assignment/add/"
    asked = [
        "organisation" in login(user).get(path).context["adminform"].form.fields
        for user in (cast.petugas, cast.bakti)
    ]
    assert asked == [False, True]


def test_another_role_is_given_from_the_page_of_the_account(cast, login):
    client = login(cast.petugas)
    road = f"{ADMIN}/assignment/add/?user={cast.humas.pk}"
    assert f'href="{road}"' in client.get(f"{ADMIN}/user/{cast.humas.pk}/change/").content.decode()
    assert client.get(road).context["adminform"].form.initial["user"] == str(cast.humas.pk)
    client.post(
        road,
        {
            "user": cast.humas.pk,
            "role": "secretary",
            "village": cast.teros.village_id,
            "starts_on": "2026-01-01",
        },
    )
    assert set(cast.humas.assignments.values_list("role", flat=True)) == {"volunteer", "secretary"}


def test_an_invitation_can_be_revoked_only_while_it_is_open(cast, login):
    client, road = login(cast.petugas), f"{ADMIN}/user/{cast.relawan.pk}/revoke/"

    def offered() -> bool:
        return f'href="{road}"' in client.get(f"{ADMIN}/user/{cast.relawan.pk}/change/").content.decode()

    answers = [offered()]
    factories.invitation(cast.relawan)
    answers.append(offered())
    client.post(road)
    answers.append(offered())
    assert answers == [False, True, False]


def test_what_hurts_an_account_looks_dangerous_and_is_offered_where_there_is_something(cast, login):
    client, road = login(cast.bakti), f"{ADMIN}/user/{cast.relawan.pk}"

    def dangers() -> list[str]:
        return re.findall(r'class="danger" href="([^"]+)"', client.get(f"{road}/change/").content.decode())

    assert dangers() == [f"{road}/end/"]
    factories.app(cast.relawan)
    assert dangers() == [f"{road}/factor/", f"{road}/end/"]


def test_how_long_a_role_is_held_is_said_in_words(cast, login):
    row = cast.relawan.assignments.get()
    row.starts_on, row.ends_on = date(2022, 11, 2), date(2030, 1, 31)
    row.save()
    page = login(cast.petugas).get(f"{ADMIN}/user/{cast.relawan.pk}/change/").content.decode()
    assert "2 November 2022 sampai 31 Januari 2030" in page
    row.ends_on = None
    row.save()
    page = login(cast.petugas).get(f"{ADMIN}/user/{cast.relawan.pk}/change/").content.decode()
    assert "Sejak 2 November 2022" in page
