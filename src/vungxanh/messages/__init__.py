"""What we tell people, in which language: messages, named errors, translation."""

from vungxanh.messages.catalogue import LANGUAGES, Language, translator
from vungxanh.messages.error import VungXanhError
from vungxanh.messages.message import Message, message
from vungxanh.messages.wording import show_date, show_number

__all__ = [
    "LANGUAGES",
    "Language",
    "Message",
    "VungXanhError",
    "message",
    "show_date",
    "show_number",
    "translator",
]
