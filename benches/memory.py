#!/usr/bin/env python3
"""Peak memory of every command over a folder of captures, the largest first.

    cargo build --profile dist
    benches/memory.py [--binary target/dist/ackplain] [--most MiB] FOLDER

Every file under FOLDER goes through the overview, `list`, `explain --format json`, `frame 1` and `fields`. The peak is what the
kernel counted for the process, as GNU time shows it. (A child of this script would begin with the script's own peak.) Exit 1 if
one is above --most, or if a command was ended by a signal or took more than a minute.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

COMMANDS = {
    "overview": ["FILE"],
    "list": ["list", "FILE"],
    "explain": ["explain", "FILE", "--format", "json"],
    "frame": ["frame", "FILE", "1"],
    "fields": ["fields", "FILE", "-e", "frame.number", "-e", "ip.src", "-e", "tcp.stream", "-e", "tcp.payload"],
}


def peak(arguments, report):
    """MiB, and how it ended; negative by a signal, as a shell's 128 and more."""
    words = ["timeout", "60", *arguments]
    # Of a command that fails time says so in a line of its own.
    process = subprocess.run(
        ["/usr/bin/time", "-q", "-f", "%M", "-o", report, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    with open(report, encoding="ascii") as lines:
        return int(lines.read().split()[-1]) / 1024, process.returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--binary", default="target/dist/ackplain")
    parser.add_argument("--most", type=float, default=200)
    parser.add_argument("--show", type=int, default=10)
    options = parser.parse_args()
    files = sorted(path for path in options.folder.rglob("*") if path.is_file())
    if not files:
        sys.exit(f"{options.folder} holds no files")
    measured, wrong = [], 0
    report = tempfile.NamedTemporaryFile().name
    for path in files:
        for name, words in COMMANDS.items():
            mib, code = peak([options.binary, *(str(path) if word == "FILE" else word for word in words)], report)
            measured.append((mib, name, path))
            if code > 2 or mib > options.most:
                wrong += 1
                print(f"{name} {path}: {mib:.1f} MiB, exit {code}")
    measured.sort(reverse=True)
    for mib, name, path in measured[: options.show]:
        print(f"{mib:7.1f} MiB  {name:8}  {path.relative_to(options.folder)}")
    print(f"{len(measured)} runs over {len(files)} files, at most {measured[0][0]:.1f} MiB, {wrong} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
