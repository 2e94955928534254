"""Making the demonstration township through the same services a clerk uses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from antifraud_desktop.bootstrap import Program, SetUp, at_moment, set_up, sign_in, undo_set_up
from antifraud_desktop.demo.activities import DemoActivities
from antifraud_desktop.demo.coverage import DemoCoverage
from antifraud_desktop.demo.days import Sent, everything_told, exempt_from, exempt_unit
from antifraud_desktop.demo.evaluation import DemoEvaluation
from antifraud_desktop.demo.incidents import DemoIncidents
from antifraud_desktop.demo.materials import DemoMaterials
from antifraud_desktop.demo.people import demo_units
from antifraud_desktop.demo.persons import DemoPersons
from antifraud_desktop.demo.plan import ISSUED_DAYS, DemoPlan, read_resource
from antifraud_desktop.demo.summaries import DemoSummaries
from antifraud_desktop.demo.supervision import DemoSupervision
from antifraud_desktop.files import write_whole
from antifraud_desktop.intake.units_workbook import UnitsImportRow
from antifraud_desktop.records.townships import ExemptionRecord
from antifraud_desktop.vocabulary import DocumentKind, ReportingRhythm, SubmissionState

MORNING, CHASE, REPORT = time(8, 0), time(17, 32), time(18, 4)
EVENING, BULLETIN, MIDDLE = time(20, 45), time(21, 0), time(17, 8)
OFFICE = "镇反诈办"


@dataclass(frozen=True, slots=True)
class Moment:
    """A clock that stands at a moment of the made-up past (local wall time)."""

    at: datetime

    def now(self) -> datetime:
        """Return the moment."""
        return self.at

    def utc(self) -> datetime:
        """Return the moment as aware UTC."""
        return self.at.astimezone(UTC)

    def today(self) -> date:
        """Return the moment's date."""
        return self.at.date()


def make_demo(root: Path, plan: DemoPlan) -> None:
    """Make the township with all its days; nothing stays when it cannot be finished.

    Raises Refused on a folder in use, Invalid on a short password, EnvironmentTrouble.
    """
    township = read_resource("township.json")
    wanted = SetUp(
        township=township["name"],
        campaign_name=township["campaign"],
        campaign_start=plan.start,
        account=plan.account,
        password=plan.password,
        demonstration=True,
    )
    new_folder = not root.exists()
    morning = Moment(datetime.combine(plan.start, MORNING))
    set_up(root, wanted, morning)
    try:
        program = sign_in(root, plan.account, plan.password, morning)
        try:
            persons = DemoPersons(plan)
            _prepare(program, plan)
            persons.sign_assessment(program)
            _live(program, plan, persons)
            DemoCoverage(plan).enter(_at(program, _end(plan)))
            DemoIncidents(plan).enter(_at(program, _end(plan)))
            DemoSupervision(plan).enter(_at(program, _end(plan)))
            DemoEvaluation(plan).enter(lambda moment: _at(program, moment))
            DemoSummaries(plan).enter(_at(program, _end(plan)))
        finally:
            program.close()
    except BaseException:
        undo_set_up(root, new_folder=new_folder)
        raise


def write_documents(root: Path, plan: DemoPlan, out: Path | None = None) -> tuple[Path, ...]:
    """Write the last full day's report, bulletin and charts; return the files.

    They go to ``out``, else to the data folder's own place for documents.
    """
    day = plan.last_full_day
    program = sign_in(root, plan.account, plan.password, Moment(_end(plan)))
    try:
        folder = out or program.folder.exports
        written: list[Path] = []
        for record in sorted(program.documents.issued(day), key=lambda r: r.id):
            path = folder / f"{day}-{record.title}.docx"
            program.documents.export(record.id, path)
            written.append(path)
        for kind, name in (("trend", "近七日走势"), ("by_unit", "各单位情况")):
            path = folder / f"{day}-{name}.png"
            write_whole(path, program.documents.chart(kind, day))
            written.append(path)
    finally:
        program.close()
    return tuple(written)


def _end(plan: DemoPlan) -> datetime:
    return datetime.combine(plan.until, MIDDLE)


def _prepare(program: Program, plan: DemoPlan) -> None:
    """Enter units, settings and the exemption, as on the first morning."""
    township = read_resource("township.json")
    rows = [
        UnitsImportRow(number, unit.name, "create", record=unit)
        for number, unit in enumerate(demo_units(plan), start=2)
    ]
    program.units.accept_import(rows)
    heads = {key: township[key] for key in ("issuer", "report_to", "send_to", "copy_to")}
    values: dict[str, object] = {**heads, "first_number": max(1, plan.days - ISSUED_DAYS)}
    if plan.until > program.townships.overview().campaign.daily_until:
        values["rhythm_after"] = ReportingRhythm.DAILY
    program.townships.change_settings(values, plan.start)
    codes = {unit.name: unit.code for unit in program.units.list()}
    program.calendar.save_exemption(
        ExemptionRecord(
            unit=codes[exempt_unit(plan)],
            first_day=exempt_from(plan),
            last_day=plan.until + timedelta(days=20),
            **township["exemption"],
        )
    )


