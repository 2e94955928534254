"""新建档案: search before create, the document each kind needs, refusals told with a way out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from antifraud_desktop.records.person_views import PersonFilter
from antifraud_desktop.records.persons import LIFE_SENTENCE
from antifraud_desktop.vocabulary import BasisKind, CaseCategory, OrganLevel
from tests.persons.conftest import CLERK, identity
from tests.ui.persons_office import clerk, desk, founded, open_one
from tests.ui.windows import quiet
from ui.dialogs import leaving
from ui.dialogs.basis_form import read_months
from ui.dialogs.new_file import BASIS, CATEGORY, CHECK, FIND, PERSON, NewFileDialog
from ui.workspace import Workspace

__all__ = ["clerk", "desk", "founded"]


@pytest.fixture
def assistant(qtbot: QtBot, desk: Workspace) -> NewFileDialog:
    made = NewFileDialog(desk)
    qtbot.addWidget(made)
    made.show()
    quiet(qtbot, desk)
    return made


class Hand:
    """Somebody going through the assistant."""

    def __init__(self, qtbot: QtBot, dialog: NewFileDialog, desk: Workspace) -> None:
        self.qtbot, self.dialog, self.desk = qtbot, dialog, desk

    def on(self) -> int:
        self.dialog.further.click()
        quiet(self.qtbot, self.desk)
        return self.dialog.stack.currentIndex()

    def find(self, name: str, number: str) -> None:
        page = self.dialog.search
        page.name.setText(name)
        page.number.setText(number)
        page.look()
        quiet(self.qtbot, self.desk)

    def choose(self, category: CaseCategory) -> None:
        self.dialog.category.buttons[category].setChecked(True)

    def tell(self, **parts: str) -> None:
        self.dialog.basis.form.put_typed(parts)


@pytest.fixture
def hand(qtbot: QtBot, assistant: NewFileDialog, desk: Workspace) -> Hand:
    return Hand(qtbot, assistant, desk)


JUDGMENT = {
    "organ": "青禾县人民法院",
    "number": "（2023）青01刑初12号",
    "issued_on": "2023-5-20",
    "ground": "帮助信息网络犯罪活动罪",
    "offence_on": "2022-8",
    "sentence_months": "1年2个月",
}


def test_from_nothing_to_a_file(hand: Hand, desk: Workspace) -> None:
    made: list[int] = []
    hand.dialog.made.connect(made.append)
    assert hand.on() == FIND
    assert "姓名" in hand.dialog.told.text()
    hand.find("张三", identity(123))
    assert hand.on() == CATEGORY
    assert hand.on() == CATEGORY
    hand.choose(CaseCategory.CONVICTED)
    assert hand.on() == BASIS
    hand.tell(**JUDGMENT)
    assert hand.on() == PERSON
    assert hand.dialog.person.chosen() == (CLERK,)
    assert hand.on() == CHECK
    assert "可以建档" in hand.dialog.check.text()
    hand.on()
    view = desk.program.case_files.file(made[0])
    assert (view.category, view.bases[0].sentence_months) == (CaseCategory.CONVICTED, 14)
    assert view.bases[0].organ_level is OrganLevel.COUNTY


def test_who_is_on_file_is_found_masked_and_not_made_twice(hand: Hand, desk: Workspace) -> None:
    open_one(desk.program, 123, name="张三")
    hand.find("张三", identity(123))
    listed = hand.dialog.search.list
    assert identity(123) not in listed.item(0).text()
    assert "身份证号相同" in listed.item(0).text()
    joined: list[int] = []
    hand.dialog.join_wanted.connect(joined.append)
    hand.choose(CaseCategory.CONVICTED)
    hand.on()
    assert hand.on() == CATEGORY
    assert "已有在办" in hand.dialog.told.text()
    hand.dialog.back.click()
    hand.dialog.open_old.click()
    assert joined == [1]


def test_a_second_file_joins_the_person(hand: Hand, desk: Workspace) -> None:
    open_one(desk.program, 123, name="张三")
    hand.find("张三", identity(123))
    hand.choose(CaseCategory.TWO_CARD)
    hand.on()
    assert hand.on() == BASIS
    hand.dialog.basis.kind.setCurrentIndex(
        hand.dialog.basis.kind.findData(BasisKind.DECISION.value)
    )
    hand.tell(
        organ="青禾市公安局",
        number="惩戒决定〔2023〕5号",
        ground="出租银行卡3张",
        issued_on="2023-2-1",
        starts_on="2023-2-1",
        ends_on="2025-1-31",
        served_on="2023-2-5",
    )
    assert hand.on() == PERSON
    assert not hand.dialog.person.address.isEnabled()
    assert hand.on() == CHECK
    hand.on()
    person = desk.program.persons.person(1)
    assert {f.category for f in person.files} == {CaseCategory.CONVICTED, CaseCategory.TWO_CARD}


def test_r11_a_county_decision_is_refused_where_it_is_entered(hand: Hand, desk: Workspace) -> None:
    hand.find("张三", identity(123))
    hand.choose(CaseCategory.TWO_CARD)
    hand.on()
    hand.on()
    basis = hand.dialog.basis
    basis.kind.setCurrentIndex(basis.kind.findData(BasisKind.DECISION.value))
    hand.tell(
        organ="青禾县公安局",
        number="决定〔2023〕5号",
        ground="出租银行卡",
        starts_on="2023-2-1",
        ends_on="2028-1-31",
    )
    assert hand.on() == BASIS
    told = hand.dialog.told.text()
    assert "不能建档" in told
    assert "可以：" in told
    hand.dialog.reject()
    assert desk.program.persons.ids(PersonFilter()) == ()


def test_a_file_begun_is_not_lost_by_one_key(
    qtbot: QtBot, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.find("张三", identity(123))
    assert hand.on() == CATEGORY
    answers = [False, True]
    asked: list[str] = []

    def ask(_parent: QWidget, _question: str, lost: str, _yes: str) -> bool:
        asked.append(lost)
        return answers[len(asked) - 1]

    monkeypatch.setattr(leaving, "ask", ask)
    qtbot.keyClick(hand.dialog, Qt.Key.Key_Escape)
    assert hand.dialog.isVisible()
    hand.dialog.leave.click()
    assert not hand.dialog.isVisible()
    assert len(asked) == 2
    assert "草稿" in asked[0]


def test_r11_a_sealed_juvenile_record_is_refused(hand: Hand, desk: Workspace) -> None:
    hand.find("张三", identity(123, "20050203"))
    hand.choose(CaseCategory.CONVICTED)
    hand.on()
    hand.on()
    hand.tell(**JUDGMENT | {"sentence_months": "6个月"})
    assert hand.on() == BASIS
    assert "未成年" in hand.dialog.told.text()
    assert desk.program.persons.ids(PersonFilter()) == ()


def test_a_wrong_check_digit_is_told_before_anything_is_saved(hand: Hand, desk: Workspace) -> None:
    good = identity(123)
    hand.find("张三", good[:-1] + ("1" if good[-1] != "1" else "2"))
    hand.choose(CaseCategory.CONVICTED)
    hand.on()
    hand.on()
    hand.tell(**JUDGMENT)
    assert hand.on() == PERSON
    assert hand.on() == CHECK
    assert "请改正" in hand.dialog.check.text()
    assert not hand.dialog.further.isEnabled()
    hand.dialog.back.click()
    assert hand.dialog.further.isEnabled()
    assert desk.program.persons.ids(PersonFilter()) == ()


def test_missing_parts_are_told_at_their_fields(hand: Hand) -> None:
    hand.find("张三", identity(123))
    hand.choose(CaseCategory.CONVICTED)
    hand.on()
    hand.on()
    hand.tell(organ="青禾县人民法院", issued_on="某天")
    assert hand.on() == BASIS
    assert set(hand.dialog.basis.form.problems_shown()) == {"issued_on"}
    hand.tell(issued_on="2023-5-20")
    assert hand.on() == BASIS
    assert "number" in hand.dialog.basis.form.problems_shown()


@pytest.mark.parametrize(
    ("text", "months"),
    [("14", 14), ("1年2个月", 14), ("有期徒刑三年", 36), ("0", 0), ("无期徒刑", LIFE_SENTENCE),
     ("", None), ("两年半", 30), ("一些", None)],
)  # fmt: skip
def test_a_term_is_read_in_months(text: str, months: int | None) -> None:
    assert read_months(text) == months
