"""One of each thing that an address can name, own and foreign, and the people who ask for it."""

import uuid
from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from complaints.enums import Kind
from complaints.links import show_code
from complaints.models import Complaint, DuplicateHint, Flag, Question, ServiceRequest
from members.models import Member
from planning.models import DisclosureLimits, ProposalRule
from planning.services.proposals.deciding import Decision, take_step
from tests import factories
from tests.architecture.rows import planning_step
from tests.complaints.pictures import photo

# The order of the columns in roles_table.py.
ROLES = (
    "stranger",  # nobody is logged in
    "nobody",  # an account without a role
    "relawan",  # koordinator Pengaduan of Teros
    "anggota",  # Pengaduan of Teros
    "humas",  # Humas of Teros
    "kawil",  # Pengaduan of Teros, and head of a hamlet
    "sekdes",  # secretary of Teros
    "petugas",  # officer of LRC, which accompanies Teros
    "petugas2",  # officer of UDN, which accompanies the group in Kupang
    "bakti",  # administrator
)
NO_THING = {
    "<path:content_type_id>/<path:object_id>": "1/1",
    "<app_label>": "members",
    "<url>": "tidak-ada/",
    "<str:code>": "0000-0000-0000-0000-0000-0000-00",
}


def build() -> SimpleNamespace:
    """``people`` by role, and ``things``: name → what stands in an address for it."""
    cast = factories.cast()
    for village in (factories.TEROS, factories.BOKONUSAN):
        factories.release(village=village)
    people = {name: getattr(cast, name) for name in ROLES if hasattr(cast, name)}
    people |= {"nobody": factories.user("tanpa"), "anggota": factories.volunteer("anggota", cast.teros)}
    kupang = factories.volunteer("kupang", cast.kupang)
    places = _places("own", factories.TEROS, cast.teros) | _places(
        "foreign", factories.BOKONUSAN, cast.kupang
    )
    members = _person("own person", cast.humas) | _person("foreign person", kupang)
    staff = _person("officer", cast.petugas) | _person("administrator", cast.bakti)
    plans = _plans()
    things = {".": NO_THING, **_cases(people, kupang), **places, **members, **staff, **plans}
    things |= _offers(cast, kupang) | _activities(cast, kupang)
    limits, _is_new = DisclosureLimits.objects.get_or_create()
    things["limits"] = {"disclosurelimits/<path:object_id>": f"disclosurelimits/{limits.pk}"}
    things |= _proposals(people["relawan"], kupang)
    things["invitation"] = {"<str:code>": factories.invitation(kupang)}
    things["factor"] = {"<uuid:pk>": str(factories.app(people["relawan"]).pk)}
    return SimpleNamespace(people=people, things=things)


def _proposals(relawan, kupang) -> dict:
    """One of Teros and one of the village in Kupang, the same discussed, one planned; and a rule."""
    people = {"own": relawan, "foreign": kupang}
    rows = {f"{name} proposal": factories.proposal(by) for name, by in people.items()}
    rows |= {f"{name} discussed": _decided(by, "musdes") for name, by in people.items()}
    rows |= {"undiscussed": rows["own proposal"], "planned": _decided(relawan, "musdes", "rkpdes")}
    rule = ProposalRule.objects.first() or factories.proposal_rule()
    named = {
        name: {
            "usulan/<uuid:pk>": f"usulan/{row.pk}",
            "proposal/<uuid:pk>": f"proposal/{row.pk}",
            "<slug:to>": "musdes",
            "<uuid:step>": str(row.steps.last().pk),
        }
        for name, row in rows.items()
    }
    return named | {"proposal rule": {"proposalrule/<path:object_id>": f"proposalrule/{rule.pk}"}}


def _decided(by, *road: str):
    row = factories.proposal(by)
    for to in road:
        told = {"decision": Decision(to=to, on=timezone.localdate()), "submission_key": uuid.uuid4()}
        take_step(proposal=row, by=by, **told)
    return row


def _activities(cast, kupang) -> dict:
    """Of Teros, of Kupang, and one of Teros that was recorded long ago; the first two have a photo."""
    long_ago = timezone.now() - timedelta(days=91)
    rows = {
        "activity": factories.activity(cast.teros, recorded_by=cast.humas),
        "activity-foreign": factories.activity(cast.kupang, recorded_by=kupang),
        "activity-old": factories.activity(cast.teros, recorded_by=cast.humas, at=long_ago),
    }
    for name in ("activity", "activity-foreign"):
        factories.activity_photo(rows[name], photo())
    step = planning_step()
    steps = {"planningstep/<path:object_id>": f"planningstep/{step.pk}"}
    return {"planning step": steps} | {
        name: {"kegiatan/<uuid:pk>": f"kegiatan/{row.pk}"} for name, row in rows.items()
    }


