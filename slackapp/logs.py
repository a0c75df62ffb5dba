"""The log: one line a thing, to standard error, for people or as JSON. No secret and no body stands in it.

Bolt and the SDK log whole requests at DEBUG, so they stay at INFO whatever level is set. Tracebacks are printed
without the values of variables. As a last guard, tokens and `response_url`s are cut out of every line.
"""

import logging
import re
import sys

import structlog
from structlog.typing import Processor

_SECRETS = re.compile(r"xox[a-z]+[-.][\w.-]+|xapp-[\w-]+|https://hooks\.slack\.com/\S+|(?<=://)[^\s/:@]*:[^\s/@]+(?=@)")
_OURS = ("slackapp", "storage", "prep")
_QUIETER = {
    "alembic": logging.WARNING,
    "apscheduler": logging.WARNING,  # it writes a line for every tick
    "waitress.queue": logging.ERROR,  # a rush is counted in the metrics
}


def set_up(log_format: str, level: str) -> None:
    """Makes everything that is logged in this process, by us or by libraries, come out in one form.

    `log_format` is `console` or `json`; `level` a name of the standard library's.
    """
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter(processors=_rendering(log_format), foreign_pre_chain=shared))
    logging.root.handlers = [handler]
    # Bolt copies the root's level to its own loggers, so the root may not be at DEBUG.
    logging.root.setLevel(max(logging.INFO, logging.getLevelName(level)))
    for name in _OURS:
        logging.getLogger(name).setLevel(level)
    logging.getLogger("slack_bolt.App").addFilter(_is_no_false_alarm)
    for name, quieter in _QUIETER.items():
        logging.getLogger(name).setLevel(quieter)


def _is_no_false_alarm(record: logging.LogRecord) -> bool:
    """Bolt finds SLACK_BOT_TOKEN by itself and warns that it ignores it; we hand the token over another way."""
    return "`token` will be unused" not in record.getMessage()


def _rendering(log_format: str) -> list[Processor]:
    meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if log_format == "json":
        return [meta, structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    # The default formatter prints the values of variables when it can.
    plain = structlog.dev.plain_traceback
    return [meta, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]


class _Formatter(structlog.stdlib.ProcessorFormatter):
    """structlog's, with secrets cut out of what it made."""

    def format(self, record: logging.LogRecord) -> str:
        return _SECRETS.sub("…", super().format(record))
