"""Be asked: set a session up, answer with hand or keyboard; nothing on screen gives an answer away."""

import re
import time
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from window_driver import drive, inside, on_screen, paint, settle, texts, trigger, wait, wait_until

from rootmap.anatomy.vocabulary import Quality, Root, Side
from rootmap.profile import Profile
from rootmap.progress.opening import open_progress
from rootmap.progress.records import Confidence, Item, ItemKind, Mode
from rootmap.progress.store import ProgressStore
from rootmap.quiz.asked import Asked, Form, How
from rootmap.quiz.grading_score import WRONG_SIDE
from rootmap.quiz.plan import Setup, Style, What
from rootmap.skin.coordinates import nearest_skin, skin_at
from rootmap.ui.bodymap.tools import Tool
from rootmap.ui.quiz.mode import QuizMode
from rootmap.ui.quiz.setup_page import SetupPage
from rootmap.ui.quiz.summary_page import SummaryPage
from rootmap.ui.window import Window

A_ROOT = re.compile(r"\b(" + "|".join(root.value for root in Root) + r"|S4-5)\b")
NAMING = Setup(What.KIND, form=Form.NAME)
PAINTING = Setup(What.KIND, form=Form.PAINT)
CHOICES = (Form.MUSCLE, Form.ROOT, Form.REFLEX, Form.ROOT_OR_NERVE, Form.DISC, Form.RED_FLAG, Form.IMAGING,
           Form.NEXT_TEST)  # fmt: skip
NEXT_MS = 100.0


def enter(window: Window, seed: int = 3) -> QuizMode:
    window.quiz = QuizMode(window, Random(seed))
    window.modes.append(window.quiz)
    trigger(window, "mode.quiz")
    return window.quiz


def start(window: Window, setup: Setup = NAMING, seed: int = 3) -> QuizMode:
    quiz = enter(window, seed)
    quiz.start(setup)
    return quiz


def now(quiz: QuizMode) -> Asked:
    assert quiz.asked is not None
    return quiz.asked


def put(quiz: QuizMode, name: str) -> Asked:
    """Ask about an item of one's choice."""
    quiz.ask_about([quiz.deck.catalogue[name], quiz.deck.catalogue["territory_root:C6"]])
    return now(quiz)


def choose(quiz: QuizMode, *, right: bool = True) -> None:
    """Give a right or a wrong answer by a click."""
    asked = now(quiz)
    next(button for button in quiz.panel.answers.buttons if (button.choice.id in asked.correct) == right).click()


def fill(window: Window, quiz: QuizMode, side: Side | None = None) -> None:
    """Paint the territory that is asked for, or that of the other side."""
    target = now(quiz).target
    assert target is not None
    atlas = next(each for each in window.session.knowledge.atlases if each.info.id == target.atlas)
    for name in target.parts:
        window.editor.fill(Quality.NUMBNESS, atlas.polygons(name, side or target.side))


def score(quiz: QuizMode) -> tuple[int, int]:
    assert quiz.sitting is not None
    return sum(each.given.right for each in quiz.sitting.answered), len(quiz.sitting.answered)


def reviews(window: Window) -> int:
    store = open_progress(window.profile)
    count = len(store.reviews())
    store.close()
    return count


def keys(*pressed: Qt.Key) -> None:
    """Press keys where the keyboard is."""
    for key in pressed:
        wait(2)
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key)
    wait(2)


def seen(window: Window, asked: Asked) -> list[str]:
    """Return every line, name and tip of all that is visible in all windows, but for the question and its choices."""
    offered = {
        *asked.text.splitlines(),
        *asked.hint.splitlines(),
        asked.text,
        asked.hint,
        *(choice.text for choice in asked.choices),
    }
    offered |= {f"{place}: {choice.text}" for place, choice in enumerate(asked.choices, start=1)}
    found = []
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            found += texts(top)
            for child in (top, *top.findChildren(QWidget)):
                if child.isVisible():
                    found += [child.objectName(), child.statusTip(), child.whatsThis()]
    return [line for text in found for line in text.splitlines() if line and line not in offered]


