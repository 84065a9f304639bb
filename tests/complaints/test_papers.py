"""papers: what of a case comes on paper, and that in redacted form no name, number or place does."""

import datetime
import uuid

import pytest
from django.utils import timezone

from complaints.enums import PaperPart
from complaints.models import Assessment, Complaint, PlanAction, Question, SafetyPlan
from complaints.naming import read_names
from complaints.papers import paper
from complaints.pseudonyms import letter
from complaints.services import followup
from safeguards import audit
from tests import factories

pytestmark = pytest.mark.django_db
SECRETS = (
    "Siti",
    "Rahayu",
    "Joko",
    "Maemunah",
    "Kartini",
    "Relawan",  # the colleague: Contoh Relawan
    "Petugas",
    "1234",
    "5203174107900001",
    "0376",
    "Teros",
    "Melur",
)


def shared(cast) -> Complaint:
    """A case in which everything is written that must not stand on redacted paper."""
    case = factories.complaint(
        cast.relawan,
        kind="violence",
        name="Siti Rahayu",
        narrative="Siti dipukul Joko di rumahnya, Jl. Melur 3. Telepon Rahayu 0812-3456-1234.",
        hamlet="Dusun Melur",
        safe_contact={"way": "trusted", "note": "lewat Bu Kartini saja"},
        reminder="rumah Melur",
    )
    concerned = case.persons.get()
    concerned.identity |= {
        "phone": "+6281234561234",
        "nik": "5203174107900001",
        "address": "Jl. Melur 3",
    }
    concerned.save()
    factories.person(case, role="reported", name="Joko Contoh", relation="spouse")
    factories.person(case, role="reporter", name="Kartini")
    case.consents.create(
        purpose="count",
        decision="withdrawn",
        recorded_by=cast.relawan,
        witness="Maemunah, bibinya",
        text="Joko marah.",
    )
    fill(case, cast)
    return case


def fill(case, cast) -> None:
    provider = factories.provider("Puskesmas", phone="+62376212345", whatsapp="+6281200001234")
    factories.referral(case, provider, told="Siti perlu visum.", note="Hubungi 0376-212345.")
    factories.note(case, "Relawan mengantar Rahayu ke Teros.")
    Question.objects.create(complaint=case, text="Joko di mana?", asked_by=cast.petugas)
    row = {"complaint": case, "by": cast.relawan}
    answers = {"sleeps": "nowhere", "weapon": "yes", "note": "Tidur di rumah Kartini"}
    Assessment.objects.create(kind="safety", answers=answers, proposed="urgent", urgency="urgent", **row)
    PlanAction.objects.create(
        need="Aman dari Joko",
        text="Antar Siti",
        responsible=cast.relawan,
        due_on=datetime.date(2026, 12, 1),
        **row,
    )
    SafetyPlan.objects.create(steps={"places": "rumah Maemunah"}, **row)


def printed(case, user, *parts, redacted=False):
    row = Complaint.objects.visible_to(user).with_access(user).select_related("data_key", "group__village")
    row = row.get(pk=case.pk)
    read_names(row)
    return paper(row, user, parts=parts, redacted=redacted)


def words(page) -> str:
    told = [line.label + ": " + line.text for line in page.head] + [page.printed_by]
    for part in page.parts:
        told.append(part.label)
        for item in part.items:
            told += [item.title, item.about, item.text]
            told += [f"{line.label}: {line.text}" for line in item.lines]
    return "\n".join(told)


def test_whole_it_holds_everything_that_was_asked_for(cast):
    told = words(printed(shared(cast), cast.relawan, *PaperPart))
    wanted = (
        "Nama: Siti Rahayu",
        "Siti dipukul Joko",
        "Saksi: Maemunah, bibinya",
        "di rumah Kartini",
        "Antar Siti",
        "Relawan mengantar Rahayu",
        "Siti perlu visum.",
        "Petugas bertanya",
        "rumah Maemunah",
        "Kelompok: KK Teros",
    )
    assert [word for word in wanted if word not in told] == []
    assert "Joko di mana?" not in told  # what officers ask is no part of it
    assert "rumah Melur" not in told  # nor the volunteer's own reminder


@pytest.mark.parametrize("part", PaperPart)
def test_a_part_comes_only_where_it_was_asked_for(cast, part):
    marks = {
        PaperPart.PERSONS: "Nama: Siti Rahayu",
        PaperPart.STORY: "Siti dipukul Joko",
        PaperPart.CONSENTS: "Saksi: Maemunah",
        PaperPart.ASSESSMENTS: "di rumah Kartini",
        PaperPart.PLAN: "Antar Siti",
        PaperPart.NOTES: "Relawan mengantar Rahayu",
        PaperPart.REFERRALS: "Siti perlu visum.",
        PaperPart.TIMELINE: "Petugas bertanya",
        PaperPart.SAFETY_PLAN: "rumah Maemunah",
    }
    told = words(printed(shared(cast), cast.relawan, part))
    assert [one for one in PaperPart if marks[one] in told] == [part]


