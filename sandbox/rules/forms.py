"""How Slack wants dates, times, links and numbers to be written."""

from sandbox.rules.language import Form

DATE = Form("a date YYYY-MM-DD", r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "2026-03-09", "2026-13-09")
TIME = Form("a time HH:mm", r"([01][0-9]|2[0-3]):[0-5][0-9]", "09:30", "24:00")
ZONE = Form("an IANA zone", r"[A-Za-z_]+(/[A-Za-z0-9_+\-]+)*", "Europe/Madrid", "UTC +1 hour")
NUMBER = Form("a number", r"-?[0-9]+(\.[0-9]+)?", "12.5", "twelve")
# What a client can open from a button; an address without a scheme, or a script, is refused.
LINK = Form("a link", r"(https?|mailto|tel|slack):\S+", "https://example.com/a", "javascript:alert(1)")
WEB = Form("a web address", r"https?://\S+", "https://example.com/a.png", "file:///etc/passwd")
SECURE = Form("an https address", r"https://\S+", "https://example.com/a", "http://example.com/a")
COLOUR = Form("a colour #rrggbb", r"#[0-9A-Fa-f]{6}", "#36a64f", "green")
