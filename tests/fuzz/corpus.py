"""What the fuzzers found worth keeping: an input a line, in base64, so that it is one file a target.

    python3 tests/fuzz/corpus.py unpack vault            corpus/vault.txt -> target/corpus/vault/
    cargo +nightly fuzz run --fuzz-dir tests/fuzz vault tests/fuzz/target/corpus/vault -- -max_total_time=600
    cargo +nightly fuzz cmin --fuzz-dir tests/fuzz vault tests/fuzz/target/corpus/vault -- -max_len=600
    python3 tests/fuzz/corpus.py pack vault              and back
"""
import base64
import hashlib
import pathlib
import sys

HERE = pathlib.Path(__file__).parent


def unpack(packed: pathlib.Path, folder: pathlib.Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for line in packed.read_text().split():
        data = base64.b64decode(line)
        (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def pack(packed: pathlib.Path, folder: pathlib.Path) -> None:
    inputs = {path.read_bytes() for path in folder.iterdir()} - {b""}
    ordered = sorted(inputs, key=lambda data: (len(data), data))
    packed.parent.mkdir(exist_ok=True)
    packed.write_text("".join(base64.b64encode(data).decode() + "\n" for data in ordered))


if __name__ == "__main__":
    act, target = sys.argv[1:]
    {"pack": pack, "unpack": unpack}[act](HERE / "corpus" / f"{target}.txt", HERE / "target" / "corpus" / target)
