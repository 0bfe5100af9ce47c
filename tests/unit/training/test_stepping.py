"""Short memory, other arithmetic, broken losses."""

import numpy as np
import pytest
import torch
from torch import nn
from torch.optim import SGD

from leukodesk.core.errors import ModelError
from leukodesk.inference.neighbours import Places
from leukodesk.training import stepping
from leukodesk.training.stepping import Stepper, arithmetic_of


class Small(nn.Module):
    """A network without batch normalisation, that fails on more cells at a time than ``room``."""

    def __init__(self, room=1000):
        super().__init__()
        self.inner = nn.Sequential(
            nn.Conv2d(3, 4, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 2)
        )
        self.room = room
        self.seen = []

    def forward(self, crops, places=None):
        if len(crops) > self.room:
            raise torch.OutOfMemoryError("CUDA out of memory")
        self.seen.append(len(crops) if places is None else sorted(set(places.fields.tolist())))
        return self.inner(crops)


@pytest.fixture
def batch():
    torch.manual_seed(3)
    return torch.rand(13, 3, 12, 12), torch.tensor([0, 1, 1] * 4 + [0]), []


def stepped(recipe, batch, room):
    torch.manual_seed(5)
    network, said = Small(room), []
    optimiser = SGD(network.parameters(), 0.5)
    stepper = Stepper(network, optimiser, torch.tensor([0.7, 1.4]), recipe, "cpu", said.append)
    stepper.begin_epoch()
    for _ in range(3):
        stepper.step(batch)
    return network, stepper, said


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_short_memory_halves_the_batch_once_and_leads_to_the_same_weights(recipe, batch, smoothing):
    recipe = recipe.model_copy(update={"label_smoothing": smoothing})
    whole, its_steps, nothing = stepped(recipe, batch, 1000)
    small, other_steps, said = stepped(recipe, batch, 4)
    assert nothing == []
    assert len(said) == 2
    assert said[-1].startswith("The memory is too small for a whole batch; from here on 4 cells")
    assert max(small.seen) <= 4
    assert other_steps.pieces == 4
    assert other_steps.mean_loss() == pytest.approx(its_steps.mean_loss(), rel=1e-5)
    for one, other in zip(whole.parameters(), small.parameters(), strict=True):
        assert torch.allclose(one, other, atol=1e-6)


def test_the_loss_is_that_of_torch(recipe, batch):
    recipe = recipe.model_copy(update={"label_smoothing": 0.1})
    _, stepper, _ = stepped(recipe, batch, 1000)
    torch.manual_seed(5)
    fresh = Small()
    loss = nn.functional.cross_entropy(
        fresh(batch[0]), batch[1], weight=torch.tensor([0.7, 1.4]), label_smoothing=0.1
    )
    assert float(stepper._losses[0]) == pytest.approx(float(loss.detach()), rel=1e-5)


def test_no_memory_at_all_is_one_sentence(recipe, batch):
    with pytest.raises(ModelError, match=r"^Not even two cells[^.]*\.$"):
        stepped(recipe, batch, 0)


def test_an_error_that_is_not_about_memory_stays_what_it_is(recipe, batch):
    with pytest.raises(RuntimeError, match="channels"):
        stepped(recipe, (batch[0][:, :2], batch[1], []), 1000)


def test_cells_of_one_field_stay_together_when_memory_is_short(recipe, batch):
    fields = np.repeat([0, 1, 2, 3], [4, 3, 3, 3])
    places = Places(np.zeros((13, 2)), fields)
    network, _, _ = stepped(recipe, (*batch[:2], [places]), 7)
    assert network.seen[:2] == [[0, 1], [2, 3]]


@pytest.mark.parametrize(
    ("precision", "device", "has_bfloat16", "dtype"),
    [
        ("auto", "cpu", True, torch.float32),
        ("float16", "cpu", True, torch.float32),
        ("auto", "cuda", True, torch.bfloat16),
        ("auto", "cuda", False, torch.float16),
        ("bfloat16", "cuda", False, torch.bfloat16),
        ("float16", "cuda", True, torch.float16),
        ("float32", "cuda", True, torch.float32),
    ],
)
def test_layers_work_in_half_precision_where_the_device_can(
    recipe, monkeypatch, precision, device, has_bfloat16, dtype
):
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda **_: has_bfloat16)
    assert arithmetic_of(recipe.model_copy(update={"precision": precision}), device) is dtype


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_half_precision_leads_near_the_weights_of_single_precision(recipe, batch, monkeypatch, dtype):
    whole, its_steps, _ = stepped(recipe, batch, 1000)
    monkeypatch.setattr(stepping, "arithmetic_of", lambda *_: dtype)
    seen = []

    def watch(_module, _inputs, output):
        seen.append(output.dtype)

    hook = nn.modules.module.register_module_forward_hook(watch)
    half, other_steps, _ = stepped(recipe, batch, 1000)
    hook.remove()
    assert dtype in seen
    assert other_steps.scaler.is_enabled() == (dtype is torch.float16)
    assert other_steps.mean_loss() == pytest.approx(its_steps.mean_loss(), rel=1e-2)
    for one, other in zip(whole.parameters(), half.parameters(), strict=True):
        assert other.dtype is torch.float32
        assert torch.allclose(one, other, atol=1e-2)
