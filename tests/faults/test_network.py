"""The answer is lost after the case was saved, and the form is sent again: in turn, and all at once."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

from .proxies import losing
from .recording import Diary, post

IN_TURN, AT_ONCE = 5, 10


def test_case_whose_answer_was_lost_is_recorded_once(server, stands):
    client, key = server.login(), str(uuid.uuid4())
    with losing(server.port) as network:
        lost = replace(client, port=network.port)
        assert post(lost, key).status == 0
        assert network.dropped == [302]
    answers = [post(client, key) for _time in range(IN_TURN)]
    answers += _at_once(lambda _time: post(client, key))
    assert {answer.status for answer in answers} == {302}
    assert len({answer.header("Location")[0] for answer in answers}) == 1
    stands(Diary(acknowledged=[key]))


def test_case_that_is_sent_ten_times_at_once_is_recorded_once(server, stands):
    """None of the ten has an earlier one to find."""
    client, key = server.login(), str(uuid.uuid4())
    answers = _at_once(lambda _time: post(client, key))
    assert {answer.status for answer in answers} == {302}
    assert len({answer.header("Location")[0] for answer in answers}) == 1
    stands(Diary(acknowledged=[key]))


def test_note_whose_answer_was_lost_is_kept_once(server, place):
    client, address = server.login(), f"/pengaduan/{place.told['case']}/tindak-lanjut/"
    fields = {"kiriman": str(uuid.uuid4()), "kind": "visit", "text": "Berkunjung."}
    fields["happened_on"] = date.today().isoformat()  # noqa: DTZ011 - as her phone fills it in
    with losing(server.port) as network:
        assert replace(client, port=network.port).post(address, fields).status == 0
        assert network.dropped == [302]
    answers = [client.post(address, fields) for _time in range(IN_TURN)]
    answers += _at_once(lambda _time: client.post(address, fields))
    assert {answer.status for answer in answers} == {302}
    told = place.judged()
    assert (told["notes"], told["trail"], told["unopened"]) == (1, "whole", [])


def _at_once(ask) -> list:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(ask, range(AT_ONCE)))
