"""The database before the start: its folder, its migrations, and what to say when it is not fit to use."""

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from storage.database import Database, Unavailable
from storage.migrate import Newer, pending, upgrade

_NEWER = "The database was made by a newer version of this app: run that one, or newer."


class NotReady(Exception):
    """One sentence: why the process cannot start on this database, and what to do."""


def describe(url: str) -> str:
    """Which database it is, as a person would say it; without the password."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return str(parsed.database)
    return parsed.render_as_string(hide_password=True)


def migrate(url: str) -> bool:
    """Brings the database to this version; whether there was anything to do. Raises `NotReady`."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        _make_folder(Path(parsed.database).parent)
    try:
        if not pending(url):
            return False
        upgrade(url)
    except Unavailable as error:
        raise NotReady(f"The database cannot be used ({_first_line(error)}): check DATABASE_URL.") from None
    except DBAPIError as error:
        raise NotReady(f"The database cannot be used ({_first_line(error.orig)}): check DATABASE_URL.") from None
    except Newer:
        raise NotReady(_NEWER) from None
    return True


def prepare(url: str, *, may_migrate: bool) -> None:
    """Makes sure that the database is at this version before anything runs. Raises `NotReady`.

    SQLite is migrated in passing. PostgreSQL only when asked to: several processes may be starting.
    """
    sqlite = make_url(url).get_backend_name() == "sqlite"
    if sqlite or may_migrate:
        migrate(url)
    elif is_behind(url):
        raise NotReady(
            "The database is behind this version: run `interview-prep migrate` once, or start one process "
            "with --migrate."
        )


def is_behind(url: str) -> bool:
    """Whether migrations are pending. Raises `NotReady` when that cannot be found out."""
    try:
        return pending(url)
    except Unavailable as error:
        raise NotReady(f"The database cannot be reached ({_first_line(error)}): check DATABASE_URL.") from None
    except DBAPIError as error:
        raise NotReady(f"The database cannot be used ({_first_line(error.orig)}): check DATABASE_URL.") from None
    except Newer:
        raise NotReady(_NEWER) from None


def is_to_be_made(url: str) -> bool:
    """Whether it is a SQLite file that does not exist yet."""
    parsed = make_url(url)
    return parsed.get_backend_name() == "sqlite" and not Path(str(parsed.database)).exists()


def why_not_writable(url: str) -> str | None:
    """Why the database takes no writes; None when it does. Writes what is there already."""
    db = Database(url, connections=1)
    try:
        with db.begin() as session:
            session.execute(text("UPDATE alembic_version SET version_num = version_num"))
    except Unavailable as error:
        return _first_line(error.__cause__ or error)
    except DBAPIError as error:
        return _first_line(error.orig)
    finally:
        db.close()
    return None


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotReady(f"The folder {folder} cannot be made ({error.strerror}): set DATABASE_URL.") from None


def _first_line(error: object) -> str:
    return (str(error).splitlines() or ["no reason given"])[0]
