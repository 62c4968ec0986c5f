"""Other recognisers' own published cases: all pass but those that contradict the contract (peer_cases.toml)."""

from __future__ import annotations

import importlib.util
import json
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from reader.marks.figures import find_figures
from reader.marks.figures.numerals import find_numerals

SHARED = Path(__file__).resolve().parents[3] / "shared"
MODELS = [
    "rec_Number_NumberModel", "cn2an_number", "duck_Numeral", "rec_Number_PercentModel", "rec_Number_OrdinalModel",
    "rec_NumberWithUnit_CurrencyModel", "rec_NumberWithUnit_DimensionModel", "jio_money_parse", "jio_money_extract",
    "rec_NumberWithUnit_AgeModel", "rec_NumberWithUnit_TemperatureModel", "jio_time_extract",
]  # fmt: skip


@pytest.fixture(scope="module")
def checks() -> ModuleType:
    path = SHARED / "checks" / "peer_specs.py"
    if not path.exists():
        pytest.skip("the peers' published cases are not here")
    spec = importlib.util.spec_from_file_location("peer_specs", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def excused() -> set[tuple[str, str]]:
    table = tomllib.loads((Path(__file__).parent / "peer_cases.toml").read_text(encoding="utf-8"))
    assert all(case["reason"] for case in table["case"])
    return {(case["model"], case["text"]) for case in table["case"]}


@pytest.mark.parametrize("model", MODELS)
def test_published_cases_pass_or_are_excused(model: str, checks: ModuleType) -> None:
    path = SHARED / "figures" / "peer-specs" / f"{model}.jsonl"
    failed = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if model in checks.FIGURES:
            found = [f for f in find_figures(row["text"]) if f.kind in checks.FIGURES[model]]
        else:
            found = list(find_numerals(row["text"]))
        ok = bool(row["expected"]) or not found
        for want in row["expected"]:
            at, value = (want["start"], want["end"]), want.get("value")
            if model == "jio_money_parse" and isinstance(value, (list, dict)):
                value = None
            scale = checks.Fraction(1, 100)
            ok = ok and any(
                at in checks.spans(f)
                and checks.same(
                    value,
                    f.value if f.value is not None else getattr(f, "low", None),
                    scale if getattr(f, "kind", "") == "points" else checks.Fraction(1),
                )
                for f in found
            )
        if not ok and (model, row["text"]) not in excused():
            failed.append(row["text"])
    assert failed == []