def _offers(cast, kupang) -> dict:
    """One to Teros and one to Kupang, of cases that neither has."""
    rows = {
        "offer in": factories.transfer(factories.complaint(kupang), cast.teros),
        "offer out": factories.transfer(factories.complaint(cast.relawan2), cast.kupang),
    }
    return {
        name: {"pelimpahan/<uuid:pk>": f"pelimpahan/{row.pk}", "transfer/<uuid:pk>": f"transfer/{row.pk}"}
        for name, row in rows.items()
    }


def _cases(people: dict, kupang) -> dict:
    violence = {"kind": Kind.VIOLENCE}
    relawan, anggota, kawil = people["relawan"], people["anggota"], people["kawil"]
    rows = {
        "B": factories.complaint(relawan),
        "A": factories.complaint(relawan, **violence),
        "B-humas": factories.complaint(people["humas"]),
        "A-kawil": factories.complaint(relawan, assigned_to=kawil, **violence),
        "B-by-kawil": factories.complaint(kawil, assigned_to=relawan),
        "A-hidden": factories.complaint(anggota, **violence),
        "B-foreign": factories.complaint(kupang),
        "A-foreign": factories.complaint(kupang, **violence),
    }
    for user in (relawan, people["petugas"]):
        factories.hiding(rows["A-hidden"], user)
    return {name: _case(row) for name, row in rows.items()}


def _case(row: Complaint) -> dict[str, str]:
    asker = row.recorded_by
    question = Question.objects.create(complaint=row, text="Sudah dikunjungi?", asked_by=asker)
    Flag.objects.create(complaint=row, text="Mohon dilihat.", raised_by=asker)
    row.batch = uuid.uuid4()
    referral = factories.referral(row, batch=row.batch)
    link = factories.answer_link(referral)
    asked = ServiceRequest.objects.create(referral=referral, kind="contact")
    assessment, action = factories.assessment(row), factories.action(row)
    hint = DuplicateHint.objects.create(newer=_twin(row), older=row, reason="similar")
    file = factories.attachment(row)
    right = factories.right(row)
    row.is_flagged = True
    row.save()
    return {
        "<case:number>": row.number,
        "<slug:section>": "kontak",
        "sama/<int:pk>": f"sama/{hint.pk}",
        "pertanyaan/<uuid:pk>": f"pertanyaan/{question.pk}",
        "rujukan/<uuid:pk>": f"rujukan/{referral.pk}",
        "permintaan/<uuid:asked>": f"permintaan/{asked.pk}",
        "<str:code>": show_code(link.code),
        "asesmen/<uuid:pk>": f"asesmen/{assessment.pk}",
        "rencana/<uuid:pk>": f"rencana/{action.pk}",
        "complaint/<uuid:pk>": f"complaint/{row.pk}",
        "lampiran/<uuid:pk>": f"lampiran/{file.pk}",
        "hak/<uuid:right>": f"hak/{right.pk}",
        "lampiran/<uuid:file>": f"lampiran/{file.pk}",
    }


def _plans() -> dict:
    """One standard plan for each kind; any officer keeps them."""
    plan = factories.standard_plan("Umum: kekerasan")
    factories.standard_plan("Umum: perlindungan sosial", kind="social")
    route = "standardplan/<path:object_id>"
    return {"standard plan": {route: f"standardplan/{plan.pk}"}}


def _twin(row: Complaint) -> Complaint:
    """Another case that the same people see."""
    twin = factories.complaint(
        row.recorded_by, kind=row.kind, group=row.group, assigned_to=row.assigned_to, stage="assisted"
    )
    for hiding in row.hidings.all():
        factories.hiding(twin, hiding.user)
    return twin


def _places(name: str, code: str, group) -> dict:
    village = factories.make_village(code)
    parents = {"district": code[:8], "regency": code[:5], "province": code[:2], "village": code}
    provider = factories.provider(f"Dukcapil {name}", regencies=[village.district.regency])
    provider.kept_by = group.partner
    provider.save()
    rows = {**parents, "group": group.pk, "organisation": group.partner_id, "provider": provider.pk}
    return {
        name: {
            **{f"{model}/<path:object_id>": f"{model}/{pk}" for model, pk in rows.items()},
            "layanan/<int:pk>": f"layanan/{provider.pk}",
            "<village>": code,
            "<group>": str(group.pk),
        }
    }


def _person(name: str, user) -> dict:
    seat = Member.objects.filter(user=user).first()
    rows = {"user": user.pk, "assignment": user.assignments.get().pk, "member": seat.pk if seat else 0}
    return {name: {f"{model}/<path:object_id>": f"{model}/{pk}" for model, pk in rows.items()}}
