"""Whatever stands in a schedule file, it is taken whole or refused in one line."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress_world import Learner, right, wrong
from rootmap.errors import InputError
from rootmap.progress.exchange import export_schedule, import_schedule

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(["root_territory:S1", "review", "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00Z", 1e-6, 100]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["item", "stage", "step", "stability", "difficulty", "due", "last", "suspended", "cards", "version", "format", "x"]
)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    learner = Learner(tmp_path_factory.mktemp("schedule"))
    learner.answer("root_territory:L5", right(1000, 0.95))
    learner.answer("root_territory:C6", wrong())
    path = learner.folder / "schedule.json"
    export_schedule(learner.store, path)
    learner.store.close()
    found: dict[str, Any] = json.loads(path.read_text())
    return found


@settings(max_examples=50)
@given(key=KEYS, value=VALUES, place=st.integers(-1, 1))
def test_a_changed_schedule_is_taken_whole_or_refused(
    exported: dict[str, Any], key: str, value: object, place: int
) -> None:
    data = json.loads(json.dumps(exported))
    target = data if place < 0 else data["cards"][place]
    target[key] = value
    with tempfile.TemporaryDirectory() as name:
        learner = Learner(Path(name))
        path = Path(name) / "schedule.json"
        path.write_text(json.dumps(data))
        before, told, count = learner.store.cards(), "", -1
        try:
            count = import_schedule(learner.store, path)
        except InputError as error:
            told = str(error)
        assert "\n" not in told
        cards = learner.store.cards()
        assert cards == before if told else len(cards) == count
        for item in learner.store.session():  # what was taken can be asked and answered
            learner.answer(item.id)
        for card in learner.store.cards().values():
            if card.memory is not None:
                assert 0.0 <= learner.store.schedule.recall(card.memory, learner.clock.now) <= 1.0
        learner.store.close()
