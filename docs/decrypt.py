#!/usr/bin/env python3
"""Opens a Tandem backup (or a copied vault) with nothing of Tandem: see docs/vault.md.

    pip install cryptography argon2-cffi pynacl
    python3 docs/decrypt.py BACKUP                    asks for the passphrase
    python3 docs/decrypt.py BACKUP --recovery CODE
    python3 docs/decrypt.py BACKUP --passkey-output HEX
    python3 docs/decrypt.py BACKUP --key HEX          the vault key itself

Prints the records in the clear, one JSON object a line. Everything is authenticated before
anything is printed; whatever does not agree ends the program with a sentence.
"""

import argparse
import base64
import getpass
import hashlib
import hmac
import json
import sys
import unicodedata

FORMAT = 1
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("backup")
    parser.add_argument("--recovery")
    parser.add_argument("--passkey-output")
    parser.add_argument("--key")
    parser.add_argument("--check", action="store_true", help="print how many records there are, not what is in them")
    chosen = parser.parse_args()
    with open(chosen.backup, encoding="utf-8") as file:
        vault = json.load(file, object_pairs_hook=no_member_twice)
    if vault["format"] != FORMAT:
        sys.exit(f"format {vault['format']} is not known here, only {FORMAT}")
    key = vault_key(vault, chosen)
    records = open_vault(vault, key)
    if chosen.check:
        print(f"{len(records)} records, all of them authentic")
        return
    for identifier, revision, content in records:
        print(json.dumps({"id": identifier, "revision": revision, **content}, ensure_ascii=False, sort_keys=True))


def vault_key(vault, chosen):
    """The key that everything hangs on, out of the slot that was chosen."""
    if chosen.key:
        return bytes.fromhex(chosen.key)
    if chosen.recovery:
        code = recovery(chosen.recovery)
        return first(vault, "recovery", lambda slot: hkdf(code, "tandem vault recovery", decode(slot["salt"])))
    if chosen.passkey_output:
        output = bytes.fromhex(chosen.passkey_output)
        return first(vault, "passkey", lambda slot: hkdf(output, "tandem vault passkey", decode(slot["salt"])))
    typed = passphrase()
    return first(vault, "passphrase", lambda slot: derived(typed, slot))


def first(vault, kind, key_of):
    """The key out of the first slot of a kind that opens: two browsers may each have added one."""
    *others, last = slots_of(vault, kind)
    for slot in others:
        try:
            return unwrap(vault, slot, key_of(slot))
        except SystemExit:
            continue
    return unwrap(vault, last, key_of(last))


def passphrase():
    """Asked for at a terminal; else the first line of standard input."""
    if sys.stdin.isatty():
        return getpass.getpass("Passphrase: ")
    return sys.stdin.buffer.readline().decode().removesuffix("\n")


def derived(typed, slot):
    """Argon2id, version 1.3 (RFC 9106), over the passphrase in NFC as UTF-8."""
    from argon2.low_level import Type, hash_secret_raw

    if slot["function"] != "argon2id":
        sys.exit(f"the function {slot['function']} is not known here")
    return hash_secret_raw(
        secret=unicodedata.normalize("NFC", typed).encode(),
        salt=decode(slot["salt"]),
        time_cost=slot["passes"],
        memory_cost=slot["memory"],
        parallelism=slot["lanes"],
        hash_len=32,
        type=Type.ID,
        version=0x13,
    )


def recovery(code):
    """The 160 bits of a recovery code: 8 groups of 4 characters and a check each."""
    typed = [c for c in code.upper() if c not in "-_ \n\t"]
    values = [CROCKFORD.index({"O": "0", "I": "1", "L": "1"}.get(c, c)) for c in typed]
    if len(values) != 40:
        sys.exit(f"a recovery code has 40 characters, this has {len(values)}")
    number = 0
    for group in range(8):
        *data, check = values[5 * group : 5 * group + 5]
        total = 0
        for value in data:
            total = (total ^ value) << 1
            if total & 32:
                total ^= 0b100101
        if total ^ (group + 1) != check:
            sys.exit(f"there is a slip in group {group + 1}")
        for value in data:
            number = (number << 5) | value
    return number.to_bytes(20, "big")


def unwrap(vault, slot, key):
    said = {name: value for name, value in slot.items() if name not in ("nonce", "wrapped")}
    data = b"tandem vault slot" + number(FORMAT) + decode(vault["vault"]) + canonical(said)
    if "ephemeral" in slot:
        key = exchanged(key, decode(slot["ephemeral"]))
    return opened(key, decode(slot["nonce"]), decode(slot["wrapped"]), data, "this does not open the slot")


def exchanged(key, ephemeral):
    """The key that was sealed to the slot's public key (X25519, RFC 7748), by the slot's own key."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    own = X25519PrivateKey.from_private_bytes(hkdf(key, "tandem vault exchange secret"))
    shared = own.exchange(X25519PublicKey.from_public_bytes(ephemeral))
    return hkdf(shared, "tandem vault exchange", ephemeral + own.public_key().public_bytes_raw())


def open_vault(vault, key):
    """The records, after both authentications have held."""
    sealing = hkdf(key, "tandem vault sealing")
    authentication = hkdf(key, "tandem vault authentication")
    identity = decode(vault["vault"])
    parts, records = [], []
    for record in vault["records"]:
        sealed = decode(record["sealed"])
        place = decode(record["id"]) + number(record["revision"])
        parts.append(place + sealed[:24] + sealed[-16:])
        data = b"tandem vault record" + number(FORMAT) + identity + place
        content = opened(sealing, sealed[:24], sealed[24:], data, f"record {record['id']} was altered")
        records.append((record["id"], record["revision"], json.loads(content)))
    start = b"tandem vault records" + number(FORMAT) + identity + number(len(parts))
    records_tag = hmac.new(authentication, start + b"".join(parts), hashlib.sha256).digest()
    if not hmac.compare_digest(records_tag, decode(vault["mac"]["records"])):
        sys.exit("the list of records was altered")
    header = {name: value for name, value in vault.items() if name not in ("records", "mac")}
    covered = b"tandem vault header" + records_tag + canonical(header)
    header_tag = hmac.new(authentication, covered, hashlib.sha256).digest()
    if not hmac.compare_digest(header_tag, decode(vault["mac"]["header"])):
        sys.exit("the header was altered")
    return records


def opened(key, nonce, sealed, data, sentence):
    """XChaCha20-Poly1305, nonce of 24 bytes, tag at the end."""
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt
    from nacl.exceptions import CryptoError

    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, data, nonce, key)
    except CryptoError:
        sys.exit(sentence)


def hkdf(key, info, salt=None):
    """HKDF-SHA-256 to 32 bytes (RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info.encode()).derive(key)


def slots_of(vault, kind):
    found = [slot for slot in vault["slots"] if slot["kind"] == kind]
    if not found:
        sys.exit(f"this vault has no {kind} slot")
    return found


def canonical(value):
    """JSON without white space, members in ascending order of their names at every depth."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def number(value):
    return value.to_bytes(8, "big")


def decode(text):
    """Base64 for URLs, without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def no_member_twice(pairs):
    members = dict(pairs)
    if len(members) < len(pairs):
        sys.exit("a member stands there twice")
    return members


if __name__ == "__main__":
    main()
