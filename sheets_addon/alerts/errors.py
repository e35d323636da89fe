"""Why a message was not sent, as one sentence for the head who reads the settings page.

::

    NotSent          not_sent      trying again does not help: somebody has to mend something
    └── NotSentYet   not_sent_yet  it may pass by itself
"""

from typing import Any

from core.errors import PlanerkaError
from core.i18n import T


class NotSent(PlanerkaError):
    code = "not_sent"


class NotSentYet(NotSent):
    code = "not_sent_yet"


def both(sentence: T, **values: Any) -> T:
    """A sentence with its places filled, to be kept."""
    return T(sentence.say("ru", **values), sentence.say("en", **values))
