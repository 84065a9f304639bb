"""The web process is killed in the middle of writing."""

import os
import random
import signal
import time

from .recording import Diary, Load


def test_killed_again_and_again_while_people_record(server, stands, rounds):
    """Master and workers at once, as when the power goes."""
    clients, dice, whole = [server.login() for _person in range(3)], random.Random(7), Diary()
    for _round in range(rounds):
        with Load(clients) as diary:
            time.sleep(dice.uniform(0.3, 0.8))
            server.kill()
        server.start()
        diary.send_again(clients[0])
        whole.acknowledged += diary.acknowledged
        whole.unsaid += diary.unsaid
        whole.strange += diary.strange
    assert len(whole.acknowledged) > rounds
    stands(whole)


def test_one_worker_is_killed_and_another_takes_its_place(server, stands, rounds):
    clients = [server.login() for _person in range(3)]
    with Load(clients) as diary:
        for _round in range(rounds):
            time.sleep(0.4)
            os.kill(server.workers()[0], signal.SIGKILL)
        time.sleep(1)
    diary.send_again(clients[0])
    stands(diary)
