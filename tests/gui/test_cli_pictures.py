"""`rootmap render`, and what `rootmap` does where there is no display."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from rootmap.__main__ import main

SOLE = '{"patch": ["foot.left.plantar", 0.8, 3.0], "radius_mm": 30}'
PAINT_HUE = range(0, 25)  # pain is red


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    path = tmp_path / "drawing.rootmap"
    layer = f'{{"quality": "pain", "marks": [{SOLE}]}}'
    path.write_text(f'{{"format": "rootmap.drawing", "version": 1, "figure": "neutral", "layers": [{layer}]}}')
    return path


def painted_columns(picture: Path) -> list[float]:
    """Return where, from 0 (left edge) to 1, the picture is red."""
    image = QImage(str(picture)).scaledToWidth(300)
    pixels = ((x, QColor(image.pixel(x, y))) for x in range(image.width()) for y in range(image.height()))
    return [x / image.width() for x, colour in pixels if colour.saturation() > 120 and colour.hue() in PAINT_HUE]


def test_a_picture_has_the_size_asked_for_and_the_paint_on_the_patients_left(drawing: Path, tmp_path: Path) -> None:
    picture = tmp_path / "out.png"
    assert main(["render", str(drawing), "-o", str(picture), "--view", "posterior", "--size", "900"]) == 0
    image = QImage(str(picture))
    assert max(image.width(), image.height()) == 900
    columns = painted_columns(picture)
    assert columns, "the sole is painted"
    assert max(columns) < 0.5, "seen from behind, the patient's left is on the left"


def test_a_picture_marks_both_sides_at_its_top(drawing: Path, tmp_path: Path) -> None:
    picture = tmp_path / "out.png"
    main(["render", str(drawing), "-o", str(picture), "--size", "900"])
    image = QImage(str(picture))
    page = image.pixel(0, 0)
    for corner in (range(30), range(image.width() - 30, image.width())):
        assert any(image.pixel(x, y) != page for x in corner for y in range(30))


def test_the_view_is_anterior_unless_asked_otherwise(drawing: Path, tmp_path: Path) -> None:
    plain, anterior = tmp_path / "plain.png", tmp_path / "anterior.png"
    main(["render", str(drawing), "-o", str(plain), "--size", "300"])
    main(["render", str(drawing), "-o", str(anterior), "--size", "300", "--view", "anterior"])
    assert plain.read_bytes() == anterior.read_bytes()


def test_without_a_display_rootmap_says_so_ranks_an_example_and_draws_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.chdir(tmp_path)
    assert main(["--profile-dir", str(tmp_path / "profile")]) == 0
    said = capsys.readouterr().out
    assert "no display" in said
    assert "S1 left" in said
    picture = Path(said.splitlines()[-1].removeprefix("Its picture: "))
    assert picture.parent == tmp_path
    assert not QImage(str(picture)).isNull()


def test_without_a_display_a_given_drawing_is_ranked_instead(
    drawing: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.chdir(drawing.parent)
    assert main([str(drawing)]) == 0
    assert "your drawing" in capsys.readouterr().out
    assert painted_columns(drawing.parent / "rootmap-example.png"), "the view that shows the paint is drawn"
