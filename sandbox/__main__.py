"""`python -m sandbox --port 0`: the local Slack as a process of its own."""

import argparse
import asyncio
import json
import os
import signal
import sys
import threading

from sandbox.local_slack import Timing
from sandbox.server import serve


def main() -> None:
    """Print one JSON line with `url` and `api_url`, then serve until SIGTERM or SIGINT."""
    slacks = Timing()
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 (the default) takes any free port")
    parser.add_argument(
        "--retry-delays",
        default=",".join(map(str, slacks.retry_delays)),
        metavar="SECONDS,…",
        help="how long to wait before each retry of an event that was not acknowledged",
    )
    parser.add_argument("--ack-seconds", type=float, default=slacks.ack, help="how long an app has to acknowledge")
    parser.add_argument("--no-rules", action="store_true", help="take messages and views that Slack would refuse")
    parser.add_argument("--until-input-ends", action="store_true", help="stop, too, when standard input is closed")
    chosen = parser.parse_args()
    delays = tuple(float(part) for part in chosen.retry_delays.split(",") if part)
    timing = Timing(ack=chosen.ack_seconds, retry_delays=delays)
    try:
        asyncio.run(_serve(chosen.port, timing, rules=not chosen.no_rules, with_input=chosen.until_input_ends))
    except OSError as error:
        sys.exit(f"The local Slack cannot listen on port {chosen.port} ({error.strerror}): choose another with --port.")


async def _serve(port: int, timing: Timing, *, rules: bool, with_input: bool) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    if with_input:
        threading.Thread(target=_until_input_ends, args=(asyncio.get_running_loop(), stop), daemon=True).start()
    await serve(port, timing, _announce, stop, rules=rules)


def _until_input_ends(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    """Whoever started this holds its standard input; it ends when they do, however they end."""
    while os.read(sys.stdin.fileno(), 4096):  # past its buffer, whose lock a thread may not hold when Python ends
        pass
    loop.call_soon_threadsafe(stop.set)


def _announce(url: str) -> None:
    sys.stdout.write(json.dumps({"url": url, "api_url": f"{url}/api/"}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
