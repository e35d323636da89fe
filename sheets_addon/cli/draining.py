"""How the pages' server ends: it takes no new connection, answers what it has begun to hear, and hangs up on the rest.

waitress itself stops at once: whoever waits for an answer gets none. Its loop and its channels are used here as they
are in version 3 (tests/sheets_addon/cli/test_draining.py holds them to it).
"""

from typing import Any

from sheets_addon.jobs.stopping import Stopping

LOOK, SOON = 1.0, 0.05
"""Seconds that the loop waits for a socket: while it serves (a signal wakes it), and while it ends."""


def serve(server: Any, stopping: Stopping) -> None:
    """Serve until ``stopping`` has begun and every request under way is answered, or the grace is over."""
    while not stopping.begun:
        server.asyncore.loop(timeout=LOOK, map=server._map, count=1)
    server.del_channel()  # the listening socket alone: later connections are refused, and a balancer goes elsewhere
    server.socket.close()
    while not _all_answered(server) and stopping.seconds_left > 0:
        server.asyncore.loop(timeout=SOON, map=server._map, count=1)
    server.task_dispatcher.shutdown(timeout=max(SOON, stopping.seconds_left))
    server.trigger.close()
    server.asyncore.close_all(server._map)


def _all_answered(server: Any) -> bool:
    """Hangs up on who asks nothing; whether nobody is left."""
    for channel in list(server.active_channels.values()):
        if not (channel.requests or channel.request or channel.total_outbufs_len):
            channel.handle_close()
    return not server.active_channels
