BEGIN TRANSACTION;
CREATE TABLE cards (
            id INTEGER PRIMARY KEY, item_id TEXT NOT NULL UNIQUE,
            stage INTEGER CHECK (stage IN (1, 2, 3)), step INTEGER, stability REAL CHECK (stability > 0),
            difficulty REAL, due_ms INTEGER, last_ms INTEGER,
            suspended INTEGER NOT NULL DEFAULT 0, buried_until TEXT NOT NULL DEFAULT ''
        ) STRICT;
INSERT INTO "cards" VALUES(1,'root_territory:L5',2,NULL,2.3065,2.11810397045901588342e+00,1772614860000,1772442060000,0,'');
INSERT INTO "cards" VALUES(2,'muscle_root:deltoid',1,0,0.212,6.4133,1772442140000,1772442080000,0,'');
INSERT INTO "cards" VALUES(3,'disc_root:L4-L5',NULL,NULL,NULL,NULL,NULL,NULL,1,'');
CREATE TABLE reviews (
            id INTEGER PRIMARY KEY AUTOINCREMENT, item_id TEXT NOT NULL, mode TEXT NOT NULL, when_ms INTEGER NOT NULL,
            answer TEXT NOT NULL, correct INTEGER NOT NULL CHECK (correct IN (0, 1)),
            score REAL NOT NULL CHECK (score BETWEEN 0 AND 1), confidence REAL CHECK (confidence BETWEEN 0 AND 1),
            milliseconds INTEGER NOT NULL, rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
            session_id INTEGER NOT NULL REFERENCES sessions (id), true_root TEXT, chosen_root TEXT
        ) STRICT;
INSERT INTO "reviews" VALUES(1,'root_territory:L5','choose',1772442000000,'L5',1,1.0,0.75,8200,3,1,'L5','L5');
INSERT INTO "reviews" VALUES(2,'root_territory:L5','choose',1772442060000,'L5',1,1.0,NULL,7000,3,1,'L5','L5');
INSERT INTO "reviews" VALUES(3,'muscle_root:deltoid','choose',1772442080000,'C6',0,0.0,0.5,12000,1,1,'C5','C6');
CREATE TABLE sessions (
            id INTEGER PRIMARY KEY, begun_ms INTEGER NOT NULL
        ) STRICT;
INSERT INTO "sessions" VALUES(1,1772442000000);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('reviews',3);
COMMIT;
PRAGMA user_version = 1;
