"""Which tables the models answer for."""


def ours(_: object, name: str | None, kind: str, *__: object) -> bool:
    """False for the search index, which each database makes in its own way (Alembic's `include_object`)."""
    return not (kind in {"table", "index"} and str(name).startswith("question_search"))
