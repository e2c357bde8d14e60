"""Areas as queries give them: cut to a scope, as choices for forms, as people write them."""

from datetime import date

import pytest

from vungxanh.office.access import NotFound, Scope
from vungxanh.office.records.models import Area
from vungxanh.office.records.queries.areas import (
    area_choices,
    area_finder,
    area_or_not_found,
    areas_for,
    children,
    parents,
    top_areas,
)

TODAY = date(2021, 8, 15)


def ward_scope(ward: Area) -> Scope:
    return Scope.of([("ward_officer", ward.path)])


def test_only_the_own_subtree(wards: list[Area], areas: dict[str, Area]) -> None:
    seen = list(areas_for(ward_scope(wards[0]), "cases.see"))
    assert seen[0] == wards[0]
    assert seen == sorted(
        (a for a in areas.values() if a.path.startswith(wards[0].path)), key=lambda a: a.path
    )


def test_an_area_outside_is_not_found(wards: list[Area]) -> None:
    assert area_or_not_found(ward_scope(wards[0]), "cases.see", wards[0].pk) == wards[0]
    with pytest.raises(NotFound):
        area_or_not_found(ward_scope(wards[0]), "cases.see", wards[1].pk)


def test_choices_are_indented_by_depth(wards: list[Area], district: Area) -> None:
    choices = dict(area_choices(Scope.of([("auditor", district.path)]), "cases.see"))
    assert choices[district.pk] == district.name
    assert choices[wards[0].pk] == "\u2003" + wards[0].name
    own = area_choices(ward_scope(wards[0]), "cases.see")
    assert own[0] == (wards[0].pk, wards[0].name)


def test_the_tree_up_and_down(district: Area, wards: list[Area], quarters: list[Area]) -> None:
    assert list(children(district)) == wards
    quarter = next(q for q in quarters if q.parent_id == wards[0].pk)
    assert parents(quarter)[-1] == wards[0]
    assert district in parents(quarter)
    assert all(area.parent_id is None for area in top_areas())


def test_areas_as_people_write_them(wards: list[Area]) -> None:
    finder, found = area_finder(TODAY)
    for ward in wards:
        position = finder.find(ward=ward.name).position
        assert position is not None
        assert found[position] == ward


def test_an_area_of_another_time_is_no_choice(wards: list[Area], district: Area) -> None:
    Area.objects.filter(pk=wards[0].pk).update(valid_to=date(2021, 1, 1))
    scope = Scope.of([("auditor", district.path)])
    assert wards[0].pk not in dict(area_choices(scope, "cases.see", on=TODAY))
    assert wards[0].pk in dict(area_choices(scope, "cases.see"))
