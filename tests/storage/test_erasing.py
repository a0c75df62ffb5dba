"""A candidate is forgotten, and nothing else; on request, and when the workspace keeps them no longer."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from prep.interviews import Interview, Links, State
from storage import arranging, audit, candidates, edits, erasing, exporting
from storage.claims import LONGEST_LEASE
from storage.deliveries import State as Sending
from storage.tables import Candidate, Delivery, Workspace
from tests.storage.search import MONDAY, Search, at, seated


def erase(search: Search, session: Session, interview: Interview) -> bool:
    """By whoever arranged it, now."""
    return erasing.erase_candidate(session, search.team_id, interview.candidate.id, search.by, search.now)


def only_theirs(message: Delivery) -> bool:
    """Whether it tells of no other interview."""
    return len(message.content["interviews"]) == 1


def blanked(search: Search, session: Session) -> dict[str, dict[str, str]]:
    """Which messages are to be blanked, and where they are: by the kind they have."""
    return {kind: row.content["edits"] for kind, row in edited(search, session)}


def edited(search: Search, session: Session) -> list[tuple[str, Delivery]]:
    """The changes that are planned of messages which were sent, by the kind of the message."""
    changes = search.planned(session, "edit")
    originals = [session.get(Delivery, (search.team_id, row.edits_id)) for row in changes]
    assert all(original and (edits.ERASED in original.content) is only_theirs(original) for original in originals)
    return [(original.kind, row) for original, row in zip(originals, changes, strict=True) if original]


def test_notes_links_and_name_go_and_the_interview_stays(session: Session, search: Search) -> None:
    held = search.book(session, seated("UANA"), at(hours=1))
    candidate = session.get(Candidate, (search.team_id, held.candidate.id))
    assert candidate
    candidate.external_id = "greenhouse 1"
    search.now = at(hours=3)
    assert erase(search, session, held)
    after = search.find(session, held.id)
    assert (after.candidate.shown_as, after.note, after.links) == ("Erased 1", "", Links())
    assert after.state is State.PLANNED, "it took place"
    assert after.panel[0].asks == held.panel[0].asks
    assert candidates.find(session, search.team_id, held.candidate.id) is None
    assert exporting.of_candidate(session, search.team_id, held.candidate.id) is None
    session.expire_all()
    assert candidate.external_id is None
    assert candidate.erased_at == search.now


def test_interviews_ahead_are_called_off(session: Session, search: Search) -> None:
    ahead = search.book(session, seated("UANA"), at(3))
    erase(search, session, ahead)
    assert search.find(session, ahead.id).state is State.CANCELLED
    assert search.planned(session, "reminder", "digest") == []


def test_several_are_told_apart_and_others_are_left_alone(session: Session, search: Search) -> None:
    jane, john, mary = (search.book(session, seated("UANA"), at(day)) for day in (1, 2, 3))
    assert erase(search, session, jane)
    assert erase(search, session, john)
    assert [search.find(session, each.id).candidate.shown_as for each in (jane, john)] == ["Erased 1", "Erased 2"]
    assert search.find(session, mary.id) == mary
    assert not erase(search, session, jane), "once is enough"
    assert len(audit.changes(session, search.team_id, [jane.candidate.id], MONDAY)) == 1


def test_reasons_of_cancellations_go_too(session: Session, search: Search) -> None:
    ahead = search.book(session, seated("UANA"), at(3))
    arranging.cancel(session, search.team_id, ahead.id, search.by, MONDAY, "Jane Smith is ill")
    erase(search, session, ahead)
    session.expire_all()
    details = [each.detail for each in audit.changes(session, search.team_id, [ahead.id], MONDAY)]
    assert "Jane Smith" not in str(details)


def test_every_message_that_names_them_is_blanked_also_of_who_left_the_room(session: Session, search: Search) -> None:
    jane = search.book(session, seated("UANA", "UBEN"), at(1, 5))
    other = search.book(session, seated("UANA"), at(1, 6))
    for row in search.planned(session, "added", "reminder", "digest"):
        if row.member_id == "UANA" and row.kind != "digest":
            continue
        names = [jane.id, other.id] if row.member_id == "UANA" else [jane.id]
        content = {"interviews": names, "reason": "I know Jane"}
        session.execute(
            update(Delivery)
            .where(Delivery.team_id == search.team_id, Delivery.delivery_id == row.delivery_id)
            .values(state=Sending.SENT, channel_id=f"D{row.member_id}", ts=f"{row.kind}", content=content)
        )
    arranging.restaff(session, search.team_id, jane.id, seated("UANA"), search.by, MONDAY)
    erase(search, session, jane)
    assert {(row.member_id, kind): row.content["edits"] for kind, row in edited(search, session)} == {
        ("UANA", "digest"): {"channel": "DUANA", "ts": "digest"},
        **{("UBEN", kind): {"channel": "DUBEN", "ts": kind} for kind in ("added", "digest", "reminder")},
    }
    session.expire_all()
    assert not any("reason" in row.content for row in session.scalars(select(Delivery)))


def test_what_is_being_sent_is_waited_for(session: Session, search: Search) -> None:
    jane = search.book(session, seated("UANA"), at(3))
    [digest] = search.planned(session, "digest")
    search.send(session, digest, MONDAY, Sending.SENDING)
    digest.lease_until = datetime.now(UTC) + LONGEST_LEASE
    with pytest.raises(erasing.BeingSent):
        erase(search, session, jane)
    assert search.find(session, jane.id) == jane
    assert blanked(search, session) == {}


def test_what_is_past_retention_is_due(session: Session, search: Search) -> None:
    old = search.book(session, seated("UANA"), at(1))
    again = search.book(session, seated("UANA"), at(1))
    search.book(session, seated("UANA"), at(40), candidate=again.candidate)
    never = search.candidate(session, "Never Met")
    session.execute(update(Workspace).where(Workspace.team_id == search.team_id).values(retention_days=30))
    session.expire_all()

    def due(days: float) -> list[str]:
        return list(erasing.due_for_erasure(session, search.team_id, at(days)))

    assert due(30) == []
    assert due(30.5) == [never.id], "kept as long from the day they were added"
    assert due(31.5) == [old.candidate.id, never.id]
    erase(search, session, old)
    assert due(71) == [again.candidate.id, never.id]
    assert erasing.due_for_erasure(session, "TNONE", MONDAY + timedelta(days=900)) == []


def test_an_export_has_everything(session: Session, search: Search) -> None:
    jane = search.book(session, seated("UANA", "Dana Fox"), at(1))
    arranging.decline(session, search.team_id, jane.id, "UANA", MONDAY)
    kept = exporting.of_candidate(session, search.team_id, jane.candidate.id)
    assert kept
    assert kept["shown as"] == "J.S."
    [held] = kept["interviews"]
    assert held["starts"] == "2026-11-24T09:00+00:00"
    assert [each["name"] for each in held["people"]] == ["Uana", "Dana Fox"]
    assert held["people"][0]["said they cannot come"]
    assert held["people"][1]["asks"] == held["questions"] != []
    assert [each["what"] for each in held["changes"]] == ["interview.added", "interview.declined"]
    assert exporting.called(session, search.team_id, "J.S.") == [(jane.candidate.id, search.opening.title)]
