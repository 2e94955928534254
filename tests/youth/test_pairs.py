"""A slot's pair of keys: the same behind every password its owner chooses."""

from __future__ import annotations

from pathlib import Path

from db.key_slots import Cost
from db.keyfile import DataKey, change_password, create_key_file, holders, unlock_whole
from tests.youth.conftest import FIRST, OWN, WORKER


def test_a_password_opens_the_same_pair_until_somebody_else_sets_it(tmp_path: Path) -> None:
    cheap, path = Cost(memory=8, passes=1, lanes=1), tmp_path / "office.keys"
    key: DataKey = create_key_file(path, WORKER, FIRST, cheap)
    before = holders(path, key)
    change_password(path, WORKER, FIRST, OWN, keep_pair=True, cost=cheap, least=cheap)
    assert holders(path, key) == before
    assert unlock_whole(path, WORKER, OWN, cheap).data_key == key
    change_password(path, WORKER, OWN, FIRST, cost=cheap, least=cheap)
    assert holders(path, key).publics[WORKER] != before.publics[WORKER]
