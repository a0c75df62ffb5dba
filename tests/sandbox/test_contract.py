"""Slack's own client against every method on offer: what each answers, every way it says no, and how often it may be
asked."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

import sandbox
from sandbox import Sandbox
from sandbox.web_api.endpoint import METHODS
from tests.sandbox import apps, contract_scene
from tests.sandbox.contract import CONTRACTS
from tests.sandbox.contract_scene import Scene

Json = dict[str, Any]
REFUSALS = [(method, error) for method, contract in CONTRACTS.items() for error in contract.refuses]
# What keeps any call out, whatever it asks.
AT_THE_DOOR = {"not_authed", "invalid_auth", "not_allowed_token_type", "missing_scope", "unknown_method"}
TIERS = {method.per_minute: name for name, method in METHODS.items() if method.per_minute is not None}


@pytest.fixture(scope="module")
def scene() -> Iterator[Scene]:
    """One for all: what is refused changes nothing."""
    with Sandbox.start() as slack, apps.listening() as (ear, url):
        yield contract_scene.furnished(slack, ear, url)


def answer(scene: Scene, token: str, method: str, asked: Json) -> Json:
    """What Slack answers to whoever has this token, be it yes or no."""
    try:
        told = WebClient(token=token, base_url=scene.slack.api_url).api_call(method, json=asked)
    except SlackApiError as refused:
        told = refused.response
    assert isinstance(told.data, dict)
    return told.data


def test_every_method_on_offer_has_a_contract() -> None:
    assert set(CONTRACTS) == set(METHODS)


@pytest.mark.parametrize("method", CONTRACTS)
def test_a_good_call(scene: Scene, method: str) -> None:
    contract = CONTRACTS[method]
    call = getattr(scene.client(contract.by), method.replace(".", "_"))
    told = call(**scene.fill(contract.asked))
    assert told["ok"] is True
    assert contract.answers <= set(told.data)


@pytest.mark.parametrize(("method", "error"), REFUSALS)
def test_a_refusal(scene: Scene, method: str, error: str) -> None:
    contract = CONTRACTS[method]
    asked = contract.asked | contract.refuses[error]
    app = scene.apps[asked.pop("by", contract.by)]
    token = app.app_token if METHODS[method].bearer == "app" else app.bot_token
    assert answer(scene, token, method, scene.fill(asked))["error"] == error


@pytest.mark.parametrize("method", METHODS)
def test_who_is_not_let_in(scene: Scene, method: str) -> None:
    offered, app = METHODS[method], scene.apps["app"]
    refused = {"": "not_authed", "xoxb-nobodys": "invalid_auth"}
    if offered.bearer != "app":
        refused |= {
            scene.apps["revoked"].bot_token: "token_revoked",
            scene.apps["inactive"].bot_token: "account_inactive",
        }
    if offered.bearer != "either":
        refused[app.bot_token if offered.bearer == "app" else app.app_token] = "not_allowed_token_type"
    if offered.scopes:
        refused[scene.apps["scopeless"].bot_token] = "missing_scope"
    for token, error in refused.items():
        told = answer(scene, token, method, {})
        assert (token, told["error"]) == (token, error)
        if error == "missing_scope":
            assert (told["needed"], told["provided"]) == (offered.scopes[0], "")


@pytest.mark.filterwarnings("ignore:.* is deprecated")  # the client's own word on what Slack has given up
def test_what_is_not_on_offer(scene: Scene) -> None:
    """All else that Slack's client knows, and something that nobody knows."""
    known = {name.replace("_", ".") for name, value in vars(WebClient).items() if name[0] != "_" and callable(value)}
    for method in {*known, "no.such"} - set(METHODS):
        told = answer(scene, scene.apps["app"].bot_token, method, {})
        assert told == {"ok": False, "error": "unknown_method", "req_method": method}


@pytest.mark.parametrize(("per_minute", "method"), TIERS.items())
def test_one_call_too_many_of_each_tier(scene: Scene, per_minute: int, method: str) -> None:
    globex = scene.slack.desk.workspace("Globex")
    client = apps.client(scene.slack, globex.install(apps.manifest()))
    scene.slack.desk.rate_limits(team=globex)
    for number in range(per_minute):
        answer(scene, str(client.token), method, {"channel": f"C{number}"})  # messages to one channel are paced, too
    assert scene.slack.desk.refusals(globex) == {}
    with pytest.raises(SlackApiError) as raised:
        client.api_call(method, json={"channel": "C"})
    assert (raised.value.response.status_code, raised.value.response["error"]) == (429, "ratelimited")
    assert 1 <= int(raised.value.response.headers["Retry-After"]) <= 60


def test_every_reason_that_is_written_down_is_given_by_some_call() -> None:
    given = {error for contract in CONTRACTS.values() for error in contract.refuses}
    assert set(reasons()) <= given | AT_THE_DOOR


def reasons() -> Iterator[str]:
    """The errors named where methods refuse."""
    insides = Path(sandbox.__file__).parent
    for path in (*insides.glob("web_api/*.py"), insides / "modals.py", insides / "passes.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Refused":
                yield from (str(given.value) for given in node.args if isinstance(given, ast.Constant))
