"""What can be wrong with a disease pack."""

from vungxanh.messages import VungXanhError


class DiseaseError(VungXanhError):
    """A disease pack, or a variant of it, that cannot be used."""
