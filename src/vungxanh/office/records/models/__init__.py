"""Every model of the office. Only `records` and the use cases may import this."""

from vungxanh.office.records.models.accounts import Allowance, Grant, Invitation, User
from vungxanh.office.records.models.areas import Area
from vungxanh.office.records.models.assessments import AreaColour, AssessedCluster, Assessment, Schedule
from vungxanh.office.records.models.audit import Counter, Event, Seal, Subject, Unsealed
from vungxanh.office.records.models.cases import Case, Outbreak
from vungxanh.office.records.models.contacts import Contact, FollowUp
from vungxanh.office.records.models.duplicates import BlockingKey, DuplicatePair, Merge
from vungxanh.office.records.models.imports import ColumnMapping, ImportBatch
from vungxanh.office.records.models.isolation import Centre, DueTest, Isolation, IsolationDay
from vungxanh.office.records.models.lockdown import (
    Checkpoint,
    Household,
    Inside,
    LiftProposal,
    Lockdown,
    Round,
)
from vungxanh.office.records.models.people import Person
from vungxanh.office.records.models.samples import PoolMember, Sample, Session

__all__ = [
    "Allowance",
    "Area",
    "AreaColour",
    "AssessedCluster",
    "Assessment",
    "BlockingKey",
    "Case",
    "Centre",
    "Checkpoint",
    "ColumnMapping",
    "Contact",
    "Counter",
    "DueTest",
    "DuplicatePair",
    "Event",
    "FollowUp",
    "Grant",
    "Household",
    "ImportBatch",
    "Inside",
    "Invitation",
    "Isolation",
    "IsolationDay",
    "LiftProposal",
    "Lockdown",
    "Merge",
    "Outbreak",
    "Person",
    "PoolMember",
    "Round",
    "Sample",
    "Schedule",
    "Seal",
    "Session",
    "Subject",
    "Unsealed",
    "User",
]
