"""Makes tests/vectors/exchange/sealed.json: one account in each format that a passphrase opens, sealed by programs
that are not ours. Run it again only to add one: `pip install cryptography argon2-cffi pynacl pyzipper`.

Costs are the least that a file may ask for; where the app's own are fixed, they are the app's.
"""

import base64
import gzip
import hashlib
import hmac
import io
import json
import struct
import sys

import nacl.bindings as sodium
import pyzipper
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.padding import PKCS7

PASSPHRASE = b"words"
SECRET, ISSUER, NAME = "MZXW6YTBOI", "Acme", "ana"
URI = f"otpauth://totp/{ISSUER}:{NAME}?secret={SECRET}&issuer={ISSUER}"
made = []


def noise(label, length):
    """Bytes without order, the same in every run."""
    return hashlib.shake_256(label.encode()).digest(length)


def b64(data):
    return base64.b64encode(data).decode()


def compact(value):
    return json.dumps(value, separators=(",", ":")).encode()


def gcm(key, label, plain, bound=None):
    nonce = noise(label, 12)
    return nonce, AESGCM(key).encrypt(nonce, plain, bound)


def cbc(key, iv, plain):
    pad = PKCS7(128).padder()
    seal = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return seal.update(pad.update(plain) + pad.finalize()) + seal.finalize()


def pbkdf2(hash_name, salt, rounds, length=32, secret=PASSPHRASE):
    return hashlib.pbkdf2_hmac(hash_name, secret, salt, rounds, length)


def argon2id(salt, kibibytes, passes, lanes, secret=PASSPHRASE):
    return hash_secret_raw(secret, salt, passes, kibibytes, lanes, 32, Type.ID)


def keep(format, data, authenticated=True, along=None):
    data = data if isinstance(data, bytes) else compact(data)
    entry = {"format": format, "authenticated": authenticated, "file": b64(data)}
    if along:
        entry["along"] = {name: b64(value if isinstance(value, bytes) else compact(value)) for name, value in along.items()}
    made.append(entry)


def aegis():
    salt, master = noise("aegis salt", 32), noise("aegis master", 32)
    key = hashlib.scrypt(PASSPHRASE, salt=salt, n=2, r=1, p=1, dklen=32)
    entry = {"type": "totp", "name": NAME, "issuer": ISSUER, "info": {"secret": SECRET, "algo": "SHA1", "digits": 6, "period": 30}}

    def apart(key, label, plain):
        nonce, sealed = gcm(key, label, plain)
        return sealed[:-16], {"nonce": nonce.hex(), "tag": sealed[-16:].hex()}

    wrapped, wrapping = apart(key, "aegis key", master)
    db, parameters = apart(master, "aegis db", compact({"version": 3, "entries": [entry]}))
    slot = {"type": 1, "key": wrapped.hex(), "key_params": wrapping, "n": 2, "r": 1, "p": 1, "salt": salt.hex()}
    keep("aegis", {"version": 1, "header": {"slots": [slot], "params": parameters}, "db": b64(db)})


def twofas():
    salt = noise("2fas salt", 256)
    services = [{"name": ISSUER, "secret": SECRET, "otp": {"issuer": ISSUER, "account": NAME}}]
    nonce, sealed = gcm(pbkdf2("sha256", salt, 10_000), "2fas", compact(services))
    text = ":".join(b64(part) for part in (sealed, salt, nonce))
    keep("2fas", {"services": [], "groups": [], "schemaVersion": 4, "servicesEncrypted": text})


def andotp():
    entries = compact([{"secret": SECRET, "issuer": ISSUER, "label": NAME, "digits": 6, "type": "TOTP", "algorithm": "SHA1", "period": 30}])
    salt = noise("andotp salt", 12)
    keep("andotp", struct.pack(">I", 1) + salt + b"".join(gcm(pbkdf2("sha1", salt, 1), "andotp", entries)))
    keep("andotp", b"".join(gcm(hashlib.sha256(PASSPHRASE).digest(), "andotp, once", entries)))


