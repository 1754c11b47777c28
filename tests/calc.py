"""LibreOffice Calc without a window: it opens workbooks, does what a person would do in them, and saves them."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

SAVED_AS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xls": "MS Excel 97",
    ".ods": "calc8",
    ".csv": "Text - txt - csv (StarCalc)",
    ".pdf": "calc_pdf_Export",
}
"""How Calc names the kinds of files, by suffix."""

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{}
</script:module>
"""
_HELPERS = """
Function Opened(url)
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden" : how(0).Value = True
  how(1).Name = "FilterOptions" : how(1).Value = IIf(Right(url, 4) = ".csv", "44,34,76", "")  ' commas, quotes, UTF-8
  Opened = StarDesktop.loadComponentFromURL(url, "_blank", 0, how())
End Function

Sub SaveAs(doc, url, kind)
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName" : how(0).Value = kind
  how(1).Name = "FilterOptions" : how(1).Value = IIf(InStr(kind, "csv") > 0, "44,34,76", "")  ' commas, quotes, UTF-8
  doc.storeToURL(url, how())
End Sub

Sub TypeIn(sheet, place, text)
  Dim british As New com.sun.star.lang.Locale
  british.Language = "en" : british.Country = "GB"
  cell = sheet.getCellRangeByName(place)
  cell.CharLocale = british
  cell.FormulaLocal = text
End Sub

Sub TypeAsText(sheet, place, text)
  sheet.getCellRangeByName(place).String = text
End Sub

Sub SortDownwards(area, column)
  Dim fields(0) As New com.sun.star.table.TableSortField
  fields(0).Field = column : fields(0).IsAscending = False
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "SortFields" : how(0).Value = fields()
  area.sort(how())
End Sub

Sub FilterBy(area, column, text)
  chosen = area.createFilterDescriptor(True)
  Dim fields(0) As New com.sun.star.sheet.TableFilterField
  fields(0).Field = column : fields(0).IsNumeric = False : fields(0).StringValue = text
  fields(0).Operator = com.sun.star.sheet.FilterOperator.EQUAL
  chosen.setFilterFields(fields())
  chosen.ContainsHeader = True
  area.filter(chosen)
End Sub
"""


def is_here() -> bool:
    """Whether Calc is installed on this machine."""
    program = shutil.which("soffice")
    return bool(program and (Path(program).resolve().parent / "libsclo.so").exists())


def done_in_calc(
    folder: Path, books: Mapping[str, bytes], steps: Mapping[str, tuple[str, Sequence[str]]]
) -> dict[str, bytes]:
    """The files that Calc saved.

    books: the workbooks by name, without suffix, and tables by name with .csv. steps: for each file to be saved, by a name with its suffix, the workbook that is
    opened, and what is done in it before: statements of Basic about doc. Calc is started once.
    """
    (folder / "saved").mkdir()
    for name, content in books.items():
        _path(folder, name).write_bytes(content)
    _run(folder, "\n".join(_saved(folder, name, book, done) for name, (book, done) in steps.items()))
    return {name: (folder / "saved" / name).read_bytes() for name in steps}


def _path(folder: Path, book: str) -> Path:
    return folder / (book if book.endswith(".csv") else f"{book}.xlsx")


def _saved(folder: Path, name: str, book: str, statements: Sequence[str]) -> str:
    done = "\n".join(f"  {statement}" for statement in statements)
    url, kind = (folder / "saved" / name).as_uri(), SAVED_AS[Path(name).suffix]
    return f'  doc = Opened("{_path(folder, book).as_uri()}")\n{done}\n  SaveAs(doc, "{url}", "{kind}")\n  doc.close(True)'


def _run(folder: Path, statements: str) -> None:
    """Runs the statements in a profile of its own; what goes wrong stands in the file failed."""
    failed = folder / "failed"
    main = f"""
Sub Main
  On Error Goto Failed
{statements}
  StarDesktop.terminate()
  Exit Sub
Failed:
  Open "{failed}" For Output As #1 : Print #1, Error$ : Close #1
  StarDesktop.terminate()
End Sub
"""
    office = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True, timeout=120)
    module = folder / "profile/user/basic/Standard/Module1.xba"
    module.write_text(_MODULE.format(escape(_HELPERS + main)), "utf-8")
    subprocess.run([*office, "macro:///Standard.Module1.Main()"], check=True, capture_output=True, timeout=300)
    assert not failed.exists(), failed.read_text("utf-8")


def in_basic(text: str) -> str:
    """A text as Basic writes it."""
    return '"' + text.replace('"', '""') + '"'
