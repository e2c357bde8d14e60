"""All figures of the epidemic room, one program after the other; at the end the lines that fall short.

    python -m benchmarks.epidemic                 everything but forecast accuracy (about half an hour)
    python -m benchmarks.epidemic rt scan         only these

Each program prints its own figures beside the goal and the peer. The accuracy of forecasts has a program of
its own, `benchmarks.forecast_accuracy`, since it takes longest.
"""

import argparse
import subprocess
import sys

PROGRAMS = {
    "rt": ("benchmarks.epidemic_rt",),
    "nowcast": ("benchmarks.epidemic_nowcast",),
    "scan": ("benchmarks.epidemic_scan",),
    "freedom": ("benchmarks.epidemic_freedom",),
    "outlook": ("benchmarks.outlook",),
    "nightly": ("benchmarks.nightly",),
}
SHORT = ("SHORT", "NOT MET", "missed")


def run(name: str) -> list[str]:
    """One program; its lines that say that a goal is not reached."""
    print(f"\n=== {name}", flush=True)
    short = []
    command = [sys.executable, "-m", *PROGRAMS[name]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            if any(word in line for word in SHORT):
                short.append(f"{name}: {line.strip()}")
    if process.returncode:
        short.append(f"{name}: ended with {process.returncode}")
    return short


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(PROGRAMS))
    names = parser.parse_args().names or list(PROGRAMS)
    unknown = [name for name in names if name not in PROGRAMS]
    if unknown:
        parser.error(f"no program {unknown[0]}; there are: {', '.join(PROGRAMS)}")
    short = [line for name in names for line in run(name)]
    print("\n=== what falls short")
    print("\n".join(short) or "nothing")


if __name__ == "__main__":
    main()
