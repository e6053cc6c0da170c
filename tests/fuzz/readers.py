"""Random input to each reader of other apps' files by itself: the target `reader`, one reader after the other.

    python3 tests/fuzz/readers.py 600                all of them, 600 s of processor time each
    python3 tests/fuzz/readers.py 60 keepass andotp  these

Needs Rust's nightly toolchain. A reader begins with what is kept of it in corpus/reader.txt and grows
target/corpus/reader/READER; `python3 tests/fuzz/corpus.py pack reader` writes that back. Ends with 1 where
there was a finding, which is left in target/findings/READER.
"""
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

import corpus

HERE = pathlib.Path(__file__).parent
TARGET = HERE / "target"
PLATFORM = "x86_64-unknown-linux-gnu"
# What cargo-fuzz passes, but for AddressSanitizer: no code of these crates is unsafe.
FLAGS = [
    "-Cpasses=sancov-module",
    *(f"-Cllvm-args=-sanitizer-coverage-{what}" for what in ["level=4", "inline-8bit-counters", "pc-table", "trace-compares"]),
    "--cfg fuzzing",
    "-Cdebug-assertions=yes",
    "-Coverflow-checks=yes",
]


def build() -> pathlib.Path:
    command = ["cargo", "+nightly", "build", "--release", "--bin", "reader", "--target", PLATFORM]
    environment = {"RUSTFLAGS": " ".join(FLAGS), "CARGO_PROFILE_RELEASE_OPT_LEVEL": "2", "CARGO_TARGET_DIR": str(TARGET)}
    subprocess.run(command, cwd=HERE, env=os.environ | environment, check=True)
    return TARGET / PLATFORM / "release" / "reader"


def processor_seconds(process: subprocess.Popen) -> float:
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def fuzz(program: pathlib.Path, reader: str, seconds: float) -> bool:
    """Whether there was no finding."""
    folder = TARGET / "corpus" / "reader" / reader
    findings = TARGET / "findings" / reader
    for made in [folder, findings]:
        made.mkdir(parents=True, exist_ok=True)
    log = TARGET / "findings" / f"{reader}.log"
    # A machine that stood still makes slow inputs of quick ones: only what takes ten minutes is told.
    options = ["-print_final_stats=1", "-reload=0", "-report_slow_units=600", "-timeout=600"]
    arguments = [program, folder, f"-artifact_prefix={findings}/", *options]
    with log.open("wb") as output:
        process = subprocess.Popen(arguments, env=os.environ | {"TANDEM_READER": reader}, stdout=output, stderr=output)
    taken = 0.0
    while process.poll() is None:
        taken = processor_seconds(process)
        if taken >= seconds:
            process.send_signal(signal.SIGINT)
            process.wait()
        time.sleep(0.2)
    found = sorted(findings.iterdir())
    runs = re.findall(r"number_of_executed_units: (\d+)", log.read_text(errors="replace"))
    print(f"{reader}: {runs[-1] if runs else '?'} inputs in {taken:.0f} s", *found, flush=True)
    return not found


def main() -> None:
    seconds, *wanted = sys.argv[1:]
    program = build()
    every = subprocess.run([program], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    corpus.unpack("reader")
    clean = [fuzz(program, reader, float(seconds)) for reader in wanted or every]
    sys.exit(not all(clean))


if __name__ == "__main__":
    main()
