"""A pack may take the rules of shipped packs: `include = ["vn-2686-2021", "green-14-days"]`.

An area level is judged by the first included pack that has criteria for it, or by the pack's own. Scales are
renamed NAME.SCALE on the way, since two packs may call theirs the same; everything else must not clash.
"""

from collections.abc import Callable
from typing import Any

from vungxanh.messages import message
from vungxanh.zoning.pack_errors import DuplicateName, PackNotFound, WrongType

Content = dict[str, Any]
Find = Callable[[str], Content | None]
"""The content of a shipped pack's file, None when there is no such pack."""

BY_NAME = ("parameters", "series")
LISTS = ("gaps", "sources", "indicators")


def with_includes(content: Content, find: Find) -> Content:
    """The content of a pack with that of the packs it includes; unchanged when it includes none."""
    names = content.get("include", [])
    if not names:
        return content
    if not isinstance(names, list):
        raise WrongType(message("must be a list of pack names."), key="include", value=names)
    parts = [{key: value for key, value in content.items() if key != "include"}]
    for position, name in enumerate(names):
        part = find(name) if isinstance(name, str) else None
        if part is None:
            raise PackNotFound(message("There is no such pack."), key=f"include[{position}]", value=name)
        parts.append(_renamed(with_includes(part, find), str(name)))
    whole = parts[0]
    for part in parts[1:]:
        whole = _joined(whole, part)
    return whole


def _renamed(part: Content, name: str) -> Content:
    """The same pack with scales called NAME.SCALE, and its one source named where a rule left it out."""
    documents = [source["document"] for source in part["sources"]]
    criteria = [
        {**_cited(block, documents[0]), "scale": f"{name}.{block.get('scale', 'risk')}"}
        for block in part.get("criteria", [])
    ]
    scales = {f"{name}.{scale}": levels for scale, levels in part.get("scales", {}).items()}
    return {**part, "criteria": criteria, "scales": scales}


def _cited(content: Any, document: str) -> Any:
    """Conditions and holding times without a source, anywhere in the content, get this one."""
    if isinstance(content, list):
        return [_cited(entry, document) for entry in content]
    if not isinstance(content, dict):
        return content
    cited = {key: _cited(value, document) for key, value in content.items()}
    return {"source": document, **cited} if {"indicator", "days"} & set(cited) else cited


def _joined(whole: Content, part: Content) -> Content:
    joined = dict(whole)
    for key in BY_NAME:
        joined[key] = _named_once(whole.get(key, {}), part.get(key, {}), key)
    joined["scales"] = {**whole.get("scales", {}), **part["scales"]}
    for key in LISTS:
        known = whole.get(key, [])
        joined[key] = [*known, *(entry for entry in part.get(key, []) if entry not in known)]
    joined["criteria"] = [*whole.get("criteria", []), *_uncovered(whole, part)]
    return joined


def _named_once(ours: Content, theirs: Content, key: str) -> Content:
    for name, value in theirs.items():
        if name in ours and ours[name] != value:
            raise DuplicateName(
                message("means two different things in the included packs."), key=f"{key}.{name}", value=name
            )
    return {**theirs, **ours}


def _uncovered(whole: Content, part: Content) -> list[Content]:
    """The criteria of a further pack for the area levels that nobody has judged yet."""
    covered = {level for block in whole.get("criteria", []) for level in block.get("applies_to", [])}
    blocks = []
    for block in part.get("criteria", []):
        left = [level for level in block.get("applies_to", []) if level not in covered]
        if left:
            blocks.append({**block, "applies_to": left})
    return blocks
