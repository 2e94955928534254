"""Messages read per second, one core, against the goal of 500.

Run: python -m benchmarks.bench_intake
"""

from __future__ import annotations

import sys
import time
from datetime import date, datetime

from antifraud_desktop.intake.messages import read_messages
from antifraud_desktop.intake.presets import load_fraud_types, load_indicators
from antifraud_desktop.records.intake import IntakeContext
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import UnitKind

GOAL = 500
BODIES = (
    "{u}8月12日反诈日报：入户28户，宣传96人，发放宣传单110份，新增安装17人，累计安装853人",
    "【{u}】\n1.入户走访：21户\n2.宣传群众：63人次\n3.发放资料：70份\n4.APP：新增8，累计403",
    "{u}：今日上门走访四十五户 宣传一百三十人 APP新装12个，累计装了1,206个，悬挂横幅2条",
    "{u}零报告",
)


def main() -> int:
    """Print messages a second for small and large pastes."""
    units = [
        UnitRecord(f"U{n:03}", f"{a}{b}村", UnitKind.VILLAGE)
        for n, (a, b) in enumerate(((a, b) for a in "石河柳白东西南北" for b in "岗湾坡桥溪"), 1)
    ]
    context = IntakeContext(date(2023, 8, 12), datetime(2023, 8, 12, 18, 5))
    print("| messages in one paste | seconds | messages a second | goal |")
    print("|---|---|---|---|")
    for count in (40, 500, 5000):
        text = "\n\n".join(
            f"{units[n % len(units)].name}联络员 2023/8/12 17:{n // 60 % 60:02}:{n % 60:02}\n"
            + BODIES[n % len(BODIES)].format(u=units[n % len(units)].name)
            for n in range(count)
        )
        start = time.perf_counter()
        reading = read_messages(text, units, load_indicators(), context, load_fraud_types())
        seconds = time.perf_counter() - start
        rate = count / seconds
        print(f"| {count} | {seconds:.3f} | {rate:.0f} | ≥ {GOAL} |")
        if not reading.versions:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
