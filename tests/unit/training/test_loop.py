import numpy as np
import pytest
import torch
from torch import nn

from leukodesk.core.errors import CancelledError, ModelError
from leukodesk.core.progress import no_progress
from leukodesk.inference.registry import create_architecture
from leukodesk.training.loop import Listeners, fit
from leukodesk.training.protocol import Trainer
from leukodesk.training.reading import Normaliser, logits_of
from leukodesk.training.recipe import SplitChoice
from leukodesk.training.splits import single_split
from leukodesk.training.starting import Starter, restore_batch_statistics

NORMALISER = Normaliser((0.5, 0.5, 0.5), (0.25, 0.25, 0.25))


@pytest.fixture
def parts(make_samples):
    samples = make_samples()
    split = single_split(samples, SplitChoice(), 1)
    return samples.take(split.train), samples.take(split.validation), samples.take(split.test)


def run(parts, recipe, network=None, progress=no_progress, on_epoch=lambda epoch: None):
    training, validation, _ = parts
    network = network or Starter(recipe).network(training)
    return network, fit(network, training, validation, recipe, NORMALISER, Listeners(progress, on_epoch))


@pytest.mark.slow
def test_a_network_learns_what_it_has_not_seen(parts, recipe):
    seen = []
    network, fitted = run(parts, recipe, on_epoch=seen.append)
    test = parts[2]
    logits = logits_of(network, test.crops, NORMALISER, 1, no_progress)
    assert (logits.argmax(axis=1) == test.labels).mean() > 0.9
    assert tuple(seen) == fitted.history
    assert [epoch.number for epoch in seen] == list(range(1, len(seen) + 1))


def test_the_same_seed_gives_the_same_weights(parts, recipe):
    short = recipe.model_copy(update={"epochs": 2})
    one, other = (run(parts, short)[0].state_dict() for _ in range(2))
    assert all(torch.equal(one[name], other[name]) for name in one)


@pytest.mark.slow
def test_early_stopping_keeps_the_weights_of_the_lowest_validation_loss(parts, recipe):
    restless = recipe.model_copy(
        update={"epochs": 30, "patience": 2, "schedule": "constant", "learning_rate": 2e-2}
    )
    network, fitted = run(parts, restless)
    losses = [epoch.validation_loss for epoch in fitted.history]
    assert len(losses) < 30
    assert fitted.epochs == int(np.argmin(losses)) + 1
    logits = torch.from_numpy(logits_of(network, parts[1].crops, NORMALISER, 1, no_progress))
    loss = nn.functional.cross_entropy(logits, torch.from_numpy(parts[1].labels))
    assert float(loss) == pytest.approx(min(losses), rel=1e-3)


class Failing(nn.Module):
    """A network that does something else at one call in training."""

    def __init__(self, at):
        super().__init__()
        self.inner = create_architecture("cnn").build(2)
        self.at = at
        self.calls = 0

    def forward(self, crops):
        self.calls += self.training
        said = self.inner(crops)
        return self.fail(said) if self.training and self.calls == self.at else said


class Breaking(Failing):
    """Its output becomes NaN."""

    def fail(self, said):
        return said * float("nan")


