"""The pages with answers that the project was given reach what was agreed, by the scorer that came with them."""

from __future__ import annotations

import collections
import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from reader.pages import split_page

SHARED = Path(__file__).resolve().parents[3] / "shared"
SCORER = SHARED / "checks" / "score_pages.py"
pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the shared pages with answers are not here")

TARGETS = {
    "SUMMARY": 0.92,
    "article_f1@0.8": 0.88,
    "headline_exact": 0.88,
    "headline_exact[after]": 0.80,
    "headline_exact[middle]": 0.80,
    "byline_f1": 0.95,
    "section_acc": 0.92,
    "join_f1": 0.96,
    "furniture_f1": 0.90,
    "duplicate_f1": 0.90,
    "truncated_f1": 0.85,
    "coverage": 0.9995,
}


def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score_pages", SCORER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found(text: str) -> dict[str, Any]:
    """A page in the scorer's shape."""
    page = split_page(text)
    articles = [
        {
            "headline": each.headline, "kicker": each.kicker, "subtitle": each.subtitle, "section": each.section,
            "bylines": list(each.bylines), "byline_text": each.byline_text, "paragraphs": list(each.paragraphs),
            "truncated": "truncated" in each.flags, "duplicates": [],
        }
        for each in page.articles
    ]  # fmt: skip
    if articles:
        articles[0]["duplicates"] = [piece.text for piece in page.duplicates]
    return {"articles": articles, "furniture": [piece.text for piece in page.furniture]}


def test_the_pages_with_answers():
    score = scorer()
    total: collections.Counter[str] = collections.Counter()
    for path in sorted((SHARED / "pages" / "dev").glob("*.txt")):
        raw = path.read_text(encoding="utf-8")
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        total += score.score_page(raw, gold, found(raw), gold.get("style"))
    report = score.report(total)
    assert {name: report[name] for name, least in TARGETS.items() if report[name] < least} == {}


def test_the_real_page():
    score = scorer()
    raw = (SHARED / "pages" / "real-page.txt").read_text(encoding="utf-8")
    answers = json.loads((SHARED / "pages" / "real-page.json").read_text(encoding="utf-8"))
    articles = found(raw)["articles"]
    assert len(articles) == len(answers)
    for got, want in zip(articles, answers, strict=True):
        for field in ("headline", "section", "bylines", "truncated"):
            assert (got[field] or None) == (want[field] or None)
        assert [score.norm(text) for text in got["paragraphs"]] == [score.norm(text) for text in want["paragraphs"]]
