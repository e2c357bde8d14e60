"""Languages write days and numbers their own way."""

from datetime import date

from vungxanh.publishing.site.tongue import Tongue


def test_days_and_numbers() -> None:
    vi, en = Tongue.of("vi"), Tongue.of("en")
    day = date(2021, 7, 8)
    assert (vi.day(day), en.day(day)) == ("08/07/2021", "2021-07-08")
    assert (vi.number(1234.5), en.number(1234.5)) == ("1.234,5", "1,234.5")
    assert (vi.month(day), en.month(day)) == ("07/2021", "2021-07")


def test_a_value_with_brackets_is_not_read_as_a_template() -> None:
    assert Tongue.of("en").say("Publication no. {number}", number="{x}") == "Publication no. {x}"
