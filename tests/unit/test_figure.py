"""Every figure: its skin, its symmetry, its files, and what it says when they are damaged."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import shapely
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from rootmap.anatomy.vocabulary import Side
from rootmap.errors import InputError
from rootmap.resources import assets
from rootmap.skin.coordinates import nearest_skin, skin_at
from rootmap.skin.figure import FIGURES, VIEWS, Figure, View, load_figure

RANGES = {  # of the first and second coordinate of the left side
    "leg": ((-0.3, 2.1), (0, 360)),
    "arm": ((-0.2, 2.1), (0, 360)),
    "hand.palmar": ((-0.1, 2.05), (0, 5)),
    "hand.dorsal": ((-0.1, 2.05), (0, 5)),
    "foot.dorsal": ((-0.1, 2.05), (0, 5)),
    "foot.plantar": ((-0.1, 2.05), (0, 5)),
    "trunk": ((-0.15, 1.2), (0, 180)),
    "neck": ((0, 1.01), (0, 180)),
    "head": ((0, 1.01), (0, 180)),
    "perineum": ((0, 125), (0, 180)),
}


SKIN_CM2 = {
    "neutral": (16_000, 21_000),
    "female": (16_000, 21_000),
    "male": (16_000, 21_000),
    "child": (10_000, 11_000),
}
STATURE_MM = {"neutral": 1720, "female": 1680, "male": 1770, "child": 1330}
POINTED_FEET_MM = 150  # the standing pose is taller by up to this


@pytest.fixture(scope="module", params=FIGURES)
def figure(request: pytest.FixtureRequest) -> Figure:
    return load_figure(request.param)


@pytest.fixture(params=VIEWS)
def view(figure: Figure, request: pytest.FixtureRequest) -> View:
    return figure.views[request.param]


def test_the_whole_skin_is_as_large_as_such_a_person_has(figure: Figure) -> None:
    """Adults 1.6 to 2.1 m2, a child of about nine years 1.0 to 1.1."""
    area = sum(2 * float(view.grid.area.sum(dtype=float)) for view in figure.views.values())
    low, high = SKIN_CM2[figure.name]
    assert low < area < high
    assert area == pytest.approx(figure.skin_area_cm2, rel=2e-3)


def test_limbs_and_trunk_have_plausible_shares_of_the_skin(figure: Figure) -> None:
    areas = dict.fromkeys(RANGES, 0.0)
    for view in figure.views.values():
        for code, name in enumerate(view.grid.segment_names):
            areas[name] += 2 * float(view.grid.area[view.grid.segment == code].sum(dtype=float))
    whole = sum(areas.values())
    assert 0.30 < areas["leg"] / whole < 0.45  # both legs without feet: about a third by the rule of nines
    assert 0.10 < areas["arm"] / whole < 0.20
    assert 0.06 < (areas["head"] + areas["neck"]) / whole < 0.12
    assert areas["hand.palmar"] / 2 / whole == pytest.approx(0.01, abs=0.005)  # a palm with fingers is about 1 %
    assert all(area > 0 for area in areas.values())


def test_every_segment_of_the_design_is_shown_with_coordinates_in_range(figure: Figure) -> None:
    seen = set()
    for view in figure.views.values():
        assert set(view.grid.segment_names) == set(RANGES)
        for name, ((low, high), (least, most)) in RANGES.items():
            rows, columns = view.grid.cells_of(name)
            if len(rows):
                seen.add(name)
                first, second = view.grid.first[rows, columns], view.grid.second[rows, columns]
                assert (first.min() >= low, first.max() <= high) == (True, True), (view.name, name)
                assert (second.min() >= least, second.max() <= most + 0.01) == (True, True), (view.name, name)
    assert seen == set(RANGES)


@pytest.mark.parametrize(("name", "reach"), [("leg", (0, 1.9)), ("arm", (0.1, 1.9)), ("foot.dorsal", (0.4, 1.0))])
def test_coordinates_run_on_smoothly_inside_a_segment(figure: Figure, name: str, reach: tuple[float, float]) -> None:
    grid = figure.views["anterior"].grid
    inside = grid.segment == grid.segment_names.index(name)
    first = np.where(inside & (grid.first > reach[0]) & (grid.first < reach[1]), grid.first, np.nan)
    steps = np.abs(np.diff(first, axis=1))
    assert np.nanquantile(steps, 0.999) < 0.05


def test_the_silhouette_and_the_creases_are_mirror_images(view: View) -> None:
    mirrored = shapely.transform(view.outline, lambda p: p * [-1, 1] + [view.width_mm, 0])
    assert view.outline.is_valid
    assert shapely.symmetric_difference(view.outline, mirrored).area < 1.0
    ends = {(round(x, 1), round(y, 1)) for crease in view.creases for x, y in crease.points[[0, -1]]}
    flipped = {(round(view.width_mm - x, 1), y) for x, y in ends}
    assert len(ends ^ flipped) < 0.15 * len(ends)  # rounding apart


def test_creases_lie_inside_the_silhouette_with_weights_up_to_one(view: View) -> None:
    assert len(view.creases) > 10
    near = shapely.buffer(view.outline, 1.0)
    shapely.prepare(near)
    for crease in view.creases:
        assert 0 < crease.weight <= 1
        assert shapely.covers(near, shapely.LineString(crease.points))


def test_the_silhouette_agrees_with_the_grid(view: View) -> None:
    shown = 2 * float(view.grid.mask.sum()) * view.grid.resolution_mm**2
    assert view.outline.area == pytest.approx(shown, rel=0.01)


def test_left_is_the_patients_left(figure: Figure) -> None:
    anterior, posterior = figure.views["anterior"], figure.views["posterior"]
    assert anterior.side_at(anterior.width_mm - 1) is Side.LEFT
    assert posterior.side_at(1) is Side.LEFT
    toes = figure.views["anterior"].grid.cells_of("foot.dorsal")
    foot = skin_at(anterior, anterior.width_mm / 2 + float(np.median(toes[1])), float(np.median(toes[0])))
    assert foot is not None
    assert foot.segment == "foot.left.dorsal"


def test_places_and_normals_fit_the_standing_pose(figure: Figure) -> None:
    for name, sign in (("anterior", 1), ("posterior", -1)):
        grid = figure.views[name].grid
        normal, place = grid.normal[grid.mask], grid.position[grid.mask]
        assert np.allclose(np.linalg.norm(normal, axis=1), 1, atol=1e-3)
        assert (sign * normal[:, 2] >= 0).all()
        assert place[:, 0].min() > 0
        assert 0 < np.ptp(place[:, 1]) - STATURE_MM[figure.name] < POINTED_FEET_MM


def test_the_perineal_view_shows_skin_that_the_standing_views_show_too(figure: Figure) -> None:
    for other in ("anterior", "posterior"):
        mine, theirs = (cells.astype(np.int64) for cells in figure.linked("perineal", other))
        back, forth = (cells.astype(np.int64) for cells in figure.linked(other, "perineal"))
        assert np.array_equal(np.sort(mine * 2**32 + theirs), np.sort(forth * 2**32 + back))
        a, b = figure.views["perineal"].grid, figure.views[other].grid
        codes = a.full(a.segment).ravel()[mine], b.full(b.segment).ravel()[theirs]
        assert (codes[0] == codes[1]).mean() > 0.97
        assert len(mine) > 10_000


def test_every_landmark_lies_on_skin(figure: Figure) -> None:
    assert {"umbilicus", "nipple", "jugular_notch", "ischial_tuberosity", "medial_malleolus"} <= set(figure.landmarks)
    for name, point in figure.landmarks.items():
        shown = nearest_skin(figure, point)
        assert shown, name
        found = skin_at(figure.views[shown[0][0]], *shown[0][1:])
        assert found is not None
        assert found.segment == point.segment, name


def test_underlays_are_grey_without_alpha_and_fit_their_views(view: View) -> None:
    for path, wide, high in [
        (view.underlay_path, view.width_mm, view.height_mm),
        (view.half_underlay_path, view.width_mm, view.height_mm),
        *((d.path, d.width_mm, d.height_mm) for d in view.details),
    ]:
        head = path.read_bytes()[:26]
        width, height = (int.from_bytes(head[k : k + 4], "big") for k in (16, 20))
        assert head[24:26] == bytes([8, 0])  # 8 bits, greyscale
        assert width / wide == pytest.approx(height / high, rel=0.01)


def test_the_picture_for_a_body_seen_whole_is_the_other_one_halved(view: View) -> None:
    whole, half = QImage(str(view.underlay_path)), QImage(str(view.half_underlay_path))
    assert (half.width(), half.height()) == ((whole.width() + 1) // 2, (whole.height() + 1) // 2)
    keep = Qt.AspectRatioMode.IgnoreAspectRatio
    expected = tones(whole.scaled(half.size(), keep, Qt.TransformationMode.SmoothTransformation))
    assert np.abs(tones(half).astype(int) - expected).mean() < 1.0


def tones(image: QImage) -> np.ndarray:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return rows[:, : grey.width()].copy()


@pytest.mark.parametrize("name", FIGURES)
def test_the_committed_figure_is_small_and_says_its_licence(name: str) -> None:
    folder = assets("figures", name)
    assert sum(path.stat().st_size for path in folder.iterdir() if path.is_file()) < 12e6
    assert "CC0" in (folder / "LICENSE.md").read_text()


def test_a_figure_that_is_not_there_is_named_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"figure\.json"):
        load_figure("no_such_figure")
    with pytest.raises(InputError):
        load_figure(folder=tmp_path)


@pytest.mark.parametrize(
    "damage",
    [
        lambda table: table.pop("views"),
        lambda table: table["views"].pop("posterior"),
        lambda table: table["views"]["anterior"].pop("width_mm"),
        lambda table: table.update(version=99),
        lambda table: table.update(landmarks=[1, 2]),
    ],
)
def test_a_damaged_table_of_a_figure_is_an_input_error(tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    table = json.loads((assets("figures", "neutral") / "figure.json").read_text())
    damage(table)
    (tmp_path / "figure.json").write_text(json.dumps(table))
    with pytest.raises(InputError):
        load_figure(folder=tmp_path)


@pytest.mark.parametrize("content", [b"", b"not a zip", None])
def test_a_damaged_grid_is_an_input_error(tmp_path: Path, content: bytes | None) -> None:
    shutil.copy(assets("figures", "neutral") / "figure.json", tmp_path)
    if content is not None:
        (tmp_path / "anterior.npz").write_bytes(content)
    with pytest.raises(InputError, match=r"anterior\.npz"):
        load_figure(folder=tmp_path).views["anterior"].grid.mask  # noqa: B018  (reading it is the test)


@pytest.mark.parametrize("lines", ["[]", '{"outline": [[[[0, 0]]]], "creases": []}', '{"outline": 3}'])
def test_damaged_lines_are_an_input_error(tmp_path: Path, lines: str) -> None:
    shutil.copy(assets("figures", "neutral") / "figure.json", tmp_path)
    (tmp_path / "anterior.lines.json").write_text(lines)
    with pytest.raises(InputError, match=r"anterior\.lines\.json"):
        load_figure(folder=tmp_path).views["anterior"].outline  # noqa: B018  (reading it is the test)


def test_reading_a_figure_needs_neither_qt_nor_the_file_checkers() -> None:
    code = (
        "import sys; from rootmap.skin.figure import load_figure; import rootmap.skin.marks;"
        "load_figure().views['anterior'].grid.mask;"
        "print([m for m in ('pydantic', 'yaml', 'PySide6', 'scipy', 'matplotlib', 'pandas') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
