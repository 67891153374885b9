"""An account turned into words: command line, terminal view, page, Markdown, JSON. The only room that prints.

Decision to know: every view is arranged once, in `arrangement`, and worded once, in `phrasing`; the views only lay out.
"""
