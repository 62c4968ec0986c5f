"""The Chinese catalogue: brings it up to date with the messages in reader/, compiles it, and spells out the commands.

Run ``python tests/ui/catalogue.py`` after changing a message: new ones come into the .po file without a translation,
those no longer used go; translate, and run it again.
"""

from __future__ import annotations

import ast
from datetime import datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "data" / "locale" / "zh" / "LC_MESSAGES"
SOUNDS = FOLDER.parent / "pinyin.tsv"


def messages() -> list[str]:
    """Every message in reader/, each once.

    Babel's own extraction reads tokens, and before Python 3.12 an f-string, with the calls in it, is one token.
    """
    found = set()
    for path in (ROOT / "reader").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "N_"):
                found |= {each.value for each in node.args[:1] if isinstance(each, ast.Constant)}
    return sorted(message for message in found if isinstance(message, str))


def kept() -> Catalog:
    """The catalogue as it is in data/."""
    return read_po(BytesIO((FOLDER / "newsreader.po").read_bytes()), locale="zh")


def compiled(catalogue: Catalog) -> bytes:
    """What the .mo file should hold."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def sounds() -> str:
    """How each command's Chinese title sounds, a line a title, by which the palette finds it."""
    from pypinyin import Style, lazy_pinyin

    from reader.ui.commands import COMMANDS

    said = {message.id: message.string for message in kept() if message.id}
    lines = []
    for title in sorted({str(said.get(each.title) or "") for each in COMMANDS} - {""}):
        syllables = lazy_pinyin(title, style=Style.NORMAL, errors="ignore", v_to_u=False)
        if syllables:
            lines.append(f"{title}\t{' '.join(syllables)}\n")
    return "".join(lines)


def main() -> None:
    translated = {message.id: message.string for message in kept() if message.id}
    fresh = Catalog(locale="zh", header_comment="# The messages of newsreader in Chinese.", fuzzy=False)
    fresh.creation_date = fresh.revision_date = datetime(2026, 1, 1)
    for message in messages():
        fresh.add(message, translated.get(message, ""))
    out = BytesIO()
    write_po(out, fresh, sort_output=True, width=120, no_location=True)
    (FOLDER / "newsreader.po").write_bytes(out.getvalue())
    (FOLDER / "newsreader.mo").write_bytes(compiled(kept()))
    SOUNDS.write_text(sounds(), encoding="utf-8")
    for message in fresh:
        if message.id and not message.string:
            print(f"not translated: {message.id!r}")


if __name__ == "__main__":
    main()
