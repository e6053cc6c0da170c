"""Flask-Security-Too as it comes from PyPI, with one user, on a free port of 127.0.0.1.

    python flask_site.py FOLDER

Prints its port, then serves until it is ended. FOLDER takes its database. The clock can be
moved, since the server takes a code once and the tests do not wait: GET /clock/SECONDS.
"""

import logging
import sys
import time
from wsgiref.simple_server import WSGIRequestHandler, make_server

from flask import Flask
from flask_security import Security, SQLAlchemyUserDatastore, hash_password
from flask_security.models import fsqla_v2
from flask_sqlalchemy import SQLAlchemy

real_time = time.time
# Missing icons are no news; errors are.
logging.disable(logging.WARNING)

app = Flask(__name__)
app.config.update(
    SECRET_KEY="for tests alone",
    SECURITY_PASSWORD_SALT="for tests alone",
    SECURITY_PASSWORD_HASH="plaintext",
    SECURITY_PASSWORD_SCHEMES=["plaintext"],
    SECURITY_TWO_FACTOR=True,
    SECURITY_TWO_FACTOR_ENABLED_METHODS=["authenticator"],
    SECURITY_TWO_FACTOR_ALWAYS_VALIDATE=True,
    SECURITY_TWO_FACTOR_RESCUE_EMAIL=False,
    SECURITY_TOTP_SECRETS={1: "for tests alone, and long enough"},
    SECURITY_TOTP_ISSUER="Flask Example",
    SECURITY_SEND_REGISTER_EMAIL=False,
    SQLALCHEMY_DATABASE_URI=f"sqlite:///{sys.argv[1]}/db.sqlite3",
)
db = SQLAlchemy(app)
fsqla_v2.FsModels.set_db_info(db)


class Role(db.Model, fsqla_v2.FsRoleMixin):
    pass


class User(db.Model, fsqla_v2.FsUserMixin):
    pass


app.security = Security(app, SQLAlchemyUserDatastore(db, User, Role))


@app.get("/")
def home():
    return "<p>Home</p>"


@app.get("/clock/<int:ahead>")
def clock(ahead):
    time.time = lambda: real_time() + ahead
    return "moved"


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments):
        pass


def main():
    with app.app_context():
        db.create_all()
        app.security.datastore.create_user(email="jane@example.org", password=hash_password("practice-password"))
        db.session.commit()
    with make_server("127.0.0.1", 0, app, handler_class=Quiet) as server:
        print(server.server_port, flush=True)
        server.serve_forever()


main()
