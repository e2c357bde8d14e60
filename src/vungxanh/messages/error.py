"""The root of all errors that we raise on purpose."""

from vungxanh.messages.message import Message


class VungXanhError(Exception):
    """Something is wrong that a person can put right; carries a sentence fit to show.

    `exit_code` is what the command line ends with: 2 when the input cannot be used at all.
    """

    exit_code = 2

    def __init__(self, said: Message) -> None:
        super().__init__(said)
        self.message = said

    def __str__(self) -> str:
        return self.message.render("en")
