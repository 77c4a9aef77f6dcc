"""A pack whose manifest, cases or pictures are not what they should be is refused with a reason."""

import io
import zipfile
from pathlib import Path

import pytest
from tests.cases_world import CASE, manifest_of, pack_file

from packs_world import NAME, jpeg, png, refused, with_image

MANIFESTS = {
    "not JSON": (b"{", "is not valid JSON"),
    "another format": (manifest_of({}, format="x"), "manifest.json: format"),
    "another version": (manifest_of({}, version=2), "manifest.json: version"),
    "true for a version": (manifest_of({}, version=True), "manifest.json: version"),
    "a field too many": (manifest_of({}, homepage="x"), "manifest.json: homepage"),
    "NaN": (manifest_of({}).replace(b'"version": 1', b'"version": NaN'), "NaN"),
    "a key twice": (manifest_of({}).replace(b'"version": 1', b'"version": 1, "version": 1'), "stands twice"),
    "nested deeply": (b"[" * 100_000, "nested too deeply"),
    "not UTF-8": (b"\xff\xfe", "is not text"),
    "an id that leads out": (manifest_of({}, id="../x"), "manifest.json: id"),
    "an id that is a device": (manifest_of({}, id="con"), "manifest.json: id"),
    "an id that hides": (manifest_of({}, id=".coming-x"), "manifest.json: id"),
    "a title with markup": (manifest_of({}, title="<b>x</b>"), "manifest.json: title: holds markup"),
    "an author with an address": (manifest_of({}, author="http://x.org"), "manifest.json: author: holds a web address"),
    "a title too long": (manifest_of({}, title="x" * 500), "manifest.json: title"),
    "a title of two lines": (manifest_of({}, title="x\ny"), "manifest.json: title"),
    "no files": (manifest_of({}, files=[]), "manifest.json: files"),
    "a file not listed": (manifest_of({}), "is not listed in the manifest"),
    "a file missing": (manifest_of({NAME: CASE.encode(), "cases/b.yaml": b""}), "in the manifest and missing"),
    "another hash": (manifest_of({NAME: b"other"}), "is not the file that was packed"),
}  # fmt: skip


@pytest.mark.parametrize("what", MANIFESTS)
def test_a_manifest_that_is_not_true_is_refused(tmp_path: Path, what: str) -> None:
    manifest, reason = MANIFESTS[what]
    assert reason in refused(pack_file(tmp_path / "bad.rootpack", manifest=manifest), tmp_path)


def test_a_pack_without_a_manifest_or_without_a_case_is_refused(tmp_path: Path) -> None:
    pack = tmp_path / "bad.rootpack"
    with zipfile.ZipFile(pack, "w") as archive:
        archive.writestr(NAME, CASE)
    assert "manifest.json: is missing" in refused(pack, tmp_path)
    assert "neither a case nor a question" in refused(pack_file(pack, {}), tmp_path)


TEXTS = {
    "markup": ("explanation: Triceps and its reflex.", "explanation: <img src=x>", "holds markup"),
    "a link": ("explanation: Triceps and its reflex.", "explanation: '[a](b)'", "holds a link"),
    "an address": ("explanation: Triceps and its reflex.", "explanation: see http://x.org", "holds a web address"),
    "control letters": ("explanation: Triceps and its reflex.", 'explanation: "\\x1b[31m"', "invisible character"),
    "an alias": ("explanation: Triceps and its reflex.", "explanation: &a [*a]", "uses an alias"),
    "a billion laughs": ("plan: [Explain it., Keep moving.]", "plan: &a [x]\nx: [*a, *a, *a]", "uses an alias"),
    "code": ("explanation: Triceps and its reflex.", "explanation: !!python/name:os.system", "uses a tag"),
    "deep nesting": ("explanation: Triceps and its reflex.", f"explanation: {'[' * 500}", "nested too deeply"),
    "a long text": ("explanation: Triceps and its reflex.", f"explanation: {'x' * 4001}", "shorten it to 4000"),
    "a key twice": ("licence: MIT", "licence: MIT\nlicence: GPL", "stands twice"),
    "not a number": ("width_mm: 40", "width_mm: .inf", "finite number"),
}


@pytest.mark.parametrize("what", TEXTS)
def test_a_case_that_means_harm_is_refused(tmp_path: Path, what: str) -> None:
    old, new, reason = TEXTS[what]
    assert CASE.count(old) == 1
    assert reason in refused(pack_file(tmp_path / "bad.rootpack", {NAME: CASE.replace(old, new).encode()}), tmp_path)


def test_a_case_that_is_no_text_or_an_archive_is_refused(tmp_path: Path) -> None:
    assert "is not text" in refused(pack_file(tmp_path / "bad.rootpack", {NAME: b"\xff\xfe\0"}), tmp_path)
    inner = io.BytesIO()
    zipfile.ZipFile(inner, "w").close()
    assert "bad.rootpack" in refused(pack_file(tmp_path / "bad.rootpack", {NAME: inner.getvalue()}), tmp_path)


PICTURES = {
    "too many pixels": (png(5000, 5000), "hand.png", "5000 × 5000 pixels"),
    "too wide": (png(60_000, 10), "hand.png", "60000 × 10 pixels"),
    "no width": (png(0, 10), "hand.png", "0 × 10 pixels"),
    "too many pixels in a JPEG": (jpeg(60_000, 60_000), "hand.jpg", "60000 × 60000 pixels"),
    "a JPEG called PNG": (jpeg(), "hand.png", "is no PNG inside"),
    "a PNG called JPEG": (png(), "hand.jpg", "is no JPEG inside"),
    "a web page called PNG": (b"<html>", "hand.png", "is no PNG inside"),
    "a PNG with something behind": (png(tail=b"PK\x03\x04"), "hand.png", "is not a whole PNG"),
    "a PNG cut off": (png()[:40], "hand.png", "is not a whole PNG"),
    "a JPEG cut off": (jpeg()[:-2], "hand.jpg", "is not a whole JPEG"),
    "a JPEG with two sizes": (jpeg()[:-6] + jpeg(9, 9)[4 + 4 :], "hand.jpg", "is not a whole JPEG"),
}


@pytest.mark.parametrize("what", PICTURES)
def test_a_picture_that_is_too_large_or_not_what_it_says_is_refused(tmp_path: Path, what: str) -> None:
    data, name, reason = PICTURES[what]
    assert reason in refused(pack_file(tmp_path / "bad.rootpack", with_image(data, name)), tmp_path)


def test_a_picture_of_too_many_bytes_or_of_no_case_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = pack_file(tmp_path / "bad.rootpack", {NAME: CASE.encode(), "images/hand.png": png()})
    assert "is shown by no case" in refused(pack, tmp_path)
    from rootmap.cases.pack import archive

    monkeypatch.setattr(archive, "MAX_IMAGE_BYTES", 20)
    assert "is too large" in refused(pack, tmp_path)
