"""The styles of the base file, after GB/T 9704-2012."""

from __future__ import annotations

from base_document_parts import HEAD, W


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
    body = "仿宋_GB2312"
    found = [
        style("Normal", "Normal", exact + '<w:jc w:val="both"/>', fonts(body) + sixteen, based=""),
        style("BodyText", "正文文字", exact + indent, ""),
        style("Level1", "一级标题", keep + exact + indent + '<w:outlineLvl w:val="0"/>',
              fonts("黑体")),
        style("Level2", "二级标题", keep + exact + indent + '<w:outlineLvl w:val="1"/>',
              fonts("楷体_GB2312")),
        style("DocTitle", "公文标题", '<w:spacing w:before="1158" w:after="290" w:line="579" '
              'w:lineRule="exact"/>' + centre,
              fonts("方正小标宋简体") + size(44)),
        style("RedName", "发文机关标志", no_grid + '<w:spacing w:before="0" w:after="240" '
              'w:line="1000" w:lineRule="exact"/>' + centre,
              fonts("方正小标宋简体") + '<w:color w:val="FF0000"/><w:spacing w:val="60"/>'
              '<w:sz w:val="84"/><w:szCs w:val="84"/>'),
        style("IssueNumber", "期号", exact + centre, ""),
        style("IssueLine", "编发行", '<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="7" '
              'w:color="FF0000"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="8845"/></w:tabs>'
              + exact, ""),
        style("Demonstration", "演示标记", exact + centre,
              fonts("黑体") + '<w:color w:val="C00000"/><w:sz w:val="28"/><w:szCs w:val="28"/>'),
        style("HeaderMark", "页眉标记", no_grid + single + centre,
              fonts("黑体") + '<w:color w:val="C00000"/>' + size(24)),
        style("FormTitle", "表格标题", no_grid + '<w:spacing w:before="0" w:after="120" '
              'w:line="579" w:lineRule="exact"/>' + centre,
              fonts("方正小标宋简体") + size(44)),
        style("FormLine", "表格抬头", no_grid + '<w:spacing w:before="0" w:after="60" w:line="420" '
              'w:lineRule="exact"/>', size(28)),
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
        style("FootAnchor", "版记位置", no_grid + '<w:spacing w:before="0" w:after="0" w:line="20" '
              'w:lineRule="exact"/>', size(2)),
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
    lead = (
        '<w:style w:type="character" w:styleId="LeadIn"><w:name w:val="段首语"/><w:qFormat/>'
        f"<w:rPr>{fonts('楷体_GB2312')}</w:rPr></w:style>"
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
    )
    return HEAD + f"<w:styles {W}>{defaults}{''.join(found)}{lead}{table}</w:styles>"
