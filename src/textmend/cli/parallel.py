"""Work in several processes, with the results in the order of the tasks.

The pools of the standard library fail as a whole when one of their processes dies. Here only the task that
the process had is lost: its result is `Crashed`, and a new process takes its place.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

__all__ = ["Crashed", "Failed", "Known", "Pool", "cores", "one_by_one"]

TaskT = TypeVar("TaskT")
AnswerT = TypeVar("AnswerT")

# The seconds that a process gets to end after a request, before it is killed. Together with everything around
# it, Ctrl-C must take less than one second.
_WAIT_SECONDS = 0.4
# Tasks that wait, or whose results wait, for each process: enough that none is idle while one task takes long.
_AHEAD = 4
# Tasks that a process has: while it works on one, the next is on its way.
_TASKS_PER_PROCESS = 2
# The buffers of any system hold this many bytes of a task, twice.
_PIPE_BYTES = 1 << 11


class Crashed(NamedTuple):
    """The result of a task whose process died: killed, out of memory, or by a fault in compiled code."""

    pid: int
    how: str


class Failed(NamedTuple):
    """The result of a task that raised an exception: its last line, and all of it."""

    message: str
    trace: str


class Known(NamedTuple):
    """A task that needs no work: it takes its place in the order, and this is its result."""

    answer: Any


def one_by_one(
    tasks: Iterable[TaskT], work: Callable[[Any, TaskT], AnswerT], tool: Any
) -> Iterator[tuple[TaskT, AnswerT | Failed]]:
    """Do in this process what a `Pool` does in several."""
    for task in tasks:
        yield task, task.answer if isinstance(task, Known) else _answer(work, tool, task)


def cores() -> int:
    """How many processes can run at once: the cores that this process may use."""
    with contextlib.suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Worker(Generic[TaskT]):
    """A process, the connection to it, and the tasks that it has, the first of which it works on.

    Args:
        work, tool: see `Pool`.
        others: the connections to the processes that were there before. Each process ends when nobody can send to it
            any more, so none may keep those to others open.
    """

    def __init__(self, work: Callable[[Any, TaskT], Any], tool: Any, others: list[Connection]) -> None:
        context = _context([getattr(work, "__module__", "")])
        self.connection, theirs = context.Pipe()
        inherited = [*others, self.connection] if context.get_start_method() == "fork" else []
        self.process = context.Process(target=_serve, args=(theirs, inherited, work, tool), daemon=True)
        self.process.start()
        theirs.close()
        self.tasks: deque[tuple[int, TaskT]] = deque()
        # What is sent is read when the process is done with what it has, and before that its result may have to be
        # read: so sending what no buffer holds waits in a thread.
        self._outgoing: SimpleQueue[bytes | None] = SimpleQueue()
        self._sender = threading.Thread(target=self._send, daemon=True)

    def give(self, number: int, task: TaskT) -> None:
        """Send one more task."""
        from multiprocessing.reduction import ForkingPickler

        self.tasks.append((number, task))
        data = bytes(ForkingPickler.dumps(task))
        if len(data) <= _PIPE_BYTES and not self._sender.ident:
            with contextlib.suppress(OSError):  # it has died; that is detected where results are collected
                self.connection.send_bytes(data)
            return
        if not self._sender.ident:
            self._sender.start()
        self._outgoing.put(data)

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self.process.terminate()
        self.process.join(_WAIT_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        if self._sender.ident:
            self._outgoing.put(None)
            self._sender.join(_WAIT_SECONDS)
        self.connection.close()

    def _send(self) -> None:
        with contextlib.suppress(OSError):  # as above
            while (data := self._outgoing.get()) is not None:
                self.connection.send_bytes(data)


class Pool(Generic[TaskT, AnswerT]):
    """Processes that work on tasks.

    Args:
        jobs: the number of processes.
        work: called in a process with a tool and a task; a function that can be pickled.
        tool: what all tasks need, such as a pipeline. Each process has its own.

    Attributes:
        every_pid: the process ids of all processes ever started.
        crashed: whether one of them died.
    """

    def __init__(self, jobs: int, work: Callable[[Any, TaskT], AnswerT], tool: Any) -> None:
        self._jobs = jobs
        self._work = work
        self._tool = tool
        self._workers: list[_Worker[TaskT]] = []
        self.every_pid: list[int] = []
        self.crashed = False

    def __enter__(self) -> Pool[TaskT, AnswerT]:
        # All at once, while this process has only one thread; see `_context`.
        for _ in range(self._jobs):
            self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def answers(self, tasks: Iterable[TaskT]) -> Iterator[tuple[TaskT, AnswerT | Crashed | Failed]]:
        """Yield each task with its result, in the order of the tasks, which are consumed as they are needed."""
        numbered = enumerate(tasks)
        unanswered: deque[tuple[int, TaskT]] = deque()
        waiting: deque[tuple[int, TaskT]] = deque()
        done: dict[int, AnswerT | Crashed | Failed] = {}
        more = True
        while more or unanswered:
            while unanswered and unanswered[0][0] in done:
                number, task = unanswered.popleft()
                yield task, done.pop(number)
            patience: float | None = None
            if more and len(unanswered) < self._jobs * _AHEAD:
                patience = 0.0  # there is work to do instead of waiting
                following = next(numbered, None)
                if following is None:
                    more = False
                else:
                    number, task = following
                    unanswered.append(following)
                    if isinstance(task, Known):
                        done[number] = task.answer
                    else:
                        waiting.append(following)
            self._hand_out(waiting)
            if unanswered and unanswered[0][0] not in done:
                done.update(self._collect(patience, waiting))
            self._hand_out(waiting)

    def stop(self) -> None:
        """End all processes, whatever they are doing."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.stop()
        self._workers = []

    def _start(self) -> _Worker[TaskT]:
        worker = _Worker(self._work, self._tool, [each.connection for each in self._workers])
        self._workers.append(worker)
        self.every_pid.append(worker.process.pid or 0)
        return worker

    def _hand_out(self, waiting: deque[tuple[int, TaskT]]) -> None:
        """Give tasks to the processes that have the fewest; if none is idle, start a process in place of a dead one."""
        while waiting:
            freest = min(self._workers, key=lambda worker: len(worker.tasks), default=None)
            if freest is None or (freest.tasks and len(self._workers) < self._jobs):
                freest = self._start()
            if len(freest.tasks) >= _TASKS_PER_PROCESS:
                return
            freest.give(*waiting.popleft())

    def _collect(
        self, patience: float | None, waiting: deque[tuple[int, TaskT]]
    ) -> Iterator[tuple[int, AnswerT | Crashed | Failed]]:
        """Yield the results that are there, or arrive within so many seconds; None waits for ever."""
        from multiprocessing.connection import wait

        busy = {worker.connection: worker for worker in self._workers if worker.tasks}
        for connection in wait(list(busy), patience) if busy else ():
            worker = busy[cast("Connection", connection)]
            number, _ = worker.tasks.popleft()
            try:
                answer = worker.connection.recv()
            except (EOFError, OSError):
                self._workers.remove(worker)
                worker.process.join()
                answer = Crashed(worker.process.pid or 0, _how(worker.process.exitcode))
                self.crashed = True
                worker.stop()
                waiting.extendleft(reversed(worker.tasks))
            yield number, answer


