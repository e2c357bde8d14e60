"""An explanation in sentences, for a resident and for an officer alike."""

from vungxanh.messages import Language, Message, message
from vungxanh.zoning.facts import Facts, Finding
from vungxanh.zoning.pack import Certainty


def headline(about: Facts, language: Language) -> str:
    """One sentence: the area, its colour, since when."""
    if about.level is None:
        said = message("{name}: unknown since {since}.", name=about.name, since=about.since)
    else:
        said = message(
            "{name}: {level} since {since}.",
            name=about.name,
            level=about.level.name.render(language),
            since=about.since,
        )
    return said.render(language)


def sentences(about: Facts, language: Language) -> list[str]:
    """Why, what else, what is missing, what must change, and when at the earliest."""
    parts = [*_why(about, language), *_doubts(about, language), *_way_out(about, language)]
    rule = message(
        "Rule: {title} (version {version}).",
        title=about.pack.title.render(language),
        version=about.pack.version,
    )
    return [*(part.render(language) for part in parts), rule.render(language)]


def _why(about: Facts, language: Language) -> list[Message]:
    told: list[Message] = []
    if about.level is None:
        told.append(message("A colour cannot be given, and unknown is not the best colour."))
        return told + list(about.missing)
    if about.barring and about.counted is not None:
        told += [
            message(
                "The counts would give {level}, but the level must not become better: {finding}{mark}.",
                level=about.counted.name.render(language),
                finding=finding.sentence(language),
                mark=_mark(finding, language),
            )
            for finding in about.barring
        ]
    elif about.waiting is not None and about.counted is not None:
        told.append(
            message(
                "The counts would give {level}, but a better level must last {needed} days;"
                " {done} have passed.",
                level=about.counted.name.render(language),
                needed=about.waiting.needed,
                done=about.waiting.done,
            )
        )
    elif about.deciding is not None:
        told.append(
            message(
                "Because: {finding}{mark}.",
                finding=about.deciding.sentence(language),
                mark=_mark(about.deciding, language),
            )
        )
    elif about.barrier is not None:
        told.append(
            message(
                "No condition of a worse level holds; nearest is: {finding}.",
                finding=about.barrier.sentence(language),
            )
        )
    else:
        told.append(message("No condition of a worse level holds."))
    told += [
        message(
            "It would also be decided by: {finding}{mark}.",
            finding=finding.sentence(language),
            mark=_mark(finding, language),
        )
        for finding in about.also
    ]
    return told


def _doubts(about: Facts, language: Language) -> list[Message]:
    told: list[Message] = []
    if about.worse_possible is not None and about.level is not None:
        told.append(message("{level} cannot be excluded:", level=about.worse_possible.name.render(language)))
        told += list(about.missing)
    if about.not_assessed:
        names = "; ".join(dict.fromkeys(finding.about.render(language) for finding in about.not_assessed))
        told.append(message("Not assessed, since no data were given: {names}.", names=names))
    return told


def _way_out(about: Facts, language: Language) -> list[Message]:
    if about.better is None:
        return []
    better = about.better.name.render(language)
    told = [
        message("For {level} this must end: {finding}.", level=better, finding=finding.sentence(language))
        for finding in about.blocking
    ]
    if about.earliest_better is None:
        told.append(message("Days without a case alone do not lead to {level} within 60 days.", level=better))
    else:
        told.append(
            message(
                "If no further community case occurs, {level} is possible on {day} at the earliest"
                " (days to go: {days}).",
                level=better,
                day=about.earliest_better,
                days=about.days_to_better,
            )
        )
    if about.earliest_best is not None and about.earliest_best != about.earliest_better:
        best = about.pack.scales[about.scale][0].name.render(language)
        told.append(
            message(
                "{level} is possible on {day} at the earliest (days to go: {days}).",
                level=best,
                day=about.earliest_best,
                days=about.days_to_best,
            )
        )
    return told


CERTAINTY_MARKS = {
    Certainty.SECONDARY: message("read in secondary sources only"),
    Certainty.DERIVED: message("derived by us"),
    Certainty.READING: message("our reading of the text"),
    Certainty.UNCERTAIN: message("uncertain"),
}


def _mark(finding: Finding, language: Language) -> str:
    said = CERTAINTY_MARKS.get(finding.certainty)
    return "" if said is None else f" [{said.render(language)}]"
