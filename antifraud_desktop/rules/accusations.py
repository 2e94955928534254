"""Words that call a person abroad a fraudster: they need a document, and nothing else carries them.

Somebody abroad may be deceived, sold or held. Until a document says otherwise nobody writes more
than what was seen and heard (boundaries.md).
"""

from __future__ import annotations

import re

from db.vocabulary import BasisKind

DOCUMENTS = frozenset({BasisKind.POLICE_NOTICE, BasisKind.JUDGMENT, BasisKind.DECISION})
"""What may carry such a word; a person's or a family's request for help does not."""

_SPACES = re.compile(r"[\s\u3000·.。_\-—*]+")
_PASSES = (
    r"(?<!被)(?<!没有)(?<!没)(?<!未)(?<!不)(?<!不会)(?<!不是)(?<!不想)(?<!不愿)(?<!否认)(?<!是否)(?<!拒绝)"
    r"(?<!被迫)(?<!被逼)(?<!被逼着)(?<!强迫)(?<!强迫其)(?<!胁迫)(?<!胁迫其)(?<!逼迫)(?<!逼迫其)"
    r"(?<!防止)(?<!避免)(?<!警惕)"
)
_WORDS = (
    "涉诈|涉电诈|(?:电信|网络|电诈)?诈骗(?:犯|分子|嫌疑人|从业者?|团伙成员|人员)|电诈人员|电诈分子"
    "|(?:从事|参与|参加|实施|搞|做|干)(?:过|了)?(?:电信|网络)*(?:诈骗|电诈|骗人)|犯罪嫌疑|嫌疑人|嫌犯|骗子"
)
_FOUND = re.compile(f"{_PASSES}(?:{_WORDS})")


def find_accusation(text: str) -> str:
    """Return the first word that accuses, an empty text when there is none.

    What is denied, asked or forced on somebody accuses nobody.
    """
    found = _FOUND.search(_SPACES.sub("", text))
    return found[0] if found else ""
