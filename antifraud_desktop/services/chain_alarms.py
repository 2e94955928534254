"""Alarms of the audit chain: looked for at sign-in, written down, kept until somebody clears them.

At sign-in::

    problem = look(work)
    if problem is not None:
        sound(work, problem)
"""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.unit_of_work import translated
from antifraud_desktop.work import Work
from db import anchor, chain
from db.chain_report import ChainFault, ChainProblem
from db.models import AuditEntry, AuditPayload


def look(work: Work) -> ChainProblem | None:
    """Compare the side file with the chain's end; it takes no longer however long the chain is.

    Raises:
        EnvironmentTrouble: the side file cannot be read.
    """
    with work.reading() as session:
        return chain.check_anchor(session, work.anchor)


def sound(work: Work, problem: ChainProblem) -> int:
    """Write the alarm into the chain, keep the side file as evidence and begin a new one.

    Returns the alarm's number. The entry comes first: stopped anywhere in between, the next
    sign-in raises the alarm again rather than losing it.

    Raises:
        EnvironmentTrouble: the folder cannot be written to, or the chain has lost its secret.
    """
    with work.writing() as uow:
        uow.record(
            chain.ALARM,
            chain.SUBJECT,
            problem.sequence,
            sentence_of(problem),
            after={"kind": problem.kind, "sequence": problem.sequence, "other": problem.other},
        )
        uow.commit()
        number = uow.sequence
    if work.anchor is not None:
        with translated():
            anchor.set_aside(work.anchor)
            with work.reading() as session:
                anchor.write(work.anchor, session)
    return number


def alarms_of(session: Session) -> dict[int, tuple[str, str]]:
    """Return the alarms nobody has cleared: number to (kind of fault, sentence)."""
    statement = (
        select(AuditEntry.sequence, AuditEntry.summary, AuditPayload.after)
        .outerjoin(AuditPayload, AuditPayload.entry_id == AuditEntry.id)
        .where(AuditEntry.sequence.in_(chain.open_alarms(session)))
    )
    return {
        number: (json.loads(after)["kind"] if after else ChainFault.OPEN_ALARM.value, summary)
        for number, summary, after in session.execute(statement)
    }


def sentence_of(problem: ChainProblem) -> str:
    """Return what was found, in one Chinese sentence without personal data."""
    number, other = problem.sequence, problem.other
    said = {
        ChainFault.EDITED: f"第{number}号操作记录被改动过",
        ChainFault.PAYLOAD_EDITED: f"第{number}号操作记录的前后内容被改动过",
        ChainFault.DELETED: f"第{number}号操作记录被删除"
        if other <= number
        else f"第{number}号至第{other}号操作记录被删除",
        ChainFault.REORDERED: f"第{other}号操作记录被挪到第{number}号",
        ChainFault.INSERTED: f"第{number}号操作记录不是本程序写的",
        ChainFault.HEAD_MISMATCH: "操作记录的末尾与登记的不一致",
        ChainFault.SECRET_MISSING: "操作记录的校验信息缺失",
        ChainFault.TAIL_CUT: f"操作记录写到过第{number}号，现在的数据不是那之后的"
        if other
        else f"操作记录写到过第{number}号，现在不见了",
        ChainFault.ANCHOR_MISSING: "核对文件（office.anchor）不见了",
        ChainFault.ANCHOR_DAMAGED: "核对文件（office.anchor）已损坏",
        ChainFault.ANCHOR_FOREIGN: "核对文件（office.anchor）与数据不是一套",
        ChainFault.OPEN_ALARM: f"第{number}号报警还没有人处理",
    }
    return said[problem.kind]