def _live(program: Program, plan: DemoPlan, persons: DemoPersons) -> None:
    """Let every day happen: files and visits, messages accepted, the last days' documents."""
    by_day = _by_day_of_receipt(plan)
    materials, activities = DemoMaterials(plan), DemoActivities(plan)
    activities.found_classes(program)
    before = datetime.combine(plan.start, time())
    for day in plan.all_days():
        morning = _at(program, datetime.combine(day, MORNING))
        persons.live(morning, day)
        materials.live(morning, day)
        activities.live(_at(program, datetime.combine(day, MIDDLE)), day)
        yesterday = by_day.get(day - timedelta(days=1), [])
        # What came after yesterday's evening is read with today's.
        sent = [s for s in (*yesterday, *by_day.get(day, [])) if s.received > before]
        before = datetime.combine(day, EVENING)
        if day == plan.until:
            _take(program, _doubtful([s for s in sent if s.received <= _end(plan)]), _end(plan))
        elif day > plan.last_full_day - timedelta(days=ISSUED_DAYS):
            _whole_evening(program, plan, day, sent)
        else:
            _take(program, _until(sent, before), before)


def _whole_evening(program: Program, plan: DemoPlan, day: date, sent: Sequence[Sent]) -> None:
    chase, report, evening, bulletin = (
        datetime.combine(day, at) for at in (CHASE, REPORT, EVENING, BULLETIN)
    )
    _take(program, _until(sent, chase), chase)
    office = _at(program, chase)
    if office.days.book(day).in_state(SubmissionState.MISSING):
        office.days.note_chased(day)
    _take(program, [s for s in _until(sent, report) if s.received > chase], report)
    _at(program, report).documents.issue(DocumentKind.DAILY_REPORT, day)
    _take(program, [s for s in _until(sent, evening) if s.received > report], evening)
    if day == plan.last_full_day:
        _accept_one_warning(_at(program, evening), day)
    _at(program, bulletin).documents.issue(DocumentKind.EVENING_BULLETIN, day)


def _accept_one_warning(office: Program, day: date) -> None:
    for warning in office.days.book(day).warnings[:1]:
        reason = read_resource("wordings.json")["accepted"]
        office.submissions.accept_warning(
            warning.unit_code, day, warning.indicator, warning.code, reason
        )


def _until(sent: Iterable[Sent], moment: datetime) -> list[Sent]:
    return [s for s in sent if s.received <= moment]


def _take(program: Program, sent: Sequence[Sent], at: datetime) -> None:
    """Paste messages at a moment and accept them: one transaction."""
    if not sent:
        return
    intake = _at(program, at).intake
    intake.accept(intake.read_messages(pasted(sent), at.date()))


def _at(program: Program, moment: datetime) -> Program:
    return at_moment(program, Moment(moment))


def _by_day_of_receipt(plan: DemoPlan) -> dict[date, list[Sent]]:
    """Return the group chat by day, with the office's reminder and the chatter in between."""
    wordings = read_resource("wordings.json")
    found: dict[date, list[Sent]] = {}
    for told in everything_told(plan):
        for message in told.messages:
            found.setdefault(message.received.date(), []).append(message)
    for day, sent in found.items():
        dice = plan.dice("chatter", day)
        reminder = datetime.combine(day, time(17, 20))
        sent.append(Sent(reminder, OFFICE, wordings["reminder"]))
        answer = reminder + timedelta(seconds=dice.randint(20, 900))
        sent.append(Sent(answer, dice.choice(sent).sender, dice.choice(wordings["chatter"])))
        sent.sort(key=lambda s: s.received)
    return found


def _doubtful(sent: Sequence[Sent]) -> list[Sent]:
    """Return the last afternoon's chat with remarks a clerk has to judge."""
    remarks = read_resource("wordings.json")["doubtful"]
    changed = list(sent)
    places = [n for n, s in enumerate(changed) if "入户" in s.text and not _set_apart(s.text)]
    for place, remark in zip(places, remarks, strict=False):
        one = changed[place]
        changed[place] = Sent(one.received, one.sender, f"{one.text.rstrip('。')}。{remark}")
    return changed


def _set_apart(text: str) -> bool:
    """Say whether a remark behind the text would not be one on the day: lists, make-ups."""
    return any(mark in text for mark in ("\n", "补报", "更正"))


def pasted(sent: Iterable[Sent]) -> str:
    """Return messages as WeChat copies them: sender and time above each."""
    return "\n\n".join(
        f"{s.sender} {s.received.year}/{s.received.month}/{s.received.day} "
        f"{s.received:%H:%M:%S}\n{s.text}"
        for s in sent
    )
