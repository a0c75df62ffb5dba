"""What is counted, for Prometheus. Names and labels stand in docs/running.md."""

from prometheus_client import CollectorRegistry, Counter, Histogram

_ACK_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
"""Seconds; the last bound is Slack's own patience."""


class Metrics:
    """Counters and histograms in a registry of their own, so that two apps in one process do not mix."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self.registry = registry or CollectorRegistry()
        self.requests = Counter(
            "interview_prep_requests",
            "Requests from Slack by kind and outcome (answered, sorry, unheard, failed, busy).",
            ["kind", "outcome"],
            registry=self.registry,
        )
        self.ack_seconds = Histogram(
            "interview_prep_ack_seconds",
            "From a request's arrival to its answer, by kind.",
            ["kind"],
            buckets=_ACK_BUCKETS,
            registry=self.registry,
        )
        self.refused = Counter(
            "interview_prep_refused",
            "HTTP requests that were turned away before anyone looked into them, by reason.",
            ["reason"],
            registry=self.registry,
        )
        self.rate_limited = Counter(
            "interview_prep_app_rate_limited",
            "Times Slack said that it holds events back (app_rate_limited).",
            registry=self.registry,
        )
        self.after = Counter(
            "interview_prep_after",
            "What was done after an answer (views, response_url), by outcome (done, failed, dropped).",
            ["outcome"],
            registry=self.registry,
        )
        self.deliveries = Counter(
            "interview_prep_deliveries",
            "Messages by kind and the state they ended in.",
            ["kind", "state"],
            registry=self.registry,
        )
        self.doubles = Counter(
            "interview_prep_doubled",
            "Messages that stand twice in Slack, by cause: `suspended` (a process stood still between its check and its"
            " post), `shown late` (Slack showed an accepted message later than the claim's lease).",
            ["cause"],
            registry=self.registry,
        )
