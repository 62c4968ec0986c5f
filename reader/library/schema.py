"""The tables of the library's database and the steps from one schema version to the next."""

from __future__ import annotations

from reader.library.terms import INDEX_VERSION

APPLICATION_ID = 0x6E657773
"""Written into the file's header, so that another program's database is never taken for a library."""

# Rows are narrow where they are scanned (article) and wide where they are fetched one by one (content, page, marks).
# Article numbers are never used again (AUTOINCREMENT): an index entry that outlived its article points to no other.
_VERSION_1 = f"""
CREATE TABLE made_by (what TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO made_by VALUES ('index', {INDEX_VERSION});

CREATE TABLE page (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    digest BLOB NOT NULL UNIQUE,        -- of what was imported; a correction leaves it, so the page is known again
    date TEXT, paper TEXT, label TEXT,
    corrected INTEGER NOT NULL DEFAULT 0,
    body BLOB NOT NULL                  -- the Page, see records.py
) STRICT;

CREATE TABLE source (
    page INTEGER NOT NULL REFERENCES page ON DELETE CASCADE,
    name TEXT NOT NULL,                 -- the path or address as given
    id INTEGER PRIMARY KEY,
    UNIQUE (page, name)
) STRICT;
CREATE INDEX source_by_name ON source (name);

CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,           -- Article.id
    headline TEXT NOT NULL,
    section TEXT NOT NULL, byline TEXT NOT NULL, date TEXT NOT NULL,    -- "" where not known
    length INTEGER NOT NULL,            -- code points of the text
    flags TEXT NOT NULL,                -- separated by blanks
    source TEXT NOT NULL,               -- the first one
    fiction INTEGER NOT NULL,
    added INTEGER NOT NULL,
    read INTEGER NOT NULL DEFAULT 0, place INTEGER NOT NULL DEFAULT 0, opened INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    analyser TEXT NOT NULL DEFAULT '',  -- of the marks that are kept; '' where there are none
    worded INTEGER NOT NULL DEFAULT 0   -- whether its words stand in the index of words
) STRICT;
CREATE INDEX article_by_date ON article (date, id);
CREATE INDEX article_by_headline ON article (headline, id);
CREATE INDEX article_by_section ON article (section, date, id);
CREATE INDEX article_by_length ON article (length, id);
CREATE INDEX article_by_source ON article (source, id);
CREATE INDEX article_by_byline ON article (byline, id);
CREATE INDEX article_by_analyser ON article (analyser);
CREATE INDEX article_unworded ON article (id) WHERE worded = 0;
CREATE INDEX article_read ON article (id) WHERE read = 1;
CREATE INDEX article_starred ON article (id) WHERE starred = 1;

CREATE TABLE content (article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE, body BLOB NOT NULL) STRICT;

CREATE TABLE edition (                  -- which article stands where on which page
    page INTEGER NOT NULL REFERENCES page ON DELETE CASCADE,
    position INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    PRIMARY KEY (page, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX edition_by_article ON edition (article);

CREATE TABLE marks (article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE, body BLOB NOT NULL) STRICT;

CREATE TABLE name (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,                 -- PER LOC ORG WORK EVENT, or BYLINE
    text TEXT NOT NULL,
    folded TEXT NOT NULL,
    UNIQUE (folded, kind)
) STRICT;
CREATE TABLE mention (
    name INTEGER NOT NULL REFERENCES name ON DELETE CASCADE,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    times INTEGER NOT NULL,
    PRIMARY KEY (name, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_by_article ON mention (article, name);

CREATE TABLE measure (id INTEGER PRIMARY KEY, text TEXT NOT NULL, folded TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE figure (
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    start INTEGER NOT NULL,
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    low REAL NOT NULL, high REAL NOT NULL,  -- equal for a single value
    measure INTEGER REFERENCES measure,
    PRIMARY KEY (article, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX figure_by_value ON figure (kind, unit, low);
CREATE INDEX figure_by_measure ON figure (measure) WHERE measure IS NOT NULL;

CREATE TABLE tag (
    tag TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    PRIMARY KEY (tag, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_by_article ON tag (article);
CREATE TABLE note (article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE, text TEXT NOT NULL) STRICT;

CREATE TABLE saved (
    name TEXT PRIMARY KEY, query TEXT NOT NULL, sort TEXT NOT NULL, position INTEGER NOT NULL
) STRICT;

CREATE TABLE term (                     -- what pinyin finds: words and names, see pinyin.py
    text TEXT NOT NULL, pinyin TEXT NOT NULL, initials TEXT NOT NULL,
    uses INTEGER NOT NULL,
    PRIMARY KEY (text, pinyin)
) STRICT, WITHOUT ROWID;
CREATE INDEX term_by_pinyin ON term (pinyin, uses);
CREATE INDEX term_by_initials ON term (initials, uses);

CREATE TABLE fingerprint (              -- by which near duplicates are found, see twins.py
    article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE, high INTEGER NOT NULL, low INTEGER NOT NULL
) STRICT;
CREATE TABLE twin (                     -- each pair both ways
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    alike REAL NOT NULL,
    PRIMARY KEY (article, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX twin_by_other ON twin (other);

CREATE TABLE imported (                 -- files that are wholly in the library, so that an import goes on where it was
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, articles INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Contentless: the text is kept once, in content. The tokens are made in terms.py; "ascii" takes every other character
-- for part of a token, where unicode61 of an older SQLite would lose the newer ideographs.
-- titles holds what stands above an article, grams that and the text: a headline is found without walking through all
-- the articles that have the word somewhere, and only the small index pays for prefixes.
CREATE VIRTUAL TABLE titles USING fts5 (headline, byline, content='', prefix='1', tokenize='ascii');
CREATE VIRTUAL TABLE grams USING fts5 (text, content='', tokenize='ascii');
CREATE VIRTUAL TABLE names USING fts5 (text, content='', prefix='1', tokenize='ascii');
CREATE VIRTUAL TABLE notes USING fts5 (text, content='', prefix='1', tokenize='ascii');
CREATE VIRTUAL TABLE words USING fts5 (headline, byline, body, content='', detail=column, tokenize='ascii');
"""

