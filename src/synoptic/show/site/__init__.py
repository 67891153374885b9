"""The site of a case, for one newsroom's browsers: read, check, search, correct, carry away.

Decision to know: the pages are drawn on the server from the same templates as the one-file page, with addresses in
place of anchors; without a script everything can be read and corrected.
"""

from __future__ import annotations

from synoptic.show.site.serving import Served, serve_case

__all__ = ["Served", "serve_case"]
