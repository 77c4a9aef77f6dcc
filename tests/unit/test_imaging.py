"""When to image: ordered rules with reasons; warning signs never make it later."""

import itertools

import pytest

from localise_world import make_atlas, make_figure, table_of
from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.model import Condition, FlagGroup, Urgency
from rootmap.anatomy.spine import ImagingAnswer
from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.localise.evidence import AreaTable, Finding
from rootmap.localise.imaging import ANSWERS, ImagingDecision, decide
from rootmap.localise.ranker import Ranker

ANATOMY = load_anatomy()
ATLAS = make_atlas(make_figure())
RANKER = Ranker([ATLAS], ANATOMY)
PAIN = table_of([ATLAS], {Quality.PAIN: {("L5", Side.LEFT): 60.0}})
SADDLE = table_of([ATLAS], {Quality.NUMBNESS: {("S3", Side.LEFT): 60.0}})
ORDER = list(ImagingAnswer)
WORLDS = {
    "nothing": (),
    "six weeks": (("six_weeks_unimproved", "present"),),
    "six weeks, would accept": (
        ("six_weeks_unimproved", "present"),
        ("would_accept_injection_or_operation", "present"),
    ),
    "would not accept": (("would_accept_injection_or_operation", "absent"),),
    "recent image": (("recent_mri", "present"), ("six_weeks_unimproved", "present")),
}


def finding(condition: Condition) -> Finding:
    """Return a finding that meets a condition."""
    if condition.mrc_at_most is not None:
        test = condition.test.replace(".any", ".tibialis_anterior")
        return Finding(test, Side.LEFT, mrc=condition.mrc_at_most)
    test = condition.test.replace("reflex.any", "reflex.achilles")
    return Finding(test, None, result=condition.result)


def decided(findings: list[Finding], table: AreaTable = PAIN) -> ImagingDecision:
    return decide(ANATOMY, findings, RANKER.rank(table, findings, suggest=False, explain=False))


def history(*items: tuple[str, str]) -> list[Finding]:
    return [Finding(test, None, result=result) for test, result in items]


def ways() -> list[tuple[str, list[Finding]]]:
    """Return every way to set off every warning sign by findings."""
    return [
        (flag.id, [finding(condition) for condition in way])
        for flag in ANATOMY.red_flags.values()
        for way in flag.when
        if not any(condition.test.endswith("_in_drawing") for condition in way)
    ]


WAYS = ways()


def test_every_answer_has_words_a_reason_a_rule_and_a_source() -> None:
    assert set(ANSWERS) == set(ImagingAnswer)
    for rule in ANATOMY.imaging.values():
        assert rule.reason
        assert rule.which
        assert rule.provenance.sources
    assert list(ANATOMY.imaging.values())[-1].when == ()


@pytest.mark.parametrize(
    ("world", "rule", "answer"),
    [
        ("nothing", "first_weeks", ImagingAnswer.AFTER_SIX_WEEKS),
        ("six weeks", "six_weeks_ask", ImagingAnswer.AFTER_SIX_WEEKS),
        ("six weeks, would accept", "failed_care", ImagingAnswer.NOW),
        ("would not accept", "would_change_nothing", ImagingAnswer.NOT_NOW),
        ("recent image", "recent_image", ImagingAnswer.NOT_NOW),
    ],
)
def test_without_a_warning_sign_duration_and_wish_decide(world: str, rule: str, answer: ImagingAnswer) -> None:
    said = decided(history(*WORLDS[world]))
    assert (said.rule, said.answer) == (rule, answer)
    assert said.source


def test_with_nothing_to_explain_there_is_nothing_to_image() -> None:
    assert decided([], AreaTable()).rule == "nothing_to_image"
    assert decided(history(("worse_sitting", "present")), AreaTable()).rule == "nothing_to_image"
    assert decided([Finding("slr", Side.LEFT, result="positive")], AreaTable()).rule == "first_weeks"


def test_the_drawing_of_a_numb_saddle_is_an_emergency_with_its_own_next_step() -> None:
    said = decided([], SADDLE)
    assert (said.rule, said.answer) == ("emergency_sign", ImagingAnswer.NOW)
    assert "Cauda equina syndrome" in said.reason
    assert "MRI" in said.alerts[0].next_step


def test_shingles_ask_for_a_drug_and_not_for_an_image() -> None:
    assert decided(history(("blistering_rash", "present"))).answer is ImagingAnswer.AFTER_SIX_WEEKS


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize(("flag", "found"), WAYS)
def test_an_emergency_always_means_now(world: str, flag: str, found: list[Finding]) -> None:
    said = decided([*history(*WORLDS[world]), *found])
    if ANATOMY.red_flags[flag].urgency is Urgency.EMERGENCY:
        assert said.answer is ImagingAnswer.NOW
        assert said.rule == "emergency_sign"


@pytest.mark.parametrize("table", [PAIN, SADDLE, AreaTable()], ids=["pain", "saddle", "blank"])
@pytest.mark.parametrize("world", WORLDS)
def test_a_warning_sign_more_never_makes_it_later(world: str, table: AreaTable) -> None:
    base = history(*WORLDS[world])
    answers = {flag: decided([*base, *found], table).answer for flag, found in WAYS}
    before = ORDER.index(decided(base, table).answer)
    assert all(ORDER.index(answer) <= before for answer in answers.values())


def test_two_warning_signs_are_never_later_than_either_alone() -> None:
    alone = {flag: ORDER.index(decided(found).answer) for flag, found in WAYS}
    for (one, first), (other, second) in itertools.combinations(WAYS[::3], 2):
        assert ORDER.index(decided([*first, *second]).answer) <= min(alone[one], alone[other])


def test_all_35_warning_signs_are_there_each_in_a_group_with_urgency_and_next_step() -> None:
    assert len(ANATOMY.red_flags) == 35
    assert {flag.group for flag in ANATOMY.red_flags.values()} == set(FlagGroup)
    for flag in ANATOMY.red_flags.values():
        assert flag.when
        assert flag.urgency_text
        assert flag.next_step
    silent = [flag.id for flag in ANATOMY.red_flags.values() if not flag.images]
    assert silent == ["herpes_zoster"]


def test_a_contested_question_shows_two_sides_at_least_and_the_evidence() -> None:
    assert {"weeks_before_mri", "traction", "injections"} <= set(ANATOMY.contested)
    for question in ANATOMY.contested.values():
        assert len(question.sides) >= 2
        assert question.evidence.text
        for said in question.sides:
            assert "recommend" not in said.text.lower()
