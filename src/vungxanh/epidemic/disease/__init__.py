"""Disease packs: how long from one case to the next, for each disease and variant, with sources."""

from vungxanh.epidemic.disease.discretise import discretise
from vungxanh.epidemic.disease.errors import DiseaseError
from vungxanh.epidemic.disease.reading import Disease, disease_names, read_disease

__all__ = ["Disease", "DiseaseError", "discretise", "disease_names", "read_disease"]
