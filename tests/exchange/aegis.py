"""Opens an encrypted Aegis file by the app's own rules, with Python's cryptography: no line of it is Tandem's.

In: the file's path as the argument, the password on the first line of standard input. Out: one line an entry,
type, issuer, name and secret with tabs between them.
"""

import base64
import json
import sys

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt


def opened(key: bytes, parameters: dict, sealed: bytes) -> bytes:
    nonce, tag = bytes.fromhex(parameters["nonce"]), bytes.fromhex(parameters["tag"])
    return AESGCM(key).decrypt(nonce, sealed + tag, None)


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        vault = json.load(file)
    password = sys.stdin.readline().rstrip("\n").encode()
    assert vault["version"] == 1
    [slot] = [slot for slot in vault["header"]["slots"] if slot["type"] == 1]
    assert (slot["n"], slot["r"], slot["p"]) == (2**15, 8, 1), "the app derives with these and no others"
    derived = Scrypt(salt=bytes.fromhex(slot["salt"]), length=32, n=slot["n"], r=slot["r"], p=slot["p"]).derive(password)
    master = opened(derived, slot["key_params"], bytes.fromhex(slot["key"]))
    db = json.loads(opened(master, vault["header"]["params"], base64.b64decode(vault["db"])))
    assert db["version"] == 3
    for entry in db["entries"]:
        print(entry["type"], entry["issuer"], entry["name"], entry["info"]["secret"], sep="\t")


main()
