"""File names of pages: unique and safe, whatever a code contains."""

import re

from hypothesis import given
from hypothesis import strategies as st

from vungxanh.publishing.site.slugs import slug

CODES = st.text(max_size=60)


@given(CODES)
def test_a_slug_holds_only_letters_digits_and_hyphens(code: str) -> None:
    assert re.fullmatch(r"ward-[a-z0-9-]+", slug("ward", code))


@given(CODES, CODES)
def test_different_codes_get_different_slugs_also_where_case_does_not_count(one: str, other: str) -> None:
    assert (slug("ward", one).lower() == slug("ward", other).lower()) == (one == other)


def test_a_plain_code_stays_readable() -> None:
    assert slug("ward", "27346") == "ward-27346"


def test_levels_are_apart() -> None:
    assert slug("ward", "1") != slug("district", "1")
