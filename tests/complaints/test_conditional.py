"""Conditions read as portal.js reads them."""

import pytest
from django import forms

from complaints.forms.conditional import ConditionalForm, holds


@pytest.mark.parametrize(
    ("condition", "answers", "met"),
    [
        ("", {}, True),
        ("a=x", {"a": "x"}, True),
        ("a=x", {"a": "y"}, False),
        ("a=x", {}, False),
        ("a=x|y", {"a": "y"}, True),
        ("a!=x", {"a": "x"}, False),
        ("a!=x", {"a": ""}, True),
        ("a!=x", {}, True),
        ("a=*", {"a": "x"}, True),
        ("a=*", {"a": ""}, False),
        ("a=", {"a": ""}, True),
        ("a=", {"a": False}, True),
        ("a=", {"a": True}, False),
        ("a=x", {"a": ["w", "x"]}, True),
        ("a=x", {"a": ["w"]}, False),
        ("a=x&b=y", {"a": "x", "b": "y"}, True),
        ("a=x&b=y", {"a": "x"}, False),
    ],
)
def test_condition(condition, answers, met):
    assert holds(condition, answers) is met


class Form(ConditionalForm):
    conditions = {"middle": "first=yes", "last": "middle=*"}
    needed = {"middle": "Isi yang tengah."}

    first = forms.CharField(required=False)
    middle = forms.CharField(required=False, max_length=3)
    last = forms.IntegerField(required=False)


def test_what_is_asked_and_needed_is_required():
    form = Form({"first": "yes", "middle": ""})
    assert form.errors == {"middle": ["Isi yang tengah."]}


def test_what_is_not_asked_is_dropped_with_its_errors_and_all_that_hangs_on_it():
    form = Form({"first": "no", "middle": "too long", "last": "abc"})
    assert form.is_valid()
    assert form.cleaned_data == {"first": "no"}


def test_what_is_asked_is_kept():
    form = Form({"first": "yes", "middle": "abc", "last": "3"})
    assert form.is_valid()
    assert form.cleaned_data == {"first": "yes", "middle": "abc", "last": 3}
