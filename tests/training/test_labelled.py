"""Labelled images: which are taken, what is done to them, and what is measured of them."""

from typing import Any

import numpy as np
import pytest
import torch

from tests.harness.learners import learner_of
from tests.samples import curves, run
from training.analysis.projection import projections
from training.data.kinds import LabelledData
from training.engine.frames import FrameBuilder
from training.learner import memory
from training.learner.checkpoint import from_bytes, to_bytes
from training.learner.device_data import LabelledDeviceData
from training.learner.filtering import Filtering
from training.learner.memory import fitting_batch
from training.learner.models import build
from training.learner.models.convolutional import module
from training.link.process import explain
from training.messages.announcements import End, Frame, RunEnded
from training.messages.readings import Predictions, Series, SpectrumReading
from training.settings import Experiment, LabelledDataset, Mlp, Trainer, network_plans
from training.settings.assign import assigned, validated
from training.settings.choices.activations import Relu
from training.settings.choices.optimizers import OPTIMIZERS
from training.settings.image_models import (
    ImageModel,
    ResNet18,
    SmallAlexNet,
    SmallInception,
    TwoLayerCnn,
    Vgg11,
    Vgg16,
)
from training.setup.prepare import prepare
from training.text import Problem

SEEN = frozenset({Predictions})


def data(**settings: Any) -> LabelledData:
    found = prepare(Experiment(dataset=LabelledDataset(**settings))).data
    assert isinstance(found, LabelledData)
    return found


def experiment(model: Any = None, **trainer: Any) -> Experiment:
    values = {"steps": 6, "batch_size": 32, "loss": "cross_entropy", "learning_rate": 0.01}
    return Experiment(
        dataset=LabelledDataset(train_images=100, test_images=50),
        model=model or Mlp(widths=(16,), activation=Relu()),
        trainer=Trainer(**{**values, **trainer}),
    )


# --- models ------------------------------------------------------------------------------------

COUNTS = [
    (TwoLayerCnn(), 32, 5_041_402, 5_041_402),
    (Vgg16(), 32, 14_991_946, 14_982_474),
    (Vgg11(), 32, 9_494_794, 9_488_266),
    (ResNet18(), 32, 11_173_962, 11_164_362),
    (ResNet18(stem="7x7"), 32, 11_181_642, 11_172_042),
    (SmallInception(), 28, 1_652_826, 1_649_402),  # the paper does not count batch norm
    (SmallInception(batch_norm=False), 28, 1_649_402, 1_649_402),
    (SmallAlexNet(), 28, 1_387_786, 1_387_786),
]


@pytest.mark.parametrize(("model", "side", "count", "without_norms"), COUNTS)
def test_that_each_network_has_exactly_the_parameters_of_the_literature(
    model: ImageModel, side: int, count: int, without_norms: int
) -> None:
    inputs = 3 * side * side
    module = build(model, 0, inputs, 10)
    assert sum(p.numel() for p in module.parameters()) == count
    assert model.count_parameters(inputs, 10) == count
    assert model.cost(inputs, 10).parameters == without_norms
    outputs = module.eval()(torch.zeros(2, inputs))
    assert outputs.shape == (2, 10)


def test_that_the_fully_connected_ones_have_the_parameters_of_the_paper() -> None:
    assert Mlp(widths=(512,)).count_parameters(3 * 28**2, 10) == 1_209_866
    assert Mlp(widths=(512, 512, 512)).count_parameters(3 * 28**2, 10) == 1_735_178


def test_that_a_narrower_network_says_so_in_its_name() -> None:
    assert str(ResNet18(width=0.25).title) == "ResNet-18 × 0.25"
    assert str(ResNet18().title) == "ResNet-18"


@pytest.mark.parametrize("model", [case[0] for case in COUNTS])
def test_that_each_network_trains_and_survives_json(model: ImageModel) -> None:
    narrow = model.evolve(width=0.0625)
    trained = experiment(narrow, steps=2, batch_size=16)
    assert Experiment.model_validate_json(trained.model_dump_json()) == trained
    messages = run(trained, watch=SEEN)
    assert messages[-1].reason is End.FINISHED
    losses = curves(messages)[Series.TRAIN_LOSS].values
    assert np.isfinite(losses).all()
    assert losses[0] != losses[-1]


@pytest.mark.parametrize("kind", [str(kind().kind) for kind in OPTIMIZERS])
def test_that_each_optimizer_trains_a_convolutional_network(kind: str) -> None:
    trained = experiment(SmallAlexNet(width=0.0625), steps=2, optimizer={"kind": kind})
    messages = run(trained, watch=SEEN)
    assert messages[-1].reason is End.FINISHED
    losses = curves(messages)[Series.BATCH_LOSS].values
    assert np.isfinite(losses).all()


