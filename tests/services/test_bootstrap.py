"""Putting a township together, and opening it again."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import pytest

from antifraud_desktop import labels
from antifraud_desktop.accounts import account_names
from antifraud_desktop.bootstrap import SetUp, is_set_up, set_up, sign_in
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.errors import EnvironmentTrouble, Invalid, Refused
from antifraud_desktop.paths import DataFolder, default_data_folder
from antifraud_desktop.services.indicators import check_indicator
from antifraud_desktop.vocabulary import SubmissionState
from db import vocabulary

CLOCK = FixedClock(datetime(2023, 8, 12, 17, 40))
WANTED = SetUp("青禾镇", "专项行动", date(2023, 8, 1), " 张三 ", "ten letters")


def test_a_new_township_has_campaign_indicators_and_targets(tmp_path: Path) -> None:
    root = tmp_path / "new" / "folder"
    assert not is_set_up(root)
    set_up(root, WANTED, CLOCK)
    assert is_set_up(root)
    assert account_names(root) == ("张三",)
    program = sign_in(root, "张三", "ten letters", CLOCK)
    try:
        record = program.townships.overview()
        assert (record.name, record.campaign.daily_until) == ("青禾镇", date(2023, 10, 31))
        assert not record.demonstration
        presets = program.indicators.list()
        assert len(presets) == 17
        assert [p for i in presets for p in check_indicator(i, presets)] == []
        assert program.targets.list()
        assert program.units.list() == ()
    finally:
        program.close()


def test_a_new_folder_is_its_owners_alone(tmp_path: Path) -> None:
    root = tmp_path / "new"
    set_up(root, WANTED, CLOCK)
    assert os.name == "nt" or root.stat().st_mode & 0o077 == 0


def test_a_folder_in_use_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    set_up(tmp_path, WANTED, CLOCK)
    before = DataFolder(tmp_path).database.read_bytes()
    with pytest.raises(Refused):
        set_up(tmp_path, WANTED, CLOCK)
    assert DataFolder(tmp_path).database.read_bytes() == before


def test_an_unfinished_form_is_told_whole_and_leaves_no_folder(tmp_path: Path) -> None:
    root = tmp_path / "nothing"
    with pytest.raises(Invalid) as trouble:
        set_up(root, SetUp("", " ", date(2023, 8, 1), "长" * 61, "short"), CLOCK)
    assert {p.field for p in trouble.value.problems} == {
        "township",
        "campaign_name",
        "account",
        "password",
    }
    assert not root.exists()


def test_a_start_that_fails_leaves_nothing_half_made(tmp_path: Path) -> None:
    blocked = tmp_path / "office.db"
    (tmp_path / "a file").write_text("in the way")
    with pytest.raises(EnvironmentTrouble):
        set_up(tmp_path / "a file" / "folder", WANTED, CLOCK)
    # A folder where the database should be made: the key file was written first.
    root = tmp_path / "half"
    (root / "office.db-wal").mkdir(parents=True)
    with pytest.raises(EnvironmentTrouble):
        set_up(root, WANTED, CLOCK)
    assert not DataFolder(root).key_file.exists()
    assert not DataFolder(root).database.exists()
    assert not blocked.exists()


def test_a_wrong_password_or_account_is_told_calmly(tmp_path: Path) -> None:
    set_up(tmp_path, WANTED, CLOCK)
    with pytest.raises(EnvironmentTrouble):
        sign_in(tmp_path, "张三", "another one", CLOCK)
    with pytest.raises(EnvironmentTrouble):
        sign_in(tmp_path, "李四", "ten letters", CLOCK)


def test_every_stored_word_has_a_chinese_label() -> None:
    assert labels.state_label(SubmissionState.ON_TIME, nil=True) == "按时（零报告）"
    kinds = [
        kind
        for kind in vars(vocabulary).values()
        if isinstance(kind, type) and kind.__module__ == vocabulary.__name__
    ]
    for kind in kinds:
        found = {labels.label_of(word) for word in kind}
        assert len(found) == len(kind)


def test_the_default_folder_is_the_users_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert default_data_folder().parent == tmp_path
