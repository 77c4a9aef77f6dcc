"""Pictures that travel with a case are seen in its run, and one that is missing or bad costs a line."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from window_driver import drive, texts, trigger, wait, wait_until

from rootmap.profile import Profile
from rootmap.resources import quizzes
from rootmap.ui.cases.case_picture import CasePicture, PictureDialog
from rootmap.ui.cases.mode import CasesMode, cases_of
from rootmap.ui.window import Window

CASE = "removal-man-slapping-foot"
CAPTION = "The foot, seen from the front"


def own_case(profile: Path, *names: str) -> str:
    """Put a published case with pictures added into the library; return its id."""
    folder = Profile(profile).library / "cases"
    folder.mkdir(parents=True)
    listed = "".join(f"  - {{file: {name}, caption: '{CAPTION}'}}\n" for name in names)
    text = (quizzes() / "cases" / f"{CASE}.yaml").read_text(encoding="utf-8").replace(f"id: {CASE}", "id: own-case")
    (folder / "own-case.yaml").write_text(f"{text}\nimages:\n{listed}", encoding="utf-8")
    return "own-case"


def picture(profile: Path, name: str, width: int, height: int) -> None:
    folder = Profile(profile).library / "images"
    folder.mkdir(parents=True, exist_ok=True)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#3366aa"))
    assert image.save(str(folder / name))


def begin(window: Window, name: str) -> CasesMode:
    trigger(window, "mode.cases")
    wait_until(lambda: cases_of(window) is not None)
    mode = cases_of(window)
    assert mode is not None
    wait_until(lambda: mode.page.shown)
    mode.open(name)
    wait(20)
    return mode


def test_a_picture_is_seen_in_the_story_and_large_when_asked_for(tmp_path: Path) -> None:
    name = own_case(tmp_path, "foot.png")
    picture(tmp_path, "foot.png", 900, 600)

    def script(window: Window) -> None:
        story = begin(window, name).panel.story
        (shown,) = story.findChildren(CasePicture)
        assert shown.isVisible()
        assert shown.height() == shown.heightForWidth(shown.width())
        assert abs(shown.height() / shown.width() - 600 / 900) < 0.02, "nothing of it is cut off"
        assert shown.grab().toImage().pixelColor(shown.width() // 2, shown.height() // 2) == QColor("#3366aa")
        assert CAPTION in texts(story)
        shown.setFocus()
        QTest.keyClick(shown, Qt.Key.Key_Space)
        (dialog,) = window.findChildren(PictureDialog)
        assert CAPTION in texts(dialog)
        dialog.close()

    drive(script, tmp_path)


def test_pictures_stay_while_one_asks_and_go_with_the_case(tmp_path: Path) -> None:
    name = own_case(tmp_path, "foot.png")
    picture(tmp_path, "foot.png", 300, 900)

    def script(window: Window) -> None:
        mode = begin(window, name)
        mode.panel.story.asked.emit(0)
        wait(1)
        assert len(mode.panel.story.findChildren(CasePicture)) == 1
        mode.open(CASE)
        wait(1)
        assert not mode.panel.story.findChildren(CasePicture)

    drive(script, tmp_path)


def test_a_picture_that_cannot_be_shown_costs_a_line(tmp_path: Path) -> None:
    name = own_case(tmp_path, "gone.png", "wrong.png")
    picture(tmp_path, "wrong.png", 40, 40)
    path = Profile(tmp_path).library / "images" / "wrong.png"
    path.write_bytes(path.read_bytes()[:50])

    def script(window: Window) -> None:
        story = begin(window, name).panel.story
        assert not story.findChildren(CasePicture)
        said = [text for text in texts(story) if "is not shown" in text]
        assert [line.split(": ")[1].split()[0] for line in said] == ["gone.png", "wrong.png"]

    drive(script, tmp_path)
