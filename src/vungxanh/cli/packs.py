"""`vungxanh packs list` and `vungxanh packs show PACK`."""

from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from vungxanh.cli.language import _, spoken
from vungxanh.cli.options import AsJson
from vungxanh.cli.output import tell, tell_json, tell_table
from vungxanh.messages import message

if TYPE_CHECKING:
    from vungxanh.zoning import Pack

app = App(name="packs")


@app.command(name="list", help=_("List the built-in packs."))
def list_packs(*, as_json: AsJson = False) -> None:
    """Id, version, disease, validity and title of each."""
    from vungxanh.zoning import pack_names, read_pack

    packs = [read_pack(name) for name in pack_names()]
    if as_json:
        tell_json([_in_short(pack) for pack in packs])
        return
    headings = (_("Pack"), _("Version"), _("Disease"), _("Valid from"), _("Title"))
    rows = [(p.id, p.version, p.disease, p.valid_from, p.title.render(spoken())) for p in packs]
    tell_table(headings, rows)


@app.command(name="show", help=_("Show one pack: where its rules come from and what they say."))
def show_pack(
    pack: Annotated[str, Parameter(help=_("Built-in pack or FILE.toml"))], /, *, as_json: AsJson = False
) -> None:
    """Sources, levels, parameters, criteria."""
    from vungxanh.zoning import read_pack

    read = read_pack(pack)
    if as_json:
        tell_json(read.model_dump(mode="json", by_alias=True))
        return
    language = spoken()
    tell(f"{read.id} {read.version}", read.title.render(language), "", read.summary.render(language), "")
    tell(*(f"{source.document} ({source.certainty})" for source in read.sources), "")
    for scale, levels in read.scales.items():
        tell(message("Levels of the scale {scale}, from the best to the worst:", scale=scale))
        tell(*(f"  {level.id}: {level.name.render(language)} {level.colour}" for level in levels))
    if read.parameters:
        tell("", _("What the text leaves open, as we read it:"))
        tell(
            *(
                f"  {name} = {p.value:g} {p.unit}: {p.why.render(language)}"
                for name, p in read.parameters.items()
            )
        )


def _in_short(pack: "Pack") -> dict[str, object]:
    return {"id": pack.id, "version": pack.version, "disease": pack.disease, "valid_from": pack.valid_from,
            "valid_to": pack.valid_to, "title": pack.title.model_dump()}  # fmt: skip
