"""Which run an id is: of those that train, or trained last."""

from training.messages.requests import ResumePoint


class RunKeys:
    """Knows the keys of runs by the ids that messages have, and where they began."""

    def __init__(self) -> None:
        self.present = ""
        """Key of the run that trains, or trained last; in a race, of the one that was shown."""
        self._keys: dict[int, str] = {}
        self._starts: dict[int, ResumePoint | None] = {}

    def begin(self, present: str) -> None:
        """Forget the runs before: another one begins, or a race, with a run of this key."""
        self.forget()
        self.present = present

    def forget(self) -> None:
        """Know no run: what still ends says nothing of others, even where it is opened again."""
        self._keys, self._starts = {}, {}

    def add(self, run_id: int, key: str, start: ResumePoint | None) -> None:
        """Note a run, and where it begins."""
        self._keys[run_id], self._starts[run_id] = key, start

    def key_of(self, run_id: int) -> str:
        """Return the key of a run; empty where it is none of them."""
        return self._keys.get(run_id, "")

    def id_of(self, key: str) -> int | None:
        """Return the id of a run; None of others."""
        return next((run_id for run_id, other in self._keys.items() if other == key), None)

    def start_of(self, run_id: int) -> ResumePoint | None:
        """Return where a run began; None for the initial weights."""
        return self._starts.get(run_id)

    @property
    def all(self) -> tuple[str, ...]:
        """The keys, in the order in which the runs were asked for."""
        return tuple(self._keys.values())
