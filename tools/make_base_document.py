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
    HEAD,
    PACKAGE_RELATIONS,
    SECTION,
    SETTINGS,
    R,
    W,
    font_table,
    theme,
)

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "documents"
def fonts(east: str, latin: str = "Times New Roman") -> str:
    """Return a run's fonts."""
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{latin}"/>'


def size(half_points: int) -> str:
    """Return a run's size without the body's tighter spacing."""
    return f'<w:spacing w:val="0"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def style(
    key: str,
    name: str,
    paragraph: str,
    run: str,
    *,
    based: str = "Normal",
    extra: str = "",
) -> str:
    """Return one paragraph style."""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    default = ' w:default="1"' if not based else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{name}"/>'
        f"{base}<w:qFormat/>{extra}<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def styles() -> str:
    """Return the styles of GB/T 9704: sizes in half points, lengths in twips."""
    exact = '<w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/>'
    single = '<w:spacing w:before="60" w:after="60" w:line="240" w:lineRule="auto"/>'
    cell = '<w:spacing w:before="20" w:after="20" w:line="300" w:lineRule="exact"/>'
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    centre = '<w:jc w:val="center"/>'
    sixteen = '<w:spacing w:val="-5"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
    no_grid = '<w:snapToGrid w:val="0"/>'
    keep = "<w:keepNext/>"
    body = "仿宋"
    found = [
        style("Normal", "Normal", exact + '<w:jc w:val="both"/>', fonts(body) + sixteen, based=""),
        style("BodyText", "正文文字", exact + indent, ""),
        style("Level1", "一级标题", keep + exact + indent + '<w:outlineLvl w:val="0"/>',
              fonts("黑体")),
        style("Level2", "二级标题", keep + exact + indent + '<w:outlineLvl w:val="1"/>',
              fonts("楷体_GB2312")),
        style("DocTitle", "公文标题", '<w:spacing w:before="579" w:after="290" w:line="579" '
              'w:lineRule="exact"/>' + centre,
              fonts("方正小标宋简体") + size(44)),
        style("RedName", "发文机关标志", no_grid + '<w:spacing w:before="0" w:after="240" '
              'w:line="1000" w:lineRule="exact"/>' + centre,
              fonts("方正小标宋简体") + '<w:color w:val="FF0000"/><w:spacing w:val="60"/>'
              '<w:sz w:val="84"/><w:szCs w:val="84"/>'),
        style("IssueNumber", "期号", exact + centre, ""),
        style("IssueLine", "编发行", '<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="6" '
              'w:color="FF0000"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="8845"/></w:tabs>'
              + exact, ""),
        style("Demonstration", "演示标记", exact + centre,
              fonts("黑体") + '<w:color w:val="C00000"/><w:sz w:val="28"/><w:szCs w:val="28"/>'),
        style("CellText", "表格文字", no_grid + cell + centre,
              size(24)),
        style("CellHead", "表格栏目", no_grid + cell + centre,
              fonts("黑体") + size(24)),
        style("CellLeft", "表格左文字", no_grid + cell + '<w:jc w:val="left"/>',
              size(24)),
        style("TableNote", "表注", no_grid + '<w:spacing w:before="60" w:after="120" w:line="320" '
              'w:lineRule="exact"/>',
              size(24)),
        style("Caption", "题注", keep + no_grid + '<w:spacing w:before="120" w:after="60" '
              'w:line="360" w:lineRule="exact"/>' + centre,
              fonts("黑体") + size(24)),
        style("Picture", "图片", no_grid + single + centre, ""),
        style("Colophon", "版记", no_grid + '<w:spacing w:before="40" w:after="40" w:line="400" '
              'w:lineRule="exact"/><w:ind w:left="280" w:right="280"/><w:jc w:val="left"/>',
              size(28)),
        style("PageNumber", "页码", no_grid + '<w:spacing w:before="0" w:after="0" w:line="280" '
              'w:lineRule="exact"/>',
              fonts("宋体", "宋体") + size(28)),
    ]  # fmt: skip
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>" + fonts(body) + '<w:sz w:val="32"/>'
        '<w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
    )
    return HEAD + f"<w:styles {W}>{defaults}{''.join(found)}{table}</w:styles>"


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


def paragraph(key: str, text: str, properties: str = "") -> str:
    """Return a paragraph; a tab in the text becomes a tab."""
    runs = "<w:r><w:tab/></w:r>".join(
        f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>' for part in text.split("\t")
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{key}"/>{properties}</w:pPr>{runs}</w:p>'


def colophon() -> str:
    """Return the foot: 报、送、发 between rules, and who prints when."""
    thin = 'w:val="single" w:sz="6" w:space="0" w:color="000000"'
    thick = 'w:val="single" w:sz="10" w:space="0" w:color="000000"'
    tight = "<w:keepNext/><w:keepLines/>"
    rows = (
        (f"<w:top {thick}/><w:bottom {thin}/>",
         paragraph("Colophon", "报：{{ report_to }}", tight)
         + paragraph("Colophon", "送：{{ send_to }}", tight)
         + paragraph("Colophon", "发：{{ copy_to }}", tight)),
        (f"<w:bottom {thick}/>",
         paragraph("Colophon", "{{ issuer }}\t{{ issued_on }}印发",
                   '<w:tabs><w:tab w:val="right" w:pos="8500"/></w:tabs>')),
    )  # fmt: skip
    cells = "".join(
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="8845" w:type="dxa"/>'
        f"<w:tcBorders>{border}</w:tcBorders></w:tcPr>{content}</w:tc></w:tr>"
        for border, content in rows
    )
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="8845" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="8845"/></w:tblGrid>{cells}</w:tbl>'
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
        + '<w:p><w:pPr><w:pStyle w:val="TableNote"/><w:spacing w:before="0" w:after="0" '
        'w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
    )


def write(path: Path, body: str) -> None:
    """Write one file with fixed times, so that making it again changes nothing."""
    document = HEAD + f"<w:document {W} {R}><w:body>{body}{SECTION}</w:body></w:document>"
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELATIONS,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
        "word/styles.xml": styles(),
        "word/settings.xml": SETTINGS,
        "word/fontTable.xml": font_table(),
        "word/theme/theme1.xml": theme(),
        "word/footer1.xml": footer("right"),
        "word/footer2.xml": footer("left"),
        "docProps/core.xml": CORE,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)


def main() -> None:
    """Write base.docx and the two frames."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    write(FOLDER / "base.docx", paragraph("BodyText", ""))
    write(FOLDER / "daily_report.docx", frame("反诈工作日报"))
    write(FOLDER / "evening_bulletin.docx", frame("反诈工作通报"))


if __name__ == "__main__":
    main()
