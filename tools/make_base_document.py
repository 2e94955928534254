"""Make the clean Word files every document starts from: base.docx and the shipped frames.

Run: python tools/make_base_document.py
Every part is written here, so that no foreign author, theme font or Letter page comes along.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from base_document_parts import (
    CONTENT_TYPES,
    CORE,
    DOCUMENT_RELATIONS,
    DRAWING,
    HEAD,
    PACKAGE_RELATIONS,
    SECTION,
    SETTINGS,
    WPS,
    R,
    W,
    font_table,
    theme,
)
from base_document_styles import styles

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "documents"
EMU_PER_MM = 36_000
FOOT_MM = 37
TWIPS_PER_MM = 56.6929


def footer(side: str) -> str:
    """Return the page number: odd pages right, even pages left, one character in."""
    indent = f'<w:ind w:{side}Chars="100" w:{side}="280"/>'
    field = (
        '<w:r><w:t xml:space="preserve">— </w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:t xml:space="preserve"> —</w:t></w:r>'
    )
    return (
        HEAD + f'<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="PageNumber"/>{indent}'
        f'<w:jc w:val="{side}"/></w:pPr>{field}</w:p></w:ftr>'
    )


def header() -> str:
    """Return the empty head of a page, where 演示 and 草稿 are marked."""
    return HEAD + f'<w:hdr {W}><w:p><w:pPr><w:pStyle w:val="HeaderMark"/></w:pPr></w:p></w:hdr>'


def paragraph(key: str, text: str, properties: str = "") -> str:
    """Return a paragraph; a tab in the text becomes a tab."""
    runs = "<w:r><w:tab/></w:r>".join(
        f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>' for part in text.split("\t")
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{key}"/>{properties}</w:pPr>{runs}</w:p>'


def colophon() -> str:
    """Return the foot (版记): 报、送、发 between rules, and who prints when.

    A borderless table in a text box that stands at the bottom of the last page's text.
    """
    thin = 'w:val="single" w:sz="6" w:space="0" w:color="000000"'
    thick = 'w:val="single" w:sz="8" w:space="0" w:color="000000"'
    rows = (
        (f"<w:top {thick}/><w:bottom {thin}/>",
         paragraph("Colophon", "报：{{ report_to }}")
         + paragraph("Colophon", "送：{{ send_to }}")
         + paragraph("Colophon", "发：{{ copy_to }}")),
        (f"<w:bottom {thick}/>",
         paragraph("Colophon", "{{ issuer }}\t{{ issued_on }}印发",
                   '<w:tabs><w:tab w:val="right" w:pos="8500"/></w:tabs>')),
    )  # fmt: skip
    cells = "".join(
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="8845" w:type="dxa"/>'
        f"<w:tcBorders>{border}</w:tcBorders></w:tcPr>{content}</w:tc></w:tr>"
        for border, content in rows
    )
    table = (
        '<w:tbl><w:tblPr><w:tblW w:w="8845" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="8845"/></w:tblGrid>{cells}</w:tbl>'
    )
    return text_box(table + '<w:p><w:pPr><w:pStyle w:val="FootAnchor"/></w:pPr></w:p>')


def text_box(content: str) -> str:
    """Return a paragraph that anchors a text box to the bottom of the type area.

    The paragraph is as high as the box, so that no text runs under it.
    """
    room = round(FOOT_MM * TWIPS_PER_MM)
    size = f'cx="{156 * EMU_PER_MM}" cy="{FOOT_MM * EMU_PER_MM}"'
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        f"<a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>{content}"
        '</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b">'
        "<a:spAutoFit/></wps:bodyPr></wps:wsp>"
    )
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        '<wp:docPr id="1" name="版记" descr="版记：报送范围和印发机关、日期"/>'
        "<wp:cNvGraphicFramePr/><a:graphic>"
        f'<a:graphicData uri="{WPS}">{shape}</a:graphicData></a:graphic></wp:anchor>'
    )
    return (
        f'<w:p><w:pPr><w:pStyle w:val="FootAnchor"/><w:spacing w:line="{room}" '
        'w:lineRule="exact"/></w:pPr><w:r><mc:AlternateContent>'
        f'<mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing></mc:Choice>'
        "</mc:AlternateContent></w:r></w:p>"
    )


def frame(name: str) -> str:
    """Return the frame of a computed report: head, the place of the body, foot."""
    return (
        paragraph("RedName", name)
        + paragraph("IssueNumber", "{{ issue }}")
        + paragraph("IssueLine", "{{ issuer }}\t{{ date_line }}")
        + paragraph("DocTitle", "{{ title }}")
        + paragraph("BodyText", "〖正文〗")
        + colophon()
    )


def signed_frame() -> str:
    """Return the frame of a work summary: title, the place of the body, who signs and when.

    It has no red head; who signs stands right, the day two characters in.
    """
    right = '<w:ind w:rightChars="{0}" w:right="{1}"/><w:jc w:val="right"/>'
    keep = "<w:keepNext/>"
    return (
        paragraph("DocTitle", "{{ title }}")
        + paragraph("BodyText", "〖正文〗")
        + paragraph("BodyText", "", keep)
        + paragraph("Normal", "{{ issuer }}", keep + right.format(300, 960))
        + paragraph("Normal", "{{ date_line }}", right.format(200, 640))
    )


def write(path: Path, body: str) -> None:
    """Write one file with fixed times, so that making it again changes nothing."""
    document = HEAD + f"<w:document {W} {R} {DRAWING}><w:body>{body}{SECTION}</w:body></w:document>"
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELATIONS,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
        "word/styles.xml": styles(),
        "word/settings.xml": SETTINGS,
        "word/fontTable.xml": font_table(),
        "word/theme/theme1.xml": theme(),
        "word/header1.xml": header(),
        "word/header2.xml": header(),
        "word/footer1.xml": footer("right"),
        "word/footer2.xml": footer("left"),
        "docProps/core.xml": CORE,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)


def main() -> None:
    """Write base.docx and the frames."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    write(FOLDER / "base.docx", paragraph("BodyText", ""))
    write(FOLDER / "daily_report.docx", frame("反诈工作日报"))
    write(FOLDER / "evening_bulletin.docx", frame("反诈工作通报"))
    write(FOLDER / "brief.docx", frame("反诈工作简报"))
    write(FOLDER / "evaluation_circular.docx", frame("反诈工作考核通报"))
    write(FOLDER / "work_summary.docx", signed_frame())


if __name__ == "__main__":
    main()
