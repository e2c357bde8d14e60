"""Every shipped pack: complete in both languages, honest about what is known, readable without colour."""

import re
import tomllib
import unicodedata
from itertools import combinations
from pathlib import Path

import pytest

from vungxanh.messages import LANGUAGES
from vungxanh.zoning.pack import Certainty, Condition, Pack, Table
from vungxanh.zoning.pack_places import conditions_at, tables_at
from vungxanh.zoning.pack_wording import texts_in
from vungxanh.zoning.reading import pack_names, pack_text, read_pack

OFFICIAL = [name for name in pack_names() if name.startswith("vn-")]


@pytest.fixture(params=pack_names())
def pack(request: pytest.FixtureRequest) -> Pack:
    return read_pack(request.param)


def rules_of(pack: Pack) -> list[Condition | Table]:
    return [placed.condition for placed in conditions_at(pack)] + [placed.table for placed in tables_at(pack)]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class TestEveryPack:
    def test_is_called_like_its_file(self) -> None:
        assert [read_pack(name).id for name in pack_names()] == pack_names()

    def test_begins_with_a_comment_that_says_what_it_is(self, pack: Pack) -> None:
        assert pack_text(pack.id).startswith("# ")

    def test_says_everything_in_both_languages(self, pack: Pack) -> None:
        texts = list(texts_in(pack.model_dump()))
        assert len(texts) > 10
        for place, text in texts:
            assert text["vi"].strip(), place
            assert text["en"].strip(), place
            assert unicodedata.is_normalized("NFC", text["vi"]), place

    def test_has_sentences_that_can_be_filled_in(self, pack: Pack) -> None:
        values = {"value": "3", "threshold": "5", "row": "20", "column": "70"}
        for place, text in texts_in(pack.model_dump()):
            for language in LANGUAGES:
                filled = text[language].format(**values) if place.endswith(".text") else text[language]
                assert "{" not in filled, place

    def test_shows_both_value_and_threshold_or_neither(self, pack: Pack) -> None:
        for placed in conditions_at(pack):
            names = [set(re.findall(r"{(\w+)}", placed.condition.text.render(lang))) for lang in LANGUAGES]
            assert names[0] == names[1], placed.path

    def test_has_levels_that_differ_without_colour(self, pack: Pack) -> None:
        for levels in pack.scales.values():
            assert len({level.pattern for level in levels}) == len(levels)
            assert len({level.symbol for level in levels}) == len(levels)
            assert all(level.symbol for level in levels)

    def test_has_colours_that_differ_in_lightness(self, pack: Pack) -> None:
        for levels in pack.scales.values():
            for one, other in combinations(levels, 2):
                light, dark = sorted((luminance(one.colour), luminance(other.colour)), reverse=True)
                assert (light + 0.05) / (dark + 0.05) > 1.5, (one.id, other.id)

    def test_admits_what_the_text_leaves_open(self, pack: Pack) -> None:
        weakest = max(rule.certainty.weakness for rule in rules_of(pack))
        assert weakest == 0 or pack.gaps

    def test_gives_the_best_level_when_no_rule_holds(self, pack: Pack) -> None:
        for criteria in pack.criteria:
            best = pack.scales[criteria.scale][0].id
            assert best not in {rule.level for rule in criteria.rules}


@pytest.mark.parametrize("name", OFFICIAL)
class TestOfficialPacks:
    def test_says_where_every_document_was_read(self, name: str) -> None:
        assert all(source.found_in for source in read_pack(name).sources)

    def test_has_a_first_day(self, name: str) -> None:
        assert read_pack(name).valid_from is not None

    def test_cites_the_source_of_every_rule(self, name: str) -> None:
        assert all(rule.source for rule in rules_of(read_pack(name)))


VERIFIED = {
    "vn-2686-2021": {"wards_very_high_30"},
    "hcmc-emulation-2021": {"wards_very_high_30"},
    "vn-3979-2021": {
        "weekly_cases_not_falling", "near_peak", "positivity_not_falling", "new_chain",
        "ward_weekly_cases_not_falling", "ward_near_peak", "ward_positivity_not_falling", "ward_new_chain",
    },
    "vn-3989-2021": {
        "weekly_cases_not_falling", "near_peak", "positivity_not_falling", "new_chain",
        "ward_weekly_cases_not_falling", "ward_near_peak", "ward_positivity_not_falling", "ward_new_chain",
    },
    "vn-15-2026-endemic": {"month_above_limit", "week_at_limit"},
    "vn-15-2026-non-endemic": {"linked_month", "linked_week"},
}  # fmt: skip
"""All conditions whose words and numbers stand in a text that was read; everything else is marked."""


def test_only_what_was_read_counts_as_verified() -> None:
    verified = {
        name: {rule.id for rule in rules_of(read_pack(name)) if rule.certainty is Certainty.VERIFIED}
        for name in pack_names()
    }
    assert {name: ids for name, ids in verified.items() if ids} == VERIFIED


class TestWhatIsNotKnownIsNotShipped:
    def test_2686_gives_provinces_no_level(self) -> None:
        assert read_pack("vn-2686-2021").criteria_for("province") is None

    def test_2686_has_no_rule_of_one_per_100000(self) -> None:
        assert not any(indicator.kind == "rate" for indicator in read_pack("vn-2686-2021").indicators)

    def test_4800_has_one_cell_with_a_single_level(self) -> None:
        table = read_pack("vn-4800-2021").criteria[0].table
        assert table is not None
        single = [(r, c) for r, row in enumerate(table.cells) for c, cell in enumerate(row)
                  if isinstance(cell, str) and cell != "unknown"]  # fmt: skip
        assert single == [(2, 1)]

    def test_218_has_no_level_at_all(self) -> None:
        pack = read_pack("vn-218-2022")
        table = pack.criteria[0].table
        assert table is not None
        assert {cell for row in table.cells for cell in row if isinstance(cell, str)} == {"unknown"}
        assert not pack.criteria[0].rules

    def test_218_names_no_remembered_threshold(self) -> None:
        numbers = {parameter.value for parameter in read_pack("vn-218-2022").parameters.values()}
        assert numbers == {600, 75, 90, 31}
        assert "450" not in pack_text("vn-218-2022")

    def test_3989_differs_from_3979_in_the_numbers_only(self) -> None:
        one, other = (read_pack(f"vn-{number}-2021") for number in (3979, 3989))
        assert one.criteria[0].applies_to == other.criteria[0].applies_to
        assert [i.kind for i in one.indicators] == [i.kind for i in other.indicators]
        values = {name: (p.value, other.parameters[name].value) for name, p in one.parameters.items()}
        assert {name: pair for name, pair in values.items() if pair[0] != pair[1]} == {
            "share_change_down": (-30, -50)
        }


def test_the_packs_hold_nothing_but_toml(repo_root: Path) -> None:
    folder = repo_root / "src" / "vungxanh" / "rules" / "zoning"
    for file in folder.iterdir():
        assert tomllib.loads(file.read_text("utf-8"))["id"] == file.stem
