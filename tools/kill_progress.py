"""Kill a program that keeps answers, again and again at random moments: nothing it acknowledged may be missing."""

import argparse
import itertools
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from rootmap.anatomy.vocabulary import Root
from rootmap.progress.database import NAME
from rootmap.progress.records import Item, ItemKind, Mode, Outcome
from rootmap.progress.store import ProgressStore

LONGEST_LIFE_S = 0.25  # from the first acknowledged answer to the kill
ITEMS = {item.id: item for item in (Item(ItemKind.ROOT_TERRITORY, root.value, root.value, (root,)) for root in Root)}


def keep_answering(folder: Path) -> None:
    """Answer for ever, and print the number of each answer once it is acknowledged."""
    store = ProgressStore(folder, ITEMS)
    if store.notice:
        sys.exit(f"the database was put aside: {store.notice}")
    for turn, item in enumerate(itertools.cycle(ITEMS.values())):
        outcome = Outcome(Mode.CHOOSE, "L5", turn % 3 > 0, 1.0, 1500 + turn)
        print(store.answer(item, outcome).number, flush=True)


def kill_once(folder: Path, chance: random.Random) -> tuple[int, list[str]]:
    """Let a program answer, kill it, and return how many answers it acknowledged, and the faults found."""
    command = [sys.executable, "-m", "tools.kill_progress", "--answer", str(folder)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1], env=dict(os.environ))
    assert child.stdout is not None
    first = child.stdout.readline()
    time.sleep(chance.uniform(0.0, LONGEST_LIFE_S))
    child.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    rest = child.stdout.read()
    child.wait()
    child.stdout.close()
    whole = (first + rest).decode().rpartition("\n")[0]  # a line cut short was not read as acknowledged
    told = [int(line) for line in whole.split()]
    return len(told), _faults(folder, told)


def _faults(folder: Path, told: list[int]) -> list[str]:
    faults = [] if told else ["the program answered nothing"]
    store = ProgressStore(folder, ITEMS)
    faults += [store.notice] if store.notice else []
    kept = {review.number for review in store.reviews()}
    last = {review.item_id: review.when_ms for review in store.reviews()}
    cards = store.cards()
    store.close()
    faults += [f"answer {number} is missing" for number in told if number not in kept]
    for name, when_ms in last.items():
        memory = cards[name].memory
        if memory is None or memory.last_ms != when_ms:
            faults.append(f"the card of {name} is not that of its last answer")
    with closing(sqlite3.connect(folder / NAME)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    return faults if found == "ok" else [*faults, found]


def main() -> int:
    """Kill as often as asked, all on one database; exit status 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--answer", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.answer is not None:
        keep_answering(arguments.answer)
    chance, answers, wrong = random.Random(arguments.seed), 0, 0
    with tempfile.TemporaryDirectory() as name:
        for turn in range(arguments.times):
            count, faults = kill_once(Path(name), chance)
            answers += count
            wrong += bool(faults)
            for fault in faults:
                print(f"kill {turn + 1}: {fault}")
    print(f"{arguments.times} kills, {answers} answers acknowledged, {wrong} kills lost something")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