def browser_extensions():
    salt = noise("vastblast salt", 16)
    account = {"type": "totp", "issuer": ISSUER, "label": NAME, "secret": SECRET}
    nonce, sealed = gcm(pbkdf2("sha256", salt, 1), "vastblast", compact({"accounts": [account]}))
    vault = {"kdf": {"iterations": 1, "salt": b64(salt)}, "cipher": {"iv": b64(nonce), "data": b64(sealed)}}
    keep("authenticator-2fa", {"app": "2fa-authenticator", "version": 1, "vault": vault})
    key = noise("bhxch key", 32)
    salt = noise("bhxch salt", 16)
    entry = {"uuid": "1", **account, "groupIds": []}
    wrap_nonce, wrapped = gcm(argon2id(salt, 8, 1, 1), "bhxch wrap", key)
    nonce, sealed = gcm(key, "bhxch", compact({"entries": [entry], "groups": []}))
    keep("bhxch-totp", {"v": 2, "kdf": {"m": 8, "t": 1, "p": 1, "salt": b64(salt)}, "wrapNonce": b64(wrap_nonce),
        "wrappedDek": b64(wrapped), "dataNonce": b64(nonce), "ciphertext": b64(sealed)})


def authenticator():
    """CryptoJS: nothing authenticates it."""
    def crypto_js(plain, passphrase, label):
        salt, key, last = noise(label, 8), b"", b""
        while len(key) < 48:
            last = hashlib.md5(last + passphrase + salt).digest()
            key += last
        return b64(b"Salted__" + salt + cbc(key[:32], key[32:48], plain))

    entry = {"dataType": "OTPStorage", "encrypted": True, "hash": "1", "index": 0, "type": "totp", "issuer": ISSUER, "account": NAME}
    keep("authenticator-extension", {"1": {**entry, "secret": crypto_js(SECRET.encode(), PASSPHRASE, "first")}}, False)
    inner = noise("second key", 32)
    opened = inner.hex().encode()
    second = {"1": {**entry, "secret": crypto_js(SECRET.encode(), opened, "second")}, "key": {"enc": crypto_js(inner, PASSPHRASE, "key"), "hash": ""}}
    keep("authenticator-extension", second, False)
    salt = "c29tZSBzYWx0IG9mIGl0cw"
    key = b64(argon2id(salt.encode(), 19_456, 2, 1)).rstrip("=").encode()
    data = crypto_js(compact({**entry, "secret": SECRET}), key, "third")
    third = {"1": {"dataType": "EncOTPStorage", "keyId": "k", "index": 0, "data": data},
        "k": {"dataType": "Key", "id": "k", "salt": salt, "hash": "", "version": 3}}
    keep("authenticator-extension", third, False)


def bitwarden():
    items = compact({"encrypted": False, "items": [{"type": 1, "name": ISSUER, "login": {"username": NAME, "totp": SECRET}}]})
    salt = b64(noise("bitwarden salt", 16))
    for costs, key in (
        ({"kdfType": 0, "kdfIterations": 1}, pbkdf2("sha256", salt.encode(), 1)),
        ({"kdfType": 1, "kdfIterations": 1, "kdfMemory": 1, "kdfParallelism": 1}, argon2id(hashlib.sha256(salt.encode()).digest(), 1_024, 1, 1)),
    ):
        encryption, authentication = (hmac.digest(key, info + b"\1", "sha256") for info in (b"enc", b"mac"))

        def seal(plain, label):
            iv = noise(label, 16)
            sealed = cbc(encryption, iv, plain)
            return "2." + "|".join(b64(part) for part in (iv, sealed, hmac.digest(authentication, iv + sealed, "sha256")))

        keep("bitwarden", {"encrypted": True, "passwordProtected": True, "salt": salt, **costs,
            "encKeyValidation_DO_NOT_EDIT": seal(b"any text", "validation"), "data": seal(items, "items")})


def ente():
    salt = noise("ente salt", 16)
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    key = argon2id(salt, 8, 1, 1)
    header = sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    sealed = sodium.crypto_secretstream_xchacha20poly1305_push(state, URI.encode(), None, sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL)
    keep("ente", {"version": 1, "kdfParams": {"memLimit": 8_192, "opsLimit": 1, "salt": b64(salt)},
        "encryptedData": b64(sealed), "encryptionNonce": b64(header)})


