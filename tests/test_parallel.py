"""Work in several processes: the order of the results, and what a death costs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from textmend.cli import parallel
from textmend.cli.parallel import Crashed, Failed, Known, Pool, one_by_one

needs_posix = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")


def squared(tool: int, task: int) -> int:
    """The work of the processes: slower for early tasks, so that results arrive out of order; some tasks are deadly."""
    if task == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if task == 17:
        raise ValueError("seventeen")
    time.sleep(0.002 * (tool - task % tool))
    return task * task


def pid(_: None, __: int) -> int:
    return os.getpid()


def test_answers_come_in_the_order_of_the_tasks() -> None:
    tasks = [n for n in range(60) if n not in (13, 17)]
    with Pool[int, int](3, squared, 7) as pool:
        assert list(pool.answers(tasks)) == [(n, n * n) for n in tasks] == list(one_by_one(tasks, squared, 7))


@needs_posix
def test_a_process_that_dies_costs_its_task_alone() -> None:
    with Pool[int, int](2, squared, 5) as pool:
        answers = dict(pool.answers(range(30)))
        assert pool.crashed
    death, fault = answers.pop(13), answers.pop(17)
    assert isinstance(death, Crashed)
    assert death.how == "killed, most likely because memory ran out"
    assert isinstance(fault, Failed)
    assert fault.message == "ValueError: seventeen"
    assert "squared" in fault.trace
    assert answers == {n: n * n for n in range(30) if n not in (13, 17)}


def test_what_is_known_takes_its_place_in_the_order() -> None:
    tasks: list[int | Known] = [1, Known("two"), 3, Known("end")]
    expected = [(1, 1), (tasks[1], "two"), (3, 9), (tasks[3], "end")]
    with Pool[int | Known, object](2, squared, 5) as pool:  # type: ignore[arg-type]  # what is known never gets there
        assert list(pool.answers(tasks)) == expected
    assert list(one_by_one(tasks, squared, 5)) == expected  # type: ignore[arg-type]


def test_tasks_are_taken_as_they_are_needed_and_the_work_is_done_elsewhere() -> None:
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number

    with Pool[int, int](2, pid, None) as pool:
        answers = pool.answers(tasks())
        pids = {answer for _, answer in (next(answers) for _ in range(20))}
        assert taken < 60
    assert os.getpid() not in pids


@needs_posix
def test_to_stop_takes_no_longer_than_a_moment() -> None:
    with Pool[int, int](2, squared, 5_000) as pool:  # ten seconds a task
        answers = pool.answers(range(4))
        running = iter(answers)
        start = time.perf_counter()
        signal.setitimer(signal.ITIMER_REAL, 0.5)
        old = signal.signal(signal.SIGALRM, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        try:
            with pytest.raises(KeyboardInterrupt):
                next(running)
        finally:
            signal.signal(signal.SIGALRM, old)
    assert time.perf_counter() - start < 1.5


def test_a_process_with_threads_is_not_copied() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    assert parallel._context([]).get_start_method() != "fork"
    done.set()
    thread.join()


# Three processes, of which the pool's own is killed.
ORPHANS = """
import os, time
from textmend.cli.parallel import Pool
def work(tool, task):
    return os.getpid()
with Pool(3, work, None) as pool:
    method = pool._workers[0].process.__class__.__name__
    print(method, *pool.every_pid, flush=True)
    list(pool.answers(range(9)))
    time.sleep(60)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="copies of processes, as Linux has them")
def test_processes_end_with_the_one_that_leads_them() -> None:
    with subprocess.Popen([sys.executable, "-c", ORPHANS], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        method, *pids = running.stdout.readline().split()
        running.kill()
    assert method == "ForkProcess"
    assert len(pids) == 3
    deadline = time.perf_counter() + 5
    while alive := [number for number in pids if _runs(number)]:
        assert time.perf_counter() < deadline, alive
        time.sleep(0.02)


def _runs(number: str) -> bool:
    try:
        with open(f"/proc/{number}/stat") as status:
            return status.read().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