def test_that_what_does_not_go_together_has_a_sentence() -> None:
    curve = Experiment().dataset.model_dump()
    with pytest.raises(Problem, match="needs labelled images"):
        validated({"model": ResNet18().model_dump(), "dataset": curve}, "test")
    with pytest.raises(Problem, match="needs a dataset of classes"):
        assigned(Experiment(), "trainer.loss", "cross_entropy")


# --- data --------------------------------------------------------------------------------------


def test_that_images_are_taken_in_equal_parts_and_fixed_by_the_seed() -> None:
    first, again, other = data(train_images=500), data(train_images=500), data(
        train_images=500, seed=1
    )  # fmt: skip
    assert np.bincount(first.true).tolist() == [50] * 10
    assert np.array_equal(first.train, again.train)
    assert not np.array_equal(first.train, other.train)


def test_that_classes_may_be_chosen_and_unknown_ones_are_named() -> None:
    chosen = data(classes=("dog", "cat"))
    assert np.bincount(chosen.true).tolist() == [500, 500]
    names = chosen.collection.names
    labels = chosen.collection.train.labels[chosen.train]
    assert {names[n] for n in labels[chosen.true == 0]} == {"dog"}
    with pytest.raises(Problem, match=r"no class “unicorn”.*airplane"):
        data(classes=("dog", "unicorn"))


def test_that_labels_are_noisy_once_and_for_all() -> None:
    half, again, all_ = data(label_noise=0.5), data(label_noise=0.5), data(label_noise=1.0)
    assert np.array_equal(half.given, again.given)
    wrong = (half.given != half.true).mean()
    assert 0.41 < wrong < 0.49  # 0.9 p: one in ten is drawn right
    assert 0.87 < (all_.given != all_.true).mean() < 0.93
    kept = half.given != half.true
    assert np.array_equal(half.given[kept], all_.given[kept])  # noisy with p, noisy with more
    assert np.array_equal(half.labels, data().labels)  # test labels stay true


def test_that_pixels_are_shuffled_as_said() -> None:
    true, alike, each, noise = (
        data(train_images=200, contents=c).pixels("train")
        for c in ("true", "shuffled", "random", "gaussian")
    )
    for shuffled in (alike, each):
        flat, before = (p.reshape(200, -1, 3).astype(int) for p in (shuffled, true))
        assert np.array_equal(np.sort(flat.sum(axis=2)), np.sort(before.sum(axis=2)))
    # Of images shuffled alike the mean image is the shuffled mean image.
    assert np.allclose(
        np.sort(alike.mean(axis=0).reshape(-1, 3), axis=0),
        np.sort(true.mean(axis=0).reshape(-1, 3), axis=0),
    )
    assert np.allclose(noise.mean(axis=(0, 1, 2)), true.mean(axis=(0, 1, 2)), atol=2)


def feed(**settings: Any) -> LabelledDeviceData:
    return LabelledDeviceData(data(train_images=200, **settings), torch.device("cpu"))


def test_that_colours_or_images_are_normalised() -> None:
    generator = torch.Generator().manual_seed(0)
    x, y = feed().batch(None, generator)
    colours = x.view(200, 32, 32, 3)
    assert torch.allclose(colours.mean(dim=(0, 1, 2)), torch.zeros(3), atol=1e-4)
    assert torch.allclose(colours.std(dim=(0, 1, 2)), torch.ones(3), atol=1e-3)
    assert y.sum(dim=1).eq(1).all()
    x, _ = feed(normalise="image", crop="centre").batch(None, generator)
    assert x.shape == (200, 28 * 28 * 3)
    assert torch.allclose(x.mean(dim=1), torch.zeros(200), atol=1e-4)
    assert torch.allclose(x.square().mean(dim=1), torch.ones(200), atol=1e-3)


def test_that_crops_and_mirrored_images_are_parts_of_the_image() -> None:
    chosen = torch.tensor([3])
    plain = feed(normalise="none").batch(chosen, torch.Generator())[0].view(32, 32, 3)
    padded = torch.nn.functional.pad(plain, (0, 0, 4, 4, 4, 4))
    whole = {"random": plain, "padded": padded}
    for crop, image in whole.items():
        cropped, side = feed(normalise="none", crop=crop, flip=True), {"random": 28}.get(crop, 32)
        generator, flips = torch.Generator().manual_seed(1), set()
        for _ in range(8):
            x = cropped.batch(chosen, generator)[0].view(side, side, 3)
            places = image.unfold(0, side, 1).unfold(1, side, 1).permute(0, 1, 3, 4, 2)
            found = [
                flip
                for flip in (False, True)
                if (places == (x.flip(1) if flip else x)).all(dim=-1).all(-1).all(-1).any()
            ]
            assert found
            flips.add(found[0])
        assert flips == {False, True}


