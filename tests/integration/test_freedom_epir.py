"""The building blocks against R's epiR on random inputs; skipped where it is not installed."""

import shutil
import subprocess

import numpy as np
import pytest

from vungxanh.epidemic.freedom import free_over_time, freecalc
from vungxanh.epidemic.freedom.sensitivity import (
    endless,
    finite,
    infected_by_design,
    pools,
    strata,
    strata_finite,
)

SAME = 1e-9
ROUNDS = 12


def epir(lines: list[str]) -> list[float]:
    """The numbers that R prints for each expression, one after the other."""
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not installed")
    script = "\n".join(
        [
            "if (!suppressWarnings(suppressMessages(require(epiR, quietly = TRUE)))) quit(status = 3)",
            *(f"cat(sprintf('%.15g', {line}), sep = '\\n'); cat('\\n')" for line in lines),
        ]
    )
    done = subprocess.run(
        [program, "--vanilla", "-e", script],
        capture_output=True, text=True, check=False, timeout=120, env={"TZ": "UTC", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    if done.returncode == 3:
        pytest.skip("R has no package epiR")
    assert done.returncode == 0, done.stderr
    return [float(word) for word in done.stdout.split()]


def numbers(values: object) -> str:
    return f"c({','.join(repr(float(v)) for v in np.ravel(values))})"


def test_surveillance_sensitivity() -> None:
    rng = np.random.default_rng(1)
    lines, ours = [], []
    for _ in range(ROUNDS):
        population, se = int(rng.integers(200, 50_000)), float(rng.uniform(0.3, 1))
        tested, prevalence = int(rng.integers(1, population)), float(rng.uniform(1e-4, 0.02))
        lines.append(f"rsu.sep.rs(N={population},n={tested},pstar={prevalence!r},se.u={se!r})")
        ours.append(float(finite(population, tested, infected_by_design(population, prevalence), se)))
        lines.append(f"rsu.sep.rs(N=NA,n={tested},pstar={prevalence!r},se.u={se!r})")
        ours.append(float(endless(tested, prevalence, se)))
    assert ours == pytest.approx(epir(lines), abs=SAME)


def test_freecalc() -> None:
    rng = np.random.default_rng(2)
    lines, ours = [], []
    for _ in range(ROUNDS):
        population, infected = int(rng.integers(500, 6000)), int(rng.integers(1, 30))
        tested, cut = int(rng.integers(30, 300)), int(rng.integers(1, 5))
        se, sp = float(rng.uniform(0.4, 0.95)), float(rng.uniform(0.95, 0.999))
        share = infected / population
        lines.append(
            f"rsu.sep.rsfreecalc(N={population},n={tested},c={cut},pstar={share!r},se.u={se!r},sp.u={sp!r})"
        )
        ours.append(freecalc(population, tested, cut, infected, se, sp))
    assert ours == pytest.approx(epir(lines), abs=SAME)


def test_probability_of_freedom() -> None:
    rng = np.random.default_rng(3)
    sse, intro = rng.uniform(0, 0.9, (4, 7)), rng.uniform(0, 0.1, 4)
    lines = [
        f"rsu.pfree.rs(se.p={numbers(sse[i])},p.intro={float(intro[i])!r},prior=0.4)$PFree" for i in range(4)
    ]
    assert free_over_time(sse, intro, 0.4).ravel().tolist() == pytest.approx(epir(lines), abs=SAME)


def test_risk_strata_and_pools() -> None:
    rng = np.random.default_rng(4)
    lines, ours = [], []
    for _ in range(ROUNDS):
        risk, people = rng.uniform(1, 5, 3), rng.integers(500, 9000, 3)
        tested, se, prevalence = (
            rng.integers(5, 200, 3),
            float(rng.uniform(0.4, 1)),
            float(rng.uniform(1e-3, 0.02)),
        )
        share = people / people.sum()
        frame = f"cbind(1:3,rep({se!r},3),{numbers(tested)})"
        common = f"rr={numbers(risk)},df={frame},pstar={prevalence!r}"
        # epiR subtracts a data frame's column by name in the binomial form, so it is given one there.
        lines.append(
            f"rsu.sep.rb(N=NA,ppr={numbers(share)},rr={numbers(risk)},df=as.data.frame({frame}),"
            f"pstar={prevalence!r},method='binomial')$sep"
        )
        ours.append(float(strata(tested, se, risk, share, prevalence)))
        lines.append(f"rsu.sep.rb(N={numbers(people)},ppr=NA,{common},method='hypergeometric')$sep")
        ours.append(float(strata_finite(tested, se, risk, people, prevalence)))
        number, size, sp = int(rng.integers(5, 80)), int(rng.integers(2, 12)), float(rng.uniform(0.98, 1))
        lines.append(f"rsu.sep.rspool(r={number},k={size},pstar={prevalence!r},pse={se!r},psp={sp!r})$se.p")
        ours.append(float(pools(number, size, prevalence, se, sp)))
    assert ours == pytest.approx(epir(lines), abs=SAME)
