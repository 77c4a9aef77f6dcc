"""The shape of the database, as steps from each version to the next; a step once released never changes."""

import sqlite3

STEPS: tuple[tuple[str, ...], ...] = (
    (  # 1: what is answered, what is due
        """CREATE TABLE sessions (
            id INTEGER PRIMARY KEY, begun_ms INTEGER NOT NULL
        ) STRICT""",
        """CREATE TABLE cards (
            id INTEGER PRIMARY KEY, item_id TEXT NOT NULL UNIQUE,
            stage INTEGER CHECK (stage IN (1, 2, 3)), step INTEGER, stability REAL CHECK (stability > 0),
            difficulty REAL, due_ms INTEGER, last_ms INTEGER,
            suspended INTEGER NOT NULL DEFAULT 0, buried_until TEXT NOT NULL DEFAULT ''
        ) STRICT""",
        """CREATE TABLE reviews (
            id INTEGER PRIMARY KEY AUTOINCREMENT, item_id TEXT NOT NULL, mode TEXT NOT NULL, when_ms INTEGER NOT NULL,
            answer TEXT NOT NULL, correct INTEGER NOT NULL CHECK (correct IN (0, 1)),
            score REAL NOT NULL CHECK (score BETWEEN 0 AND 1), confidence REAL CHECK (confidence BETWEEN 0 AND 1),
            milliseconds INTEGER NOT NULL, rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
            session_id INTEGER NOT NULL REFERENCES sessions (id), true_root TEXT, chosen_root TEXT
        ) STRICT""",
    ),
    (  # 2: an answer can be taken back; the log only ever grows
        "ALTER TABLE reviews ADD COLUMN before TEXT",  # the card's memory before the answer, null for none
        "ALTER TABLE reviews ADD COLUMN is_first INTEGER NOT NULL DEFAULT 0",
        """UPDATE reviews SET is_first = 1
            WHERE id IN (SELECT MIN(id) FROM reviews GROUP BY item_id)""",
        """CREATE TABLE undone (
            review_id INTEGER PRIMARY KEY REFERENCES reviews (id), when_ms INTEGER NOT NULL
        ) STRICT""",
        "CREATE VIEW counted AS SELECT * FROM reviews WHERE id NOT IN (SELECT review_id FROM undone)",
        """CREATE TRIGGER reviews_stay BEFORE UPDATE ON reviews
            BEGIN SELECT RAISE(ABORT, 'reviews are only ever added'); END""",
        """CREATE TRIGGER reviews_remain BEFORE DELETE ON reviews
            BEGIN SELECT RAISE(ABORT, 'reviews are only ever added'); END""",
        "CREATE INDEX reviews_by_time ON reviews (when_ms)",
    ),
)
VERSION = len(STEPS)
TABLES = ("sessions", "cards", "reviews", "undone")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database up to VERSION, each step whole or not at all; the connection commits by itself."""
    for version in range(version_of(connection), VERSION):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version_of(connection) == version:  # another window may have been faster
                for statement in STEPS[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version a database is of, 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
