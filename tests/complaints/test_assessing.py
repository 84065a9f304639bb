"""What answers propose: each sign by itself, together, and never less for one sign more."""

from datetime import date, timedelta

import pytest

from complaints import assessing
from complaints.assessing import Said
from complaints.enums import AssessmentKind, Safety, Urgency

TODAY = date(2026, 11, 26)
CALM = {key: "no" for key, asked in assessing.SAFETY.items() if asked.choices is Said}
CALM |= {"sleeps": "safe", "knows": "group"}
FED = {"food_today": "yes", "ill_now": "no", "in_hospital": "no", "has_deadline": "no", "can_go": "yes"}
LEVELS = [Urgency.NORMAL, Urgency.URGENT, Urgency.EMERGENCY]


def safety(**answers):
    return assessing.propose(AssessmentKind.SAFETY, CALM | answers, today=TODAY)


def needs(**answers):
    return assessing.propose(AssessmentKind.NEEDS, FED | answers, today=TODAY)


def test_no_sign_is_normal_without_reasons():
    assert (safety(), needs()) == ((Urgency.NORMAL, ()), (Urgency.NORMAL, ()))


@pytest.mark.parametrize(
    "key", ["danger_now", "hurt", "weapon", "threat_to_kill", "choked", "afraid", "self_harm", "children"]
)
def test_one_of_these_alone_is_an_emergency(key):
    assert safety(**{key: "yes"}) == (Urgency.EMERGENCY, (key,))


def test_without_a_place_tonight_it_is_an_emergency():
    assert safety(sleeps="nowhere") == (Urgency.EMERGENCY, ("nowhere",))


SIGNS = {
    "with_reported": {"sleeps": "with_reported"},
    "worse": {"worse": "yes"},
    "pregnant": {"pregnant": "yes"},
    "reported_knows": {"knows": "reported"},
}


@pytest.mark.parametrize("reason", SIGNS)
def test_one_lesser_sign_is_urgent(reason):
    assert safety(**SIGNS[reason]) == (Urgency.URGENT, (reason,))


@pytest.mark.parametrize("first", SIGNS)
@pytest.mark.parametrize("second", SIGNS)
def test_two_lesser_signs_together_alarm(first, second):
    proposal = safety(**SIGNS[first], **({} if first == second else SIGNS[second]))
    assert proposal.urgency == (Urgency.URGENT if first == second else Urgency.EMERGENCY)


def test_care_after_sexual_violence_cannot_wait():
    assert safety(sexual_now="yes") == (Urgency.URGENT, ("sexual_now",))
    assert str(safety(sexual_now="yes").words[0]).endswith("hari ini juga")


@pytest.mark.parametrize("answer", ["unknown", "unsaid", ""])
def test_whether_there_is_danger_must_be_known(answer):
    assert safety(danger_now=answer) == (Urgency.URGENT, ("danger_unknown",))


@pytest.mark.parametrize("answer", ["unknown", "unsaid"])
@pytest.mark.parametrize("key", sorted(set(CALM) - {"danger_now"}))
def test_what_she_does_not_say_is_no_sign(key, answer):
    assert safety(**{key: answer}).urgency == Urgency.NORMAL


@pytest.mark.parametrize("before", [{}, *SIGNS.values(), {"weapon": "yes"}, {"sexual_now": "yes"}])
@pytest.mark.parametrize("key", sorted(set(CALM) - {"sleeps", "knows"}))
def test_a_sign_more_never_makes_it_less(before, key):
    less, more = safety(**before), safety(**before | {key: "yes"})
    assert LEVELS.index(more.urgency) >= LEVELS.index(less.urgency)


def test_the_weightiest_reason_stands_first():
    proposal = safety(worse="yes", pregnant="yes", weapon="yes")
    assert proposal.reasons == ("weapon", "several_signs", "worse", "pregnant")


@pytest.mark.parametrize(
    ("answers", "is_safe"),
    [
        ({"danger_now": "yes", "sleeps": "safe"}, Safety.UNSAFE),
        ({"danger_now": "no", "sleeps": "with_reported"}, Safety.UNSAFE),
        ({"danger_now": "no", "sleeps": "nowhere"}, Safety.UNSAFE),
        ({"danger_now": "no", "sleeps": "safe"}, Safety.SAFE),
        ({"danger_now": "unknown", "sleeps": "safe"}, Safety.UNKNOWN),
        ({"danger_now": "no", "sleeps": "unknown"}, None),
    ],
)
def test_what_the_answers_say_of_her_safety(answers, is_safe):
    assert assessing.safety_of(answers) == is_safe


@pytest.mark.parametrize(
    ("answers", "urgency", "reasons"),
    [
        ({"ill_now": "yes"}, Urgency.EMERGENCY, ("ill_now",)),
        ({"food_today": "no"}, Urgency.URGENT, ("no_food",)),
        ({"food_today": "no", "depends": ["nobody"]}, Urgency.URGENT, ("no_food",)),
        ({"food_today": "no", "depends": ["small_child"]}, Urgency.EMERGENCY, ("hungry_dependants",)),
        ({"in_hospital": "yes"}, Urgency.URGENT, ("in_hospital",)),
        ({"can_go": "no"}, Urgency.NORMAL, ("cannot_go",)),
        ({"food_today": "unsaid", "ill_now": "unknown"}, Urgency.NORMAL, ()),
    ],
)
def test_needs(answers, urgency, reasons):
    assert needs(**answers) == (urgency, reasons)


@pytest.mark.parametrize(
    ("days", "urgency", "reasons"),
    [
        (-1, Urgency.URGENT, ("deadline_passed",)),
        (0, Urgency.URGENT, ("deadline_soon",)),
        (3, Urgency.URGENT, ("deadline_soon",)),
        (4, Urgency.NORMAL, ("deadline_near",)),
        (14, Urgency.NORMAL, ("deadline_near",)),
        (15, Urgency.NORMAL, ()),
    ],
)
def test_a_deadline(days, urgency, reasons):
    assert needs(has_deadline="yes", deadline=(TODAY + timedelta(days)).isoformat()) == (urgency, reasons)


def test_every_reason_has_words_and_what_to_do_is_said_of_reasons_only():
    found = {code for answers in SIGNS.values() for code in safety(**answers).reasons}
    found |= {code for key in CALM for code in safety(**{key: "yes"}).reasons}
    assert found - set(assessing.REASONS) == set()
    assert set(assessing.ACTS) - set(assessing.REASONS) == set()


def test_what_to_do_is_said_once():
    assert len(assessing.acts(["hurt", "hurt", "worse", "nowhere"])) == 2


def test_answers_in_words_and_an_older_code_as_it_stands():
    told = assessing.said_in_words(
        AssessmentKind.NEEDS, {"papers": ["id_card", "family_card"], "can_go": "no", "note": "Jauh."}
    )
    assert [answer for _question, answer in told] == ["KTP-el, Kartu Keluarga", "Tidak", "Jauh."]
    assert assessing.in_words(["dulu"]) == ["dulu"]
