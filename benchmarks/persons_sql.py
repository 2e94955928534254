"""The paths of person files as hand-written SQL through the driver: the baseline.

Every function reads the rows the service reads for the same answer, in as few statements as a
careful hand needs, with the same tricks of the indexes. It gives plain tuples: no records, no
words, and no masks but in the functions that say so.
"""
# ruff: noqa: S608 - every statement is of our own words; values are bound

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from antifraud_desktop.records.personal import Personal, PersonalKind
from antifraud_desktop.rules.masking import personal

PAGE = 200
Rows = list[tuple[Any, ...]]
_LISTED = "coalesce(merged_into, 0) = 0 AND length(pinyin) > 0"
_COLUMNS = "p.id, p.name, p.identity_number, p.phone, p.gender, u.code, u.name"
_TIMELINE = """
SELECT 'event' AS kind, id, day, at AS entered, account, kind AS what, before, after, reason, 0
  FROM file_event WHERE file_id = :file
UNION ALL
SELECT 'visit', v.id, v.day, v.entered_at, v.entered_by, v.kind, v.talk, v.needs,
       v.help_offered || v.next_step, v.failed
  FROM visit v JOIN visit_file f ON f.visit_id = v.id WHERE f.file_id = :file
UNION ALL
SELECT 'paper', id, signed_on, entered_at, entered_by, kind, note, '', '', 0
  FROM signed_paper WHERE file_id = :file
UNION ALL
SELECT 'measure', id, starts_on, recorded_at, recorded_by, organ, ends_on, ground, '', 0
  FROM punitive_measure WHERE file_id = :file
UNION ALL
SELECT 'contact', c.id, c.day, c.entered_at, c.entered_by, '', c.text, '', '', 0
  FROM contact_entry c JOIN return_assistance r ON r.id = c.assistance_id WHERE r.file_id = :file
ORDER BY 3 DESC, 4 DESC, 1, 2 DESC LIMIT 200
"""
_KINDS = (
    ("case_file f", "f.next_due", "f.status = 'open' AND f.next_due < :today"),
    ("case_file f", "f.next_due", "f.status = 'open' AND f.next_due = :today"),
    (
        "punitive_measure m JOIN case_file f ON f.id = m.file_id",
        "m.ends_on",
        "f.status != 'closed' AND m.ends_on BETWEEN :today AND :month AND m.appeal != 'revoked'",
    ),
    ("case_file f", "f.review_on", "f.status != 'closed' AND f.review_on <= :today"),
    (
        "case_file f",
        "f.retain_until",
        "f.status = 'open' AND f.category = 'concern' AND f.retain_until <= :week",
    ),
    (
        "case_file f",
        "f.attention_until",
        "f.status = 'open' AND f.attention != 'normal' AND f.attention_until <= :week",
    ),
)


