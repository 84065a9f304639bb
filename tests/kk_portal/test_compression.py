"""A poor network gets small pages; a page that shows someone's data is never compressed (BREACH)."""

import pytest
from django.urls import reverse

from tests import factories

SMALL = ["complaints:providers", "planning:summary", "help", "privacy"]


@pytest.mark.parametrize("name", SMALL)
def test_pages_without_anybody_are_compressed(cast, login, name):
    response = login(cast.relawan).get(reverse(name), headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"


def test_the_record_form_is_compressed(cast, login):
    address = reverse("complaints:record") + "?jenis=kekerasan"
    response = login(cast.relawan).get(address, headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"


def test_a_case_is_not(cast, login):
    case = factories.complaint(cast.relawan, name="Contoh Melati")
    response = login(cast.relawan).get(case.get_absolute_url(), headers={"Accept-Encoding": "gzip"})
    assert response.headers.get("Content-Encoding") is None