def test_redacted_it_names_nobody_and_no_place(cast):
    case = shared(cast)
    told = words(printed(case, cast.relawan, *PaperPart, redacted=True))
    assert [word for word in SECRETS if word.casefold() in told.casefold()] == []
    assert "Nama: Orang A" in told
    assert "Orang A perlu visum." in told


def test_who_is_named_though_she_did_nothing_is_hidden_too(cast):
    factories.volunteer("anggrek", cast.teros)
    factories.officer("teratai")
    case = factories.complaint(cast.relawan, narrative="Kata Anggrek dan Bu Teratai: tunggu dulu.")
    told = words(printed(case, cast.relawan, PaperPart.STORY, redacted=True))
    assert "Kata ••• dan Bu •••: tunggu dulu." in told


def test_a_letter_is_the_same_on_every_paper_and_stays(cast):
    case = shared(cast)
    story = words(printed(case, cast.relawan, PaperPart.STORY, redacted=True))
    reported = story.partition("dipukul ")[2].partition(" di")[0]
    assert reported.startswith("Orang ")
    factories.person(case, role="reporter", name="Tambahan Baru")
    followup.add_note(
        complaint=case,
        by=factories.volunteer("rekan", cast.teros, position="coordinator"),
        submission_key=uuid.uuid4(),
        kind="visit",
        text="Baru.",
        happened_on=timezone.localdate(),
    )
    persons = words(printed(case, cast.relawan, PaperPart.PERSONS, PaperPart.NOTES, redacted=True))
    assert f"Nama: {reported}" in persons


def test_who_is_named_late_moves_nobody_to_another_letter(cast):
    """A colleague who had only read so far, and one of whom it was long not known who he is."""
    case = factories.complaint(cast.relawan, kind="violence", name="Siti Rahayu")
    reported = factories.person(case, role="reported")
    rekan, kader = (
        factories.volunteer(name, cast.teros, position="coordinator") for name in ("rekan", "kader")
    )
    audit.record(action="complaint.read", by=rekan, chain=case.pk, subject=case)
    _visit(case, kader, "Datang pertama.")
    before = words(printed(case, cast.relawan, PaperPart.NOTES, redacted=True))
    _visit(case, rekan, "Datang kedua.")
    reported.identity = {"name": "Joko Contoh"}
    reported.save()
    after = words(printed(case, cast.relawan, PaperPart.NOTES, PaperPart.PERSONS, redacted=True))
    letters = {line.partition(", ")[2] for line in before.splitlines() if ", Orang" in line}
    assert letters == {"Orang D"}
    assert [line.partition(", ")[2] for line in after.splitlines() if ", Orang" in line] == [
        "Orang D",
        "Orang C",
    ]
    assert "Nama: Orang B" in after


def test_who_wrote_it_has_her_letter_though_she_shares_words_of_a_name(cast):
    """ "Contoh Rekan" may be "Contoh Melur Rekan" in a story; as the writer of a note she is herself."""
    case = factories.complaint(cast.relawan, kind="violence", name="Contoh Melur Rekan")
    _visit(case, factories.volunteer("rekan", cast.teros, position="coordinator"), "Kata Contoh Rekan: baik.")
    told = words(printed(case, cast.relawan, PaperPart.NOTES, redacted=True))
    about = next(line for line in told.splitlines() if ", Orang " in line)
    assert (about.partition(", ")[2], "Kata •••: baik." in told) == ("Orang B", True)


def _visit(case, by, text: str) -> None:
    day = timezone.localdate()
    followup.add_note(
        complaint=case, by=by, submission_key=uuid.uuid4(), kind="visit", text=text, happened_on=day
    )


def test_the_history_on_paper_tells_no_text_and_no_hiding(cast):
    case = shared(cast)
    factories.hiding(case, factories.volunteer("tetangga", cast.teros))
    told = words(printed(case, cast.relawan, PaperPart.TIMELINE))
    assert [word for word in ("Disembunyikan", "mengantar", "Joko marah") if word in told] == []
    assert "Boleh dihitung tanpa nama: Berubah pikiran" in told


def test_of_safety_plans_the_newest_holds(cast):
    case = shared(cast)
    SafetyPlan.objects.create(complaint=case, by=cast.relawan, is_refused=True)
    told = words(printed(case, cast.relawan, PaperPart.SAFETY_PLAN))
    assert "Ia tidak mau membuat rencana keselamatan." in told
    assert "rumah Maemunah" not in told


def test_an_empty_case_is_a_paper_too(cast):
    case = factories.closed(cast.relawan, closing_note="Sudah beres.")
    page = printed(case, cast.relawan, *PaperPart, redacted=True)
    assert [part.label for part in page.parts] == [str(part.label) for part in PaperPart]
    assert "Sudah beres." in words(page)


@pytest.mark.parametrize(
    ("place", "told"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ")]
)
def test_letters(place, told):
    assert letter(place) == told