def test_a_loss_that_breaks_leaves_the_last_good_weights_and_says_where(parts, recipe):
    batches = -(-len(parts[0]) // recipe.batch)
    network, fitted = run(parts, recipe, Breaking(2 * batches + 2))
    (notice,) = fitted.notices
    assert notice.startswith("The loss stopped being a number at batch 2 of epoch 3;")
    assert notice.endswith(f"the weights after epoch {fitted.epochs} were kept.")
    assert fitted.epochs in (1, 2)
    assert all(torch.isfinite(value).all() for value in network.state_dict().values())


def test_a_loss_that_breaks_at_once_is_an_error_that_says_where(parts, recipe):
    with pytest.raises(
        ModelError, match=r"batch 1 of epoch 1; .* whose learning_rate is below 0\.003"
    ) as caught:
        run(parts, recipe, Breaking(1))
    # The window shows this too: what can be done there stands first, and no command line.
    assert "choose another architecture, another model to start from, or" in str(caught.value)
    assert "`" not in str(caught.value)


def test_a_loss_that_breaks_at_once_names_the_recipe_where_it_came_from_a_file(parts, recipe, tmp_path):
    hot = recipe.model_copy(update={"learning_rate": 1e30})
    starter = Starter(hot, recipe_file=tmp_path / "hot.toml")
    with pytest.raises(ModelError, match=r"lower learning_rate, now 1e\+30, in \S+hot\.toml and train again"):
        Trainer(starter, no_progress, lambda event: None).fit(*parts[:2], "the model")


class Poisoned(Failing):
    """Its weights become NaN in the optimiser's step that follows: only the gradient is no number."""

    def fail(self, said):
        said.register_hook(lambda gradient: gradient * float("nan"))
        return said


@pytest.mark.parametrize("patience", [0, 2])
@pytest.mark.parametrize("validated", [True, False])
def test_weights_that_break_in_the_last_step_of_an_epoch_are_never_kept(parts, recipe, patience, validated):
    recipe = recipe.model_copy(update={"patience": patience})
    training, validation, test = parts
    seen = (training, validation if validated else None, test)
    batches = -(-len(training) // recipe.batch)
    network, fitted = run(seen, recipe, Poisoned(2 * batches))
    assert fitted.epochs == 1
    assert len(fitted.history) == 1
    (notice,) = fitted.notices
    assert notice.startswith(f"The loss stopped being a number at batch {batches} of epoch 2;")
    assert all(torch.isfinite(value).all() for value in network.state_dict().values())
    with pytest.raises(ModelError, match=rf"batch {batches} of epoch 1; "):
        run(seen, recipe, Poisoned(batches))


@pytest.mark.parametrize("said", ["DefaultCPUAllocator: not enough memory", "could not create a primitive"])
def test_validation_with_short_memory_says_the_same(parts, said):
    class Short(nn.Module):
        def __init__(self):
            super().__init__()
            self.inner = create_architecture("cnn").build(2)

        def forward(self, crops):
            if len(crops) > 3:
                raise RuntimeError(said)
            return self.inner(crops)

    short = Short()
    crops = parts[1].crops
    assert len(crops) > 6
    told = logits_of(short, crops, NORMALISER, 1, no_progress)
    np.testing.assert_allclose(told, logits_of(short.inner, crops, NORMALISER, 1, no_progress), atol=1e-5)


def test_validation_without_room_for_one_cell_is_an_error_that_says_so(parts):
    class Full(nn.Module):
        def forward(self, crops):
            raise RuntimeError("could not create a primitive")

    with pytest.raises(ModelError, match="Not even one cell"):
        logits_of(Full(), parts[1].crops, NORMALISER, 1, no_progress)


def test_an_error_that_is_not_memory_stays_what_it_is(parts):
    class Wrong(nn.Module):
        def forward(self, crops):
            raise RuntimeError("mat1 and mat2 shapes cannot be multiplied")

    with pytest.raises(RuntimeError, match="shapes"):
        logits_of(Wrong(), parts[1].crops, NORMALISER, 1, no_progress)


def test_cancelling_is_noticed_within_a_batch(parts, recipe):
    calls = []

    def stop(done, total, text=""):
        calls.append(done)
        if len(calls) == 3:
            raise CancelledError

    with pytest.raises(CancelledError):
        run(parts, recipe, progress=stop)
    assert calls == [1, 2, 3]


def test_folded_batch_statistics_are_restored_without_changing_the_output():
    torch.manual_seed(0)
    network = create_architecture("cnn").build(3).eval()
    for layer in network.modules():
        if isinstance(layer, nn.BatchNorm2d):
            nn.init.normal_(layer.bias)
    crops = torch.rand(16, 3, 32, 32)
    before = network(crops)
    assert restore_batch_statistics(network, crops)
    assert torch.allclose(network(crops), before, atol=1e-4)
    network.train()
    network.dropout.p = 0.0
    assert torch.allclose(network(crops), before, atol=1e-3)
    assert not restore_batch_statistics(network, crops)


def test_a_fresh_network_keeps_its_statistics():
    network = create_architecture("cnn").build(2)
    assert not restore_batch_statistics(network, torch.rand(4, 3, 32, 32))


@pytest.mark.parametrize("optimiser", ["adam", "adamw", "adamax", "sgd"])
@pytest.mark.parametrize("schedule", ["constant", "cosine", "plateau"])
def test_every_optimiser_and_schedule_runs(parts, recipe, optimiser, schedule):
    changed = recipe.model_copy(update={"optimiser": optimiser, "schedule": schedule, "epochs": 1})
    assert len(run(parts, changed)[1].history) == 1


def test_frozen_layers_stay_as_they_were(parts, recipe):
    network = Starter(recipe).network(parts[0])
    before = {name: value.clone() for name, value in network.state_dict().items()}
    run(parts, recipe.model_copy(update={"frozen": ("features.0",), "epochs": 1}), network)
    changed = {name for name, value in network.state_dict().items() if not torch.equal(value, before[name])}
    assert not any(name.startswith("features.0.") for name in changed)
    assert {"features.1.0.weight", "head.weight", "features.1.1.running_mean"} <= changed


def test_a_frozen_layer_that_is_not_there_is_named(parts, recipe):
    with pytest.raises(ModelError, match=r"'features\.9'"):
        run(parts, recipe.model_copy(update={"frozen": ("features.9",)}))


def test_classes_drawn_equally_often_are_not_weighted_up_as_well(make_samples, recipe):
    """Weights on top of balanced draws would favour a rare class twice."""
    samples = make_samples(groups=30, each=2)
    rare = samples.take([i for i, label in enumerate(samples.labels) if label == 0 or i % 36 == 2])
    drawn = recipe.model_copy(update={"balanced_sampling": True, "epochs": 1, "patience": 0})
    one, other = (
        run((rare, None, None), drawn.model_copy(update={"class_weights": weighted}))[0].state_dict()
        for weighted in (True, False)
    )
    assert all(torch.equal(one[name], other[name]) for name in one)
