"""Every word and number of a record's Markdown is read on the page, in the PDF and in the Word document, in one order."""

import io
import re
from datetime import date
from operator import itemgetter

import docx
import pytest
from docx.oxml.ns import qn
from lxml.html import document_fromstring
from pypdf import PageObject, PdfReader
from register.build import make_papers
from register.pages.addresses import PaperFormat
from register.snapshots.snapshots import Snapshots

from tests.small import checked, finding, html_at, records_of, site_of, texts
from tests.test_paper_files import needs_pango

DAY = date(2019, 7, 1)
PAPER = "/meetings/2019-06-28/"

WORDS = """\
## Recommendation

Begins here. The force **should**, *by* 31 March 2020, ~~not~~ `wait`:

(a) record every crime within 24 hours;
(b) make sure that supervisors:
  (i) read each file, and
  (ii) sign it;
(c) tell victims.[^1]

5. The fifth duty is
   kept in the code.
6. The sixth is too.
9. The ninth comes after the sixth:

   - with a bullet
     1. and a number
        - four
          3. five deep

   and a second paragraph.

Pasted from a report:
• one bullet
\uf0b7 another
– a dash
o a circle
2.1 a paragraph

#### A heading of the fourth level

See [the guidance](https://example.org/?a=1&b=2), <https://example.org/plain>, [another finding](other.md)
and mail@example.org.

##### A heading of the fifth level

A line with a break\\
and the line below it.

> A quotation
>
> > with a quotation in it,
>
> 4. a number

| Year | Red \\| amber | Share |
| :--- | ---: | :---: |
| 2018 | 12 | *three* `a\\|b` |
| 2019 | | **4** |

---

```
code  with   blanks
    and lines
```

1. one
1. two
1. three

Between.

0) nought
1) first
7) seventh

A second note.[^the-code] Signs: &lt;b&gt; &amp; &copy; 5 < 6 \\*star\\*.

[^1]: Code of practice 1.

    Its second paragraph.

[^the-code]: https://example.org/code

Ends here.

## Force response

Begins again.

#### A part of the first answer

Its words.

### 2019-06-14

a. said
b. later

#### A part of the second answer

Ends again.
"""

READ = """\
Begins here. The force should, by 31 March 2020, not wait:
(a) record every crime within 24 hours; (b) make sure that supervisors: (i) read each file, and (ii) sign it;
(c) tell victims.[1]
5. The fifth duty is kept in the code. 6. The sixth is too. 9. The ninth comes after the sixth:
with a bullet 1. and a number four 3. five deep and a second paragraph.
Pasted from a report: • one bullet • another – a dash o a circle 2.1 a paragraph
A heading of the fourth level
See the guidance, https://example.org/plain, another finding and mail@example.org.
A heading of the fifth level
A line with a break and the line below it.
A quotation with a quotation in it, 4. a number
Year Red | amber Share 2018 12 three a|b 2019 4
code with blanks and lines
1. one 2. two 3. three Between. 0. nought 1. first 7. seventh
A second note.[the-code] Signs: <b> & © 5 < 6 *star*.
[1] Code of practice 1. Its second paragraph. [the-code] https://example.org/code
Ends here.
"""

ANSWERED = """\
Begins again. A part of the first answer Its words. Update, 14 June 2019 a. said b. later
A part of the second answer Ends again.
"""

FILES = texts(everything=finding(title="Everything", body=WORDS), other=finding(title="Another"))


def squeezed(text: str) -> str:
    """The text without white space, which a PDF puts where it likes."""
    return re.sub(r"\s+", "", text)


def between(text: str, first: str, last: str) -> str:
    """The squeezed text from the words first to the words last."""
    whole, start, end = squeezed(text), squeezed(first), squeezed(last)
    return whole[whole.index(start) : whole.index(end) + len(end)]


def read_page() -> str:
    """What a browser shows of the paper's page, with the numbers of its lists."""
    page = document_fromstring(html_at(site_of(FILES, DAY), PAPER))
    for numbers in page.iter("ol"):
        number = int(numbers.get("start", 1)) - 1
        for item in numbers:
            number = int(item.get("value", number + 1))
            first = item if (item.text or "").strip() else item[0]
            first.text = f"{number}. {first.text}"
    return page.text_content()


def read_pdf() -> str:
    """What is seen in the PDF from the top to the bottom, without its foot and the bullets of its lists."""
    pages = "".join(squeezed(seen_on(sheet)) for sheet in PdfReader(io.BytesIO(made(PaperFormat.PDF))).pages)
    return re.sub(r"Positionat28June2019Page\d+of\d+|WestMidlandsPolice|[◦▪]|(?:•)(?=withabullet|four)", "", pages)


def seen_on(sheet: PageObject) -> str:
    """The text of a sheet, line by line; what stands up to half a line higher belongs to the line."""
    pieces: list[tuple[float, float, str]] = []

    def note(text: str, page: list[float], at: list[float], *_: object) -> None:
        if text.strip():
            left = at[4] * page[0] + at[5] * page[2] + page[4]
            pieces.append((at[4] * page[1] + at[5] * page[3] + page[5], left, text))

    sheet.extract_text(visitor_text=note)
    lines: list[list[tuple[float, float, str]]] = []
    for piece in sorted(pieces, reverse=True):
        if not lines or lines[-1][-1][0] - piece[0] > HALF_A_LINE:
            lines.append([])
        lines[-1].append(piece)
    return "\n".join("".join(text for _, _, text in sorted(line, key=itemgetter(1))) for line in lines)


HALF_A_LINE = 6.0  # points


def read_word() -> str:
    """What Word shows of the document, with the numbers of its lists."""
    document = docx.Document(io.BytesIO(made(PaperFormat.WORD)))
    numbering = document.part.numbering_part.element
    counted: dict[int, int] = {}
    said = []
    for paragraph in document.element.body.iter(qn("w:p")):
        properties = paragraph.find(qn("w:pPr"))
        number = properties.numPr.numId.val if properties is not None and properties.numPr is not None else None
        if number is not None:
            start = numbering.num_having_numId(number).find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}")
            counted[number] = counted.get(number, int(start.get(qn("w:val"))) - 1) + 1
            said.append(f"{counted[number]}. ")
        said += [text.text or "" for text in paragraph.iter(qn("w:t"))]
    return "".join(said)


def made(form: PaperFormat) -> bytes:
    papers = make_papers(Snapshots(records_of(FILES).public()), DAY, (form,), ["2019-06-28"])
    return papers[f"{PAPER}paper.{form}"]


READERS = pytest.mark.parametrize(
    "read", [read_page, pytest.param(read_pdf, marks=needs_pango), read_word], ids=["page", "pdf", "word"]
)


@READERS
def test_everything_that_markdown_allows_is_read_word_by_word_and_number_by_number(read):
    assert between(read(), "Begins here", "Ends here.") == squeezed(READ)


@READERS
def test_the_parts_of_a_response_are_read_where_they_belong(read):
    assert between(read(), "Begins again", "Ends again.") == squeezed(ANSWERED)


def test_the_check_finds_nothing_wrong_with_it():
    assert checked(FILES) == ()
