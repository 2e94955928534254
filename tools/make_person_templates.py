"""Make the Word templates of persons' papers: resources/documents/persons/*.docx.

Run: python tools/make_person_templates.py
Equal input gives equal bytes; an office rewords its own copies, never these.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import person_files
import person_forms
import person_letters
from make_base_document import FOLDER, write

PAPERS = {
    "person_file": person_files.person_file,
    "own_data": person_files.own_data,
    "visit_record": person_forms.visit_record,
    "interview_record": person_forms.interview_record,
    "appeal_listing": person_forms.appeal_listing,
    "appeal_limit": person_forms.appeal_limit,
    "rights_receipt": person_forms.rights_receipt,
    "rights_decision": person_forms.rights_decision,
    "notice": person_letters.notice,
    "undertaking": person_letters.undertaking,
    "referral_letter": person_letters.referral_letter,
    "help_sheet": person_letters.help_sheet,
}


def main(folder: Path = FOLDER / "persons") -> None:
    """Write every template."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, paper in PAPERS.items():
        write(folder / f"{name}.docx", paper())


if __name__ == "__main__":
    main()
