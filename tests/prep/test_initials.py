import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prep.initials import initials, shown_as

properties = settings(deadline=None, max_examples=300)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Jo Smith", "J.S."),
        ("jo smith", "J.S."),
        ("Jean-Luc Picard van der Berg", "J.B."),
        ("  Ana\tCosta\n", "A.C."),
        ("Zoë", "Z."),
        ("ANA", "A."),
        ("anna.schmidt", "A.S."),
        ("Costa, Ana", "C.A."),
        ("(Ben) O'Brien", "B.O."),
        ("J.S.", "J.S."),
        ("J. S.", "J.S."),
        ("JS", "J.S."),
        ("j.s.", "J.S."),
        ("J.R.R.T.", "J.R.R.T."),
        ("J.R.R. Tolkien", "J.T."),
        ("M.K. 2", "M.K."),
        ("Candidate 12", "C."),
        ("4711", "4."),
        ("山田太郎", "山."),
        ("山田 太郎", "山.太."),
        ("محمد علي", "م.ع."),
        ("\u202eمحمد\u202c \u200fعلي", "م.ع."),
        ("किरण कुमार", "क.क."),
        ("ßeta ﬁn", "S.F."),
        ("Ｊｏ 𝓢mith", "J.S."),
        ("😀 Ana 🎉 Costa 👩‍💻", "A.C."),
        ("A\x00n\u200ba Co\u2066sta", "A.C."),
        ("Z̷̡̛o̸e", "Z."),
        ("x" * 10_000, "X."),
        ("Ana " * 2_500, "A.A."),
    ],
)
def test_initials_of(name: str, shown: str) -> None:
    assert initials(name) == shown


@pytest.mark.parametrize("name", ["", "  \n", "…", "😀", "\u202e\u200b", "\x00", "\ud83d"])
def test_what_has_no_letters_has_no_initials(name: str) -> None:
    with pytest.raises(ValueError, match="letters"):
        initials(name)
    with pytest.raises(ValueError, match="letters"):
        shown_as(name, (), keeps_names=False)


@properties
@given(st.text(max_size=30))
def test_initials_stay_what_they_are(name: str) -> None:
    try:
        shown = initials(name)
    except ValueError:
        return
    assert initials(shown) == shown
    assert len(shown) <= 8


@properties
@given(st.text(), st.booleans())
def test_what_is_shown_is_one_short_line_to_be_read(name: str, keeps_names: bool) -> None:
    try:
        shown = shown_as(name, (), keeps_names)
    except ValueError:
        return
    assert 0 < len(shown) <= 80
    assert shown == " ".join(shown.split())
    assert all(
        unicodedata.category(each) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for each in shown if each not in "\u200c\u200d"
    )
    shown.encode()


@properties
@given(
    st.lists(st.sampled_from(["Ana Costa", "ana costa", "Al Cox", "A.C. 2", "x" * 99, "Y" * 99]) | st.text()),
    st.booleans(),
)
def test_no_two_are_shown_alike(names: list[str], keeps_names: bool) -> None:
    shown: list[str] = []
    for name in names:
        try:
            shown.append(shown_as(name, shown, keeps_names))
        except ValueError:
            continue
    assert len({each.casefold() for each in shown}) == len(shown)
    assert all(len(each) <= 80 for each in shown)


def test_the_second_and_third_alike_have_a_number() -> None:
    assert shown_as("Mia Kern", (), keeps_names=False) == "M.K."
    assert shown_as("Max König", {"M.K."}, keeps_names=False) == "M.K. 2"
    assert shown_as("M.K.", {"M.K.", "M.K. 2"}, keeps_names=False) == "M.K. 3"


def test_where_names_are_kept_they_are_told_apart_as_well() -> None:
    assert shown_as(" Mia \u202eKern\n", (), keeps_names=True) == "Mia Kern"
    assert shown_as("Mia Kern", ["Mia Kern"], keeps_names=True) == "Mia Kern 2"
    assert shown_as("MIA KERN", ["Mia Kern"], keeps_names=True) == "MIA KERN 2"
    assert shown_as("Mia\u200d Kern", ["Mia Kern"], keeps_names=True) == "Mia\u200d Kern 2"
    assert shown_as("👩‍💻", (), keeps_names=True) == "👩‍💻"


def test_a_long_name_is_cut_with_room_for_its_number() -> None:
    shown: list[str] = []
    for _ in range(3):
        shown.append(shown_as("x" * 10_000, shown, keeps_names=True))
    assert shown == ["x" * 80, "x" * 78 + " 2", "x" * 78 + " 3"]


@pytest.mark.parametrize("name", ["", " \t", "\u202e\u200b", "\u200d", "\ud83d"])
def test_a_name_needs_something_to_read(name: str) -> None:
    with pytest.raises(ValueError, match="read"):
        shown_as(name, (), keeps_names=True)
