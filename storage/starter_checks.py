"""How the fields of a role's file fit together: nothing twice, every competency explained, no word taken."""

from collections.abc import Iterator
from typing import Final

from prep.asking import RESERVED
from prep.words import fold, nearest
from storage.starter_yaml import Place, Tree

EVERY: Final = "*"

# What may stand only once in a file, and how it is called to whoever wrote it twice.
_ONCE: Final = (
    (("questions", EVERY, "id"), "id"),
    (("questions", EVERY, "text"), "question"),
    (("questions", EVERY, "short"), "short title"),
    (("guide", "competencies", EVERY, "name"), "competency"),
    (("plan", EVERY, "title"), "title"),
)
# Where a competency is named that the guide must explain.
_NAMED: Final = (("questions", EVERY, "competency"), ("plan", EVERY, "competencies", EVERY))
# What finds a role when it is typed.
_FINDING: Final = (("slug",), ("title",), ("aliases", EVERY))


def mismatches(tree: Tree) -> Iterator[tuple[Place, str]]:
    """Where the file contradicts itself, and what to do. Fields of a wrong shape are passed over."""
    for path, what in _ONCE:
        yield from _twice(tree, path, what)
    explained = {name for _, name in texts(tree, ("guide", "competencies", EVERY, "name"))}
    for path in _NAMED:
        for place, name in texts(tree, path):
            if name not in explained:
                yield place, _unexplained(name, explained)
    yield from _unusable(tree)


def finding_words(tree: Tree) -> Iterator[tuple[Place, str]]:
    """The slug, the title and the aliases, each with its place."""
    for path in _FINDING:
        yield from texts(tree, path)


def texts(tree: Tree, path: Place, at: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every text under `path`, in which EVERY stands for each entry of a list, on one line."""
    if not path:
        if isinstance(tree, str):
            yield at, " ".join(tree.split())
        return
    step, rest = path[0], path[1:]
    if step == EVERY and isinstance(tree, list):
        for index, entry in enumerate(tree):
            yield from texts(entry, rest, (*at, index))
    elif isinstance(tree, dict) and step in tree:
        yield from texts(tree[str(step)], rest, (*at, step))


def _twice(tree: Tree, path: Place, what: str) -> Iterator[tuple[Place, str]]:
    first: dict[tuple[str, ...], Place] = {}
    for place, text in texts(tree, path):
        earlier = first.setdefault(fold(text), place)
        if earlier != place:
            yield place, f"This {what} is the same as that of {named(earlier[:-1])}; change or remove one."


def _unexplained(name: str, explained: set[str]) -> str:
    meant = nearest(name, [(known, known) for known in sorted(explained)], 1)
    hint = f"did you mean “{meant[0]}”?" if meant else "use one of those or explain it there."
    return f"“{name}” is none of the guide's competencies; {hint}"


def _unusable(tree: Tree) -> Iterator[tuple[Place, str]]:
    """Slug and aliases that could never find the role when typed."""
    for place, text in finding_words(tree):
        words = fold(text)
        if not words and text:
            yield place, "Nobody could type this to find the role; use letters or digits."
        elif words and words[0] in RESERVED and place != ("title",):
            yield place, f"“{words[0]}” is a command of its own; begin with another word."


def named(place: Place) -> str:
    """A place as it is shown to people: questions[3].probes[0], counted from 0 as programs do."""
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return steps.removeprefix(".")