def proton():
    salt = noise("proton salt", 16)
    entry = {"id": "1", "content": {"uri": URI, "entry_type": "Totp", "name": NAME}, "note": None}
    nonce, sealed = gcm(argon2id(salt, 19_456, 2, 1), "proton", compact({"version": 1, "entries": [entry]}), b"proton.authenticator.export.v1")
    keep("proton-authenticator", {"version": 1, "salt": b64(salt), "content": b64(nonce + sealed)})


def stratum():
    entry = {"Type": 2, "Issuer": ISSUER, "Username": NAME, "Secret": SECRET, "Algorithm": 0, "Digits": 6, "Period": 30}
    backup = compact({"Authenticators": [entry]})
    salt = noise("stratum salt", 16)
    keep("stratum", b"AUTHENTICATORPRO" + salt + b"".join(gcm(argon2id(salt, 65_536, 3, 4), "stratum", backup)))
    salt, iv = noise("legacy salt", 20), noise("legacy iv", 16)
    keep("stratum", b"AuthenticatorPro" + salt + iv + cbc(pbkdf2("sha1", salt, 64_000), iv, backup), False)


def freeotp():
    signed = lambda data: [byte - 256 if byte > 127 else byte for byte in data]
    salt, master = noise("freeotp salt", 32), noise("freeotp master", 32)

    def wrap(key, plain, kind):
        nonce, sealed = gcm(key, "freeotp " + kind, plain, kind.encode())
        return {"mCipher": "AES/GCM/NoPadding", "mCipherText": signed(sealed),
            "mParameters": signed(b"\x30\x11\x04\x0c" + nonce + b"\x02\x01\x10"), "mToken": kind}

    texts = [
        "masterKey", compact({"mAlgorithm": "PBKDF2withHmacSHA512", "mIterations": 1, "mSalt": signed(salt),
            "mEncryptedKey": wrap(pbkdf2("sha512", salt, 1), master, "AES")}).decode(),
        "1", compact({"key": compact(wrap(master, b"foobar", "HmacSHA1")).decode()}).decode(),
        "1-token", compact({"algo": "SHA1", "digits": 6, "issuerExt": ISSUER, "label": NAME, "period": 30, "type": "TOTP"}).decode(),
    ]
    head = b"\xac\xed\0\5sr\0\x11java.util.HashMap\5\7\xda\xc1\xc3\x16\x60\xd1\3\0\2F\0\nloadFactorI\0\tthresholdxp"
    body = b"".join(b"t" + struct.pack(">H", len(text)) + text.encode() for text in texts)
    keep("freeotp", head + struct.pack(">fI", 0.75, 12) + b"w\x08" + struct.pack(">II", 16, 3) + body + b"x")


