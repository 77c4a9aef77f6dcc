"""Questions about the patients of the worked cases: they ask what the author says, and read a case only when asked."""

from pathlib import Path
from random import Random

import pytest

from quiz_world import the_deck, the_material
from rootmap.anatomy.vocabulary import Root
from rootmap.cases.levels import discs_by_name, struck_roots
from rootmap.cases.model import Case, Level
from rootmap.cases.reading import read_case
from rootmap.progress.records import Item, ItemKind
from rootmap.quiz.asked import Asked, Form, grade_choice, outcome
from rootmap.quiz.case_forms import CASE_KINDS, makers_of
from rootmap.quiz.case_heads import CaseReader, case_heads
from rootmap.quiz.deck import Deck
from rootmap.quiz.material import Material
from rootmap.quiz.plan import Known, Setup, What, plan
from rootmap.quiz.sitting import Sitting
from rootmap.resources import quizzes


def items(kind: ItemKind) -> list[Item]:
    return [item for item in the_deck().catalogue.values() if item.kind is kind]


def asked(item: Item) -> Asked:
    return the_deck().ask(item, Random(1))


def case_of(item: Item) -> Case:
    return read_case(quizzes("cases") / f"{item.subject}.yaml", the_material().anatomy)


def test_every_case_is_asked_about_in_two_forms_and_many_in_the_others() -> None:
    count = len(list(quizzes("cases").glob("*.yaml")))
    assert len(items(ItemKind.CASE_IMAGING)) == len(items(ItemKind.CASE_URGENCY)) == count
    assert len(items(ItemKind.CASE_DISC)) >= 20
    assert len(items(ItemKind.CASE_TEST)) >= 20


def test_the_answer_is_the_one_of_the_case_and_no_title_tells_it() -> None:
    for item in items(ItemKind.CASE_IMAGING)[::5]:
        assert asked(item).correct == (case_of(item).imaging.answer.value,)
    for item in items(ItemKind.CASE_URGENCY)[::5]:
        assert asked(item).correct == (case_of(item).urgency.haste.value,)
    for item in items(ItemKind.CASE_DISC):
        level = case_of(item).level
        assert level is not None
        assert asked(item).correct == (level.disc,)
        assert level.disc not in item.title


def test_a_disc_is_asked_for_only_where_it_alone_strikes_the_root_in_the_zone_told() -> None:
    discs = discs_by_name(the_material().anatomy)
    for item in items(ItemKind.CASE_DISC):
        case = case_of(item)
        assert case.level is not None
        root, zone = Root(case.answer.candidate), case.level.zone
        assert [name for name in discs if root in struck_roots(Level(name, zone), discs)] == [case.level.disc]
        assert zone.words in asked(item).text
        kept = outcome(asked(item), grade_choice(asked(item), [asked(item).choices[0].id]))
        assert kept.true_root is None, "a disc is no root"


def test_the_best_examination_is_abnormal_and_the_others_normal_and_of_other_roots() -> None:
    anatomy = the_material().anatomy
    for item in items(ItemKind.CASE_TEST):
        case, question = case_of(item), asked(item)
        assert question.correct[0] in case.key_examinations
        results = {each.test: each for each in case.examination if each.mrc not in (None, 5) or each.result}
        roots = {}
        for choice in question.choices:
            family, _, name = choice.id.partition(".")
            record = anatomy.muscles[name] if family == "muscle" else anatomy.reflexes[name]
            roots[choice.id] = set(record.major_roots)
        assert question.correct[0] in results
        for choice in question.choices:
            if choice.id != question.correct[0]:
                assert not roots[choice.id] & roots[question.correct[0]], item.id


def test_each_form_asks_of_tables_and_cases_alike() -> None:
    for form in (Form.IMAGING, Form.RED_FLAG, Form.DISC, Form.NEXT_TEST):
        setup = Setup(What.KIND, form=form, count=40)
        kinds = [item.kind in CASE_KINDS for item in plan(setup, the_deck(), Known(), Random(2))]
        assert any(kinds)
        assert not all(kinds)


def test_no_case_is_read_before_it_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    case = CaseReader.case

    def watched(self: CaseReader, name: str) -> Case:
        read.append(name)
        return case(self, name)

    monkeypatch.setattr(CaseReader, "case", watched)
    deck = Deck(the_material())
    assert all(deck.can(item) for item in deck.catalogue.values() if item.kind in CASE_KINDS)
    assert not read
    item = items(ItemKind.CASE_IMAGING)[0]
    deck.ask(item, Random(1))
    assert set(read) == {item.subject}


def test_a_case_that_went_bad_is_left_out_of_the_session(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    good = (quizzes("cases") / "baker-push-dough.yaml").read_text(encoding="utf-8")
    (tmp_path / "cases" / "baker-push-dough.yaml").write_text(good, encoding="utf-8")
    (tmp_path / "cases" / "no-case.yaml").write_text("title: nothing\n", encoding="utf-8")
    heads = case_heads((tmp_path,))
    assert [head.id for head in heads] == ["baker-push-dough"]
    given = the_material()
    deck = Deck(Material(given.anatomy, given.links, given.atlases, "isncsci", cases=heads))
    item = deck.catalogue["case_imaging:baker-push-dough"]
    assert makers_of(Material(given.anatomy, given.links, cases=heads))[ItemKind.CASE_IMAGING].can(item)
    (tmp_path / "cases" / "baker-push-dough.yaml").write_text(
        good.replace("haste: none", "haste: soon"), encoding="utf-8"
    )
    sitting = Sitting([item, deck.catalogue["territory_root:L5"]], deck, Random(1))
    question = sitting.next()
    assert question is not None
    assert question.item.id == "territory_root:L5"
    assert sitting.total == 1
