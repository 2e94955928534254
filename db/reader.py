"""Reading without a session: one consistent view on a connection of the pool.

A session of SQLAlchemy takes longer to make than a narrow search takes. What is asked at every
key is read here, by kept statements alone (db/queries/statements.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Dialect, Engine
from sqlalchemy.orm import Session

from db.engine import begin_reading
from db.errors import trouble_of

Answer = TypeVar("Answer")


class NotAQuestionError(RuntimeError):
    """Something else than a SELECT was to be run where only questions are asked: our fault."""


@dataclass(frozen=True, eq=False, slots=True)
class Reader:
    """One view of the file. It can only be asked; it ends with the block it was given in."""

    connection: Any
    dialect: Dialect

    def ask(self, text: str, values: Any, read: Callable[[Any], Answer]) -> Answer:
        """Run a SELECT and return what ``read`` makes of the driver's cursor.

        Raises:
            StorageTrouble: the file is locked, damaged or gone.
            NotAQuestionError: the text is no SELECT.
        """
        if not text.startswith(("SELECT", "WITH")):
            raise NotAQuestionError(text.split(maxsplit=1)[0])
        cursor = self.connection.cursor()
        try:
            cursor.execute(text, values)
            return read(cursor)
        except self.dialect.loaded_dbapi.Error as error:
            raise (trouble_of(error) or error) from error
        finally:
            cursor.close()


Source = Session | Reader
"""Where a kept statement runs: inside a session's transaction, or on a view of its own."""


def reader_of(source: Source) -> Reader:
    """Return a way to ask inside a source's transaction; what a session holds is written first."""
    if isinstance(source, Reader):
        return source
    if source.autoflush:
        source.flush()
    connection = source.connection()
    return Reader(connection.connection, connection.dialect)


@contextmanager
def looking(engine: Engine) -> Iterator[Reader]:
    """Give one view of the file, in nobody's way; the connection cannot write meanwhile.

    Raises:
        StorageTrouble: the file is locked, damaged or gone.
    """
    try:
        connection = engine.raw_connection()
    except engine.dialect.loaded_dbapi.Error as error:
        raise (trouble_of(error) or error) from error
    try:
        begin_reading(connection, engine.dialect)
        yield Reader(connection, engine.dialect)
    finally:
        connection.close()  # the pool rolls back what it takes in
