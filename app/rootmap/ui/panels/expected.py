"""What a lesion of some roots would show at the bedside, as rows for the panels. Pure; no widgets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rootmap.anatomy.model import Anatomy, BedsideTest, Muscle, Provenance, Reflex
from rootmap.anatomy.vocabulary import Root

MRC_GRADES = ("0", "1", "2", "3", "4", "5")


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
    return tuple(_muscle_sign(muscle, major) for major, muscle in ordered)


def reflexes(anatomy: Anatomy, roots: Sequence[Root]) -> tuple[ExpectedSign, ...]:
    """Return the reflexes a lesion of `roots` may weaken."""
    found: dict[str, ExpectedSign] = {}
    for root in _known(anatomy, roots):
        for reflex in anatomy.reflexes_of(root):
            found.setdefault(reflex.id, _reflex_sign(reflex, root in reflex.major_roots))
    return tuple(found.values())


def manoeuvres(anatomy: Anatomy, roots: Sequence[Root]) -> tuple[ExpectedSign, ...]:
    """Return the bedside tests that bear on `roots`."""
    found = {test.id: test for root in _known(anatomy, roots) for test in anatomy.tests_of(root)}
    return tuple(_test_sign(test) for test in found.values() if test.kind != "history")


def history(anatomy: Anatomy) -> tuple[tuple[ExpectedSign, ...], tuple[ExpectedSign, ...]]:
    """Return the history checklist: first what warns of danger, then the rest."""
    warning = {c.test for flag in anatomy.red_flags.values() for way in flag.when for c in way}
    items = [test for test in anatomy.tests.values() if test.kind == "history"]
    return (
        tuple(_test_sign(test) for test in items if test.id in warning),
        tuple(_test_sign(test) for test in items if test.id not in warning),
    )


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


def _muscle_sign(muscle: Muscle, major: bool) -> ExpectedSign:
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


def _reflex_sign(reflex: Reflex, major: bool) -> ExpectedSign:
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


def _test_sign(test: BedsideTest) -> ExpectedSign:
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
