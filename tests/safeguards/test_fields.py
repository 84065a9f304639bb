"""What sealed fields promise on every road into and out of the database."""

import copy
import pickle
import uuid

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import FieldError, ValidationError
from django.db import connection, transaction
from django.db.models import Value

from safeguards.crypto import CannotOpen, CannotSeal, Erased
from safeguards.fields import Ciphertext, ciphertext
from safeguards.models import DataKey
from tests.safeguards.stories import Careless, Chapter, Person, Story, StoryCopy

pytestmark = pytest.mark.django_db


def make_story(**values) -> Story:
    return Story.objects.create(data_key=DataKey.objects.make(), **values)


def again(story):
    return type(story).objects.get(pk=story.pk)


def raw(story, column="story") -> bytes:
    with connection.cursor() as cursor:
        key = story.pk.hex if isinstance(story.pk, uuid.UUID) and connection.vendor == "sqlite" else story.pk
        cursor.execute(f"SELECT {column} FROM {story._meta.db_table} WHERE id = %s", [key])  # noqa: S608 - names of ours
        value = cursor.fetchone()[0]
    return None if value is None else bytes(value)


def write_raw(story, column, value: bytes) -> None:
    with ciphertext():
        Story.objects.filter(pk=story.pk).update(**{column: Ciphertext(value)})


def test_text_and_json_come_back_and_stand_nowhere_in_the_clear():
    story = make_story(story="Ia pulang 😀\nbesok", answers={"nama": "Bunga", "umur": [3]})
    assert (again(story).story, again(story).answers) == (
        "Ia pulang 😀\nbesok",
        {"nama": "Bunga", "umur": [3]},
    )
    assert b"pulang" not in raw(story)
    assert b"Bunga" not in raw(story, "answers")


def test_nothing_is_stored_as_nothing_and_needs_no_key():
    story = make_story()
    assert (raw(story), raw(story, "answers"), raw(story, "maybe")) == (b"", b"", None)
    assert (again(story).story, again(story).answers, again(story).maybe) == ("", {}, None)
    person = Person.objects.create()
    assert (again(person).traits, again(person).data_key) == ([], None)


def test_none_becomes_empty_where_null_is_not_allowed():
    assert Story(story=None).story == ""
    assert Story(answers=None).answers == {}
    assert Story(maybe=None).maybe is None


def test_a_value_without_a_key_fails_loudly_and_writes_nothing():
    message = r"^safeguards.Person.traits: row None has no data key$"
    with pytest.raises(CannotSeal, match=message), transaction.atomic():
        Person.objects.create(traits=["poor"])
    with pytest.raises(CannotSeal), transaction.atomic():
        Story.objects.create(story="Ia pulang")
    assert (Person.objects.count(), Story.objects.count()) == (0, 0)


def test_a_row_numbered_by_the_database_is_bound_to_its_key():
    person = Person.objects.create(data_key=DataKey.objects.make(), traits=["poor"])
    assert again(person).traits == ["poor"]
    other = Person.objects.create(data_key=DataKey.objects.make(), traits=["elderly"])
    Person.objects.filter(pk=other.pk).update(traits=Ciphertext(raw(person, "traits")))
    with pytest.raises(CannotOpen):
        again(other).traits  # noqa: B018


def test_shared_keys_are_refused_where_the_database_numbers_rows():
    assert [error.id for error in Careless._meta.get_field("story").check()] == ["safeguards.E003"]
    assert Person._meta.get_field("traits").check() == []
    assert Story._meta.get_field("story").check() == []


def test_a_list_that_never_touches_the_story_never_opens_a_key(django_assert_num_queries):
    for _row in range(3):
        make_story(story="Ia pulang", title="T")
    with django_assert_num_queries(1):
        assert [story.title for story in Story.objects.all()] == ["T"] * 3
    with django_assert_num_queries(1):
        assert [story.story for story in Story.objects.select_related("data_key")] == ["Ia pulang"] * 3


def test_what_was_not_changed_is_written_back_byte_for_byte():
    story = make_story(story="Ia pulang", answers={"a": 1})
    stored = raw(story), raw(story, "answers")
    untouched, read, cleaned = again(story), again(story), again(story)
    untouched.save()
    assert (read.story, read.answers) == ("Ia pulang", {"a": 1})
    read.save()
    cleaned.full_clean()
    cleaned.save()
    assert (raw(story), raw(story, "answers")) == stored


