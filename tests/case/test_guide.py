"""The guide to the Python API runs as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "api.md"


def test_the_guide_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    pieces = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(pieces) >= 8
    names: dict[str, object] = {"__name__": "guide"}
    for piece in pieces:
        exec(compile(piece, "docs/api.md", "exec"), names)
    told = capsys.readouterr().out
    assert "18 seen: 18 stored" in told
    assert [path.name for path in tmp_path.iterdir()] == ["strait.case"]
