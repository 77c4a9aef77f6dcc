"""Questions about the patients of the worked cases: pictures now or later, how urgent, which disc, what to examine."""

from collections.abc import Sequence
from random import Random

from rootmap.anatomy.spine import Zone
from rootmap.anatomy.vocabulary import Root, Side
from rootmap.cases.alarms import urgent_tests
from rootmap.cases.bank import IMAGING_OPTIONS, URGENCY_OPTIONS
from rootmap.cases.levels import discs_by_name, struck_roots
from rootmap.cases.model import Case, Level, Sex
from rootmap.cases.tables import Tables
from rootmap.cases.text import flat
from rootmap.localise.evidence import Finding
from rootmap.progress.records import Item, ItemKind
from rootmap.quiz.asked import Asked, Choice, Form, How
from rootmap.quiz.case_heads import CaseHead, CaseReader
from rootmap.quiz.material import CHOICES, Material, shuffled, source_of

_SEXES = {Sex.FEMALE: "woman", Sex.MALE: "man", Sex.NOT_STATED: "patient"}
_TITLES = {
    ItemKind.CASE_IMAGING: "When to image",
    ItemKind.CASE_URGENCY: "How urgent",
    ItemKind.CASE_DISC: "Which disc",
    ItemKind.CASE_TEST: "What to examine",
}
CASE_KINDS = tuple(_TITLES)
_MOST_FOUND = 8  # signs that are told: more are not taken in; judgement
_STATED = "age_"  # the age is told anyway


class OfCase:
    """What all questions about a case share."""

    form: Form

    def __init__(self, material: Material, cases: CaseReader) -> None:
        self._anatomy, self._cases = material.anatomy, cases

    def can(self, item: Item) -> bool:
        """Whether the case is there and good for the question."""
        head = self._cases.heads.get(item.subject)
        return head is not None and self.suits(head)

    def ask(self, item: Item, random: Random) -> Asked:
        """Return the question."""
        raise NotImplementedError

    def suits(self, _head: CaseHead) -> bool:
        """Whether a case is good for the question."""
        return True

    def _told(self, case: Case, *, warnings: bool = True) -> str:
        tables = self._cases.tables
        return f"{history(case, tables, warnings=warnings)}\n{signs(case, tables)}"

    def _asked(self, item: Item, told: tuple[str, str, str, str], offered: Sequence[Choice], right: str) -> Asked:
        """Return a question: its text, the patient, the answer and its reason; the choices and which is right."""
        text, patient, answer, why = told
        source = source_of(self._anatomy, self._cases.case(item.subject).provenance)
        return Asked(
            item, self.form, How.ONE, text, answer=answer, why=flat(why), source=source, hint=patient,
            choices=tuple(offered), correct=(right,),
        )  # fmt: skip


class ImageCase(OfCase):
    """A patient, heard and examined: pictures now, later or not?"""

    form = Form.IMAGING

    def ask(self, item: Item, _random: Random) -> Asked:
        """Tell all there is to know, and offer the times."""
        case = self._cases.case(item.subject)
        text = f"{case.title}. When are pictures taken?"
        answer = case.imaging.answer
        return self._asked(
            item, (text, self._told(case), IMAGING_OPTIONS[answer], case.imaging.reason),
            [Choice(each.value, words) for each, words in IMAGING_OPTIONS.items()], answer.value,
        )  # fmt: skip


class UrgencyOfCase(OfCase):
    """A patient, heard and examined: a warning sign, and how urgent?"""

    form = Form.RED_FLAG

    def ask(self, item: Item, _random: Random) -> Asked:
        """Tell all there is to know, and offer the degrees of haste; afterwards name the warning signs."""
        case = self._cases.case(item.subject)
        text = f"{case.title}. A warning sign? How urgent?"
        flags = "; ".join(self._anatomy.red_flags[name].text for name in case.urgency.red_flags)
        why = f"{case.urgency.reason} Warning signs: {flags}." if flags else case.urgency.reason
        haste = case.urgency.haste
        return self._asked(
            item, (text, self._told(case), URGENCY_OPTIONS[haste], why),
            [Choice(each.value, words) for each, words in URGENCY_OPTIONS.items()], haste.value,
        )  # fmt: skip


class DiscOfCase(OfCase):
    """A patient whose lesion lies beside a disc, in a zone that is told: which disc?"""

    form = Form.DISC

    def ask(self, item: Item, _random: Random) -> Asked:
        """Tell all there is to know and where in the disc it lies, and offer the disc among its neighbours."""
        case = self._cases.case(item.subject)
        level, root = case.level, Root(case.answer.candidate)
        assert level is not None
        names = list(discs_by_name(self._anatomy))
        place = names.index(level.disc)
        near = sorted(range(len(names)), key=lambda at: abs(at - place))[:CHOICES]
        where = f"in the {level.zone.words} zone, on the side of the complaint"
        text = f"{case.title}. The lesion lies {where}. Of which disc?"
        why = f"The findings are those of {root}, and there {level.disc} strikes it."
        offered = [Choice(names[at], names[at]) for at in sorted(near)]
        return self._asked(item, (text, self._told(case, warnings=False), level.disc, why), offered, level.disc)

    def suits(self, head: CaseHead) -> bool:
        """Whether one disc alone strikes the one root that is the answer, in the zone that is told."""
        discs = discs_by_name(self._anatomy)
        zones = [each.value for each in Zone if each is not Zone.CENTRAL]
        if head.level is None or head.candidate not in Root.__members__ or head.level[1] not in zones:
            return False
        root, zone = Root(head.candidate), Zone(head.level[1])
        return [name for name in discs if root in struck_roots(Level(name, zone), discs)] == [head.level[0]]