def leaks(window: Window, asked: Asked) -> list[str]:
    """Return what is seen and holds the answer, its id or its item; why it is so, or its source."""
    told = {asked.why, asked.source, asked.item.id, asked.item.title}
    if asked.how is not How.PAINT:  # one is told what to paint
        told |= {asked.answer, *asked.correct, *(asked.text_of(name) for name in asked.correct)}
    words = [word for word in told if len(word) > 1 and word not in ("now", "none")]
    found = [re.compile(rf"(?<!\w){re.escape(word)}(?!\w)") for word in words]
    return [line for line in seen(window, asked) if any(pattern.search(line) for pattern in found)]


# --- answers ---------------------------------------------------------------------------------------------------------


def test_a_right_answer_counts_is_explained_and_is_kept_on_disk(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        asked = now(quiz)
        light = window.body.overlay.highlight
        assert light is not None
        assert light.territories == set(asked.correct)
        choose(quiz)
        assert score(quiz) == (1, 1)
        assert {"Right", asked.why, f"Source: {asked.source}"} <= set(texts(quiz.panel))
        assert reviews(window) == 1
        quiz.panel.next.click()
        assert now(quiz) is not asked
        assert quiz.is_open

    drive(script, tmp_path)


def test_a_wrong_answer_is_told_and_a_typed_one_understood(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        answer = now(quiz).answer
        QTest.keyClicks(quiz.panel.field, "banana")
        QTest.keyClick(quiz.panel.field, Qt.Key.Key_Return)
        assert score(quiz) == (0, 0)
        quiz.panel.field.clear()
        QTest.keyClicks(quiz.panel.field, " t12 " if answer != "T12" else "c5")
        QTest.keyClick(quiz.panel.field, Qt.Key.Key_Return)
        assert score(quiz) == (0, 1)
        assert quiz.sitting is not None
        assert quiz.sitting.answered[0].given.mode is Mode.TYPE
        assert any(answer in text for text in texts(quiz.panel))
        assert "Not this time" in texts(quiz.panel)

    drive(script, tmp_path)


@pytest.mark.parametrize("form", CHOICES)
def test_every_form_of_choice_can_be_answered_right_and_wrong(tmp_path: Path, form: Form) -> None:
    def script(window: Window) -> None:
        quiz = start(window, Setup(What.KIND, form=form, count=5))
        choose(quiz)
        quiz.panel.next.click()
        choose(quiz, right=False)
        assert score(quiz) == (1, 2)
        assert reviews(window) == 2

    drive(script, tmp_path)


def test_of_several_right_answers_all_are_to_be_chosen(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        asked = put(quiz, "bank:first-steps/c7-signs")
        assert asked.how is How.SEVERAL
        for place, choice in enumerate(asked.choices):
            if choice.id in asked.correct:
                keys(Qt.Key(Qt.Key.Key_1 + place))
        keys(Qt.Key.Key_Return)
        assert score(quiz) == (1, 1)

    drive(script, tmp_path)


def test_the_key_point_is_pointed_at_with_a_click_and_shown_afterwards(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, Setup(What.KIND, form=Form.POINT))
        asked = now(quiz)
        assert asked.spot is not None
        view, x, y = nearest_skin(window.session.figure, asked.spot)[0]
        QTest.mouseClick(window.body, Qt.MouseButton.LeftButton, pos=on_screen(window, view, x, y).toPoint())
        assert score(quiz) == (1, 1)
        assert any("mm from the key point" in text for text in texts(quiz.panel))
        quiz.panel.next.click()
        QTest.mouseClick(window.body, Qt.MouseButton.LeftButton, pos=on_screen(window, view, x, y).toPoint())
        assert score(quiz) == (1, 2)

    drive(script, tmp_path)


def test_the_key_point_can_be_pointed_at_by_keyboard(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, Setup(What.KIND, form=Form.POINT))
        assert window.body.hasFocus()
        keys(Qt.Key.Key_Return)  # the point stands in the middle, between the bodies
        for _ in range(60):
            if not quiz.is_open:
                break
            keys(Qt.Key.Key_Left, Qt.Key.Key_Return)
        assert score(quiz)[1] == 1
        keys(Qt.Key.Key_Return)
        assert quiz.is_open

    drive(script, tmp_path)


# --- nothing is given away -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", list(Form))
def test_before_the_answer_nothing_in_any_window_tells_it(tmp_path: Path, form: Form) -> None:
    def script(window: Window) -> None:
        trigger(window, "map")
        paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
        trigger(window, "mode.lecture")
        quiz = start(window, Setup(What.KIND, form=form, count=5))
        assert window.lecture is not None
        window.lecture.resize(1280, 720)
        while quiz.asked is not None:
            wait(5)
            assert window.windowTitle().startswith("Quiz")
            assert leaks(window, quiz.asked) == []
            assert window.body.overlay.atlases == ()
            assert not window.body.overlay.labels
            quiz.do("bury")

    drive(script, tmp_path)


def test_windows_beside_the_main_one_are_away_during_the_quiz(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        for name in ("level", "urgency"):
            trigger(window, name)
        wait(20)
        beside = [top for top in QApplication.topLevelWidgets() if top.objectName().startswith("beside_")]
        assert [top.isVisible() for top in beside] == [True, True]
        quiz = start(window, Setup(What.KIND, form=Form.DISC))
        trigger(window, "level")
        wait(20)
        assert [top.isVisible() for top in beside] == [False, False]
        assert leaks(window, now(quiz)) == []
        trigger(window, "mode.localise")
        assert [top.isVisible() for top in beside] == [True, True]
        for top in beside:
            top.close()

    drive(script, tmp_path)


def test_while_a_region_is_to_be_named_hovering_names_the_side_only(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        for _ in range(5):
            asked = now(quiz)
            assert asked.lit is not None
            atlas = next(each for each in window.session.knowledge.atlases if each.info.id == asked.lit.atlas)
            for view, shape in atlas.polygons(asked.answer, asked.lit.side).items():
                point = shape.representative_point().coords[0]
                window.body.hovered.emit(skin_at(window.session.figure.views[view], *point), view, *point)
                wait(40)
                assert window.status.here in ("Patient's left", "Patient's right", "Head, trunk or perineum")
            offered = {text for button in quiz.panel.answers.buttons for text in texts(button)}
            assert [text for text in texts(window) if A_ROOT.search(text) and text not in offered] == []
            assert window.panel is not None
            assert not window.panel.isVisible()
            choose(quiz)
            quiz.panel.next.click()

    drive(script, tmp_path)


def test_the_map_cannot_be_brought_back_nor_filled_while_a_question_is_open(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, PAINTING)
        for name in ("map", "map.next", "map.labels", "open", "new"):
            trigger(window, name)
        assert window.body.overlay.atlases == ()
        assert not window.body.overlay.labels
        target = now(quiz).target
        assert target is not None
        trigger(window, "tool.fill")
        for view in window.session.figure.views:
            window.body._fill(view, 300.0, 500.0)
        assert window.editor.is_empty, "the tool that fills would paint the answer"

    drive(script, tmp_path)


# --- painting --------------------------------------------------------------------------------------------------------


def test_painting_the_very_region_scores_full_and_the_other_side_some(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, PAINTING)
        put(quiz, "root_territory:L5")
        assert window.body.overlay.highlight is None
        fill(window, quiz)
        trigger(window, "quiz.go")
        assert quiz.sitting is not None
        assert quiz.sitting.answered[-1].given.score > 0.95
        assert {"right", "missed", "too much"} <= set(texts(quiz.panel))
        asked = put(quiz, "root_territory:L5")
        assert asked.target is not None
        fill(window, quiz, asked.target.side.other)
        quiz.panel.done.click()
        assert quiz.sitting.answered[-1].given.score == pytest.approx(WRONG_SIDE, abs=0.01)
        assert any("Wrong side" in text for text in texts(quiz.panel))

    drive(script, tmp_path)


def test_an_empty_painting_is_not_graded(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, PAINTING)
        quiz.panel.done.click()
        assert quiz.is_painting
        assert score(quiz) == (0, 0)
        assert any("Nothing painted yet" in text for text in texts(quiz.panel))

    drive(script, tmp_path)


def test_a_graded_drawing_is_told_in_points_words_and_square_centimetres(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, PAINTING)
        target = put(quiz, "root_territory:L5").target
        assert target is not None
        atlas = next(each for each in window.session.knowledge.atlases if each.info.id == "isncsci")
        window.editor.fill(Quality.NUMBNESS, atlas.polygons("S1", target.side))
        trigger(window, "quiz.go")
        said = " ".join(texts(quiz.panel))
        for words in ("You painted S1, not L5.", "of 100", "missed", "too much", "maps disagree: accepted", "cm²"):
            assert words in said
        assert re.search(r"Border \d+ mm off on average, 95 % within \d+ mm", said)
        assert "the right border" not in texts(quiz.panel), "not before it is asked for"

    drive(script, tmp_path)


def test_the_right_border_is_shown_when_asked_for_and_hidden_again(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, PAINTING)
        put(quiz, "root_territory:L5")
        assert not window.actions_by_id.by_id["quiz.border"].isEnabled()
        paint(window, "anterior", inside(window, "L5", Side.LEFT, "anterior"))
        trigger(window, "quiz.go")
        before = window.body.grab().toImage()
        quiz.panel.feedback.border.click()
        assert quiz.border_shown
        assert "the right border" in texts(quiz.panel)
        assert window.body.grab().toImage() != before
        trigger(window, "quiz.border")
        assert not quiz.border_shown
        assert window.body.grab().toImage() == before

    drive(script, tmp_path)


def test_one_can_try_again_from_an_empty_body_and_only_the_first_try_counts(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, PAINTING)
        asked = put(quiz, "root_territory:L5")
        paint(window, "anterior", inside(window, "L2", Side.LEFT, "anterior"))
        trigger(window, "quiz.go")
        assert score(quiz) == (0, 1)
        quiz.panel.feedback.again.click()
        assert quiz.is_painting
        assert now(quiz) is asked
        assert window.editor.is_empty
        assert not quiz.panel.feedback.isVisible()
        fill(window, quiz)
        trigger(window, "quiz.go")
        assert "100" in texts(quiz.panel)
        assert score(quiz) == (0, 1)
        assert reviews(window) == 1
        trigger(window, "quiz.go")
        assert now(quiz) is not asked

    drive(script, tmp_path)


def test_a_nerve_is_painted_on_the_map_of_nerves(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, PAINTING)
        asked = put(quiz, "nerve_territory:common_fibular")
        assert asked.target is not None
        assert asked.target.atlas == "nerves"
        fill(window, quiz)
        trigger(window, "quiz.go")
        assert score(quiz) == (1, 1)

    drive(script, tmp_path)


def test_the_eraser_and_undo_work_on_the_answer(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        start(window, PAINTING)
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        trigger(window, "undo")
        assert window.editor.is_empty
        assert window.session.editor.is_empty

    drive(script, tmp_path)


# --- coming and going ------------------------------------------------------------------------------------------------


def test_tool_and_sensation_are_as_before_after_the_quiz(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.choose_quality(Quality.TINGLING)
        window.choose_tool(Tool.LASSO)
        start(window, PAINTING)
        assert (window.quality, window.tool) == (Quality.NUMBNESS, Tool.BRUSH)
        trigger(window, "mode.localise")
        assert (window.quality, window.tool) == (Quality.TINGLING, Tool.LASSO)
        assert window.side.isVisible()
        assert window.body.isVisible()

    drive(script, tmp_path)


def test_the_own_drawing_waits_untouched(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
        settle(window)
        assert window.panel is not None
        window.panel.list.choose(window.panel.list.rows.entries[0].candidate)
        mine, title = window.editor.drawing, window.windowTitle()
        quiz = start(window, PAINTING)
        assert window.editor.is_empty
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        quiz.panel.done.click()
        trigger(window, "mode.localise")
        assert window.editor.drawing is mine
        assert window.windowTitle() == title
        assert window.panel.isVisible()
        assert window.body.overlay.highlight is not None
        paint(window, "anterior", inside(window, "L4", Side.LEFT, "anterior"))
        assert window.editor.drawing is not mine

    drive(script, tmp_path)


def test_one_comes_and_goes_from_every_page_and_the_number_keys_fly_again(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        for setup in (None, NAMING, PAINTING):
            quiz = enter(window) if setup is None else start(window, setup)
            trigger(window, "mode.localise")
            assert not quiz.is_on
            assert window.body.isVisible()
            window.body.setFocus()
            before = window.body.camera
            keys(Qt.Key.Key_3)
            wait(400)
            assert window.body.camera != before
            trigger(window, "go.whole" if "go.whole" in window.actions_by_id.by_id else "go.sides")

    drive(script, tmp_path)


def test_nothing_of_the_quiz_is_imported_before_it_is_entered(tmp_path: Path) -> None:
    import subprocess
    import sys

    program = "import rootmap.ui.window, rootmap.ui.actions, sys; print([n for n in sys.modules if '.quiz' in n])"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
    assert tmp_path.exists()


# --- sessions --------------------------------------------------------------------------------------------------------


def test_a_new_user_answers_the_first_question_with_three_keys(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.body.setFocus()
        keys(Qt.Key.Key_F3, Qt.Key.Key_Return, Qt.Key.Key_1)
        assert window.quiz is not None
        assert score(window.quiz)[1] == 1
        assert reviews(window) == 1

    drive(script, tmp_path)


def test_a_whole_session_goes_by_keyboard_from_start_to_finish(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.body.setFocus()
        keys(Qt.Key.Key_F3)
        quiz = window.quiz
        assert quiz is not None
        page = window.findChild(SetupPage)
        assert page is not None
        reached = set()
        for _ in range(60):
            keys(Qt.Key.Key_Tab)
            reached.add(QApplication.focusWidget())
        assert {page.today, page.start, page.at_once, page.confidence} <= reached
        page.what.choose(What.KIND)
        page.form.choose(Form.REFLEX)
        page.count.choose(5)
        page.confidence.setFocus()
        keys(Qt.Key.Key_Space)
        page.start.setFocus()
        keys(Qt.Key.Key_Return)
        for place in range(30):  # what is missed comes back
            if not quiz.is_open:
                break
            if place % 2:
                keys(Qt.Key.Key_C, Qt.Key.Key_C, Qt.Key.Key_1)  # how sure, then the answer
            else:
                keys(Qt.Key.Key_1)  # the answer, then how sure
                assert quiz.is_open
                keys(Qt.Key.Key_C, Qt.Key.Key_C, Qt.Key.Key_Return)
            assert not quiz.is_open
            keys(Qt.Key.Key_Return)
        summary = window.findChild(SummaryPage)
        assert summary is not None
        assert quiz.sitting is not None
        assert {each.given.confidence for each in quiz.sitting.answered} == {Confidence.FAIRLY_SURE.value}
        assert any("of 5 right" in text for text in texts(summary))
        assert any("sure on average" in text for text in texts(summary))
        summary.new.setFocus()
        keys(Qt.Key.Key_Return)
        assert any(page.isVisible() for page in window.findChildren(SetupPage))

    drive(script, tmp_path)


def test_an_exam_tells_nothing_until_the_end_and_then_everything(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, Setup(What.KIND, Style.EXAM, form=Form.DISC, count=5))
        asked = []
        for place in range(5):
            asked.append(now(quiz))
            choose(quiz, right=place == 0)
            if quiz.asked is not None:
                assert not {"Right", "Not this time"} & set(texts(quiz.panel))
        summary = window.findChild(SummaryPage)
        assert summary is not None
        said = " ".join(texts(summary))
        assert "1 of 5 right" in said
        for question in asked:
            assert question.why in said
            assert question.source in said
        assert reviews(window) == 5

    drive(script, tmp_path)


def test_when_the_time_is_over_the_round_ends(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, Setup(style=Style.RAPID))
        for _ in range(12):
            choose(quiz)
        quiz._ends = time.monotonic() - 1
        wait_until(lambda: window.findChild(SummaryPage) is not None)
        assert score(quiz) == (12, 12)

    drive(script, tmp_path)


def test_an_answer_can_be_taken_back_and_an_item_left_out(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        first = now(quiz)
        assert not window.actions_by_id.by_id["quiz.undo"].isEnabled()
        choose(quiz, right=False)
        quiz.panel.next.click()
        trigger(window, "quiz.undo")
        assert now(quiz) is first
        assert reviews(window) == 0
        trigger(window, "quiz.suspend")
        second = now(quiz)
        trigger(window, "quiz.bury")
        store = open_progress(window.profile)
        assert store.card(first.item).suspended
        assert store.card(second.item).buried_until
        store.close()
        trigger(window, "quiz.end")
        quiz.choose()
        quiz.start(Setup(What.KIND, form=Form.NAME, count=40))
        assert quiz.sitting is not None
        asked: set[Item] = set()
        while quiz.asked is not None:
            asked.add(quiz.asked.item)
            choose(quiz)
            quiz.next()
        assert not {first.item, second.item} & asked

    drive(script, tmp_path)


def test_today_asks_what_is_due_and_new_and_then_there_is_nothing_more(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        window.settings.set("new_a_day", 3)
        quiz = enter(window)
        page = window.findChild(SetupPage)
        assert page is not None
        assert page.today.hasFocus()
        page.today.click()
        assert quiz.sitting is not None
        assert quiz.sitting.total == 3
        assert now(quiz).item.id == "territory_root:L5"

    drive(script, tmp_path)


def test_without_a_store_the_quiz_goes_on_and_says_so_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def script(window: Window) -> None:
        quiz = start(window)
        monkeypatch.setattr(ProgressStore, "answer", _refused)
        said: list[str] = []
        monkeypatch.setattr(window.message, "say", said.append)
        quiz._recorder._say = said.append
        choose(quiz)
        quiz.panel.next.click()
        choose(quiz)
        assert score(quiz) == (2, 2)
        assert len(said) == 1
        assert "\n" not in said[0]
        assert "not recorded" in said[0]
        quiz.finish()
        summary = window.findChild(SummaryPage)
        assert summary is not None
        assert any("not recorded" in text for text in texts(summary))

    drive(script, tmp_path)


def _refused(*_: object) -> None:
    from rootmap.errors import InputError

    raise InputError("progress.sqlite3", "", "cannot be written", "free some room.")


def test_a_folder_that_cannot_be_opened_leaves_a_quiz_without_recording(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        (Profile(tmp_path).folder / "progress.sqlite3").mkdir(parents=True)
        quiz = start(window)
        choose(quiz)
        assert score(quiz) == (1, 1)

    drive(script, tmp_path)


def test_the_next_question_is_there_at_once(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        quiz = start(window, Setup(count=40))
        took = []
        while quiz.asked is not None:
            begun = time.perf_counter()
            quiz.do("bury")
            took.append((time.perf_counter() - begun) * 1000)
        assert sorted(took)[len(took) // 2] < NEXT_MS

    drive(script, tmp_path)


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_every_theme_and_size_shows_the_pages_whole(tmp_path: Path, theme: str) -> None:
    def script(window: Window) -> None:
        window.choose_theme(theme)
        window.resize(1280, 720)
        quiz = enter(window)
        wait(20)
        page = window.findChild(SetupPage)
        assert page is not None
        assert page.start.mapTo(page, page.start.rect().bottomRight()).y() < page.height(), "one screen, no scrolling"
        quiz.start(NAMING)
        wait(20)
        for button in quiz.panel.answers.buttons:
            assert button.height() >= button.heightForWidth(button.width())
        assert quiz.deck.form(now(quiz).item) is Form.NAME
        assert now(quiz).item.kind is ItemKind.TERRITORY_ROOT
        trigger(window, "theme.light")

    drive(script, tmp_path)
