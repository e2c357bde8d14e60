"""What is wrong with a command line, in one sentence of the user's language."""

from cyclopts import (
    CoercionError,
    CycloptsError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)

from vungxanh.messages import Message, message


def explain_mistake(error: CycloptsError) -> Message:
    """The parser's error as a message."""
    match error:
        case UnknownCommandError():
            return message("There is no command {name}. See --help.", name=_first(error.unused_tokens))
        case UnknownOptionError():
            return message(
                "There is no option {name} here. See --help.", name=error.token.keyword or error.token.value
            )
        case MissingArgumentError():
            return message("{name} is missing. See --help.", name=_name(error))
        case RepeatArgumentError():
            return message("{name} is given twice.", name=error.token.keyword)
        case CoercionError():
            value = error.token.value if error.token else ""
            return message("{name} cannot be {value}.", name=_name(error), value=value)
        case UnusedCliTokensError():
            return message("{name} is one argument too many. See --help.", name=_first(error.unused_tokens))
        case _:
            return message("This command line was not understood: {reason}", reason=_last_line(error))


def _name(error: CycloptsError) -> str:
    return error.argument.name if error.argument else ""


def _first(tokens: list[str] | None) -> str:
    return tokens[0] if tokens else ""


def _last_line(error: CycloptsError) -> str:
    return str(error).strip().splitlines()[-1]