# How the two large indexes are written. Small pieces fit the processor's cache while they are sorted, and of pieces
# merged by sixteen each word is written two or three times instead of five; what they leave apart is merged in the
# background (see merging.py). Importing takes a third less time so.
_VERSION_2 = "".join(
    f"INSERT INTO {index} ({index}, rank) VALUES ('{option}', {value});\n"
    for index in ("grams", "words")
    for option, value in (("hashsize", 300_000), ("automerge", 16), ("crisismerge", 32))
)

# Everything that a condition on figures asks stands in the index: 3 to 5000 of 860,000 figures took seconds without.
_VERSION_3 = """
DROP INDEX figure_by_value;
CREATE INDEX figure_by_value ON figure (kind, unit, low, high);
"""

# Where an article stands among all: by its first page, and there by its place. The number of its row would not do: one
# that is corrected gets a new one. For lists that run downwards the pages are turned round, and not what is on them.
_VERSION_4 = """
ALTER TABLE article ADD COLUMN ordinal INTEGER NOT NULL DEFAULT 9223372036854775807;    -- page << 20 | position
ALTER TABLE article ADD COLUMN ordinal_down INTEGER AS ((ordinal | 1048575) - (ordinal & 1048575)) VIRTUAL;
UPDATE article SET ordinal = (SELECT min(page << 20 | position) FROM edition WHERE article = article.id)
    WHERE id IN (SELECT article FROM edition);
DROP INDEX article_by_date;
DROP INDEX article_by_source;
DROP INDEX article_by_byline;
CREATE INDEX article_by_ordinal ON article (ordinal);
CREATE INDEX article_by_ordinal_down ON article (ordinal_down);
CREATE INDEX article_by_date ON article (date, ordinal);
CREATE INDEX article_by_date_down ON article (date, ordinal_down);
CREATE INDEX article_by_source ON article (source, ordinal);
CREATE INDEX article_by_source_down ON article (source, ordinal_down);
CREATE INDEX article_by_byline ON article (byline, ordinal);
CREATE INDEX article_by_byline_down ON article (byline, ordinal_down);
CREATE TRIGGER edition_comes AFTER INSERT ON edition
WHEN new.page << 20 | new.position < (SELECT ordinal FROM article WHERE id = new.article) BEGIN
    UPDATE article SET ordinal = new.page << 20 | new.position WHERE id = new.article;
END;
CREATE TRIGGER edition_goes AFTER DELETE ON edition BEGIN
    UPDATE article SET ordinal = ifnull(
        (SELECT min(page << 20 | position) FROM edition WHERE article = old.article), 9223372036854775807
    ) WHERE id = old.article;
END;
"""

# Tags are shown in the order in which they were given.
_VERSION_5 = """
ALTER TABLE tag ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
"""

MIGRATIONS: tuple[str, ...] = (_VERSION_1, _VERSION_2, _VERSION_3, _VERSION_4, _VERSION_5)
"""Step n brings a database of version n to n + 1; an empty file has version 0. A step once released is never edited."""

VERSION = len(MIGRATIONS)
