"""Tasks without workers: a thread of this process runs them, one after another."""

from __future__ import annotations

import threading
from typing import Any

from django.db import connections
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id

# The language model is one object; two texts at once would only make both slower.
_one_at_a_time = threading.Lock()


class ThreadBackend(ImmediateBackend):
    """Runs each task in a thread, so that the request that asked for it can go on.

    A task dies with its process: whoever asks must keep its state where others can read it.
    """

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Start the task and return at once."""
        self.validate_task(task)
        result: TaskResult[Any] = TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=None,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=args,
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
        threading.Thread(target=self._run, args=(result,), name="task", daemon=True).start()
        return result

    def _run(self, result: TaskResult[Any]) -> None:
        try:
            with _one_at_a_time:
                self._execute_task(result)
        finally:
            # The thread's own connection; nobody else would close it.
            connections.close_all()
