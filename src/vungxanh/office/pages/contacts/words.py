"""Words for what contacts are and where they stand."""

from vungxanh.messages import Message, message
from vungxanh.office.language import spoken
from vungxanh.response.tracing import kinds

STATUS: dict[str, Message] = {
    "listed": message("listed, not reached"),
    "reached": message("reached"),
    "isolating": message("isolating, followed daily"),
    "finished": message("follow-up finished"),
    "became_case": message("became a case"),
    "lost": message("lost"),
}

PROTECTED: dict[str, Message] = {
    "": message("not known"),
    "mask": message("both masked"),
    "partly": message("one masked"),
    "none": message("no mask"),
    "full": message("full protection"),
}

ANCHOR: dict[str, Message] = {
    "onset": message("onset"),
    "sample": message("sampling, since there is no onset"),
    "report": message("report, since there is neither onset nor sample"),
}


def kind_name(kind: str) -> str:
    """A kind of contact in the language of the request; what is unknown stays as it was written."""
    names = kinds().get(kind)
    return names[spoken()] if names else kind
