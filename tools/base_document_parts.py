"""The parts of the base file that never change: relations, settings, fonts, theme, section."""

from __future__ import annotations

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:wps="{WPS}"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

CONTENT_TYPES = (
    HEAD
    + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    + '<Default Extension="rels" '
    + 'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + '<Default Extension="xml" ContentType="application/xml"/>'
    + '<Default Extension="png" ContentType="image/png"/>'
    + f'<Override PartName="/word/document.xml" ContentType="{OFFICE}.document.main+xml"/>'
    + f'<Override PartName="/word/styles.xml" ContentType="{OFFICE}.styles+xml"/>'
    + f'<Override PartName="/word/settings.xml" ContentType="{OFFICE}.settings+xml"/>'
    + f'<Override PartName="/word/fontTable.xml" ContentType="{OFFICE}.fontTable+xml"/>'
    + '<Override PartName="/word/theme/theme1.xml" '
    + 'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    + f'<Override PartName="/word/header1.xml" ContentType="{OFFICE}.header+xml"/>'
    + f'<Override PartName="/word/header2.xml" ContentType="{OFFICE}.header+xml"/>'
    + f'<Override PartName="/word/footer1.xml" ContentType="{OFFICE}.footer+xml"/>'
    + f'<Override PartName="/word/footer2.xml" ContentType="{OFFICE}.footer+xml"/>'
    + '<Override PartName="/docProps/core.xml" '
    + 'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    + "</Types>"
)
PACKAGE_RELATIONS = (
    HEAD
    + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    + '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/'
    + 'relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    + "</Relationships>"
)
DOCUMENT_RELATIONS = (
    HEAD
    + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + f'<Relationship Id="rId1" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    + f'<Relationship Id="rId2" Type="{RELATIONS}/settings" Target="settings.xml"/>'
    + f'<Relationship Id="rId3" Type="{RELATIONS}/footer" Target="footer1.xml"/>'
    + f'<Relationship Id="rId4" Type="{RELATIONS}/footer" Target="footer2.xml"/>'
    + f'<Relationship Id="rId5" Type="{RELATIONS}/fontTable" Target="fontTable.xml"/>'
    + f'<Relationship Id="rId6" Type="{RELATIONS}/theme" Target="theme/theme1.xml"/>'
    + f'<Relationship Id="rId7" Type="{RELATIONS}/header" Target="header1.xml"/>'
    + f'<Relationship Id="rId8" Type="{RELATIONS}/header" Target="header2.xml"/>'
    + "</Relationships>"
)
CORE = (
    HEAD
    + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    + 'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    + 'xmlns:dcterms="http://purl.org/dc/terms/" '
    + 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    + "<dc:title></dc:title><dc:creator></dc:creator><dc:language>zh-CN</dc:language>"
    + "</cp:coreProperties>"
)
FONT_NAMES = (
    ("方正小标宋简体", "华文中宋"),
    ("仿宋_GB2312", "仿宋"),
    ("仿宋", "华文仿宋"),
    ("黑体", "SimHei"),
    ("楷体_GB2312", "楷体"),
    ("宋体", "SimSun"),
    ("Times New Roman", ""),
)
"""Fonts of the standard, each with what stands in on machines without it."""
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def _alternative(name: str) -> str:
    return f'<w:altName w:val="{name}"/>' if name else ""


def font_table() -> str:
    """Return the fonts the styles name."""
    found = "".join(
        f'<w:font w:name="{name}">{_alternative(other)}</w:font>'
        for name, other in FONT_NAMES
    )
    return HEAD + f"<w:fonts {W}>{found}</w:fonts>"


def theme() -> str:
    """Return a plain theme: Word wants one, no style of ours uses it."""
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
        for name, value in (
            ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "333333"), ("lt2", "EEEEEE"),
            ("accent1", "C00000"), ("accent2", "1F4E79"), ("accent3", "7F7F7F"),
            ("accent4", "BF9000"), ("accent5", "2E75B6"), ("accent6", "548235"),
            ("hlink", "0563C1"), ("folHlink", "954F72"),
        )
    )  # fmt: skip
    face = '<a:latin typeface="Times New Roman"/><a:ea typeface="仿宋"/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        HEAD + f'<a:theme {A} name="公文"><a:themeElements><a:clrScheme name="公文">{colours}'
        f'</a:clrScheme><a:fontScheme name="公文"><a:majorFont>{face}</a:majorFont>'
        f"<a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="公文"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


SETTINGS = (
    HEAD
    + f'<w:settings {W}><w:mirrorMargins/><w:defaultTabStop w:val="420"/>'
    + "<w:evenAndOddHeaders/><w:characterSpacingControl "
    + 'w:val="compressPunctuation"/>'
    + '<w:compat><w:compatSetting w:name="compatibilityMode" '
    + 'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    + '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId7"/>'
    '<w:headerReference w:type="even" r:id="rId8"/>'
    '<w:footerReference w:type="default" r:id="rId3"/>'
    '<w:footerReference w:type="even" r:id="rId4"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" '
    'w:header="850" w:footer="1451" w:gutter="0"/>'
    '<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
)