class ByHand:
    """Asks one connection of the driver."""

    def __init__(self, raw: Any, today: date) -> None:
        """Keep the connection and the day."""
        self._raw, self._today = raw, today

    def all(self, statement: str, *values: Any) -> Rows:
        """Return every row."""
        found: Rows = self._raw.execute(statement, values).fetchall()
        return found

    def page(self, first: int) -> tuple[Rows, Rows, Rows, int]:
        """Return a page of everybody, and how many there are."""
        found = self.all(
            f"SELECT {_COLUMNS} FROM person p LEFT JOIN unit u ON u.id = p.unit_id "
            "WHERE p.merged_into IS NULL AND p.pinyin > '' ORDER BY p.pinyin, p.id "
            "LIMIT ? OFFSET ?",
            PAGE,
            first,
        )
        count = "SELECT count(*) FROM person WHERE merged_into IS NULL AND pinyin > ''"
        return (found, *self._files([row[0] for row in found]), self.all(count)[0][0])

    def numbers(self) -> list[int]:
        """Return the numbers of everybody, in order."""
        listed = "merged_into IS NULL AND pinyin > ''"
        rows = self.all(f"SELECT id FROM person WHERE {listed} ORDER BY pinyin, id")
        return [row[0] for row in rows]

    def rows(self, numbers: Sequence[int]) -> tuple[Rows, Rows, Rows]:
        """Return the rows of persons with their files."""
        found = self.all(
            f"SELECT {_COLUMNS} FROM person p LEFT JOIN unit u ON u.id = p.unit_id "
            f"WHERE p.id IN ({_marks(numbers)})",
            *numbers,
        )
        return (found, *self._files(numbers))

    def named(self, part: str) -> tuple[Rows, Rows, Rows]:
        """Return who has a name with these characters."""
        return self._found("SELECT id FROM person WHERE name LIKE ?", f"%{part}%")

    def spelt(self, word: str) -> tuple[Rows, Rows, Rows]:
        """Return whose pinyin or initials begin with letters."""
        span = (word, word[:-1] + chr(ord(word[-1]) + 1))
        one = "SELECT id FROM person WHERE {0} >= ? AND {0} < ?"
        both = f"{one.format('pinyin')} UNION ALL {one.format('initials')}"
        return self._found(both, *span, *span)

    def tailed(self, number: str) -> tuple[Rows, Rows, Rows]:
        """Return whose identity number or phone begins or ends with four digits."""
        span = (number, number[:-1] + chr(ord(number[-1]) + 1))
        one = "SELECT id FROM person WHERE {0} >= ? AND {0} < ?"
        last = "SELECT id FROM person WHERE {0} = ?"
        ways = (
            one.format("identity_number"),
            one.format("phone"),
            last.format("identity_tail"),
            last.format("phone_tail"),
        )
        return self._found(" UNION ALL ".join(ways), *span, *span, number, number)

    def masked_rows(self, numbers: Sequence[int]) -> list[list[Personal]]:
        """Return the rows of persons, name and numbers masked as they must be."""
        return masked(self.rows(numbers))

    def masked_file(self, number: int) -> list[Personal]:
        """Return a file's timeline, its texts masked as they must be, after all it shows."""
        entries = self.file(number)[-1]
        texts = ("\n".join(filter(None, map(str, row[6:9]))) for row in entries)
        return [personal(PersonalKind.TEXT, one, "person", str(number)) for one in texts]

    def own(self, account: str) -> tuple[Rows, Rows, Rows]:
        """Return the first page of who one account is responsible for."""
        own = "SELECT file_id FROM file_officer WHERE account = ? AND until IS NULL"
        persons = f"SELECT person_id FROM case_file WHERE id IN ({own})"
        found = self.all(
            f"SELECT id FROM person WHERE merged_into IS NULL AND pinyin > '' AND id IN ({persons})"
            " ORDER BY pinyin, id",
            account,
        )
        return self.rows([row[0] for row in found[:PAGE]])

    def file(self, number: int) -> list[Rows]:
        """Return a file with all it shows and its timeline."""
        file = self.all("SELECT * FROM case_file WHERE id = ?", number)
        person = file[0][1]
        since = datetime.combine(self._today, datetime.min.time()) - timedelta(days=1)
        return [
            file,
            self.all("SELECT * FROM basis_document WHERE file_id = ? ORDER BY id", number),
            self.all("SELECT * FROM file_officer WHERE file_id = ? ORDER BY id", number),
            self.all("SELECT * FROM punitive_measure WHERE file_id = ? ORDER BY starts_on", number),
            self.all(
                "SELECT p.*, d.day FROM follow_up_plan p LEFT JOIN plan_day d ON d.plan_id = p.id "
                "WHERE p.file_id = ? AND p.ended_on IS NULL",
                number,
            ),
            self.all(
                "SELECT p.*, u.code, u.name FROM person p LEFT JOIN unit u ON u.id = p.unit_id "
                "WHERE p.id = ?",
                person,
            ),
            self.all("SELECT * FROM person WHERE merged_into = ?", person),
            *self._files([person]),
            self.all(
                "SELECT max(day) FROM file_event WHERE file_id = ? AND kind = 'reviewed'", number
            ),
            self.all("SELECT value FROM option WHERE key = 'retention.returnee'"),
            self.all(
                "SELECT EXISTS (SELECT 1 FROM audit_entry WHERE subject_kind = 'case_file' AND "
                "subject_id = ? AND action = 'view_file' AND account = ? AND at >= ?)",
                str(number),
                "经办",
                str(since),
            ),
            self._raw.execute(_TIMELINE, {"file": number}).fetchall(),
        ]

    def due(self) -> list[Rows]:
        """Return how much is due of every kind, and the first five of each."""
        days = {
            "today": str(self._today),
            "week": str(self._today + timedelta(days=7)),
            "month": str(self._today + timedelta(days=30)),
        }
        found: list[Rows] = []
        for tables, day, where in _KINDS:
            number = "m.id" if tables.startswith("punitive") else "f.id"
            items = (
                f"SELECT {number}, p.id, p.name, u.name, {day} FROM {tables} "
                "JOIN person p ON p.id = f.person_id LEFT JOIN unit u ON u.id = p.unit_id "
                f"WHERE {where} ORDER BY {day}, {number} LIMIT 5"
            )
            count = f"SELECT count(*) FROM {tables} WHERE {where}"
            found += [self._raw.execute(text, days).fetchall() for text in (count, items)]
        return found

    def _found(self, ways: str, *values: Any) -> tuple[Rows, Rows, Rows]:
        found = self.all(
            f"SELECT id FROM person WHERE {_LISTED} AND id IN ({ways}) ORDER BY pinyin, id", *values
        )
        return self.rows([row[0] for row in found[:PAGE]])

    def _files(self, persons: Sequence[int]) -> tuple[Rows, Rows]:
        files = self.all(
            "SELECT id, person_id, category, status, attention, attention_until, "
            "attention_reviewer, next_due, last_contact FROM case_file "
            f"WHERE person_id IN ({_marks(persons)}) ORDER BY id",
            *persons,
        )
        officers = self.all(
            "SELECT file_id, account FROM file_officer WHERE until IS NULL "
            f"AND file_id IN ({_marks(files)}) ORDER BY id",
            *(row[0] for row in files),
        )
        return files, officers


def masked(found: tuple[Rows, Rows, Rows]) -> list[list[Personal]]:
    """Return persons that were found, name and numbers masked as they must be."""
    kinds = (PersonalKind.NAME, PersonalKind.IDENTITY, PersonalKind.PHONE)
    return [
        [personal(k, v, "person", str(row[0])) for k, v in zip(kinds, row[1:4], strict=True)]
        for row in found[0]
    ]


def _marks(numbers: Sequence[Any]) -> str:
    return ", ".join("?" * len(numbers))
