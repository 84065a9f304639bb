"""What a volunteer would fill in, as a browser posts it; keywords replace answers, None leaves one out."""

import uuid

from complaints.models import Complaint
from tests.factories import TEROS


def _posted(answers: dict, changes: dict) -> dict:
    return {name: value for name, value in {**answers, **changes}.items() if value is not None}


def violence(**changes) -> dict:
    """Kind A, told by an adult herself who agrees; nothing optional."""
    answers = {
        "jenis": "kekerasan",
        "kiriman": str(uuid.uuid4()),
        "safety": "safe",
        "may_record": "yes",
        "may_count": "yes",
        "teller": "self",
        "sex": "female",
        "age_band": "25-44",
        "category": "physical",
        "relation": "spouse",
        "happened": "month",
        "village_kini": TEROS,
        "contact_way": "visit",
        "hidden_from": ["none"],
    }
    return _posted(answers, changes)


def social(**changes) -> dict:
    """Kind B: an identity card; nothing optional."""
    answers = {
        "jenis": "perlindungan-sosial",
        "kiriman": str(uuid.uuid4()),
        "category": "civil",
        "may_record": "yes",
        "may_count": "yes",
        "name": "Ibu Contoh",
        "sex": "female",
        "age_band": "25-44",
        "village_kini": TEROS,
        "first_help": "accompany",
    }
    return _posted(answers, changes)


def only_case() -> Complaint:
    """What came of it."""
    return Complaint.objects.select_related("data_key").get()


def errors_of(response) -> dict[str, list[str]]:
    """The page again, and what it says of each answer."""
    assert response.status_code == 200
    problems = response.context["form"].errors.items()
    return {name: [str(one) for one in said] for name, said in problems}
