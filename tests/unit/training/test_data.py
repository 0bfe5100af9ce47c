from dataclasses import replace

import numpy as np
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st
from torchvision.transforms import v2

from leukodesk.imaging.crops import CropSpec, crop_at
from leukodesk.training import data
from leukodesk.training.augmentation import AffineCrop, augmentation, context_size_px
from leukodesk.training.data import CropDataset, TrainingLoader
from leukodesk.training.processes import Processes
from leukodesk.training.recipe import AugmentationChoice

STRONG = AugmentationChoice(shift_um=2, scale=0.2, shear_degrees=10, stain=0.2, blur=1.5, noise=0.05)


@settings(max_examples=40, deadline=None)
@given(
    size=st.integers(16, 80),
    scale=st.floats(0, 0.4),
    shift=st.floats(0, 3),
    shear=st.floats(0, 15),
    seed=st.integers(0, 9999),
)
@example(size=16, scale=0.375, shift=0.0, shear=0.0, seed=633)
@example(size=16, scale=0.0, shift=2.0, shear=0.0, seed=289)
def test_a_turned_crop_never_shows_a_filled_corner(size, scale, shift, shear, seed):
    spec = CropSpec(size, 0.2)
    choice = AugmentationChoice(
        scale=scale, shift_um=shift, shear_degrees=shear, brightness=0, contrast=0, saturation=0, hue=0
    )
    side = context_size_px(spec, choice)
    white = torch.full((3, side, side), 255, dtype=torch.uint8)
    torch.manual_seed(seed)
    assert augmentation(spec, choice)(white).min() > 0.98


@settings(max_examples=20, deadline=None)
@given(size=st.integers(16, 60), shear=st.sampled_from([None, 12.0]), seed=st.integers(0, 9999))
def test_a_turned_crop_is_what_torchvision_would_turn_and_cut_out(size, shear, seed):
    options = {"degrees": 180.0, "translate": (0.03, 0.03), "scale": (0.8, 1.2), "shear": shear}
    side = context_size_px(CropSpec(size, 0.2), STRONG)
    context = torch.from_numpy(np.random.default_rng(seed).integers(0, 256, (3, side, side), dtype=np.uint8))
    turned = v2.RandomAffine(interpolation=v2.InterpolationMode.BILINEAR, **options)
    torch.manual_seed(seed)
    theirs = v2.CenterCrop(size)(turned(context))
    next_theirs = torch.rand(1)
    torch.manual_seed(seed)
    ours = AffineCrop(size, **options)(context)
    assert torch.equal(torch.rand(1), next_theirs)
    assert ours.dtype == theirs.dtype
    # Halves are rounded either way.
    assert (ours.int() - theirs.int()).abs().max() <= 1
    assert (ours == theirs).float().mean() > 0.99


def test_colours_stay_in_range_and_change(make_samples):
    samples = make_samples(groups=2)
    torch.manual_seed(0)
    side = context_size_px(samples.spec, STRONG)
    pixels = torch.randint(0, 256, (3, side, side), dtype=torch.uint8)
    change = augmentation(samples.spec, STRONG)
    results = torch.stack([change(pixels) for _ in range(20)])
    assert results.min() >= 0
    assert results.max() <= 1
    assert results.std(dim=0).mean() > 0.02


def test_the_middle_of_a_context_is_the_crop_a_classifier_would_be_given():
    random = np.random.default_rng(0)
    field = random.integers(0, 256, (300, 320, 3), dtype=np.uint8)
    for size in (32, 33):
        spec = CropSpec(size, 0.27)
        side = context_size_px(spec, AugmentationChoice())
        context = crop_at(field, (150.3, 140.8), 0.1, replace(spec, size_px=side))
        margin = (side - size) // 2
        middle = context[margin : margin + size, margin : margin + size].astype(int)
        assert np.abs(middle - crop_at(field, (150.3, 140.8), 0.1, spec)).max() <= 1


def test_only_the_training_part_is_changed(make_samples, recipe):
    samples = make_samples(groups=2)
    crop, label = CropDataset(samples, None, seed=1)[3]
    assert np.array_equal((crop * 255).round().byte().permute(1, 2, 0).numpy(), samples.crops[3])
    assert label == samples.labels[3]
    changed, _ = CropDataset(samples, recipe.augmentation, seed=1)[3]
    assert not torch.allclose(crop, changed)


def test_a_seed_gives_the_same_batches_and_an_epoch_new_ones(make_samples, recipe):
    samples = make_samples(groups=3)
    one, other = (TrainingLoader(samples, recipe) for _ in range(2))
    torch.manual_seed(99)  # whatever the rest of the program drew before
    first = torch.cat([crops for crops, _ in one.batches(1)])
    torch.rand(5)
    assert torch.equal(first, torch.cat([crops for crops, _ in other.batches(1)]))
    assert not torch.equal(first, torch.cat([crops for crops, _ in one.batches(2)]))


def test_balanced_sampling_evens_out_rare_classes(make_samples, recipe):
    samples = make_samples(groups=30, each=2)
    rare = samples.take([i for i, label in enumerate(samples.labels) if label == 0 or i % 6 == 2])
    loader = TrainingLoader(rare, recipe.model_copy(update={"balanced_sampling": True}))
    drawn = np.concatenate([labels.numpy() for epoch in range(5) for _, labels in loader.batches(epoch)])
    assert (rare.labels == 1).mean() < 0.3
    assert 0.4 < (drawn == 1).mean() < 0.6


def test_shares_of_three_processes_make_up_each_batch_of_one(make_samples, recipe, monkeypatch):
    # Eight cells a batch, and a last one of two.
    samples = make_samples(groups=3)
    whole = list(TrainingLoader(samples, recipe).batches(1))
    shares = []
    for rank in range(3):
        monkeypatch.setattr(data, "this_process", lambda rank=rank: Processes(rank, 3))
        shares.append(list(TrainingLoader(samples, recipe).batches(1)))
    assert [len(labels) for _, labels in whole] == [8, 8, 2]
    assert [len(crops) for crops, _ in shares[2]] == [2, 2, 0]
    for batch, *parts in zip(whole, *shares, strict=True):
        for rank, (crops, labels) in enumerate(parts):
            assert torch.equal(crops, batch[0][rank::3])
            assert torch.equal(labels, batch[1][rank::3])
