"""Reads files for other apps with programs from PyPI; only their answers are put in order here.

In: a folder with the files, each named for its format. Out: JSON, the accounts of each file as lists of issuer,
name, secret, digits, period, and hash, as far as that program reads them.
"""

import json
import pathlib
import sys

import pyotp
from lib2fas import load_services
from pass_import.managers.aegis import Aegis
from pass_import.managers.bitwarden import BitwardenCSV, BitwardenJSON
from pass_import.managers.keepassxc import KeepassxcCSV


def of_uri(uri: str) -> list:
    code = pyotp.parse_uri(uri)
    return [code.issuer, code.name, code.secret, code.digits, code.interval, code.digest().name]


def imported(manager, file: pathlib.Path) -> list:
    """What pass-import, which fills the password manager `pass`, takes from a file."""
    with manager(str(file)) as read:
        read.parse()
        return read.data


def aegis(file: pathlib.Path) -> list:
    # Issuer and name are one label for it.
    return [[entry["title"], *of_uri(entry["otpauth"])[2:]] for entry in imported(Aegis, file)]


def twofas(file: pathlib.Path) -> list:
    services = load_services(str(file), passphrase="")
    return [[it.name, it.otp.account, it.secret, it.otp.digits, it.otp.period] for it in services]


def bitwarden(file: pathlib.Path) -> list:
    return [[entry["title"], entry.get("login"), *of_uri(entry["otpauth"])[2:]] for entry in imported(BitwardenJSON, file)]


def bitwarden_csv(file: pathlib.Path) -> list:
    return [[entry["title"], entry["login"], *of_uri(entry["otpauth"])[2:]] for entry in imported(BitwardenCSV, file)]


def keepass_csv(file: pathlib.Path) -> list:
    return [[entry["title"], entry["login"], *of_uri(entry["TOTP"])[2:]] for entry in imported(KeepassxcCSV, file)]


def key_uris(file: pathlib.Path) -> list:
    return [of_uri(line) for line in file.read_text(encoding="utf-8").split()]


READERS = {
    "aegis-plain": aegis,
    "2fas": twofas,
    "bitwarden": bitwarden,
    "bitwarden-csv": bitwarden_csv,
    "keepass-csv": keepass_csv,
    "key-uris": key_uris,
}

folder = pathlib.Path(sys.argv[1])
print(json.dumps({format: read(folder / format) for format, read in READERS.items()}))
