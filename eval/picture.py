"""Take the picture of an account for the README: docs/account.png, by an installed Chromium without a window.

    python -m eval.picture                        the sample that ships
    python -m eval.picture PAGE.html OUT.png      any page that `synoptic account --html` wrote

Decision to know: the picture is taken by whatever Chromium is found, so it is looked at and not compared byte by byte.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
WIDTH, HEIGHT = 1200, 1500
MISSING = (
    "no Chromium was found, so the picture was not taken and stays as it is: install Chromium or Chrome "
    f"(looked for {', '.join(NAMES)}), then call this again"
)


def find_browser() -> str | None:
    """Return the path of an installed Chromium or Chrome, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def photograph(page: Path, picture: Path, browser: str, *, width: int = WIDTH, height: int = HEIGHT) -> None:
    """Draw the top of a page, in light colours, as a PNG of twice the size in dots.

    Raises:
        RuntimeError: the browser wrote no picture; the message has its last words.
    """
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        command = [
            browser,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={profile}",
            "--force-device-scale-factor=2",
            "--blink-settings=preferredColorScheme=1",
            f"--window-size={width},{height}",
            f"--screenshot={picture.resolve()}",
            page.resolve().as_uri(),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if not picture.exists():
        raise RuntimeError(f"{browser} wrote no picture of {page}: {done.stderr.strip()[-400:]}")


def take_picture(page: Path | None = None, picture: Path | None = None) -> int:
    """Take the picture of a page, or of the account of the sample; 0 is the exit status, also without a browser."""
    browser = find_browser()
    target = picture or ROOT / "docs" / "account.png"
    if browser is None:
        print(MISSING, file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        shown = page or _sample_page(Path(folder))
        photograph(shown, target, browser)
    print(f"wrote {target.relative_to(ROOT).as_posix() if target.is_relative_to(ROOT) else target}")
    return 0


def _sample_page(folder: Path) -> Path:
    from synoptic.pipeline import account_of, read_pile
    from synoptic.samples import sample_folder
    from synoptic.settings import Settings
    from synoptic.show.arrangement import arrange
    from synoptic.show.page import render_page

    pile = read_pile([str(sample_folder())])
    arranged = arrange(account_of(pile), Settings().whole_stories)
    page = folder / "account.html"
    page.write_text(render_page(arranged, {r.id: r.text for r in pile.readings}), encoding="utf-8", newline="\n")
    return page


if __name__ == "__main__":
    sys.exit(take_picture(*(Path(word) for word in sys.argv[1:3])))
