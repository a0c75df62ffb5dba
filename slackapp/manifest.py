"""The Slack app's manifest: the one file written by hand, and its variants.

`manifest.yml` stands at the top of the repository, where people look for it; the package holds a link to it, so
that an installed one has it too.
"""

import io
from importlib import resources
from typing import Any, Literal
from urllib.parse import urlsplit

from ruamel.yaml import YAML

Mode = Literal["socket", "http"]
Manifest = dict[str, Any]

_EVENTS_PATH = "/slack/events"


def written() -> Manifest:
    """The manifest as it stands in the file: Socket Mode, `/interview`."""
    text = resources.files("slackapp").joinpath("manifest.yml").read_text(encoding="utf-8")
    loaded: Manifest = YAML(typ="safe").load(text)
    return loaded


def variant(mode: Mode, url: str | None = None, command: str = "/interview") -> Manifest:
    """The manifest for a transport and a command's name.

    Over HTTP, `url` is where Slack reaches the app: its scheme and host, or the whole address of the events.
    Raises `ValueError` with a sentence when that is missing or no https address.
    """
    manifest = written()
    [slash] = manifest["features"]["slash_commands"]
    slash["command"] = command
    if mode == "http":
        address = _address(url)
        slash["url"] = address
        settings = manifest["settings"]
        settings["event_subscriptions"]["request_url"] = address
        settings["interactivity"]["request_url"] = address
        settings["socket_mode_enabled"] = False
    return manifest


def as_yaml(manifest: Manifest) -> str:
    """Ready to be pasted."""
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.width = 100
    out = io.StringIO()
    yaml.dump(manifest, out)
    return out.getvalue()


def _address(url: str | None) -> str:
    parts = urlsplit((url or "").strip())
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("Slack needs an https address to reach the app, such as --url https://interviews.example.com.")
    path = parts.path.rstrip("/")
    return f"https://{parts.netloc}{path if path.endswith(_EVENTS_PATH) else path + _EVENTS_PATH}"
