"""Moments in words: in the reader's zone, by their locale's clock, never without saying where that clock hangs."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from babel import Locale, UnknownLocaleError
from babel.dates import format_time

from prep.wallclock import city, local

_WEEK = 7


def clock(moment: datetime, zone: str, locale: str) -> str:
    """`10:30`, or `10:30 am` where the locale's clock has twelve hours."""
    return wall_clock(local(moment, zone).time(), locale)


def wall_clock(at: time, locale: str) -> str:
    """A time of day by the locale's clock."""
    if _twelve_hours(locale):
        return format_time(at, "h:mm a", locale="en_GB").lower().replace("\u202f", " ")
    return format_time(at, "HH:mm", locale="en_GB")


def span(start: datetime, end: datetime, zone: str, locale: str) -> str:
    """`10:30–11:15`."""
    return f"{clock(start, zone, locale)}–{clock(end, zone, locale)}"


def day(moment: datetime, zone: str) -> str:
    """`Tuesday 24 November`."""
    return calendar_day(local(moment, zone).date())


def calendar_day(on: date) -> str:
    """`Tuesday 24 November`. English, as all our wording is."""
    return f"{on:%A} {on.day} {on:%B}"


def short_day(moment: datetime, zone: str) -> str:
    """`Tue 24 Nov`."""
    on = local(moment, zone)
    return f"{on:%a} {on.day} {on:%b}"


def near(moment: datetime, now: datetime, zone: str) -> str:
    """`today`, `tomorrow`, `Thursday` within a week, else `Thursday 3 December`."""
    there, here = local(moment, zone).date(), local(now, zone).date()
    if there in (here, here + timedelta(days=1)):
        return "today" if there == here else "tomorrow"
    if here < there < here + timedelta(days=_WEEK):
        return f"{there:%A}"
    return calendar_day(there)


def where(zone: str, *, known: bool = True) -> str:
    """`Berlin time`; `UTC (Slack has no time zone for you)` where the zone is the workspace's for want of one."""
    name = zone if zone == "UTC" else f"{city(zone)} time"
    return name if known else f"{name} (Slack has no time zone for you)"


def left(moment: datetime, now: datetime) -> str:
    """The time left, as it is: `in 14 minutes`, `in 1 hour 5 minutes`, `now`, `9 minutes ago`."""
    minutes = round((moment - now).total_seconds() / 60)
    if minutes == 0:
        return "now"
    words = _duration(abs(minutes))
    return f"in {words}" if minutes > 0 else f"{words} ago"


def weekdays(days: Sequence[int]) -> str:
    """`Monday to Friday`, `every day`, `Monday, Wednesday` (ISO: 1 is Monday)."""
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    chosen = sorted(set(days))
    if len(chosen) == _WEEK:
        return "every day"
    if len(chosen) > 2 and chosen == list(range(chosen[0], chosen[-1] + 1)):  # noqa: PLR2004 - two are listed
        return f"{names[chosen[0] - 1]} to {names[chosen[-1] - 1]}"
    return ", ".join(names[each - 1] for each in chosen)


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'s' if hours > 1 else ''}"] if hours else []
    parts += [f"{rest} minute{'s' if rest > 1 else ''}"] if rest else []
    return " ".join(parts)


def _twelve_hours(locale: str) -> bool:
    try:
        pattern = Locale.parse(locale.replace("-", "_")).time_formats["short"].pattern if locale else ""
    except (UnknownLocaleError, ValueError):
        return False
    return "a" in pattern
