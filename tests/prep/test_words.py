import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prep.words import fold, key, nearest

ANYTHING = st.text(st.characters(), max_size=80)

ROLES = [
    ("trust-safety", "trust"),
    ("Trust & Safety Operations Specialist", "trust"),
    ("T&S", "trust"),
    ("data-analyst", "data"),
    ("Data Analyst", "data"),
    ("recruiter", "recruiter"),
    ("frontend engineer", "frontend"),
]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Trust & Safety", ("trust", "safety")),
        ("trust-safety", ("trust", "safety")),
        ("TRUST and Safety", ("trust", "safety")),
        ("T&S", ("t", "s")),
        ("  data…analyst! ", ("data", "analyst")),
        ("Sécurité", ("securite",)),
        ("STRASSE straße", ("strasse", "strasse")),
        ("ﬁnance ①", ("finance", "1")),
        ("İstanbul", ("istanbul",)),
        ("sen\u00adior", ("senior",)),
        ("Аналитик данных", ("аналитик", "данных")),
        ("वित्त", ("वितत",)),
        ("حماية\u200f", ("حماية",)),
        ("C++ / C#", ("c", "c")),
        ("snake_case", ("snake", "case")),
        ("and & — 👩‍💻", ()),
        ("", ()),
    ],
)
def test_folding(typed: str, words: tuple[str, ...]) -> None:
    assert fold(typed) == words


@pytest.mark.parametrize("typed", ["Trust & Safety", "trust-safety", "trust and safety", "TrustSafety"])
def test_one_key_for_every_way_to_write_it(typed: str) -> None:
    assert key(typed) == "trustsafety"


@settings(deadline=None)
@given(ANYTHING)
def test_folded_words_are_plain_and_stay_as_they_are(text: str) -> None:
    words = fold(text)
    assert fold(" ".join(words)) == words
    assert "and" not in words
    assert key(text).isprintable()


@settings(deadline=None)
@given(ANYTHING)
def test_case_and_punctuation_do_not_matter(text: str) -> None:
    assert fold(f"“{text.upper()}”!".upper()) == fold(text.upper())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("trst safty", "trust"),
        ("safety", "trust"),
        ("tns", "trust"),
        ("analist", "data"),
        ("recruter", "recruiter"),
        ("front end enginer", "frontend"),
    ],
)
def test_the_nearest_role_is_the_one_meant(typed: str, meant: str) -> None:
    assert nearest(typed, ROLES, 3)[0] == meant


@pytest.mark.parametrize("typed", ["xyz", "lunch", "qqqqqqqqq", "", "&", "👩‍💻"])
def test_nothing_is_suggested_that_nobody_meant(typed: str) -> None:
    assert nearest(typed, ROLES, 3) == []


def test_a_role_with_many_names_is_suggested_once() -> None:
    names = [("trust safety", 1), ("trust and safety", 1), ("trust-safety ops", 1), ("trust fund", 2)]
    assert nearest("trust", names, 5) == [2, 1]
    assert len(nearest("trust", names, 1)) == 1


def test_text_of_any_length_is_compared() -> None:
    assert nearest("x" * 10_000, [("x" * 10_000, 1), ("trust safety", 2)], 3) == [1]
