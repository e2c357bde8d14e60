"""From infection to the report of a case that comes to light through symptoms."""

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.disease import discretise, read_disease
from vungxanh.epidemic.disease.schema import Delay
from vungxanh.epidemic.freedom.rule import Rule


def report_delay(rule: Rule, incubation: Delay | None = None) -> NDArray[np.float64]:
    """f[a], probability that the report comes a days after the infection: incubation plus onset to report.

    Both are independent; the sum is taken as a gamma distribution with their mean and variance. Without an
    incubation period of the disease, COVID-19's is taken. What is left after 1 in 1,000 is cut.
    """
    first = incubation or read_disease("covid19").incubation
    assert first is not None
    mean = first.mean + rule["onset_to_report_mean"]
    variance = first.sd**2 + rule["onset_to_report_sd"] ** 2
    return discretise("gamma", mean, float(np.sqrt(variance)), tail=1e-3)
