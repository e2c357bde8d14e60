"""Packs are read by name or from a file, and a file that is none gives a named error."""

import hashlib
from pathlib import Path

import pytest

from vungxanh.zoning.pack_errors import PackError, PackNotFound, PackNotToml, PackUnreadable
from vungxanh.zoning.reading import pack_names, pack_sha256, pack_text, parse_pack, read_pack

RULES = Path("src/vungxanh/rules/zoning")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(pack_text("green-14-days"), "utf-8")
    return path


def refusal(path: Path) -> PackError:
    with pytest.raises(PackError) as caught:
        read_pack(path)
    return caught.value


class TestByName:
    def test_every_shipped_pack_is_listed(self, repo_root: Path) -> None:
        assert pack_names() == sorted(file.stem for file in (repo_root / RULES).glob("*.toml"))

    def test_the_same_pack_is_read_once(self) -> None:
        assert read_pack("green-14-days") is read_pack("green-14-days")

    def test_an_unknown_name_is_an_error_with_the_closest_one(self) -> None:
        with pytest.raises(PackNotFound, match=r"Did you mean vn-2686-2021\?"):
            read_pack("vn-2686")

    def test_nothing_close_lists_all(self) -> None:
        with pytest.raises(PackNotFound, match=r"Possible here: .*green-14-days.*vn-4800-2021"):
            read_pack("?")


class TestFromFile:
    def test_a_file_gives_the_same_pack(self, file: Path) -> None:
        assert read_pack(file) == read_pack("green-14-days")
        assert read_pack(str(file)) == read_pack("green-14-days")

    def test_the_text_is_kept_as_it_stands(self, file: Path, repo_root: Path) -> None:
        shipped = repo_root / RULES / "green-14-days.toml"
        assert pack_text(file).encode() == shipped.read_bytes()
        assert pack_sha256(file) == hashlib.sha256(shipped.read_bytes()).hexdigest()
        assert pack_sha256("green-14-days") == pack_sha256(file)

    def test_a_byte_order_mark_is_no_fault(self, file: Path) -> None:
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
        assert read_pack(file) == read_pack("green-14-days")

    def test_windows_line_ends_are_no_fault(self, file: Path) -> None:
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
        assert read_pack(file).id == "green-14-days"

    def test_an_error_names_the_file(self, file: Path) -> None:
        file.write_text(pack_text(file).replace('series = "community"', 'series = "comunity"'), "utf-8")
        assert str(refusal(file)) == (
            f"{file}: indicators[0].series = 'comunity': is not a daily series; further columns are declared"
            " under series. Did you mean community?"
        )


class TestFilesThatAreNone:
    def test_missing(self, tmp_path: Path) -> None:
        assert isinstance(refusal(tmp_path / "none.toml"), PackNotFound)

    def test_a_folder(self, tmp_path: Path) -> None:
        assert isinstance(refusal(tmp_path), PackUnreadable)

    def test_a_name_with_a_null_byte(self) -> None:
        assert isinstance(refusal(Path("a\0b.toml")), PackNotFound | PackUnreadable)

    def test_another_encoding(self, file: Path) -> None:
        file.write_bytes(pack_text(file).encode("utf-16"))
        assert isinstance(refusal(file), PackUnreadable)

    def test_very_large(self, file: Path) -> None:
        file.write_text("#" * 1_000_001, "utf-8")
        assert isinstance(refusal(file), PackUnreadable)

    def test_empty(self, file: Path) -> None:
        file.write_text("", "utf-8")
        assert refusal(file).key == "id"

    def test_not_toml_names_the_line(self, file: Path) -> None:
        file.write_text(pack_text(file).replace('kind = "days_without"', "kind = days_without"), "utf-8")
        line = pack_text("green-14-days")[: pack_text("green-14-days").index('kind = "')].count("\n") + 1
        assert isinstance(refusal(file), PackNotToml)
        assert f"Line {line} is not TOML" in str(refusal(file))

    def test_the_same_key_twice(self, file: Path) -> None:
        file.write_text('id = "a"\nid = "b"\n', "utf-8")
        assert "Line 2 is not TOML" in str(refusal(file))

    @pytest.mark.parametrize("nested", ["[" * 5000, "a = " + "{a = " * 5000, "[a" + ".a" * 50_000 + "]"])
    def test_nested_without_end(self, nested: str) -> None:
        with pytest.raises(PackError):
            parse_pack(nested, "nested")

    def test_in_vietnamese(self, tmp_path: Path) -> None:
        said = refusal(tmp_path / "none.toml").message.render("vi")
        assert "Không có bộ tiêu chí hay tệp này." in said
