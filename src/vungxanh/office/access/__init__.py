"""Who may do what where: roles as data, scopes as subtrees of areas, the person who acts."""

from vungxanh.office.access.actor import Actor
from vungxanh.office.access.errors import NotAllowed, NotFound
from vungxanh.office.access.roles import PERMISSIONS, ROLES, Role, role
from vungxanh.office.access.scope import Scope, Subtree

__all__ = ["PERMISSIONS", "ROLES", "Actor", "NotAllowed", "NotFound", "Role", "Scope", "Subtree", "role"]
