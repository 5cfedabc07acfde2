import pickle

import numpy as np

from tests.samples import frame, started
from training.link.mailbox import Mailbox
from training.messages.announcements import Frame
from training.messages.readings import Curve, Fit, Mark, Series
from training.settings import Difference


def test_that_the_newest_frame_wins_and_no_sample_is_lost() -> None:
    begin, mailbox = started(), Mailbox()
    for first in range(0, 50, 10):
        mark = Mark(first, (Difference("trainer.learning_rate", True, 2, 1),))
        mailbox.put(frame(begin, first, first + 10, marks=(mark,)))
    (taken,) = mailbox.take()
    assert taken.step == 50
    assert taken.series[Series.BATCH_LOSS].steps.tolist() == list(range(50))
    assert len(taken.marks) == 5
    assert not mailbox.take()


def test_that_a_frame_of_another_run_does_not_mix_in() -> None:
    mailbox = Mailbox()
    mailbox.put(frame(started(run_id=1)))
    mailbox.put(frame(started(run_id=2), 0, 3))
    mailbox.put(frame(started(run_id=2), 3, 5))
    taken = mailbox.take()
    assert [frame.run_id for frame in taken] == [1, 2]
    assert [len(frame.series[Series.BATCH_LOSS].steps) for frame in taken] == [10, 5]


def test_that_a_series_that_restarts_drops_its_older_samples() -> None:
    begin, mailbox = started(), Mailbox()
    mailbox.put(frame(begin, 0, 10))
    mailbox.put(frame(begin, 10, 20, restarted=frozenset({Series.SPECTRUM_ERROR})))
    mailbox.put(frame(begin, 20, 30))
    (taken,) = mailbox.take()
    assert taken.series[Series.SPECTRUM_ERROR].steps[0] == 10
    assert taken.series[Series.BATCH_LOSS].steps[0] == 0
    assert taken.restarted == {Series.SPECTRUM_ERROR}


def test_that_messages_are_picklable_and_their_arrays_read_only() -> None:
    begin = started()
    message = frame(begin)
    copy: Frame = pickle.loads(pickle.dumps(message))
    assert np.array_equal(copy.readings[Fit].values, message.readings[Fit].values)
    assert not message.series[Series.BATCH_LOSS].values.flags.writeable
    assert not begin.setup.data.x_train.flags.writeable
    assert pickle.loads(pickle.dumps(begin)).experiment == begin.experiment


def test_that_samples_of_another_width_are_not_joined() -> None:
    steps = np.array([1, 2])
    older = Frame(1, 2, 0.0, {Series.SPECTRUM_ERROR: Curve(steps, np.zeros((2, 15)))})
    newer = Frame(1, 4, 0.0, {Series.SPECTRUM_ERROR: Curve(steps + 2, np.ones((2, 11)))})
    found = newer.merged_over(older).series[Series.SPECTRUM_ERROR]
    assert found.values.shape == (2, 11)
    assert found.steps.tolist() == [3, 4]
