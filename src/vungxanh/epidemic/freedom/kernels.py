"""The numbers of days that the hidden-lineage engine works with, from a generation interval and a rule.

All kernels count days from one infection: of the case itself, of the person who infected it, of its children.

    infection        report of the case                    the last day looked at
    ├──── delay f ───┤
    ├─ w(s) ─ child  ├─ children after the report: times (1 - isolated)
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Kernels(NamedTuple):
    """Daily weights. Index 0 is the day of the infection unless said otherwise.

    generation   w[s], share of a person's infections s days after the own one; w[0] = 0
    delay        f[a], share of those who will ever be reported through symptoms that is reported at age a
    shows        D[a], 1 while a test can find the infection; its length is the days an infection can be
                 hidden
    children     b[j + before], share of a reported case's infections j days after its report (j may be < 0)
    future       future[j], share that comes later than j days after the report
    source       lk[j], chance that the person who infected a reported case was infected j days before its
                 report
    reports      c[j + before], chance that a found child of a reported case is reported j days after it
    before       days before its report on which a case can have infected somebody
    """

    generation: Floats
    delay: Floats
    shows: Floats
    children: Floats
    future: Floats
    source: Floats
    reports: Floats
    before: int


def kernels(
    generation: Floats, delay: Floats, *, detectable: tuple[int, int], isolated: float, kept: float = 0.99
) -> Kernels:
    """The kernels of one disease.

    Question   how are the days of reports, of infections and of children of hidden cases spread?
    Equation   b[j] = sum_a f[a] w[a + j], times (1 - isolated) for j > 0; lk[j] = sum_a f[a] w[j - a].
    Assumption reports and infections of one case are independent given its day of infection; an infection
               counts as hidden until `kept` of its infectivity is spent and no test can find it any more.
    Source     renewal equation as in Parag 2020, 10.1371/journal.pcbi.1008478; the arrangement is ours.
    """
    generation = np.trim_zeros(np.asarray(generation, np.float64), "b")
    before = len(delay) - 1
    children = np.convolve(delay[::-1], generation)
    children[before + 1 :] *= 1 - isolated
    spent = int(np.searchsorted(np.cumsum(generation), kept - 1e-12)) + 1
    length = max(spent, detectable[1] + 1)
    ages = np.arange(length)
    left = np.cumsum(children[::-1])[::-1]
    return Kernels(
        generation=generation,
        delay=np.asarray(delay, np.float64),
        shows=((detectable[0] <= ages) & (ages <= detectable[1])).astype(np.float64),
        children=children,
        future=np.append(left[before + 1 :], 0.0),
        source=np.convolve(delay, generation),
        reports=np.convolve(children, delay),
        before=before,
    )
