"""A new way out fails here until somebody listed it, with a test or with a reason."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from antifraud_desktop.cli import program
from tests.helpers.sources import ROOT, imported_names, place, python_files, tree
from tests.masking.test_outlets import COMMANDS, OUTLETS

DOCUMENTS: Mapping[str, str] = {
    "daily_report.build_daily_report": "outlet: daily report",
    "evening_bulletin.build_evening_bulletin": "outlet: evening bulletin",
    "collection_sheet.build_collection_sheet": "outlet: collection sheet on paper",
    "collection_workbook.write_collection_workbook": "outlet: collection workbook",
    "chart_style.save_png": "outlet: chart by unit",
    "report.build": "outlet: daily report",
    "base_paper.paper_bytes": "packs paragraphs that were built through word.clean",
    "chart_paper.chart_png": "names and counts of units through word.clean; tests/charts",
    "chart_paper.chart_page": "as chart_png, with the issuer's name",
    "package.deterministic_bytes": "packs what a builder wrote through the gate of word.clean",
    "watermark.mark_document": "adds account, time and recipient to a finished document",
    "watermark.mark_picture": "adds account, time and recipient to a finished picture",
    "workbook_export.workbook_bytes": "writes cells through write_text; whole ones only approved",
    "outgoing_workbook.build_register": "cells through write_text; tests/documents",
    "trail_workbook.build_trail": "cells through write_text; holds summaries, never payloads",
    "form_paper.build_form": "text through word.clean; signed on paper by a person by name",
    "person_papers.build_papers": "through paper_values.filled; whole for the person, or approved",
    "restore_card.build": "places and versions, through word.clean",
    "visit_sheet.build_visit_sheet": "masked names unless a grant opened them; tests/visits",
    "register_failures.build_failed_rows": "the clerk's own sheet handed back; registered",
    "supervision_paper.assemble": "puts paragraphs of word.paragraph into our base file",
    "rectification_sheet.build_rectification_sheet": "text through word.clean; no persons in it",
    "task_list.build_task_list": "text through word.clean; owners are officials",
    "minutes.build_minutes": "text through word.clean; the phrase guard stands before it",
    "minutes.build_agenda": "counts and units; small counts about persons hidden",
    "inspection_notice.build_inspection_notice": "text through word.clean; no persons in it",
    "incident_analysis.build_incident_analysis": "counts through word.clean; tests/incidents",
    "warning_poster.build_warning_poster": "sentences of types through word.clean; tests/incidents",
    "requirement_matrix.build_requirement_matrix": "units and counts through word.clean",
    "requirement_sheet.build_unit_sheet": "a unit's counts through word.clean; signed by hand",
    "activity_brief.build_activity_brief": "text through word.clean; numbers of people alone",
    "material_ledger.build_material_ledger": "names and counts through word.clean; no persons",
    "material_slip.build_receipt_slips": "names and counts through word.clean; signed by hand",
    "summary_paper.build_summary": "counts of the ledgers through word.clean; tests/summaries",
    "evaluation_circular.build_circular": "units, scores and ranks through word.clean",
    "village_sheet.build_village_sheet": "a unit's scores through word.clean; signed by hand",
    "interview_papers.interview_notice": "unit and scores, filled as build_papers does",
    "interview_papers.interview_record": "as the notice; who attended are officials",
    "interview_papers.yellow_card_notice": "as the notice",
    "letter_templates.shipped_letter": "the template that came with the program",
    "own_files.read_new": "reads a template somebody reworded, to be checked; gives nothing out",
    "recovery_paper.build": "prints the recovery code, which is no person's data",
}
"""Every function that gives the bytes of a file or writes one."""

NO_PERSONS: Mapping[str, str] = {
    "init": "tells the township's and the account's name that were just typed",
    "demo": "made-up people only",
    "accounts": "names of accounts, which the audit trail must show whole",
    "units import": "names rows of the file that was given",
    "files": "masked names of persons; reasons without numbers; tests/commands/test_files.py",
    "assessment": "questions of the law's form and its number",
    "evaluate": "units, scores and counts; the inputs hold nobody's name; tests/evaluation",
    "backup": "an encrypted copy",
    "restore": "counts of records",
    "verify": "names records by number and kind",
}
"""Commands, or groups of them, that are given no personal data to tell."""

WHOLE_VALUES = {
    "antifraud_desktop/records/personal.py",
    "ui/contacts.py",
    "ui/dialogs/visit.py",
    "ui/pages/persons/file_panel.py",
}
"""The last three show on screen what a grant opened, and hide it when it ends (tests/ui)."""

GRANTS = {"antifraud_desktop/services/unmasking.py"}
CLIPBOARD = {"ui/clipboard.py"}
CRASHES = {"ui/faults.py"}
"""Prints the text of the crash report, which holds no value (tested with the outlets)."""

CONSOLE = {"antifraud_desktop/commands/face.py"}


def _annotation(node: ast.FunctionDef) -> str:
    given = [*node.args.args, *node.args.kwonlyargs]
    out = ast.unparse(node.returns) if node.returns else ""
    writes = any(a.arg == "path" and node.name.startswith(("write", "build")) for a in given)
    return "bytes" if re.search(r"\bbytes\b", out) or writes else ""


def _document_functions() -> set[str]:
    return {
        f"{path.stem}.{node.name}"
        for path in sorted((ROOT / "antifraud_desktop" / "documents").glob("*.py"))
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _annotation(node)
    }


def test_every_builder_of_a_file_is_listed() -> None:
    found = _document_functions()
    assert "daily_report.build_daily_report" in found
    assert sorted(found - set(DOCUMENTS)) == []
    outlets = [why.removeprefix("outlet: ") for why in DOCUMENTS.values() if "outlet: " in why]
    assert set(outlets) <= set(OUTLETS)


def _commands(group: click.Command, names: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(group, click.Group):
        for name, command in group.commands.items():
            yield from _commands(command, (*names, name))
    else:
        yield names


def test_every_command_is_run_or_has_a_reason() -> None:
    found = set(_commands(program))
    assert set(COMMANDS) <= found
    unlisted = [
        " ".join(names)
        for names in sorted(found - set(COMMANDS))
        if names[0] not in NO_PERSONS and " ".join(names) not in NO_PERSONS
    ]
    assert unlisted == []


def _calls(*folders: str) -> Iterator[tuple[Path, ast.Call]]:
    for path in python_files(*folders):
        yield from ((path, n) for n in ast.walk(tree(path)) if isinstance(n, ast.Call))


def _callers(pattern: str, *folders: str) -> set[str]:
    wanted = re.compile(pattern)
    return {place(path) for path, call in _calls(*folders) if wanted.search(ast.unparse(call.func))}


def test_there_is_one_way_to_the_clipboard() -> None:
    assert _callers(r"clipboard\(\)\.set", "ui") == CLIPBOARD


def test_the_command_line_speaks_through_one_gate() -> None:
    assert _callers(r"^(click\.)?(s?echo|print)$", "antifraud_desktop") == CONSOLE


def test_whole_values_are_taken_out_in_one_place_and_grants_made_in_another() -> None:
    assert _callers(r"\.whole_for$", "antifraud_desktop", "ui", "db") <= WHOLE_VALUES
    assert _callers(r"\bUnmasked$", "antifraud_desktop", "ui", "db") == GRANTS


def test_nothing_is_logged() -> None:
    """A log line is an outlet too: there is no log, and no print, to leak into."""
    modules = {"logging", "syslog", "loguru", "structlog"}
    found = [
        place(path, node.lineno)
        for path in python_files("antifraud_desktop", "db", "ui")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and modules & {name.split(".")[0] for name in imported_names(node)}
    ]
    assert found == []
    printing = r"^(print|(sys\.)?std(out|err)\.write|q(Debug|Info|Warning)|traceback\.print.*)$"
    assert _callers(printing, "antifraud_desktop", "db", "ui") <= CRASHES
