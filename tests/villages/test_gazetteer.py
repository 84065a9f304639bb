"""The shipped data file, and files that are refused."""

import gzip
import json

import pytest
from django.core.management import CommandError, call_command

from tests.factories import PLACES, gazetteer_of
from villages import gazetteer, picker_files
from villages.gazetteer import GazetteerError, read, write
from villages.names import normalise

GOOD = "code\tname\n52\tNusa Tenggara Barat\n52.03\tKabupaten Lombok Timur\n52.03.17\tLabuhan Haji\n"
VILLAGE = "52.03.17.2003\tTeros\n"


@pytest.fixture(scope="module")
def shipped():
    return read(gazetteer.SHIPPED)


def test_all_places_of_the_decree(shipped):
    levels = [len(getattr(shipped, level)) for level in gazetteer.LEVELS]
    assert levels == [38, 514, 7_285, 83_762]
    kinds = [sum(code[9] == digit for code in shipped.village) for digit in "123"]
    assert kinds == [8_496, 75_252, 14]


def test_codes_that_the_field_named(shipped):
    named = {
        "52.03": "Kabupaten Lombok Timur",
        "52.71": "Kota Mataram",
        "81.71": "Kota Ambon",
        "73.08": "Kabupaten Bone",
        "73.18": "Kabupaten Tana Toraja",
        "73.09": "Kabupaten Maros",
        "73.72": "Kota Parepare",
        "74.71": "Kota Kendari",
        "53.04": "Kabupaten Belu",
        "53.01": "Kabupaten Kupang",
    }
    assert {code: shipped.regency[code] for code in named} == named
    assert {code: shipped.level_of(code)[code] for code in PLACES} == PLACES


def test_every_name_can_be_searched(shipped):
    assert not [code for code, name in shipped.village.items() if normalise(name).isdigit()]
    assert sum(normalise(name) == "sukamaju" for name in shipped.village.values()) == 119


def test_the_same_places_give_the_same_bytes(shipped, tmp_path):
    write(shipped, tmp_path / "again.gz")
    assert (tmp_path / "again.gz").read_bytes() == gazetteer.SHIPPED.read_bytes()


def test_the_static_files_agree_with_the_data_file(shipped):
    made = picker_files.contents(shipped)
    there = {
        str(path.relative_to(picker_files.FOLDER)): path.read_bytes()
        for path in picker_files.FOLDER.rglob("*.json")
    }
    assert len(made) == 515
    assert there == made


def test_a_file_for_each_regency_names_its_villages():
    files = picker_files.contents(gazetteer_of(PLACES))
    assert json.loads(files["regency/52.03.json"]) == [
        ["05", "Masbagik", [["2002", "Paokmotong"]]],
        ["17", "Labuhan Haji", [["2003", "Teros"], ["2010", "Banjarsari"]]],
    ]
    assert json.loads(files["regencies.json"])[0] == ["Nusa Tenggara Barat", [["52.03", "Kab. Lombok Timur"]]]


def test_equal_names_in_one_kecamatan_say_their_kind():
    places = gazetteer_of({**PLACES, "52.03.17.1001": "Teros"})
    villages = json.loads(picker_files.contents(places)["regency/52.03.json"])[1][2]
    assert villages == [
        ["1001", "Teros (kelurahan 1001)"],
        ["2003", "Teros (desa 2003)"],
        ["2010", "Banjarsari"],
    ]


def test_build_village_files_removes_what_is_no_more(tmp_path, capsys):
    write(gazetteer_of(PLACES), tmp_path / "places.gz")
    (tmp_path / "regency").mkdir()
    (tmp_path / "regency" / "99.99.json").write_text("[]")
    call_command("build_village_files", file=tmp_path / "places.gz", output=tmp_path)
    left = sorted(path.name for path in tmp_path.rglob("*.json"))
    assert left == ["52.03.json", "53.01.json", "73.72.json", "81.71.json", "regencies.json"]
    assert "5 files" in capsys.readouterr().out
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("build_village_files", file=tmp_path / "none.gz", output=tmp_path)


def test_make_gazetteer_from_the_package(tmp_path, capsys):
    upper = {code: name for code, name in PLACES.items() if len(code) < 13}
    lower = {code: f"  {name} " for code, name in PLACES.items() if len(code) == 13}
    (tmp_path / "wilayah.json.gz").write_bytes(gzip.compress(json.dumps(upper).encode()))
    (tmp_path / "desa.json.gz").write_bytes(gzip.compress(json.dumps(lower).encode()))
    call_command("make_gazetteer", tmp_path, output=tmp_path / "made.gz")
    assert read(tmp_path / "made.gz") == gazetteer_of(PLACES)
    assert f"{len(PLACES)} places" in capsys.readouterr().out
    with pytest.raises(CommandError, match="No such file"):
        call_command("make_gazetteer", tmp_path / "none", output=tmp_path / "other.gz")


@pytest.mark.parametrize(
    "pack", [str.encode, lambda text: gzip.compress(text.encode(), mtime=0)], ids=["plain", "gzip"]
)
def test_plain_and_compressed_files_are_read(tmp_path, pack):
    (tmp_path / "file").write_bytes(pack(GOOD + VILLAGE))
    assert read(tmp_path / "file").village == {"52.03.17.2003": "Teros"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "first line must read"),
        (VILLAGE, "first line must read"),
        ("code,name\n", "first line must read"),
        ("code\tname\n", "no village in it"),
        (GOOD, "no village in it"),
        (GOOD + "52.03.17.2003\n", "line 5: 1 columns instead of 2"),
        (GOOD + "52.03.17.2003\tTeros\t1\n", "line 5: 3 columns"),
        (GOOD + "\n", "line 5: 0 columns"),
        (GOOD + "5203172003\tTeros\n", "'5203172003' is no official code"),
        (GOOD + "52.03.17.9003\tTeros\n", "is no official code"),
        (GOOD + VILLAGE + VILLAGE, "line 6: code 52.03.17.2003 appears twice"),
        (GOOD + "52.03.18.2003\tTeros\n", "52.03.18.2003 comes without 52.03.18"),
        (GOOD + "99\tProvinsi Baru\n", "province 99 has no time zone yet"),
        (GOOD + "52.03.17.2003\t\n", "a name without a letter"),
        (GOOD + "52.03.17.2003\t?!\n", "a name without a letter"),
        (GOOD + "52.03.17.2003\t Teros\n", "is no name of a place"),
        (GOOD + "52.03.17.2003\tTe\x07ros\n", "is no name of a place"),
        (GOOD + f"52.03.17.2003\t{'x' * 81}\n", "is no name of a place"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, content, message):
    (tmp_path / "file.tsv").write_text(content)
    with pytest.raises(GazetteerError, match=message):
        read(tmp_path / "file.tsv")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (gzip.compress((GOOD + VILLAGE).encode(), mtime=0)[:-9], "damaged or cut off"),
        (gzip.compress((GOOD + VILLAGE).encode(), mtime=0)[:20] + b"xx" * 40, "damaged or cut off"),
        (gzip.compress((GOOD + VILLAGE).encode(), mtime=0) + b"rest", "cannot be read"),
        (b"code\tname\n52\t\xff\n", "not UTF-8 at byte 13"),
        (b"PK\x03\x04 a workbook", "first line must read"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path, content, message):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(GazetteerError, match=message):
        read(tmp_path / "file")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(GazetteerError, match="cannot be read"):
        read(tmp_path / "file")
    with pytest.raises(GazetteerError, match="cannot be read"):
        read(tmp_path)