# --- training ----------------------------------------------------------------------------------


def test_that_accuracy_is_measured_by_epochs_and_predictions_are_told() -> None:
    messages = run(experiment(steps=12), watch=SEEN)
    series = curves(messages)
    assert series[Series.TEST_ACCURACY].steps.tolist() == [0, 1, 2, 3, 4, 8, 12]
    assert series[Series.FILTER_ERROR].values.shape == (7, 2)
    assert series[Series.SPECTRUM_ERROR].values.shape == (7, 40)
    last = next(m for m in reversed(messages) if isinstance(m, Frame))
    reading = last.readings[Predictions]
    assert reading.confusion.sum() == 50
    right = np.trace(reading.confusion) / 50
    assert right == pytest.approx(series[Series.TEST_ACCURACY].values[-1])


@pytest.mark.training
def test_that_a_network_fits_random_labels_and_guesses_on_test_images() -> None:
    setting = experiment(
        Mlp(widths=(256,), activation=Relu()),
        steps=400,
        batch_size=20,
        learning_rate=0.02,
        optimizer={"kind": "momentum"},
    )
    setting = assigned(setting, "dataset.label_noise", "1")
    setting = assigned(setting, "dataset.test_images", "1000")
    setting = assigned(setting, "model.initialisation.kind", "default")
    learner = learner_of(setting)
    learner.advance(setting.trainer.steps)
    assert learner.evaluation.accuracy("train") >= 0.99
    assert 0.06 < learner.evaluation.accuracy("test") < 0.14


def test_that_a_run_goes_on_from_a_state_with_batch_norm_and_crops_bit_for_bit() -> None:
    setting = experiment(Vgg11(width=0.0625, dropout=0.2), batch_size=16)
    setting = assigned(setting, "dataset.crop", "padded")
    setting = assigned(setting, "dataset.flip", "true")
    whole, first = learner_of(setting), learner_of(setting)
    losses = whole.advance(9).losses
    first.advance(4)
    second = learner_of(setting)
    second.set_state(first.state())
    assert np.array_equal(second.advance(5).losses, losses[4:])
    assert second.evaluation.loss("test") == whole.evaluation.loss("test")


@pytest.mark.parametrize("kind", [str(kind().kind) for kind in OPTIMIZERS])
def test_that_convolutions_go_on_from_a_stored_checkpoint_bit_for_bit(kind: str) -> None:
    setting = experiment(TwoLayerCnn(width=0.0625), batch_size=20, optimizer={"kind": kind})
    whole, first, second = (learner_of(setting) for _ in range(3))
    losses = whole.advance(30).losses
    first.advance(20)
    second.set_state(from_bytes(to_bytes(first.state())))
    assert np.array_equal(second.advance(10).losses, losses[20:])


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        ({"kind": "constant"}, [1, 1, 1]),
        ({"kind": "epoch_decay", "decay": 0.5}, [1, 0.5, 0.125]),
        ({"kind": "step_decay", "every": 2, "decay": 0.1}, [1, 1, 0.1]),
        ({"kind": "cosine"}, [1, 0.75, 0.0]),
    ],
)
def test_that_the_learning_rate_follows_its_schedule(
    schedule: dict[str, Any], expected: list[float]
) -> None:
    trainer = Trainer.model_validate({"schedule": schedule})
    at = [(0, 0), (1, 1 / 3), (3, 1)]
    factors = [trainer.schedule.factor(epoch, part) for epoch, part in at]
    assert factors == pytest.approx(expected)
    learner = learner_of(
        experiment(steps=12, schedule=schedule, learning_rate=0.1, optimizer={"kind": "sgd"})
    )
    learner.advance(5)  # the last of these is the first of the second epoch
    rate = float(learner.network.optimizer.param_groups[0]["lr"])
    assert rate == pytest.approx(0.1 * trainer.schedule.factor(1, 4 / 12))


# --- memory ------------------------------------------------------------------------------------


