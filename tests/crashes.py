"""A test process that dies: it is replaced once and its test is tried once more, as the browser's are; the summary counts the rerun.

Seen once in some thirty whole runs: the interpreter itself ended (segmentation fault) in Django's own code, in the middle of a plain page test.
xdist 3.8 then waits for ever: it hands the tests that were done out again, as nothing to do, and asks a process that joins later for the
first test only, while a process begins its last test only when it knows that no more will come.
"""

import ast
import sys
from functools import wraps
from threading import RLock
from typing import Any

import pytest
from xdist.scheduler import LoadGroupScheduling
from xdist.workermanage import WorkerController


class Lasting(LoadGroupScheduling):
    """Hands out what a dead process had not done, and nothing else, to who is left and to who joins later."""

    deaths = 0

    def remove_node(self, node: WorkerController) -> str | None:
        """As xdist does, without the tests that were done."""
        mine = self.assigned_work[node]
        self.assigned_work[node] = {scope: unit for scope, unit in mine.items() if not all(unit.values())}
        crashed = super().remove_node(node)
        self.deaths += crashed is not None
        return crashed

    def schedule(self) -> None:
        """A second helping, as at the start of the run: also who joins later has two tests, or knows that there are no more."""
        super().schedule()
        for node in self.nodes:
            self._reschedule(node)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Lasting:
    """For every run; `--dist loadgroup` is the only way the Makefile asks for."""
    return Lasting(config, log)


@pytest.hookimpl(trylast=True)
def pytest_handlecrashitem(report: pytest.TestReport, sched: Lasting) -> None:
    """The test stands in the queue again; a second death is no chance, and fails."""
    if sched.deaths == 1:
        report.outcome = "rerun"  # type: ignore[assignment]  # a word of pytest-rerunfailures


if sys.version_info < (3, 11, 8) or (3, 12) <= sys.version_info < (3, 12, 2):
    # Two threads that show a traceback at once made an internal error of the run: “AST constructor recursion depth mismatch” (CPython gh-106905).
    _parse, _one_at_a_time = ast.parse, RLock()

    @wraps(_parse)
    def parse(*args: Any, **kwargs: Any) -> Any:
        """As ast.parse, one thread at a time."""
        with _one_at_a_time:
            return _parse(*args, **kwargs)

    ast.parse = parse
