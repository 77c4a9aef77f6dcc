"""Work beside the window: the newest request is always done, overtaken ones may be skipped, nothing runs on."""

import threading

from rootmap.ui.background import LatestOnly


def test_the_newest_request_is_done_and_overtaken_ones_are_skipped() -> None:
    gate, done = threading.Event(), list[int]()

    def work(request: int) -> None:
        gate.wait(5)
        done.append(request)

    worker = LatestOnly("test", work)
    for request in range(100):
        worker.put(request)
    gate.set()
    worker.flush()
    assert done[-1] == 99
    assert len(done) <= 2
    worker.close()


def test_forgetting_leaves_nothing_to_do() -> None:
    gate, begun, done = threading.Event(), threading.Event(), list[int]()

    def work(request: int) -> None:
        begun.set()
        gate.wait(5)
        done.append(request)

    worker = LatestOnly("test", work)
    worker.put(1)
    begun.wait(5)
    worker.put(2)
    gate.set()
    worker.forget()
    worker.close()
    assert done in ([1], [1, 2])


def test_closing_does_what_waits_and_work_can_begin_again() -> None:
    done: list[int] = []
    worker = LatestOnly("test", done.append)
    worker.close()
    worker.put(1)
    worker.close()
    worker.put(2)
    worker.close()
    assert done == [1, 2]
