"""The person (or machine) on whose behalf something is done."""

from dataclasses import dataclass

from vungxanh.messages import message
from vungxanh.office.access.errors import NotAllowed, NotFound
from vungxanh.office.access.scope import Scope


@dataclass(frozen=True)
class Actor:
    """Who acts, what they hold, and by which way they came (page, import, job, command)."""

    user_id: int | None
    name: str
    scope: Scope
    via: str = "page"

    def must(self, permission: str, path: str) -> None:
        """Raises NotAllowed unless the permission is given for that area."""
        if not self.scope.covers(permission, path):
            raise NotAllowed(message("Your roles do not allow this here."))

    def must_see(self, permission: str, path: str) -> None:
        """Raises NotFound unless the area lies inside: whoever may not know learns nothing."""
        if not self.scope.covers(permission, path):
            raise NotFound(message("There is no such record."))

    @classmethod
    def machine(cls, name: str) -> "Actor":
        """The system itself (scheduled runs, set-up from the command line): every permission everywhere."""
        return cls(None, name, Scope.of([("system", "")]), via="job")
