"""How much a short line, by its own words, looks like a piece of a broken paragraph and not like a headline."""

from __future__ import annotations

import re

from reader.pages import titles
from reader.pages.blocks import Block
from reader.pages.lexicon import any_of, table, weights
from reader.patterns import Pattern

_SENTENCE = Pattern(lambda: any_of(table("breaks")["sentences"]))
_SAYS = Pattern(lambda: f"{any_of(table('breaks')['says'])}[,:].")
_QUOTED = 40


def by_words(made: Block) -> float:
    """How much a short block without a full stop looks like a piece of a paragraph by what it says, as log odds."""
    weight = weights("piece")
    bare = made.bare
    score = weight["bias"]
    commas = bare.count(",") + bare.count("、") + bare.count(";")
    score += weight["comma"] * max(0, commas - 1)
    if ("?" in bare or "!" in bare) and re.search(".{8}[?!].", re.sub("“[^”]*”", "", bare)):  # 五连胜! opens a headline
        score += weight["question_inside"]
    if bare[-1] in table("breaks")["sentence_end"]:
        score += weight["breaks_off"]
    score += weight["clause"] * _cut_short(bare)
    if _SENTENCE.match(bare):
        score += weight["sentence"]
    if len(bare) <= 4:
        score += weight["tiny"]
    elif 8 <= len(bare) <= 24:
        score += weight["headline_length"]
    if titles.two_clauses(made):
        score += weight["two_clauses"]
    if _SAYS.search(bare):
        score += weight["says"]
    return score


def _cut_short(bare: str) -> float:
    """How much shorter the last clause is than the one before it, 0 to 2: a headline's clauses are in balance."""
    clauses = [clause for clause in re.split("[,、;:?!]", re.sub("[“”]", "", bare)) if clause]
    if len(clauses) < 2:
        return 0.0
    last, before = len(clauses[-1]), max(len(clause) for clause in clauses[:-1])
    return 2.0 if last <= 3 else 1.0 if last * 2 < before or last > 2.5 * before else 0.0


def quotes_on(upper: str, lower: str) -> bool:
    """Whether a quotation that ``upper`` leaves open is closed at the beginning of ``lower``."""
    close = lower[:_QUOTED].find("”")
    return upper.rfind("“") > upper.rfind("”") and close >= 0 and "“" not in lower[:close]
