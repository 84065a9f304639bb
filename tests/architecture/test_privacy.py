"""Every field of ours is classified, and what names a person in a case is stored sealed."""

import pytest
from django.apps import apps

from kk_portal.privacy import PRIVACY
from safeguards.fields import SealedField, SealedJSONField, SealedTextField

OURS = ["safeguards", "villages", "members", "complaints", "planning"]
MODELS = {model._meta.label: model for app in OURS for model in apps.get_app_config(app).get_models()}
# Keyed, 32 bytes, they lead to a person only with the key; that of a link's code is of 130 random bits.
DIGESTS = {"phone_digest", "nik_digest", "digest"}


def test_every_model_is_on_the_page():
    assert set(PRIVACY) == set(MODELS)


@pytest.mark.parametrize("label", PRIVACY)
def test_every_field_is_classified_once(label):
    row = PRIVACY[label]
    named = f"{row.identifying} {row.sensitive} {row.plain}".split()
    assert sorted(named) == sorted(field.name for field in MODELS[label]._meta.concrete_fields)


@pytest.mark.parametrize("label", [label for label in PRIVACY if label.startswith("complaints.")])
def test_what_identifies_in_a_case_is_sealed(label):
    fields = [MODELS[label]._meta.get_field(name) for name in PRIVACY[label].identifying.split()]
    bare = [field.name for field in fields if not isinstance(field, SealedTextField | SealedJSONField)]
    assert set(bare) - DIGESTS == set()


@pytest.mark.parametrize("label", MODELS)
def test_what_is_sealed_is_not_called_plain(label):
    sealed = {field.name for field in MODELS[label]._meta.concrete_fields if isinstance(field, SealedField)}
    assert sealed & set(PRIVACY[label].plain.split()) == set()
