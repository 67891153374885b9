"""Synoptic reads a pile of reports and writes the one account that it supports.

>>> import synoptic
>>> account = synoptic.account(synoptic.sample_folder())
>>> account.stories[0].events[0].evidence[0].quote  # doctest: +SKIP
"""

from __future__ import annotations

__version__ = "0.1.0"
