"""Transmission trees: what is drawn, for whom, and how fast."""

import itertools
import time
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from tests.office.conftest import NOW, SYSTEM, actor
from vungxanh.office.pages.outbreaks.drawing import drawn, scene_of
from vungxanh.office.records.models import Case
from vungxanh.office.records.queries.outbreaks_graph import Graph, Node, graph_of_case
from vungxanh.office.usecases.contacts import NewContact, list_contacts

Make = Callable[..., Any]


def list_of(case: Case, *people: Any) -> list[Any]:
    rows = [NewContact(person_id=person.pk, last_exposure=date(2021, 8, 2)) for person in people]
    return list_contacts(by=SYSTEM, as_of=NOW, rows=rows, case_id=case.pk)


def test_everybody_who_hangs_together_is_drawn(make_chain: Make, make_case: Make, make_person: Make) -> None:
    chain = make_chain(3)
    make_case()
    list_of(chain[1], make_person(), make_person())
    graph = graph_of_case(SYSTEM.scope, chain[2])
    assert [node.kind for node in graph.nodes].count("case") == 3
    assert [node.kind for node in graph.nodes].count("contact") == 2
    scene = scene_of(graph)
    generation = {mark.node.code: mark.generation for mark in scene.marks if mark.node.kind == "case"}
    assert [generation[case.code] for case in chain] == [0, 1, 2]


def test_two_cases_who_name_each_other_are_drawn(make_case: Make) -> None:
    a = make_case(onset_date=date(2021, 8, 1))
    b = make_case(onset_date=date(2021, 8, 3), source_case=a)
    Case.objects.filter(pk=a.pk).update(source_case=b)
    scene = scene_of(graph_of_case(SYSTEM.scope, a))
    assert [mark.generation for mark in scene.marks] == [0, 1]
    assert {kind for _, _, kind in scene.links} == {"source", "aside"}


def test_outside_one_s_area_there_is_no_name_no_code_no_day(
    make_case: Make, make_user: Make, sign_in: Make, wards: list[Any]
) -> None:
    hidden = make_case(area=wards[1], onset_date=date(2021, 7, 3))
    beyond = make_case(area=wards[2], source_case=hidden)
    mine = make_case(area=wards[0], source_case=hidden, onset_date=date(2021, 8, 3))
    graph = graph_of_case(actor(make_user("ward_officer", wards[0])).scope, mine)
    (node,) = [node for node in graph.nodes if not node.known]
    assert (node.code, node.name, node.day, node.area, node.record) == ("", "", None, "", None)
    assert len(graph.nodes) == 2
    client = sign_in("ward_officer", wards[0])
    for axis in ("", "days"):
        page = client.get(f"/cases/{mine.pk}/tree/?axis={axis}").content.decode()
        assert mine.code in page
        for word in (hidden.code, hidden.person.code, beyond.code, f"/cases/{hidden.pk}/", "03/07"):
            assert word not in page
    assert client.get(f"/cases/{hidden.pk}/tree/").status_code == 404


def test_names_are_escaped(make_case: Make, make_person: Make, sign_in: Make) -> None:
    case = make_case(person=make_person(name='<script>"&'))
    page = sign_in("epidemiologist").get(f"/cases/{case.pk}/tree/").content.decode()
    assert '<script>"' not in page
    assert "&lt;script&gt;" in page


def simulated(n: int) -> Graph:
    """A forest as an outbreak grows: a third contacts, five cases without a source."""
    rng, graph, day = Random(6), Graph(), date(2021, 7, 1)
    days: list[date] = []
    for number in range(n):
        kind = "contact" if number > 20 and rng.random() < 0.33 else "case"
        source = None if number < 5 else rng.randrange(max(0, number - 80), number)
        while source is not None and graph.nodes[source].kind == "contact":
            source = rng.randrange(number)
        days.append(day if source is None else days[source] + timedelta(days=rng.randint(1, 7)))
        state = "f1" if kind == "contact" else rng.choice(["confirmed", "confirmed", "suspected"])
        graph.add(
            Node(
                kind,
                number,
                True,
                f"F0-{number:06d}",
                "Người Mô Phỏng",
                state,
                days[-1],
                "P1",
                source is None,
            )
        )
        if source is not None:
            graph.links[(source, number)] = "contact" if kind == "contact" else "source"
    return graph


@pytest.mark.parametrize(("n", "seconds"), [(500, 1.0), (5_000, 8.0)])
@pytest.mark.parametrize("by_day", [False, True])
def test_large_trees_are_drawn_in_time(n: int, seconds: float, by_day: bool) -> None:
    graph = simulated(n)
    begun = time.perf_counter()
    drawing = drawn(scene_of(graph, by_day=by_day), "Cây")
    assert time.perf_counter() - begun < seconds
    assert drawing.count("<title>") == n


@pytest.mark.parametrize("by_day", [False, True])
def test_marks_of_cases_do_not_lie_on_each_other_and_labels_are_thinned(by_day: bool) -> None:
    scene = scene_of(simulated(500), by_day=by_day)
    places = [(round(mark.x), round(mark.y)) for mark in scene.marks if mark.node.kind == "case"]
    assert len(set(places)) == len(places)
    labels = sorted((round(mark.y), mark.x) for mark in scene.marks if mark.labelled)
    assert all(a[0] != b[0] or b[1] - a[1] >= 62 for a, b in itertools.pairwise(labels))
    assert 0 < len(labels) < 300
    assert all(mark.x <= scene.width and mark.y <= scene.height for mark in scene.marks)


def test_an_empty_graph_can_be_drawn() -> None:
    assert "<svg" in drawn(scene_of(SimpleNamespace(nodes=[], links={})), "Cây")


def test_pages_of_outbreaks(make_outbreak: Make, make_chain: Make, sign_in: Make, wards: list[Any]) -> None:
    outbreak = make_outbreak()
    make_chain(4, outbreak=outbreak)
    client = sign_in("epidemiologist")
    for address in ("", "change/", "cases/", "cases/?q=F0%00", "tree/", "tree/?axis=days&contacts=yes"):
        assert client.get(f"/outbreaks/{outbreak.pk}/{address}").status_code == 200, address
    for address in ("", "new/", "?state=open", "?state=%00&area=x&q=%27%00"):
        assert client.get(f"/outbreaks/{address}").status_code == 200, address
    stranger = sign_in("ward_officer", wards[1])
    for address in ("", "change/", "cases/", "tree/"):
        assert stranger.get(f"/outbreaks/{outbreak.pk}/{address}").status_code == 404, address


def test_an_outbreak_is_opened_filled_and_ended_on_screen(
    make_case: Make, sign_in: Make, wards: list[Any]
) -> None:
    case, client = make_case(area=wards[0]), sign_in("ward_officer", wards[0])
    new = {"name": "Hẻm 1", "area": wards[0].pk, "disease": "covid19", "kind": "neighbourhood"}
    where = client.post("/outbreaks/new/", new)["Location"]
    assert case.code in client.get(where).content.decode()
    client.post(where, {"chosen": [case.pk]})
    case.refresh_from_db()
    page = f"/outbreaks/{case.outbreak_id}/change/"
    wrong = client.post(page, {"name": "Hẻm 1", "ended": "2999-01-01", "version": 1})
    assert 'class="error"' in wrong.content.decode()
    assert client.post(page, {"name": "Hẻm 1", "ended": "2021-08-15", "version": 1}).status_code == 302
