"""Two people save the same part of one case at once: one is saved, the other gets both to compare."""

from concurrent.futures import ThreadPoolExecutor

SAVED, COMPARED = 302, 200


def test_one_is_saved_and_the_other_compares(server, place, rounds):
    """Both work the case: it is assigned to one, the other coordinates the group's complaints."""
    clients = [server.login(), server.login()]
    address = f"/pengaduan/{place.told['case']}/ubah/cerita/"
    for number in range(1, rounds + 1):
        texts = [f"Cerita {number} dari {name}." for name in ("satu", "dua")]

        def save(who: int, number=number, texts=texts):
            return clients[who].post(address, {"versi": number, "narrative": texts[who]})

        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(save, range(2)))
        assert sorted(answer.status for answer in answers) == [COMPARED, SAVED]
        loser = next(answer for answer in answers if answer.status == COMPARED)
        assert [text for text in texts if text not in loser.text] == []
    told = place.judged()
    assert (told["trail"], told["unopened"], len(told["cases"])) == ("whole", [], 1)