def test_a_change_is_sealed_anew_also_inside_a_json_value():
    story = again(make_story(story="Ia pulang", answers={"a": [1]}))
    stored = raw(story), raw(story, "answers")
    story.story = "Ia pergi"
    story.answers["a"].append(2)
    story.save()
    assert (again(story).story, again(story).answers) == ("Ia pergi", {"a": [1, 2]})
    assert raw(story) != stored[0]
    story.story = ""
    story.answers = {}
    story.save()
    assert (raw(story), raw(story, "answers")) == (b"", b"")


def test_every_flipped_byte_fails_to_open_and_a_save_after_it_corrupts_nothing():
    story = make_story(story="Ia")
    stored = raw(story)
    for at in range(len(stored)):
        broken = stored[:at] + bytes([stored[at] ^ 1]) + stored[at + 1 :]
        write_raw(story, "story", broken)
        read = again(story)
        with pytest.raises(CannotOpen, match=f"safeguards.Story\\|story\\|{story.pk}"):
            read.story  # noqa: B018
        read.save()
        assert raw(story) == broken


def test_a_value_opens_in_no_other_row_column_or_model():
    story, key = make_story(story="Ia pulang"), None
    key = story.data_key
    write_raw(story, "other", raw(story))
    sibling = Story.objects.create(data_key=key, story="lain")
    write_raw(sibling, "story", raw(story))
    chapter = Chapter.objects.create(pk=story.pk, of=story, story="bab")
    Chapter.objects.filter(pk=chapter.pk).update(story=Ciphertext(raw(story)))
    for moved, name in [(again(story), "other"), (again(sibling), "story"), (again(chapter), "story")]:
        with pytest.raises(CannotOpen):
            getattr(moved, name)


def test_another_key_or_none_does_not_open():
    story = make_story(story="Ia pulang")
    Story.objects.filter(pk=story.pk).update(data_key=DataKey.objects.make())
    with pytest.raises(CannotOpen):
        again(story).story  # noqa: B018
    loose = Story(pk=story.pk, story=Ciphertext(raw(story)))
    with pytest.raises(CannotOpen, match="has no data key"):
        loose.story  # noqa: B018


def test_an_erased_row_says_so_and_can_still_be_read_around():
    story = make_story(story="Ia pulang", title="T")
    again(story).data_key.destroy()
    erased = again(story)
    with pytest.raises(Erased):
        erased.story  # noqa: B018
    erased.refresh_from_db()
    erased.title = "U"
    erased.save()
    assert again(story).title == "U"


def test_a_chapter_takes_the_key_its_model_names():
    story = make_story()
    chapter = Chapter.objects.create(of=story, story="bab")
    assert again(chapter).story == "bab"
    story.data_key.destroy()
    with pytest.raises(Erased):
        again(chapter).story  # noqa: B018


def test_a_history_copy_opens_under_the_label_of_its_first_model():
    story = make_story(story="Ia pulang")
    copied = StoryCopy.objects.create(id=story.pk, data_key=story.data_key, story=Ciphertext(raw(story)))
    assert again(copied).story == "Ia pulang"


def test_deferred_columns_come_alone_and_as_they_are(django_assert_num_queries):
    story = make_story(story="Ia pulang", title="T")
    stored = raw(story)
    for query in (Story.objects.defer("story"), Story.objects.only("title", "data_key")):
        read = query.select_related("data_key").get(pk=story.pk)
        with django_assert_num_queries(1):
            assert read.story == "Ia pulang"
        read.save()
    assert raw(story) == stored


def test_a_deferred_column_of_a_vanished_row_is_an_error():
    read = Story.objects.defer("story").get(pk=make_story().pk)
    Story.objects.all().delete()
    with pytest.raises(Story.DoesNotExist):
        read.story  # noqa: B018


def test_refreshing_takes_what_stands_now_without_opening_it(django_assert_num_queries):
    story = make_story(story="Ia pulang")
    other = again(story)
    other.story = "Ia pergi"
    other.save()
    with django_assert_num_queries(1):
        story.refresh_from_db()
    assert story.story == "Ia pergi"
    story.story = "belum disimpan"
    story.refresh_from_db(fields=["story"])
    assert story.story == "Ia pergi"


def test_bulk_create_and_bulk_update_seal():
    keys = DataKey.objects.bulk_create([DataKey.new() for _row in range(3)])
    stories = Story.objects.bulk_create([Story(data_key=key, story=f"cerita {key.pk}"[:20]) for key in keys])
    assert {again(story).story for story in stories} == {f"cerita {key.pk}"[:20] for key in keys}
    people = Person.objects.bulk_create([Person(data_key=key, traits=["poor"]) for key in keys])
    assert [again(person).traits for person in people] == [["poor"]] * 3
    for story in stories:
        story.story = "baru"
    with ciphertext():
        Story.objects.bulk_update(stories, ["story"])
    assert [again(story).story for story in stories] == ["baru"] * 3


