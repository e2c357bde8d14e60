"""The kinds of lists that can be imported."""

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Scope
from vungxanh.office.usecases.imports.cases import CASES
from vungxanh.office.usecases.imports.contacts import CONTACTS
from vungxanh.office.usecases.imports.kind import Kind
from vungxanh.office.usecases.imports.results import RESULTS

KINDS: dict[str, Kind] = {kind.name: kind for kind in (CASES, CONTACTS, RESULTS)}


class NoSuchKind(VungXanhError):
    """Nothing of that kind can be imported."""


def kind_of(name: str) -> Kind:
    """A kind by its name. Raises NoSuchKind."""
    if name not in KINDS:
        raise NoSuchKind(message("Lists of this kind cannot be imported."))
    return KINDS[name]


def kinds_for(scope: Scope) -> list[Kind]:
    """The kinds that a person may import somewhere."""
    return [kind for kind in KINDS.values() if scope.has("import.run") and scope.has(kind.permission)]
