"""The demo's proposals stand in every state and over three years, made by the services themselves."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from complaints import demo
from planning import results
from planning.budget import Status
from planning.models import Proposal
from safeguards import audit
from tests import factories
from villages.services import import_places


@pytest.fixture
def loaded(rules):
    codes = {plan.village[:length] for plan in demo.cast.GROUPS for length in (2, 5, 8, 13)}
    import_places(gazetteer=factories.gazetteer_of({code: f"Contoh {code}" for code in codes}))
    call_command("load_demo", cases=600, stdout=StringIO())


def test_every_state_stands_in_both_villages(loaded):
    teros = Proposal.objects.filter(village=demo.cast.TEROS)
    assert set(teros.values_list("status", flat=True)) == set(Status)
    assert Proposal.objects.filter(village=demo.cast.BANJARSARI).count() > 5
    next_year = timezone.localdate().year + 1
    assert [one.year for one in results.by_year(teros)] == [next_year, next_year - 1, next_year - 2]
    assert teros.filter(carried_from__status=Status.REFUSED).exists()


def test_steps_follow_each_other_in_time_and_the_trail_holds(loaded):
    for proposal in Proposal.objects.prefetch_related("steps"):
        days = [step.on for step in proposal.steps.all()]
        assert (proposal.title, days) == (proposal.title, sorted(days))
    assert audit.verify().bad is None
