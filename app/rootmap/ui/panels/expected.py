"""What a lesion of some roots would show at the bedside, as rows for the panels. Pure; no widgets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rootmap.anatomy.bedside import TOUCH_NAMES, Family, examinables
from rootmap.anatomy.model import Anatomy, BedsideTest, KeyPoint, Muscle, Provenance, Reflex
from rootmap.anatomy.vocabulary import SENSATION_RESULTS, Root, Touch

MRC_GRADES = ("0", "1", "2", "3", "4", "5")
_REFLEX_KINDS = {
    "tendon": "Tendon reflexes",
    "superficial": "Skin reflexes",
    "observation": "Seen without a hammer",
    "pathological": "Signs of cord and brain",
}


@dataclass(frozen=True)
class ExpectedSign:
    """One sign: the finding it would be, what is expected, and the answers one may enter."""

    test: str
    name: str
    detail: str
    expected: str
    how: str
    answers: tuple[str, ...]
    sided: bool
    provenance: Provenance


@dataclass(frozen=True)
class LevelFact:
    """One line of what lies behind a root: the disc, the pain, the everyday complaint."""

    heading: str
    text: str
    provenance: Provenance | None


def weakness(anatomy: Anatomy, roots: Sequence[Root]) -> tuple[ExpectedSign, ...]:
    """Return the muscles of `roots`, those they dominate first."""
    found: dict[str, tuple[bool, Muscle]] = {}
    for root in _known(anatomy, roots):
        for muscle in anatomy.muscles_of(root):
            major = root in muscle.major_roots
            found[muscle.id] = (major or found.get(muscle.id, (False,))[0], muscle)
    ordered = sorted(found.values(), key=lambda item: not item[0])
    return tuple(muscle_sign(muscle, major) for major, muscle in ordered)


def reflexes(anatomy: Anatomy, roots: Sequence[Root]) -> tuple[ExpectedSign, ...]:
    """Return the reflexes a lesion of `roots` may weaken."""
    found: dict[str, ExpectedSign] = {}
    for root in _known(anatomy, roots):
        for reflex in anatomy.reflexes_of(root):
            found.setdefault(reflex.id, reflex_sign(reflex, root in reflex.major_roots))
    return tuple(found.values())


def manoeuvres(anatomy: Anatomy, roots: Sequence[Root]) -> tuple[ExpectedSign, ...]:
    """Return the bedside tests that bear on `roots`."""
    found = {test.id: test for root in _known(anatomy, roots) for test in anatomy.tests_of(root)}
    return tuple(test_sign(test) for test in found.values() if test.kind != "history")


def history(anatomy: Anatomy) -> tuple[tuple[ExpectedSign, ...], tuple[ExpectedSign, ...]]:
    """Return the history checklist: first what warns of danger, then the rest."""
    warning = {c.test for flag in anatomy.red_flags.values() for way in flag.when for c in way}
    items = [test for test in anatomy.tests.values() if test.kind == "history"]
    return (
        tuple(test_sign(test) for test in items if test.id in warning),
        tuple(test_sign(test) for test in items if test.id not in warning),
    )


def key_points(anatomy: Anatomy, touch: Touch) -> tuple[ExpectedSign, ...]:
    """Return the key points as they are tested with a pin or with a touch, from head to tail."""
    return tuple(key_point_sign(touch, point) for point in anatomy.key_points.values())


def all_of(anatomy: Anatomy, family: Family) -> tuple[tuple[str, tuple[ExpectedSign, ...]], ...]:
    """Return everything of one part of the examination under its headings."""
    if family is Family.MUSCLE:
        return _by_heading((_capital(it.region), muscle_sign(it, major=True)) for it in anatomy.muscles.values())
    if family is Family.REFLEX:
        return _by_heading((_REFLEX_KINDS[it.kind], reflex_sign(it, major=True)) for it in anatomy.reflexes.values())
    if family is Family.HISTORY:
        warning, other = history(anatomy)
        return ("Ask first: warning signs", warning), ("Also ask", other)
    known = examinables(anatomy)
    tests = [test for test in anatomy.tests.values() if known[test.id].family is family]
    if family is Family.MANOEUVRE:
        return _by_heading((_capital(test.region), test_sign(test)) for test in tests)
    points = tuple((f"{TOUCH_NAMES[touch]} at key points", key_points(anatomy, touch)) for touch in Touch)
    return (*points, ("Other signs of feeling", tuple(test_sign(test) for test in tests)))


def _by_heading(rows: Iterable[tuple[str, ExpectedSign]]) -> tuple[tuple[str, tuple[ExpectedSign, ...]], ...]:
    found: dict[str, list[ExpectedSign]] = {}
    for heading, sign in rows:
        found.setdefault(heading, []).append(sign)
    return tuple((heading, tuple(signs)) for heading, signs in found.items())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def level(anatomy: Anatomy, roots: Sequence[Root]) -> tuple[LevelFact, ...]:
    """Return discs, pain and complaint of `roots`, one line each."""
    fields = (
        ("Leaves the spine at", "exits"),
        ("Disc, paracentral (usual)", "disc_paracentral"),
        ("Disc, foraminal or far lateral", "disc_foraminal"),
        ("Pain runs", "pain"),
        ("Girdle pain", "girdle_pain"),
        ("Everyday complaint", "complaint"),
        ("Quick test", "bedside_test"),
    )
    rows = []
    for root in _known(anatomy, roots):
        facts = anatomy.roots[root]
        rows += [
            LevelFact(heading, str(getattr(facts, name)), facts.provenance.get(name))
            for heading, name in fields
            if getattr(facts, name)
        ]
        rows += [LevelFact("Note", note.text, note.provenance) for note in facts.notes]
    return tuple(rows)


def _known(anatomy: Anatomy, roots: Iterable[Root]) -> list[Root]:
    return [root for root in roots if root in anatomy.roots]


def muscle_sign(muscle: Muscle, major: bool) -> ExpectedSign:
    """Return the row of a muscle, `major` where it is likely weak."""
    supply = "–".join(root.value for root in (muscle.roots[0], muscle.roots[-1])[: len(muscle.roots)])
    return ExpectedSign(
        f"muscle.{muscle.id}",
        muscle.name,
        f"{muscle.action} · {supply} · {muscle.nerve}",
        "weak" if major else "may be weak",
        "\n".join(text for text in (muscle.bedside_test, muscle.discriminates, muscle.disagreement) if text),
        MRC_GRADES,
        True,
        muscle.provenance,
    )


def reflex_sign(reflex: Reflex, major: bool) -> ExpectedSign:
    """Return the row of a reflex, `major` where it is likely reduced."""
    return ExpectedSign(
        f"reflex.{reflex.id}",
        reflex.name,
        f"{'–'.join(root.value for root in reflex.roots)} · {reflex.nerve}",
        "reduced" if major else "may be reduced",
        "\n".join(text for text in (reflex.how, f"Normal: {reflex.normal_response}", reflex.abnormal_meaning) if text),
        reflex.results or ("normal", "reduced", "absent", "brisk", "clonus"),
        True,
        reflex.provenance,
    )


def key_point_sign(touch: Touch, point: KeyPoint) -> ExpectedSign:
    """Return the row of a key point, tested with a pin or a light touch."""
    return ExpectedSign(
        f"{touch}.{point.id}",
        f"{TOUCH_NAMES[touch]} {point.id}",
        point.location,
        "reduced",
        "\n".join(text for text in (point.location, point.landmark, point.caution) if text),
        SENSATION_RESULTS,
        True,
        point.provenance,
    )


def test_sign(test: BedsideTest) -> ExpectedSign:
    """Return the row of a bedside test or a question."""
    return ExpectedSign(
        test.id,
        test.name,
        test.positive_means,
        test.results[0] if test.results else "positive",
        "\n".join(text for text in (test.how, test.positive_means) if text),
        test.results,
        test.sided,
        test.provenance,
    )