def _how(code: int | None) -> str:
    """How a process ended, in words."""
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            name = signal.Signals(-code).name
            return "killed, most likely because memory ran out" if name == "SIGKILL" else f"ended by {name}"
    return f"ended with status {code}"


def _context(preload: list[str]) -> Any:
    """How a process is started: as a copy of this one if that is safe, which takes a millisecond; a new one takes 100.

    A copy of a process with several threads may hold locks of threads that are not in the copy, and systems other
    than Linux may have threads that cannot be counted.
    """
    import multiprocessing

    methods = multiprocessing.get_all_start_methods()
    if "fork" in methods and _threads() == 1:
        return multiprocessing.get_context("fork")
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload([__name__, *preload])
    return context


def _threads() -> int:
    """The threads of this process, those of libraries included; 0 where that is not known."""
    with contextlib.suppress(OSError):
        return len(os.listdir("/proc/self/task"))
    return 0


def _serve(
    connection: Connection, inherited: list[Connection], work: Callable[[Any, TaskT], AnswerT], tool: Any
) -> None:
    """Work on tasks until the connection closes; the loop of a process."""
    # Ctrl-C reaches all processes of a terminal; the main process ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for each in inherited:
        each.close()
    with contextlib.suppress(EOFError, OSError):
        while True:
            connection.send(_answer(work, tool, connection.recv()))


def _answer(work: Callable[[Any, TaskT], AnswerT], tool: Any, task: TaskT) -> AnswerT | Failed:
    try:
        return work(tool, task)
    except Exception as error:  # any exception affects only its own task
        return Failed(f"{type(error).__name__}: {error}", traceback.format_exc())