class TestOfCase(OfCase):
    """A patient, heard but not yet examined: which examination tells most?"""

    form = Form.NEXT_TEST

    def ask(self, item: Item, random: Random) -> Asked:
        """Offer one that settles the case among others that turned out normal."""
        case, head, tables = self._cases.case(item.subject), self._cases.heads[item.subject], self._cases.tables
        key = head.key[0]
        family = key.partition(".")[0]
        others = sorted(self._others(head), key=lambda test: test.partition(".")[0] != family)[: CHOICES - 1]
        text = f"{case.title}. Which of these tells most?"
        found = "; ".join(f"{tables.examinations[test].name} is normal" for test in others)
        why = f"It settles the case: {_signs_of(case, tables, (key,))}. Of the others, {found}."
        name = tables.examinations[key].name
        wrong = [Choice(test, tables.examinations[test].name, "It is normal in this patient.") for test in others]
        patient = history(case, tables, warnings=False)
        return self._asked(item, (text, patient, name, why), shuffled(Choice(key, name), wrong, random), key)

    def suits(self, head: CaseHead) -> bool:
        """Whether it is settled by one sign, and enough unlike it is normal."""
        return bool(head.key) and len(self._others(head)) >= CHOICES - 1

    def _others(self, head: CaseHead) -> list[str]:
        """Return what turned out normal and has no leading root in common with what settles the case."""
        roots = self._roots(head.key[0])
        return [test for test in head.normal if (found := self._roots(test)) and not found & roots]

    def _roots(self, test: str) -> set[Root]:
        family, _, name = test.partition(".")
        anatomy = self._anatomy
        if family == "muscle":
            return set(anatomy.muscles[name].major_roots) if name in anatomy.muscles else set()
        return set(anatomy.reflexes[name].major_roots) if name in anatomy.reflexes else set()


def makers_of(material: Material) -> dict[ItemKind, "OfCase"]:
    """Return the maker of each kind; together they read a case once."""
    cases = CaseReader(material.cases, material.anatomy)
    return {
        ItemKind.CASE_IMAGING: ImageCase(material, cases),
        ItemKind.CASE_URGENCY: UrgencyOfCase(material, cases),
        ItemKind.CASE_DISC: DiscOfCase(material, cases),
        ItemKind.CASE_TEST: TestOfCase(material, cases),
    }


def case_items(material: Material) -> list[Item]:
    """Return the items that the cases are good for, those of the easiest cases first."""
    makers = makers_of(material).items()
    return [
        Item(kind, head.id, f"{_TITLES[kind]}: {head.title}", head.roots)
        for head in material.cases
        for kind, maker in makers
        if maker.suits(head)
    ]


def history(case: Case, tables: Tables, *, warnings: bool = True) -> str:
    """Return who comes, what they complain of, what they say yes to, and with `warnings` what they say no to."""
    who = f"A {_SEXES[case.patient.sex]} of {case.patient.age}"
    work = f", {case.patient.occupation}" if case.patient.occupation else ""
    yes, no = dict[str, None](), dict[str, None]()
    for finding in case.history.findings:
        if not finding.test.startswith(_STATED):
            examination = tables.examinations[finding.test]
            (no if examination.is_normal(finding) else yes)[examination.name] = None
    lines = [f"{who}{work}: “{flat(case.history.complaint)}”"]
    lines += [f"Yes: {'; '.join(yes)}."] if yes else []
    denied = [name for name in no if name not in yes]
    lines += [f"No: {'; '.join(denied)}."] if denied and warnings else []
    return "\n".join(lines)


def signs(case: Case, tables: Tables) -> str:
    """Return what one finds that is not normal, what is urgent or settles the case first."""
    odd = dict.fromkeys(each.test for each in case.examination if not tables.examinations[each.test].is_normal(each))
    first = [*urgent_tests(tables.anatomy.red_flags.values()), *case.key_examinations]
    ordered = sorted(odd, key=lambda test: test not in first)
    shown = ordered[:_MOST_FOUND]
    if not shown:
        return "The examination is normal."
    more = "; and more" if len(odd) > len(shown) else ""
    return f"Found: {_signs_of(case, tables, shown)}{more}."


def _signs_of(case: Case, tables: Tables, tests: Sequence[str]) -> str:
    said = []
    for test in tests:
        known = tables.examinations[test]
        found = [each for each in case.examination if each.test == test and not known.is_normal(each)]
        said.append(f"{known.name}{_results(found)}")
    return "; ".join(said)


def _results(found: Sequence[Finding]) -> str:
    """Return what was found, with its side: " brisk on both sides", " 4 of 5 left, 3 of 5 right"."""
    words = [_word(each) for each in found]
    if len(found) == len(Side) and len(set(words)) == 1:
        return f"{words[0]} on both sides"
    sides = ["" if each.side is None else f" {each.side}" for each in found]
    return ",".join(map(str.__add__, words, sides))


def _word(finding: Finding) -> str:
    if finding.mrc is not None:
        return f" {finding.mrc} of 5"
    result = str(finding.result).replace("_", " ")
    return "" if result == "present" else f" {result}"  # the name of a sign says it
