"""``python -m tests.sheets_api --port N``: the first line on stdout says where it is and where its key file lies."""

import argparse
import json
import signal
import sys
import tempfile
import threading
from pathlib import Path

from tests.sheets_api.running import ACCOUNT, credentials, start


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.sheets_api", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    parser.add_argument("--accounts", type=int, default=1, help="how many service accounts to make")
    parser.add_argument("--minute", type=float, help="enforce Google's quotas, with minutes of so many seconds")
    parser.add_argument("--unchecked", action="store_true", help="do not validate against the discovery documents")
    given = parser.parse_args()
    server, http = start(given.port, not given.unchecked)
    server.quota.minute = given.minute
    with tempfile.TemporaryDirectory() as folder:
        names = [ACCOUNT, *(f"{ACCOUNT}{i}" for i in range(2, given.accounts + 1))]
        paths = [str(credentials(server, Path(folder), name)) for name in names]
        line = {"root": server.root, "credentials": paths[0]} | ({"all": paths} if len(paths) > 1 else {})
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, lambda *_: threading.Thread(target=http.shutdown).start())
        http.serve_forever()


if __name__ == "__main__":
    main()
