"""The audit trail changed with the key and SQL: ``verify`` names each kind and ends with 1."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db.engine import connect
from tests.faults.desk import FIRST, UNITS, Desk, found_township, write_message
from tests.helpers.chain import hand

EXCHANGED = (
    "UPDATE audit_entry SET sequence = -1 WHERE sequence = 3",
    "UPDATE audit_entry SET sequence = 3 WHERE sequence = 5",
    "UPDATE audit_entry SET sequence = 5 WHERE sequence = -1",
)


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        (["UPDATE audit_entry SET summary = '没有的事' WHERE sequence = 4"], {("edited", "4")}),
        (["UPDATE audit_entry SET account = 'lisi' WHERE sequence = 2"], {("edited", "2")}),
        (
            ["UPDATE audit_entry SET at = '2023-08-01 00:00:00.000000' WHERE sequence = 3"],
            {("edited", "3")},
        ),
        (["DELETE FROM audit_entry WHERE sequence = {bare}"], {("deleted", "{bare}")}),
        (
            ["DELETE FROM audit_entry WHERE sequence IN (2, {bare})"],
            {("deleted", "2"), ("deleted", "{bare}")},
        ),
        (EXCHANGED, {("reordered", "3"), ("reordered", "5")}),
        (
            [
                "CREATE TEMP TABLE forged AS SELECT * FROM audit_entry WHERE sequence = 4",
                "UPDATE forged SET id = 99, sequence = 0, mac = randomblob(32)",
                "INSERT INTO audit_entry SELECT * FROM forged",
            ],
            {("inserted", "0")},
        ),
        (
            [
                "UPDATE audit_payload SET after = 'null' WHERE entry_id = {full}",
            ],
            {("payload_edited", "{full}")},
        ),
    ],
)
def test_each_kind_of_tampering_is_named(
    desk: Desk, statements: list[str], named: set[tuple[str, str]]
) -> None:
    numbers = _bare_and_full(desk)
    hand(desk.database, desk.key())(*(s.format(**numbers) for s in statements))
    told = desk.here("verify", "--json")
    assert told.code == 1
    wanted = {(kind, where.format(**numbers)) for kind, where in named}
    assert {(p["kind"], p["where"]) for p in told.json["problems"]} == wanted
    assert {p["area"] for p in told.json["problems"]} == {"audit"}
    assert told.calm


def _bare_and_full(desk: Desk) -> dict[str, int]:
    """Return the newest entry but one without a payload, and the newest with one."""
    with closing(connect(desk.database, desk.key())) as connection:
        rows = connection.execute(
            "SELECT sequence, payload_digest IS NULL FROM audit_entry ORDER BY sequence"
        ).fetchall()
    bare = [number for number, without in rows[:-1] if without]
    return {"bare": bare[-1], "full": next(n for n, without in reversed(rows) if not without)}


def _last(desk: Desk) -> int:
    checked = desk.here("verify", "--json").json["checked"]
    return int(checked["audit_entries"])


def test_a_cut_tail_is_named_though_head_and_entries_agree(desk: Desk) -> None:
    last = _last(desk) + 1  # verifying is an entry too
    hand(desk.database, desk.key())(
        f"DELETE FROM audit_payload WHERE entry_id > {last - 3}",
        f"DELETE FROM audit_entry WHERE sequence > {last - 3}",
        f"UPDATE audit_head SET sequence = {last - 3},"
        f" mac = (SELECT mac FROM audit_entry WHERE sequence = {last - 3})",
    )
    told = desk.command("verify", "--json")
    assert told.code == 1
    (problem,) = told.json["problems"]
    assert (problem["kind"], problem["area"]) == ("tail_cut", "audit")
    assert f"第{last}号" in problem["text"]
    assert "⚠" in told.err


def _another_offices(desk: Desk) -> None:
    other = found_township(desk.root.with_name("other"))
    shutil.copy(other.root / "office.anchor", desk.root / "office.anchor")


def _missing(desk: Desk) -> None:
    (desk.root / "office.anchor").unlink()


def _damaged(desk: Desk) -> None:
    (desk.root / "office.anchor").write_bytes(b"\xff" * 4208)


def _older_office(desk: Desk) -> None:
    """Put the database of before the last report back, and leave the side file as it is."""
    older = desk.database.read_bytes()
    message = write_message(desk.root.with_name("message.txt"), FIRST, UNITS[9], 9)
    assert desk.intake(message).code == 0
    desk.database.write_bytes(older)


@pytest.mark.parametrize(
    ("harm", "kind"),
    [
        (_missing, "anchor_missing"),
        (_damaged, "anchor_damaged"),
        (_another_offices, "anchor_foreign"),
        (_older_office, "tail_cut"),
    ],
)
def test_what_happened_to_the_side_file_is_named(
    desk: Desk, harm: Callable[[Desk], None], kind: str
) -> None:
    harm(desk)
    for _ in range(2):  # it stays until somebody has cleared it
        told = desk.here("verify", "--json")
        assert told.code == 1
        assert [p["kind"] for p in told.json["problems"]] == [kind]


def test_a_secret_taken_away_stops_the_office_and_says_so(desk: Desk, tmp_path: Path) -> None:
    hand(desk.database, desk.key())("DELETE FROM option WHERE key = 'audit_secret'")
    told = desk.here("intake", "messages", write_message(tmp_path / "m", FIRST, UNITS[5], 9))
    assert told.code == 3
    assert told.calm
    assert "备份" in told.err
