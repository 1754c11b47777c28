"""By which number does a member name a paragraph?

The page of a paper, its PDF and its Word document are made of the same HTML, which gets its numbers here. So a
number means the same paragraph in all three.
"""

import re

_MARK = re.compile(
    r"(?P<section><h2[^>]*>)"
    r"|(?P<finding><article[^>]*>\s*<h[3-6][^>]*>)"
    r"|(?P<paragraph><p(?: [^>]*)?>)"
    r"|<(?P<leaves>/)?(?:article|blockquote|dl|li|section|table)\b[^>]*>"
)


def numbered(html: str) -> str:
    """The HTML with real numbers in its text: 5 before a section, 5.1, 5.2 before its paragraphs and findings.

    A section begins with its h2. A paragraph has a number where it stands by itself, not in a list, a table or a
    quotation. A finding (article) has one number, before its heading, for all that it holds.
    """
    section = point = depth = 0

    def with_number(mark: re.Match[str]) -> str:
        nonlocal section, point, depth
        alone = depth == 0
        if mark["section"]:
            section, point = section + 1, 0
            return f"{mark[0]}{section}. "
        if not mark["paragraph"]:
            depth += -1 if mark["leaves"] else 1
        if not alone or not (mark["paragraph"] or mark["finding"]):
            return mark[0]
        point += 1
        return f'{mark[0]}<span class="paragraph" id="paragraph-{section}-{point}">{section}.{point}</span> '

    return _MARK.sub(with_number, html)
