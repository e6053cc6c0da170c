"""Makes tests/vectors/exchange/databases.json: the databases of three apps, written by SQLite itself in pages of 512
bytes. Each holds a TOTP account named ana at Acme; Google's also an old HOTP one, and in the log beside it are
twenty more accounts, of which the database alone has none, and no account named ana any more."""

import base64
import json
import sqlite3
import sys
import tempfile

made = {}


def write(name, statements):
    with tempfile.NamedTemporaryFile() as file:
        with sqlite3.connect(file.name) as database:
            database.execute("PRAGMA page_size = 512")
            for statement in statements:
                database.execute(statement)
            database.commit()
        made[name] = base64.b64encode(open(file.name, "rb").read()).decode()


write("google-database", [
    "CREATE TABLE accounts (_id INTEGER PRIMARY KEY, email TEXT NOT NULL, secret TEXT NOT NULL, counter INTEGER DEFAULT 0, type INTEGER, issuer TEXT DEFAULT NULL)",
    "INSERT INTO accounts VALUES (1, 'ana', 'MZXW6YTBOI', 0, 0, 'Acme')",
    "INSERT INTO accounts VALUES (2, 'Old:bob', 'mzxw6ytboi', 5, 1, NULL)",
])
write("google-database-encrypted", [
    "CREATE TABLE accounts (_id INTEGER PRIMARY KEY, email TEXT NOT NULL, secret TEXT NOT NULL, type INTEGER, issuer TEXT DEFAULT NULL, isencrypted INTEGER DEFAULT 0)",
    "INSERT INTO accounts VALUES (1, 'ana', 'MZXW6YTBOI', 0, 'Acme', 0)",
    "INSERT INTO accounts VALUES (2, 'bob', 'MZXW6YTBOI', 0, 'Acme', 1)",
])
write("microsoft-database", [
    "CREATE TABLE accounts (_id INTEGER PRIMARY KEY, account_type INTEGER, name TEXT, username TEXT, oath_secret_key TEXT, weight REAL)",
    "INSERT INTO accounts VALUES (1, 0, 'Acme', 'ana', 'MZXW6YTBOI', 1.5)",
    "INSERT INTO accounts VALUES (2, 1, 'Microsoft', 'ana@outlook.example', 'Zm9vYmFy', NULL)",
])
write("stratum-database", [
    "CREATE TABLE authenticator (type INTEGER, icon TEXT, issuer TEXT, username TEXT, secret TEXT PRIMARY KEY, algorithm INTEGER, digits INTEGER, period INTEGER, counter INTEGER, pin TEXT)",
    "CREATE TABLE category (id TEXT PRIMARY KEY, name TEXT)",
    "CREATE TABLE authenticatorcategory (categoryId TEXT, authenticatorSecret TEXT)",
    "INSERT INTO authenticator VALUES (2, NULL, 'Acme', 'ana', 'MZXW6YTBOI', 1, 8, 60, 0, NULL)",
    "INSERT INTO category VALUES ('1', 'Work')",
    "INSERT INTO authenticatorcategory VALUES ('1', 'MZXW6YTBOI')",
])
with tempfile.TemporaryDirectory() as folder:
    name = folder + "/databases"
    open(name, "wb").write(base64.b64decode(made["google-database"]))
    database = sqlite3.connect(name)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA wal_autocheckpoint = 0")
    for number in range(20):
        database.execute("INSERT INTO accounts VALUES (?, ?, 'MZXW6YTBOI', 0, 0, 'Acme')", (10 + number, f"new {number}"))
    database.commit()
    database.execute("DELETE FROM accounts WHERE email = 'ana'")
    database.commit()
    made["google-database-before"] = base64.b64encode(open(name, "rb").read()).decode()
    made["google-database-log"] = base64.b64encode(open(name + "-wal", "rb").read()).decode()
    database.close()
json.dump(made, sys.stdout, indent=1)
print()
