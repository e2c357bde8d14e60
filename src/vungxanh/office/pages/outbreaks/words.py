"""Words of outbreaks and of the marks in a transmission tree."""

from vungxanh.messages import Message, message

SHAPES: dict[str, Message] = {
    "confirmed": message("confirmed case"),
    "probable": message("probable case"),
    "suspected": message("suspected case"),
    "discarded": message("discarded case"),
    "f1": message("contact (F1)"),
    "f2": message("contact of a contact (F2)"),
    "outside": message("outside your area"),
}

KINDS: dict[str, Message] = {
    "": message("not said"),
    "household": message("household cluster"),
    "neighbourhood": message("neighbourhood group"),
    "workplace": message("workplace or factory"),
    "school": message("school"),
    "market": message("market"),
    "hospital": message("health facility"),
    "other": message("other"),
}
