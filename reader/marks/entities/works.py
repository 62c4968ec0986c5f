"""Works: what stands in 《》, nested and across a line break too."""

from __future__ import annotations

from reader.marks.entities.draft import Draft
from reader.patterns import Pattern

_MARKS = Pattern("[《〈》〉]", needs="《")
_OPEN = "《〈"
_LONGEST = 200


def find(draft: Draft) -> None:
    """Put what stands between the outermost 《 and its 》; names inside give way, an unclosed 《 is left alone."""
    text = draft.text
    stack: list[int] = []
    for mark in _MARKS.finditer(text):
        at, character = mark.start(), mark[0]
        if character in _OPEN:
            stack.append(at)
        elif stack:
            start = stack.pop()
            if stack and at - stack[0] > _LONGEST:
                stack.clear()
            whole = not stack and text[start] == "《" and character == "》"
            if whole and at - start <= _LONGEST and text[start + 1 : at].strip():
                draft.put(start + 1, at, "WORK")
