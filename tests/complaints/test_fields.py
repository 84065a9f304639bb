"""Fields that several forms of a case share."""

import pytest
from django.core.exceptions import ValidationError

from complaints.forms.fields import text_field


def test_longer_text_is_refused_with_its_length_and_never_cut_by_the_browser():
    field = text_field(5)
    assert "maxlength" not in field.widget.attrs
    with pytest.raises(ValidationError) as refused:
        field.clean("enam_x")
    assert refused.value.messages == [
        "Paling panjang 5 huruf, ini 6. Singkatkan dulu; yang sudah ditulis tidak hilang."
    ]


def test_length_counts_characters_and_not_bytes():
    assert text_field(5).clean("😀😀😀😀😀") == "😀😀😀😀😀"
