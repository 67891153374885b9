"""The sample that ships with the package: a pile of reports on an invented quarrel between invented states.

Decision to know: it is a plain folder of files as a reader would have collected them, with the troubles that real piles
have (copies with junk around them, a corrected figure, rival counts, reports without a date, one report of another
matter). What a careful reader takes from it stands in `tests/samples/key.json`.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

SAMPLE_NAME = "tamber-strait"


def sample_folder() -> Path:
    """Return the folder that holds the sample's files.

    Raises:
        FileNotFoundError: the package was installed without its sample, or is run from a zip archive.
    """
    folder = files(__name__).joinpath(SAMPLE_NAME)
    if not isinstance(folder, Path) or not folder.is_dir():
        raise FileNotFoundError(f"no sample folder on disk at {folder}; install synoptic from its wheel")
    return folder