def test_update_and_a_careless_bulk_update_are_refused():
    story = make_story(story="Ia pulang")
    stored = raw(story)
    with pytest.raises(FieldError, match="sealed row by row"), transaction.atomic():
        Story.objects.update(story="terbuka")
    with pytest.raises(FieldError, match="sealed row by row"), transaction.atomic():
        Story.objects.bulk_update([story], ["story"])
    assert raw(story) == stored


def test_an_expression_is_refused_where_it_is_assigned():
    with pytest.raises(FieldError, match="is sealed here, not in the database"):
        Story(story=Value("terbuka"))


@pytest.mark.parametrize(
    "lookup",
    [{"story": "x"}, {"story__icontains": "x"}, {"story": None}, {"answers__a": 1}, {"maybe__isnull": True}],
)
def test_nothing_is_looked_up_by_a_sealed_value(lookup):
    with pytest.raises(FieldError, match="is sealed: nothing can be looked up by it"):
        Story.objects.filter(**lookup)


@pytest.mark.parametrize("kind", ["json", "xml", "python"])
def test_no_serializer_prints_a_sealed_value(kind):
    story = make_story(story="Ia pulang")
    with pytest.raises(FieldError, match="leaves through no serializer"):
        serializers.serialize(kind, [story], fields=["story", "answers"])


def test_values_give_a_placeholder_to_whoever_prints_them():
    story = make_story(story="Ia pulang")
    value = Story.objects.values_list("story", flat=True).get(pk=story.pk)
    assert (str(value), repr(value), f"{value}") == ("<sealed>",) * 3


def test_a_pickle_or_copy_of_an_opened_row_carries_no_plaintext():
    story = again(make_story(story="Ia pulang"))
    assert story.story == "Ia pulang"
    assert b"pulang" not in pickle.dumps(story)
    assert isinstance(copy.deepcopy(story.__dict__["story"]), Ciphertext)


def test_text_is_composed_and_its_newlines_are_one_kind():
    story = make_story(story="e\u0301\r\nb\rc")
    assert story.story == again(story).story == "é\nb\nc"


class StoryForm(forms.ModelForm):
    class Meta:
        model = Story
        fields = ["story", "answers"]


def test_a_form_shows_a_textarea_and_saves():
    story = again(make_story(story="Ia pulang", answers={"a": 1}))
    form = StoryForm(instance=story)
    assert isinstance(form.fields["story"].widget, forms.Textarea)
    assert 'maxlength="20"' in str(form["story"])
    assert form.initial == {"story": "Ia pulang", "answers": {"a": 1}}
    bound = StoryForm({"story": "a\r\nb", "answers": '{"a": 2}'}, instance=story)
    assert bound.is_valid()
    bound.save()
    assert (again(story).story, again(story).answers) == ("a\nb", {"a": 2})


def test_length_counts_characters_not_bytes():
    assert StoryForm({"story": "😀" * 20}).is_valid()
    form = StoryForm({"story": "😀" * 21})
    assert list(form.errors) == ["story"]
    with pytest.raises(ValidationError):
        Story._meta.get_field("story").clean("😀" * 21, None)


@pytest.mark.parametrize("bad", ["a\x00b", "a\x1bb", "a\x7fb", "a\x9bb", "a\ud800b"])
def test_control_characters_are_refused_with_a_way_out(bad):
    message = "Ada tanda yang tidak bisa disimpan. Hapus tanda aneh itu atau ketik ulang bagian ini."
    assert StoryForm({"story": bad}).errors == {"story": [message]}
    with pytest.raises(ValidationError) as error:
        Story._meta.get_field("story").clean(bad, None)
    assert error.value.messages == [message]


def test_tabs_newlines_and_joined_emoji_are_fine():
    assert StoryForm({"story": "a\tb\nc 👩‍👧"}).is_valid()


def test_the_class_attribute_is_the_descriptor():
    assert Story.story.field is Story._meta.get_field("story")


def test_a_new_column_begins_as_nothing_written():
    """What a migration fills the rows of before with needs no key; nothing else goes in unsealed."""
    field = Story._meta.get_field("other")
    stored = connection.schema_editor().effective_default(field)
    assert bytes(getattr(stored, "adapted", stored)) == b""  # psycopg2 wraps bytes
    with pytest.raises(FieldError):
        field.get_db_prep_value(b"Melati", connection)