def keepass():
    xml = ("<KeePassFile><Root><Group><Name>Root</Name><Entry><String><Key>Title</Key><Value>Acme</Value></String>"
        "<String><Key>UserName</Key><Value>ana</Value></String>"
        f"<String><Key>otp</Key><Value>{URI.replace('&', '&amp;')}</Value></String></Entry></Group></Root></KeePassFile>").encode()
    composite = hashlib.sha256(hashlib.sha256(PASSPHRASE).digest()).digest()
    aes = bytes.fromhex("31c1f2e6bf714350be5805216afc5aff")
    seed, iv = noise("kdbx seed", 32), noise("kdbx iv", 16)

    # Version 4, with Argon2id.
    salt = noise("kdbx salt", 32)
    item = lambda kind, name, value: bytes([kind]) + struct.pack("<I", len(name)) + name + struct.pack("<I", len(value)) + value
    costs = b"\0\1" + item(0x42, b"$UUID", bytes.fromhex("9e298b1956db4773b23dfc3ec6f0a1e6")) + item(0x42, b"S", salt) \
        + item(5, b"M", struct.pack("<Q", 8_192)) + item(5, b"I", struct.pack("<Q", 1)) + item(4, b"P", struct.pack("<I", 1)) \
        + item(4, b"V", struct.pack("<I", 0x13)) + b"\0"
    field = lambda id, value: bytes([id]) + struct.pack("<I", len(value)) + value
    header = struct.pack("<IIHH", 0x9AA2D903, 0xB54BFB67, 1, 4) + field(2, aes) + field(3, struct.pack("<I", 1)) \
        + field(4, seed) + field(7, iv) + field(11, costs) + field(0, b"\r\n\r\n")
    inner = field(1, struct.pack("<I", 0)) + field(2, b"") + field(0, b"")
    def version_4(composite):
        key = argon2id(salt, 8, 1, 1, composite)
        sealed = cbc(hashlib.sha256(seed + key).digest(), iv, gzip.compress(inner + xml, mtime=0))
        base = hashlib.sha512(seed + key + b"\1").digest()
        mac = lambda place, data: hmac.digest(hashlib.sha512(struct.pack("<Q", place) + base).digest(), data, "sha256")
        block = lambda place, data: mac(place, struct.pack("<QI", place, len(data)) + data) + struct.pack("<I", len(data)) + data
        return header + hashlib.sha256(header).digest() + mac(2**64 - 1, header) + block(0, sealed) + block(1, b"")
    keep("keepass", version_4(composite))

    # With key files as KeePass writes them, and any file in the place of one.
    second = noise("kdbx key file", 32)
    xml_2 = f'<KeyFile><Meta><Version>2.0</Version></Meta><Key><Data Hash="{hashlib.sha256(second).hexdigest()[:8].upper()}">' \
        + second.hex(" ", 4).upper() + "</Data></Key></KeyFile>"
    picture = noise("a picture", 40)
    for name, file, part in [("a.keyx", xml_2.encode(), second), ("b.key", second, second), ("c.jpg", picture, hashlib.sha256(picture).digest())]:
        both = hashlib.sha256(hashlib.sha256(PASSPHRASE).digest() + part).digest()
        keep("keepass", version_4(both), along={name: file})

    # Version 3: blocks have hashes within what is encrypted, and the head has none.
    field = lambda id, value: bytes([id]) + struct.pack("<H", len(value)) + value
    transform = noise("kdbx transform", 32)
    key = Cipher(algorithms.AES(transform), modes.ECB()).encryptor().update(composite)
    key = hashlib.sha256(key).digest()
    start = noise("kdbx start", 32)
    header = struct.pack("<IIHH", 0x9AA2D903, 0xB54BFB67, 1, 3) + field(2, aes) + field(3, struct.pack("<I", 0)) + field(4, seed) \
        + field(5, transform) + field(6, struct.pack("<Q", 1)) + field(7, iv) + field(8, b"") + field(9, start) \
        + field(10, struct.pack("<I", 0)) + field(0, b"\r\n\r\n")
    blocks = struct.pack("<I", 0) + hashlib.sha256(xml).digest() + struct.pack("<I", len(xml)) + xml + struct.pack("<I", 1) + bytes(36)
    keep("keepass", header + cbc(hashlib.sha256(seed + key).digest(), iv, start + blocks))


def cotp():
    salt, nonce = noise("cotp salt", 16), noise("cotp nonce", 24)
    entry = {"secret": SECRET, "issuer": ISSUER, "label": NAME, "digits": 6, "type": "Totp", "algorithm": "Sha1", "period": 30,
        "counter": None, "pin": None}
    key = argon2id(salt, 32_768, 4, 4)
    cipher = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(compact({"version": 2, "elements": [entry]}), None, nonce, key)
    keep("cotp", {"version": 1, "nonce": b64(nonce), "salt": b64(salt), "cipher": b64(cipher)})


def zipped():
    """The one whose salt is another in every run."""
    archive = io.BytesIO()
    with pyzipper.AESZipFile(archive, "w", compression=pyzipper.ZIP_STORED, encryption=pyzipper.WZ_AES) as file:
        file.setpassword(PASSPHRASE)
        entry = {"issuer": ISSUER, "account": NAME, "secret": SECRET, "algorithm": "SHA1", "digits": "6", "kind": "TOTP",
            "timer": "30", "counter": "0", "pinned": "false", "iconType": "", "iconValue": ""}
        file.writestr("raivo-otp-export.json", compact([entry]))
    keep("zip", archive.getvalue())


