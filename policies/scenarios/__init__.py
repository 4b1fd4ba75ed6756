"""Scenario files: questions to the gate with the answers expected, which a lawyer reads without Python.

`load` reads them strictly, `run` answers them, and `Misfit` says where a file does not fit the format.
"""

from policies.scenarios.case import Basis, Case, Expected, said
from policies.scenarios.errors import Misfit
from policies.scenarios.load import load
from policies.scenarios.run import Report, Result, run

__all__ = ["Basis", "Case", "Expected", "Misfit", "Report", "Result", "load", "run", "said"]
