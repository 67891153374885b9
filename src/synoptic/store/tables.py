"""The tables of a case, as queries name them.

Decision to know: names are words that one reads in any other tool that opens the file; the statements that make the
tables stand in `migrations`, and a test holds the two together.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()


def _text(name: str, **options: bool) -> Column[str]:
    return Column(name, Text, **options)  # type: ignore[arg-type]


migrations = Table("migrations", METADATA, Column("number", Integer, primary_key=True), _text("name"), _text("made_at"))

case_facts = Table("case_facts", METADATA, _text("name", primary_key=True), _text("value"))
"""What is known of the case itself: its name, when and by which version it was made, its revision."""

runs = Table(
    "runs",
    METADATA,
    Column("number", Integer, primary_key=True),
    _text("what"),
    _text("inputs"),
    _text("started_at"),
    _text("finished_at", nullable=True),
)

outcomes = Table(
    "outcomes",
    METADATA,
    Column("run", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    _text("at"),
    _text("file"),
    _text("place"),
    _text("outcome"),
    _text("report", nullable=True),
    _text("why"),
)
"""The ledger: one row for each input that was seen."""

reports = Table(
    "reports",
    METADATA,
    Column("number", Integer, primary_key=True),
    _text("id"),
    _text("text"),
    Column("text_exact", LargeBinary, nullable=True),
    _text("text_hash"),
    _text("content_hash"),
    _text("head"),
    _text("headline", nullable=True),
    _text("outlet", nullable=True),
    _text("url", nullable=True),
    _text("published", nullable=True),
    _text("dated"),
    _text("first_day", nullable=True),
    _text("last_day", nullable=True),
    _text("received_at"),
    _text("received_from"),
    Column("revision", Integer),
    _text("version_of", nullable=True),
    _text("removed_at", nullable=True),
    _text("removed_by", nullable=True),
    _text("removed_reason", nullable=True),
)
"""`text` is as received but for characters that a database can't hold, which stand as U+FFFD, so that offsets hold;
`text_exact` is given only where that was needed. `head` is JSON and exact; the columns after it are for reading."""

readings = Table(
    "readings",
    METADATA,
    _text("content_hash", primary_key=True),
    _text("reader", primary_key=True),
    Column("face", LargeBinary),
    Column("body", LargeBinary),
)
"""What was read, as JSON compressed with zlib, by the hash of what was read and the version of the reader: in `face`
what tells copies and stories apart (passages, sentences, the day), in `body` all but the text."""

report_speakers = Table(
    "report_speakers",
    METADATA,
    Column("report_number", Integer),
    _text("name"),
    _text("folded"),
    Column("start_at", Integer),
    Column("end_at", Integer),
)

report_actors = Table(
    "report_actors",
    METADATA,
    Column("report_number", Integer),
    _text("name"),
    _text("folded"),
    Column("start_at", Integer),
    Column("end_at", Integer),
)

report_figures = Table(
    "report_figures",
    METADATA,
    Column("report_number", Integer),
    Column("value", Float),
    Column("value2", Float, nullable=True),
    _text("unit", nullable=True),
    Column("start_at", Integer),
    Column("end_at", Integer),
)

corrections = Table(
    "corrections",
    METADATA,
    _text("id", primary_key=True),
    Column("revision", Integer),
    _text("kind"),
    _text("value"),
    _text("note"),
    _text("made_by"),
    _text("made_at"),
    _text("undone_by", nullable=True),
    _text("undone_at", nullable=True),
    _text("draft"),
)
"""`draft` is JSON and exact; the columns before it are for reading."""

kept_accounts = Table(
    "kept_accounts",
    METADATA,
    Column("revision", Integer, primary_key=True),
    _text("made_by"),
    _text("made_at"),
    Column("body", LargeBinary),
    Column("pile", LargeBinary),
)

kept_account_stories = Table(
    "kept_account_stories",
    METADATA,
    Column("revision", Integer, primary_key=True),
    _text("story_key", primary_key=True),
)

kept_stories = Table("kept_stories", METADATA, _text("story_key", primary_key=True), Column("body", LargeBinary))
"""Stories as they were linked and told, by the hash of everything that they were made of."""

visits = Table(
    "visits",
    METADATA,
    _text("made_by", primary_key=True),
    Column("revision", Integer, primary_key=True),
    _text("made_at"),
)
