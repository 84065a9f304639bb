"""In production nothing opens to an officer or administrator before her second step, at no address."""

import pytest

from . import roles_table
from .asking import address

pytestmark = pytest.mark.once

ROWS = list({row.route: row for row in roles_table.rows() if row.get[0] in "LA"}.values())
FACTORS = "/akun/langkah-kedua/"
# Where a factor is added, a password of one's own made, or the portal left.
DOORS = {"masuk/kode/", "masuk/pin/", "admin/login/"}  # to whoever is logged in they open nothing
OPEN = DOORS | {"akun/sandi/", "akun/bukti/", "keluar/", "keluar/cepat/", "admin/logout/"}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_nothing_opens_before_it(scene, db, row, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    path = address(row, scene.things)
    for role in ("petugas", "bakti"):
        for method in ("GET", "POST"):
            response = scene.visitors[role].ask(method, path)
            if row.route not in OPEN and not path.startswith(FACTORS):
                told = (response.status_code, response.get("Location"), response.written)
                assert told == (302, FACTORS, set())