def authenticator_plus():
    """SQLCipher 3 over a database of two pages, written out by hand."""
    page, reserved = 1_024, 48
    usable = page - reserved
    varint = lambda number: bytes([number]) if number < 128 else bytes([0x80 | number >> 7, number & 0x7F])

    def record(values):
        kinds, body = b"", b""
        for value in values:
            if value is None:
                kinds += b"\0"
            elif isinstance(value, int):
                kinds, body = kinds + b"\1", body + bytes([value])
            else:
                kinds, body = kinds + varint(13 + 2 * len(value)), body + value.encode()
        return varint(len(kinds) + 1) + kinds + body

    def leaf(values, head):
        payload = record(values)
        cell = varint(len(payload)) + b"\1" + payload
        at = usable - len(cell)
        tree = struct.pack(">BHHHB", 13, 0, 1, at, 0) + struct.pack(">H", at)
        return (head + tree).ljust(at, b"\0") + cell

    sql = "CREATE TABLE accounts (_id INTEGER PRIMARY KEY, email TEXT, secret TEXT, counter INTEGER, type INTEGER, issuer TEXT, original_name TEXT, category TEXT)"
    head = b"SQLite format 3\0" + struct.pack(">HBBBBBB", page, 1, 1, reserved, 64, 32, 32) + struct.pack(">IIIIIIIIII", 1, 2, 0, 0, 1, 4, 0, 0, 1, 0)
    head = head.ljust(100, b"\0")
    pages = [leaf(["table", "accounts", "accounts", 2, sql], head), leaf([None, NAME, SECRET, 0, 0, ISSUER, "", "All Accounts"], b"")]
    salt = noise("sqlcipher salt", 16)
    key = pbkdf2("sha1", salt, 64_000)
    mac_key = pbkdf2("sha1", bytes(byte ^ 0x3A for byte in salt), 2, secret=key)
    file = b""
    for number, plain in enumerate(pages, 1):
        start = 16 if number == 1 else 0
        iv = noise(f"sqlcipher {number}", 16)
        seal = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
        sealed = seal.update(plain[start:]) + seal.finalize()
        mac = hmac.digest(mac_key, sealed + iv + struct.pack("<I", number), "sha1")
        file += (salt if start else b"") + sealed + iv + mac + noise(f"sqlcipher rest {number}", 12)
    keep("authenticator-plus", file)


def not_authenticated():
    account = compact({"shared_secret": b64(b"foobar"), "account_name": NAME, "identity_secret": b64(noise("steam", 400))})
    salt, iv = noise("steam salt", 8), noise("steam iv", 16)
    entry = {"encryption_iv": b64(iv), "encryption_salt": b64(salt), "filename": "1.maFile", "steamid": 1}
    keep("steam", b64(cbc(pbkdf2("sha1", salt, 50_000), iv, account)).encode(), False, {"manifest.json": {"entries": [entry]}})
    token = {"originalIssuer": ISSUER, "originalName": NAME, "name": NAME, "digits": 6, "salt": "any text",
        "encryptedSecret": b64(cbc(pbkdf2("sha1", b"any text", 1_000), bytes(16), SECRET.encode()))}
    quoted = compact([token]).decode().replace('"', "&quot;")
    keep("authy", f'<map><string name="com.authy.storage.tokens.authenticator.key">{quoted}</string></map>'.encode(), False)
    entry = compact([{"issuer": ISSUER, "name": NAME, "key": SECRET, "base": 32, "digits": "6", "period": "30"}])
    keep("totp-authenticator", b64(cbc(hashlib.sha256(PASSPHRASE).digest(), bytes(16), compact({entry.decode(): ""}))).encode(), False)


for make in (aegis, twofas, andotp, browser_extensions, authenticator, bitwarden, ente, proton, stratum, freeotp, keepass, cotp, zipped,
        authenticator_plus, not_authenticated):
    make()
json.dump(made, sys.stdout, indent=1)
print()
