"""What the fuzzers found worth keeping: an input a line, in base64, so that it is one file a target. A line of
`reader` begins with the reader that it is for.

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


def places(target: str) -> tuple[pathlib.Path, pathlib.Path]:
    return HERE / "corpus" / f"{target}.txt", HERE / "target" / "corpus" / target


def unpack(target: str) -> None:
    packed, folder = places(target)
    for line in packed.read_text().splitlines():
        *within, text = line.split(" ")
        data = base64.b64decode(text)
        own = folder.joinpath(*within)
        own.mkdir(parents=True, exist_ok=True)
        (own / hashlib.sha1(data).hexdigest()).write_bytes(data)


def pack(target: str) -> None:
    packed, folder = places(target)
    inputs = {(path.relative_to(folder).parent, path.read_bytes()) for path in folder.rglob("*") if path.is_file()}
    ordered = sorted(inputs, key=lambda each: (str(each[0]), len(each[1]), each[1]))
    packed.parent.mkdir(exist_ok=True)
    lines = (" ".join([*within.parts, base64.b64encode(data).decode()]) for within, data in ordered if data)
    packed.write_text("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    act, target = sys.argv[1:]
    {"pack": pack, "unpack": unpack}[act](target)
