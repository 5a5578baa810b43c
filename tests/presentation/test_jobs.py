from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from safermk_desktop.errors import DiskFull, SafermkError
from safermk_desktop.presentation.jobs import Jobs, Lane
from safermk_desktop.services.ports import Progress


def must_not_come(_result: object) -> None:
    pytest.fail("a result came that nobody waits for")


@pytest.fixture
def jobs(qtbot: QtBot) -> Jobs:
    return Jobs()


def test_the_work_runs_elsewhere_and_its_result_arrives_here(jobs: Jobs, qtbot: QtBot) -> None:
    threads: list[int] = []
    owner = QObject()

    def work(_progress: Progress) -> str:
        threads.append(threading.get_ident())
        return "done"

    def done(result: str) -> None:
        threads.append(threading.get_ident())
        assert result == "done"

    for _ in range(20):
        jobs.run(owner, work, label="Working", done=done)
    qtbot.waitUntil(lambda: len(threads) == 40)
    assert threads.count(threading.get_ident()) == 20
    assert len(set(threads)) == 2
    assert not jobs.is_busy


def test_progress_over_more_than_two_gigabytes_is_told(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []
    connected = threading.Event()
    owner = QObject()

    def work(progress: Progress) -> None:
        assert connected.wait(5)
        progress(5 << 32, 5 << 32)

    job = jobs.run(owner, work, label="Long", done=lambda _result: None)
    job.progressed.connect(lambda done, total: told.append((done, total)))
    connected.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert len(told) == 1
    assert told[0][0] == told[0][1] < 1 << 31


def test_the_lanes_run_side_by_side(jobs: Jobs, qtbot: QtBot) -> None:
    met = threading.Barrier(len(Lane), timeout=5)
    ended: list[int] = []
    owner = QObject()
    for lane in Lane:
        jobs.run(owner, lambda _progress: met.wait(), label="Working", done=ended.append, lane=lane)
    qtbot.waitUntil(lambda: len(ended) == len(Lane))


def test_cancel_stops_at_the_next_step(jobs: Jobs, qtbot: QtBot) -> None:
    steps: list[int] = []
    stopped: list[bool] = []
    begun, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        for step in range(1000):
            steps.append(step)
            begun.set()
            assert go_on.wait(5)
            progress(step, 1000)

    owner = QObject()
    job = jobs.run(owner, work, label="Long", done=must_not_come, cancelled=lambda: stopped.append(True))
    assert begun.wait(5)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(stopped))
    assert steps == [0]


def test_only_work_that_lasts_is_named(jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    named: list[str] = []
    is_named, release = threading.Event(), threading.Event()

    def name(label: str) -> None:
        named.append(label)
        if label == "Long":
            is_named.set()

    jobs.shown.connect(name)
    owner = QObject()
    ended: list[bool] = []
    monkeypatch.setattr("safermk_desktop.presentation.jobs.QUIET_MS", 3_600_000)  # over long before that
    jobs.run(owner, lambda _progress: release.wait(5), label="Short", done=ended.append)
    qtbot.wait(20)
    release.set()
    qtbot.waitUntil(lambda: len(ended) == 1)
    assert "Short" not in named
    monkeypatch.setattr("safermk_desktop.presentation.jobs.QUIET_MS", 0)  # and this lasts until it is named
    jobs.run(owner, lambda _progress: is_named.wait(5), label="Long", done=ended.append)
    qtbot.waitUntil(lambda: len(ended) == 2)
    assert ended == [True, True]
    assert named[-1] == ""


def test_a_failure_of_the_world_is_a_value_and_a_bug_is_raised_here(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[SafermkError] = []
    jobs.on_failure = told.append

    def full(_progress: Progress) -> None:
        raise DiskFull

    def bug(_progress: Progress) -> None:
        raise ZeroDivisionError

    owner = QObject()
    jobs.run(owner, full, label="Full", done=must_not_come)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert isinstance(told[0], DiskFull)
    with capture_exceptions() as caught:
        jobs.run(owner, bug, label="Bug", done=must_not_come)
        qtbot.waitUntil(lambda: not jobs.is_busy)
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_nothing_comes_back_to_an_owner_that_is_gone(jobs: Jobs, qtbot: QtBot) -> None:
    gone, parent = QObject(), QObject()
    gone.setParent(parent)
    begun, go_on = threading.Event(), threading.Event()

    def work(_progress: Progress) -> None:
        begun.set()
        go_on.wait(5)

    jobs.run(gone, work, label="Orphan", done=must_not_come)
    assert begun.wait(5)
    with qtbot.waitSignal(gone.destroyed):
        parent.deleteLater()
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)


def test_finish_waits_hands_nothing_back_and_says_when_a_thread_is_stuck(qtbot: QtBot) -> None:
    jobs, owner, begun, release = Jobs(), QObject(), threading.Event(), threading.Event()

    def work(_progress: Progress) -> None:
        begun.set()
        release.wait(10)

    jobs.run(owner, work, label="Stuck", done=must_not_come)
    assert begun.wait(5)
    assert not jobs.finish(50)
    assert jobs.is_stuck
    release.set()
    assert jobs.finish(5000)
    qtbot.wait(20)


def test_nothing_begins_after_the_end(jobs: Jobs, qtbot: QtBot) -> None:
    owner, begun = QObject(), threading.Event()
    assert jobs.end()
    job = jobs.run(owner, lambda _progress: begun.set(), label="Late", done=must_not_come)
    qtbot.wait(20)
    assert job.has_ended
    assert not begun.is_set()
    assert not jobs.is_busy
