"""Random input to each reader of other apps' files by itself: the target `reader`, one reader at a time.

    python3 tests/fuzz/readers.py 3600                an hour by the clock, for all of them
    python3 tests/fuzz/readers.py 60 keepass andotp   a minute for these
    python3 tests/fuzz/readers.py pack                the inputs of target/corpus/reader that reach most, to corpus/reader.txt

Needs Rust's nightly toolchain. The reader that has had the least time is next, a short while each, until each has had
ten minutes of processor time. corpus/times.txt keeps what each has had (seconds, inputs, the last day), so that the
next run goes on where this one ends. Delete a reader's line there to start over, as after a finding, which is left in
target/findings/READER; then this ends with 1.
"""
import base64
import datetime
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

import corpus

HERE = pathlib.Path(__file__).parent
TARGET = HERE / "target"
TIMES = HERE / "corpus" / "times.txt"
# Seconds of processor time.
ENOUGH = 600
AT_ONCE = 30
# Of the packed file, for each reader.
MOST_KEPT = 2_200
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


def fuzz(program: pathlib.Path, reader: str, seconds: float) -> tuple[float, int, bool]:
    """The processor time it took, how many inputs were tried, and whether there was no finding."""
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
    try:
        while process.poll() is None:
            taken = processor_seconds(process)
            if taken >= seconds:
                process.send_signal(signal.SIGINT)
                process.wait()
            time.sleep(0.2)
    finally:
        # It would go on by itself when this is ended.
        process.kill()
    found = sorted(findings.iterdir())
    runs = re.findall(r"number_of_executed_units: (\d+)", log.read_text(errors="replace"))
    print(f"{reader}: {runs[-1] if runs else '?'} inputs in {taken:.0f} s", *found, flush=True)
    return taken, int(runs[-1]) if runs else 0, not found


def times() -> dict[str, tuple[float, int]]:
    lines = TIMES.read_text().splitlines() if TIMES.exists() else []
    return {reader: (float(seconds), int(inputs)) for reader, seconds, inputs, _ in map(str.split, lines)}


def keep(reader: str, seconds: float, inputs: int) -> None:
    lines = TIMES.read_text().splitlines() if TIMES.exists() else []
    others = [line for line in lines if line.split()[0] != reader]
    own = [f"{reader} {seconds:.0f} {inputs} {datetime.date.today()}"] if seconds else []
    TIMES.write_text("".join(f"{line}\n" for line in sorted(others + own)))


def worth_keeping(program: pathlib.Path, reader: str) -> list[str]:
    """Packed inputs that reach the most code for their length; libFuzzer's merge tells what each adds to shorter ones."""
    folder = TARGET / "corpus" / "reader" / reader
    with tempfile.TemporaryDirectory() as merged:
        control = pathlib.Path(merged, "control")
        command = [program, "-merge=1", f"-merge_control_file={control}", merged, folder]
        environment = os.environ | {"TANDEM_READER": reader}
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        count, initial, *lines = control.read_text().splitlines()
    paths, adds = lines[: int(count)], [line.split() for line in lines if line.startswith("COV ")]
    inputs = [(len(edges), pathlib.Path(paths[int(place)]).read_bytes()) for _, place, *edges in adds if edges]
    kept, left = [], MOST_KEPT
    for edges, data in sorted(inputs, key=lambda each: (-each[0] / (len(each[1]) + 10), each[1])):
        line = f"{reader} {base64.b64encode(data).decode()}\n"
        if data and len(line) <= left:
            kept.append(line)
            left -= len(line)
    return sorted(kept, key=lambda line: (len(line), line))


def main() -> None:
    seconds, *wanted = sys.argv[1:]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    program = build()
    if seconds == "pack":
        every = sorted(path.name for path in (TARGET / "corpus" / "reader").iterdir())
        packed, _ = corpus.places("reader")
        packed.write_text("".join(line for reader in every for line in worth_keeping(program, reader)))
        return
    readers = wanted or subprocess.run([program], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    corpus.unpack("reader")
    end = time.monotonic() + float(seconds)
    found = False
    while readers and time.monotonic() < end:
        had = times()
        reader = min(readers, key=lambda each: had.get(each, (0, 0)))
        before, inputs = had.get(reader, (0.0, 0))
        if before >= ENOUGH:
            break
        taken, more, clean = fuzz(program, reader, min(AT_ONCE, ENOUGH - before))
        # After a finding, a reader starts over.
        keep(reader, before + taken if clean else 0, inputs + more)
        if not clean:
            found = True
            readers.remove(reader)
    sys.exit(found)


if __name__ == "__main__":
    main()
