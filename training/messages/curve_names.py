"""Names of loss curves; they say which test points are meant where there are several kinds."""

from training.data.kinds import Data, Reach
from training.messages.readings import Series
from training.text import Text

TEST = {
    Reach.ALL: Text("test"),
    Reach.WITHIN: Text("test within"),
    Reach.BOTH: Text("test within and beyond"),
}
BEYOND = Text("test beyond")


def loss_names(data: Data | None) -> dict[Series, Text]:
    """Return the names of the losses that are measured on data, in display order."""
    tests = data.tests if data is not None else ("test",)
    test = TEST[data.test_loss_of if data is not None else Reach.ALL]
    return {
        Series.TRAIN_LOSS: Text("training"),
        **({Series.TEST_LOSS: test} if "test" in tests else {}),
        **({Series.TEST_BEYOND: BEYOND} if "beyond" in tests else {}),
    }
