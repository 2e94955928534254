"""The corpus: right, doubted, wrong. Wrong-and-silent must be none (law of intake)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.corpus_reading import Case, Verdict, judge, load_cases

CORPUS = Path(__file__).parent / "corpus"
CASES = [case for path in sorted(CORPUS.glob("*.txt")) for case in load_cases(path)]
MOST_DOUBTED = 0.05


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_law_of_intake_nothing_wrong_is_taken_silently(case: Case) -> None:
    verdict, told = judge(case)
    assert verdict is not Verdict.WRONG, f"{case.message}\n{told}"


def test_few_certain_reports_are_doubted() -> None:
    verdicts = [judge(case)[0] for case in CASES if case.certain]
    doubted = verdicts.count(Verdict.DOUBTED)
    assert len(CASES) >= 200
    assert doubted <= MOST_DOUBTED * len(verdicts)
