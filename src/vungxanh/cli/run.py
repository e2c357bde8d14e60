"""One run of the command: language, parsing, and the exit code; no traceback ever reaches a user.

Exit codes: 0 done; 1 done, but rows were refused or a verification failed; 2 the input cannot be used;
70 a fault of ours (VUNGXANH_DEBUG=1 shows where).
"""

import os
import sys
from collections.abc import Sequence

from cyclopts import CycloptsError

from vungxanh.cli.app import application
from vungxanh.cli.language import choose_language, speak
from vungxanh.cli.mistakes import explain_mistake
from vungxanh.cli.output import complain, prepare_streams
from vungxanh.messages import VungXanhError, message

OUR_FAULT = 70


def main() -> None:
    """The entry point of the `vungxanh` command."""
    prepare_streams()
    sys.exit(run(sys.argv[1:]))


def run(tokens: Sequence[str]) -> int:
    """Run one command line; the exit code."""
    try:
        language, rest = choose_language(tokens, os.environ)
        speak(language)
        return _call(rest)
    except VungXanhError as error:
        complain(error.message)
        return error.exit_code
    except CycloptsError as error:
        complain(explain_mistake(error))
        return 2
    except BrokenPipeError:
        # The reader (head, less) has seen enough; keep the interpreter from flushing into a closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        complain(message("{file}: {reason}.", file=error.filename or "", reason=error.strerror or str(error)))
        return 2
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the last door: a person reads this, not a traceback
        return _admit(error)


def _call(tokens: list[str]) -> int:
    outcome = application()(
        tokens, exit_on_error=False, print_error=False, help_on_error=False, result_action="return_value"
    )
    return outcome if isinstance(outcome, int) else 0


def _admit(error: Exception) -> int:
    if os.environ.get("VUNGXANH_DEBUG"):
        raise error
    complain(
        message(
            "A fault of Vùng Xanh itself ({kind}: {reason}). Please report what VUNGXANH_DEBUG=1 shows.",
            kind=type(error).__name__,
            reason=str(error).splitlines()[0] if str(error) else "",
        )
    )
    return OUR_FAULT
