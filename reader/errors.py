"""The exceptions that this program raises on purpose; each message says what happened and what the user can do."""

from __future__ import annotations


class ReaderError(Exception):
    """Something went wrong that a user can understand and act on.

    The message is shown as it is, on the screen or on standard error, so it names the thing (a path, a setting)
    and the way out. Every floor derives its own errors from this one; nothing else reaches the user.
    """
