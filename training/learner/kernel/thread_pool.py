"""Threads that take part in one call of the kernel."""

import threading
from collections.abc import Callable
from queue import SimpleQueue

Work = Callable[[int], None]


class ThreadPool:
    """Helpers that wait between calls; they end with the process."""

    def __init__(self) -> None:
        self._orders: list[SimpleQueue[Work]] = []
        self._done: SimpleQueue[None] = SimpleQueue()

    def together(self, threads: int, work: Work) -> None:
        """Call ``work`` with 0 here and with 1 to ``threads - 1`` in helpers; wait for all."""
        while len(self._orders) < threads - 1:
            orders: SimpleQueue[Work] = SimpleQueue()
            number = len(self._orders) + 1
            threading.Thread(target=self._help, args=(number, orders), daemon=True).start()
            self._orders.append(orders)
        for orders in self._orders[: threads - 1]:
            orders.put(work)
        work(0)
        for _ in range(threads - 1):
            self._done.get()

    def _help(self, number: int, orders: SimpleQueue[Work]) -> None:
        while True:
            orders.get()(number)
            self._done.put(None)


THREAD_POOL = ThreadPool()
