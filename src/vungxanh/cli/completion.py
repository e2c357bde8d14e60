"""`vungxanh completion SHELL`."""

from typing import Annotated, Literal

from cyclopts import Parameter

from vungxanh.cli.language import _


def show_completion(
    shell: Annotated[Literal["bash", "zsh", "fish"], Parameter(help=_("Which shell's script"))] = "bash",
    /,
) -> None:
    """Print the script; `eval "$(vungxanh completion bash)"` switches it on."""
    from vungxanh.cli.app import application

    print(application().generate_completion(shell=shell))
