"""users.info and users.list: kinds, zones, locales."""

import pytest
from slack_sdk import WebClient

from sandbox.client import Channel, Installation, Person, SandboxError, Workspace
from sandbox.state.people import Kind


def test_a_member_with_a_zone_and_a_locale(client: WebClient, acme: Workspace, priya: Person) -> None:
    user = client.users_info(user=priya.id, include_locale=True)["user"]
    assert user["tz"] == "Asia/Kolkata"
    assert user["tz_offset"] == 19800
    assert user["locale"] == "en-GB"
    assert user["real_name"] == "Priya Nair"
    assert user["team_id"] == acme.id
    assert "email" not in user["profile"]
    assert "is_stranger" not in user
    assert "locale" not in client.users_info(user=priya.id)["user"]


def test_somebody_without_a_zone_has_none_of_its_fields(client: WebClient, acme: Workspace) -> None:
    user = client.users_info(user=acme.person("Nowhere Man").id)["user"]
    assert not {"tz", "tz_label", "tz_offset"} & set(user)


@pytest.mark.parametrize(
    ("kind", "marks"),
    [
        ("member", set()),
        ("admin", {"is_admin"}),
        ("owner", {"is_admin", "is_owner"}),
        ("guest", {"is_restricted"}),
        ("single_channel_guest", {"is_restricted", "is_ultra_restricted"}),
        ("deactivated", {"deleted"}),
        ("external", {"is_stranger"}),
    ],
)
@pytest.mark.usefixtures("app")
def test_each_kind_has_its_marks(client: WebClient, acme: Workspace, kind: Kind, marks: set[str]) -> None:
    user = client.users_info(user=acme.person("Somebody", kind=kind).id)["user"]
    flags = ("is_admin", "is_owner", "is_restricted", "is_ultra_restricted", "deleted", "is_stranger", "is_bot")
    assert {flag for flag in flags if user.get(flag)} == marks
    assert (user["team_id"] != acme.id) == (kind == "external")


def test_somebody_of_another_company_is_no_stranger_in_a_shared_channel(
    client: WebClient, acme: Workspace, app: Installation
) -> None:
    zed = acme.person("Zed", kind="external", company="T0GLOBEX")
    room = acme.channel("shared", [zed], shared=True)
    room.add(app)
    user = client.users_info(user=zed.id)["user"]
    assert user["is_stranger"] is False
    assert user["team_id"] == "T0GLOBEX"


def test_all_people_come_by_pages(client: WebClient, acme: Workspace, room: Channel) -> None:
    people = {acme.person(f"P {n}", grid=True).id for n in range(5)}
    assert all(person.startswith("W") for person in people)
    pages = [page["members"] for page in client.users_list(limit=3)]
    assert [len(page) for page in pages] == [3, 3, 2]
    found = {user["id"] for page in pages for user in page}
    assert people < found
    assert room.id not in found


def test_what_is_no_zone_and_no_kind_is_refused_in_a_sentence(acme: Workspace) -> None:
    with pytest.raises(SandboxError, match="no IANA time zone"):
        acme.person("X", zone="Mars/Base")
    with pytest.raises(SandboxError, match="no kind of person"):
        acme.person("X", kind="king")  # type: ignore[arg-type] # what is asked for is wrong on purpose
