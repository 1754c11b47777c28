"""Numbers the sections and paragraphs of a document, so that a member can name any of them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from register.figures.blocks import Block, Group, GroupStyle, Heading, Paragraph, Words


def numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with their numbers: 5 before a section, 5.1 and 5.2 before its paragraphs and findings.

    A paragraph outside lists, tables and quotations has a number. A finding has one number, before
    its heading, for everything in it; one that belongs to it has the next below it: 5.2.1.
    """
    section = point = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            section, point = section + 1, 0
            yield replace(block, number=f"{section}.")
        elif _takes_number(block):
            point += 1
            yield _with_number(block, f"{section}.{point}")
        else:
            yield block


_FINDINGS = (GroupStyle.FINDING, GroupStyle.CHILD, GroupStyle.CARD)


def _takes_number(block: Block) -> bool:
    match block:
        case Paragraph():
            return True
        case Words(html=html):
            return html.startswith("<p>")
        case Group(style=style):
            return style in _FINDINGS
    return False


def _with_number(block: Block, number: str) -> Block:
    if isinstance(block, Group):
        heading, *rest = block.blocks
        return replace(block, blocks=(_with_number(heading, number), *_parts(rest, number)))
    return replace(block, number=number)  # type: ignore[call-arg]


def _parts(blocks: Iterable[Block], number: str) -> Iterator[Block]:
    """What a finding holds, with the numbers of those that belong to it."""
    part = 0
    for block in blocks:
        if isinstance(block, Group) and block.style in _FINDINGS:
            part += 1
            yield _with_number(block, f"{number}.{part}")
        else:
            yield block
