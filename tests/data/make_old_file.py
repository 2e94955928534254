"""Write the encrypted file of the current revision that later editions must still open.

Run once when a revision is made (`python tests/data/make_old_file.py`); a file that was released
is never made anew. Account 张三, password 示例密码2023.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from db import models, schema
from db.engine import open_engine, session_factory
from db.keyfile import create_key_file
from db.vocabulary import Ceiling, IndicatorGroup, Measure, Nature, UnitKind

HERE = Path(__file__).parent
REVISION = schema.OURS.head


def main() -> None:
    """Replace the files of the current revision."""
    keys, database = HERE / f"{REVISION}.keys", HERE / f"{REVISION}.db"
    for file in (keys, database):
        file.unlink(missing_ok=True)
    key = create_key_file(keys, "张三", "示例密码2023")
    schema.create(database, key)
    engine = open_engine(database, key)
    unit = models.Unit(
        code="V01", name="竹园村", kind=UnitKind.VILLAGE, reports_daily=True, ranked=True
    )
    unit.contacts.append(models.Contact(name="李四", phone="13800000000"))
    indicator = models.Indicator(
        code="visits", name="入户走访", measure_word="户", nature=Nature.FLOW,
        measure=Measure.COUNT, group=IndicatorGroup.WORK, ceiling=Ceiling.HOUSEHOLDS,
    )  # fmt: skip
    with session_factory(engine)() as session:
        session.connection(execution_options={"writing": True})
        township = models.Township(name="青禾镇", created_at=datetime(2023, 8, 12, tzinfo=UTC))
        session.add_all([township, unit, indicator])
        session.flush()
        figure = {"unit_id": unit.id, "indicator_id": indicator.id, "value": 12}
        session.add(models.CurrentFigure(date=date(2023, 8, 12), **figure))
        session.commit()
    engine.dispose()


if __name__ == "__main__":
    main()