def test_that_a_batch_that_cannot_fit_is_refused_with_one_that_would(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    setting = experiment(ResNet18(), batch_size=0)
    # 1,786,378 numbers and 3,072 inputs an image, twice, four bytes each: 14.3 MB.
    assert fitting_batch(setting, 10**9) == 32
    assert fitting_batch(setting, 10**6) == 0
    monkeypatch.setattr(memory, "free_memory", lambda _: 10**9)
    ended = run(setting, watch=SEEN)[-1]
    assert isinstance(ended, RunEnded)
    assert ended.reason is End.FAILED
    assert "A batch of 100 images does not fit" in str(ended.detail)
    assert "A batch of 32 would" in str(ended.detail)
    assert run(assigned(setting, "trainer.batch_size", "8"), watch=SEEN)[-1] != ended


def test_that_memory_that_runs_out_on_the_way_ends_in_the_same_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    learner = learner_of(experiment(ResNet18(width=0.0625), batch_size=64))

    def fail(*_: object) -> None:
        raise torch.OutOfMemoryError

    monkeypatch.setattr(learner.autograd, "step", fail)
    with pytest.raises(Problem, match="A batch of 64 images does not fit") as problem:
        learner.advance(1)
    assert explain(problem.value) == problem.value.text
    assert "A batch of 32 would" in str(problem.value.text)


# --- the frequency principle in many dimensions ------------------------------------------------


def test_that_filtering_splits_answers_as_the_reference_does() -> None:
    images = data(train_images=60)
    filtering = Filtering(images)
    x = images.pixels("train").reshape(60, -1) / 255
    distances = ((x[:, None] - x[None]) ** 2).sum(axis=2)
    kernel = np.exp(-distances / (2 * 20.0))
    kernel /= kernel.sum(axis=1, keepdims=True)
    random = np.random.default_rng(0)
    outputs, targets = random.random((60, 10)), np.eye(10)[images.given]
    low = np.linalg.norm(kernel @ (outputs - targets)) / np.linalg.norm(kernel @ targets)
    rest = np.eye(60) - kernel
    high = np.linalg.norm(rest @ (outputs - targets)) / np.linalg.norm(rest @ targets)
    tensors = [torch.tensor(values, dtype=torch.float32) for values in (outputs, targets)]
    found = filtering.errors(*tensors, 20)
    assert found == pytest.approx([low, high], rel=1e-3)


def test_that_images_are_projected_on_their_first_principal_component() -> None:
    images = data(train_images=200)
    x = images.pixels("train").reshape(200, -1) / 255
    _, _, components = np.linalg.svd(x - x.mean(axis=0), full_matrices=False)
    expected = x @ components[0] * np.sign(components[0].sum())
    assert projections(images) == pytest.approx(expected, abs=2e-2 * np.ptp(expected))


@pytest.mark.training
def test_that_the_smooth_part_is_learned_first() -> None:
    setting = experiment(TwoLayerCnn(width=0.25), steps=120, learning_rate=2e-3, batch_size=20)
    setting = assigned(setting, "trainer.optimizer.kind", "adam")
    setting = assigned(setting, "dataset.train_images", "200")
    low, high = curves(run(setting, watch=SEEN))[Series.FILTER_ERROR].values.T
    is_learning = (np.arange(len(low)) >= 4) & (high > 0.1)  # at the end both are nearly 0
    assert is_learning.sum() > 4
    assert (low < high)[is_learning].all()
    assert low[np.argmax(high < 0.8)] < 0.7


def test_that_between_measured_steps_a_frame_passes_no_images_through_the_network() -> None:
    learner = learner_of(experiment(steps=50))
    frames = FrameBuilder(1, learner, frozenset({SpectrumReading}))
    learner.advance(8)
    frames.measure(0.0)

    def reading(*, is_last: bool = False) -> object:
        return frames.frame(0.0, is_last=is_last).readings[SpectrumReading]

    measured = reading()
    learner.advance(1)
    assert reading() is measured
    assert not learner.evaluation._outputs
    assert reading(is_last=True) is not measured


def test_that_pixels_are_picked_before_a_convolution_of_single_ones() -> None:
    """A strided one of few channels hangs or is wrong in oneDNN on AVX2 (its issue 6035)."""
    with pytest.raises(ValueError, match="pick pixels"):
        network_plans.Conv(8, 1, 2)
    few = module((network_plans.MaxPool(1, 2), network_plans.Conv(6, 1, bias=False)), (4, 9, 9))
    torch.manual_seed(0)
    weight, x = torch.randn(6, 4, 1, 1), torch.randn(5, 4, 9, 9)
    with torch.no_grad():
        few[1].weight.copy_(weight)
    few = few.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    outputs = few(x.to(memory_format=torch.channels_last))
    exact = weight.double().requires_grad_()
    wanted = torch.nn.functional.conv2d(x.double(), exact, stride=2)
    assert torch.allclose(outputs.double(), wanted, atol=1e-5)
    outputs.square().sum().backward()
    wanted.square().sum().backward()
    assert exact.grad is not None
    assert torch.allclose(few[1].weight.grad.double(), exact.grad, rtol=1e-4, atol=1e-3)
