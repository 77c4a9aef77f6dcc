"""What is expected of a nerve, a look-alike, cauda or cord, and what does not go together, in the window."""

from pathlib import Path

import pytest
from window_driver import drive, inside, paint, settle, texts

from rootmap.anatomy.vocabulary import Side
from rootmap.localise.evidence import CandidateKind, Finding
from rootmap.localise.territories import skin_of
from rootmap.ui.window import Window

EXPECTED = {
    "common_fibular": {"Weakness": "Tibialis anterior", "Level": "Fibular head", "Tests": "Tinel"},
    "hip_osteoarthritis": {"Tests": "internal rotation", "Level": "Groin"},
    "cauda_equina": {"Weakness": "weak", "Reflexes": "Achilles", "Tests": "Anal tone", "Level": "Urgency"},
    "transverse_cord_lesion_T10": {"Reflexes": "brisk", "Weakness": "Iliopsoas"},
    "L5+S1": {"Weakness": "Extensor hallucis longus", "Reflexes": "Achilles", "Level": "Disc, paracentral (usual)"},
    "length_dependent_polyneuropathy": {"Reflexes": "Achilles"},
}


def choose(window: Window, name: str) -> None:
    assert window.panel is not None
    assert window.session.ranking is not None
    found = next(item.candidate for item in window.session.ranking.entries if item.candidate.id == name)
    window.panel.list.choose(found)


def painted(window: Window) -> None:
    paint(window, "posterior", inside(window, "S1", Side.LEFT, "posterior"))
    settle(window)


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_expected_of_anything_stands_there_with_its_source(tmp_path: Path, name: str) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        painted(window)
        choose(window, name)
        for tab, words in EXPECTED[name].items():
            window.panel.details.open(tab)
            said = texts(window.panel.details)
            assert any(words.lower() in text.lower() for text in said), tab
            assert any(text.startswith("Confidence:") or "\nConfidence:" in text for text in said), tab
            assert not any("tests this root" in text for text in said)

    drive(script, tmp_path)


def test_the_page_of_the_level_is_called_about_for_what_has_none(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        painted(window)
        assert "Level" in texts(window.panel.details)
        choose(window, "common_fibular")
        assert "About" in texts(window.panel.details)

    drive(script, tmp_path)


def test_findings_that_do_not_go_together_are_said_above_the_list_with_their_source(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        assert window.panel is not None
        painted(window)
        assert not window.panel.odd.isVisible()
        window.session.find(Finding("reflex.achilles", Side.LEFT, "brisk"))
        assert window.panel.odd.isVisible()
        said = texts(window.panel.odd)
        assert any("Think of the cord" in text for text in said)
        assert any("recalled, not re-read" in text for text in said)
        assert window.panel.odd.y() < window.panel.list.y()
        window.session.unfind("reflex.achilles", Side.LEFT)
        assert not window.panel.odd.isVisible()

    drive(script, tmp_path)


def test_every_kind_lights_its_skin_on_the_sides_it_takes(tmp_path: Path) -> None:
    def script(window: Window) -> None:
        painted(window)
        assert window.session.ranking is not None
        knowledge = window.session.knowledge
        assert knowledge.ranker is not None
        lit: dict[CandidateKind, int] = {}
        for item in window.session.ranking.entries:
            found = skin_of(item.candidate, knowledge.ranker.candidates, knowledge.atlases)
            if found is not None:
                lit[item.candidate.kind] = lit.get(item.candidate.kind, 0) + 1
                assert len(found.sides) == (2 if item.candidate.side == "both" else 1)
                assert found.territories
        assert set(lit) == set(CandidateKind)
        choose(window, "cauda_equina")
        light = window.body.overlay.highlight
        assert light is not None
        assert light.sides == set(Side)

    drive(script, tmp_path)
