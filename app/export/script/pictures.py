"""Labelled images as code: read, chosen and changed as in ``training.data.collections``."""

from collections.abc import Sequence
from string import Template

from training.plain import python
from training.settings import LabelledDataset
from training.settings.labelled import CIFAR10

READ = '''\
def files_of(path):
    """Return what each file of a folder, or of a zip or tar archive, holds."""
    if path.is_dir():
        found = [p for p in path.rglob("*") if p.is_file()]
        return {p.relative_to(path).as_posix(): p.read_bytes() for p in found}
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            return {name: archive.read(name) for name in names}
    with tarfile.open(path) as archive:
        members = [member for member in archive if member.isfile()]
        return {m.name: archive.extractfile(m).read() for m in members}


def read_images(path):
    """Return names of classes, and pixels and labels of training and test images."""
    files = dict(sorted(files_of(path).items()))
    contents = {name.rpartition("/")[2]: content for name, content in files.items()}
    if "data_batch_1" in contents:
        sys.exit("This is CIFAR-10's python version. Take its binary version.")
    if "data_batch_1.bin" in contents:
        batches = [f"data_batch_{n}.bin" for n in range(1, 6)]
        train = b"".join(contents.get(name, b"") for name in batches)
        return CIFAR10, *records(train), *records(contents["test_batch.bin"])
    return images_by_class(files)


def records(content):
    """Read records of a label and 3,072 pixels, colour by colour."""
    found = np.frombuffer(content, dtype=np.uint8).reshape(-1, 3073)
    pixels = found[:, 1:].reshape(-1, 3, SIDE, SIDE).transpose(0, 2, 3, 1)
    return pixels, found[:, 0].astype(np.int64)


def images_by_class(files):
    """Read images in a folder for each class, in folders of training and test or not."""
    members = {}
    for name in files:
        *folders, _ = name.split("/")
        if folders and name.lower().endswith(ENDINGS):
            is_test = any(folder.lower() in TEST_FOLDERS for folder in folders[:-1])
            place = "test" if is_test else "train", folders[-1]
            members.setdefault(place, []).append(name)
    classes = sorted({label for _, label in members})
    has_test = any(part == "test" for part, _ in members)
    found = {"train": ([], []), "test": ([], [])}
    for (part, label), names in sorted(members.items()):
        for number, name in enumerate(names):
            if not has_test:
                part = "test" if number % 6 == 5 else "train"
            found[part][0].append(decoded(files[name]))
            found[part][1].append(classes.index(label))
    arrays = [np.array(values) for part in ("train", "test") for values in found[part]]
    return classes, *arrays


def decoded(content):
    """Return the middle square of an image, made 32 pixels wide."""
    image = Image.open(io.BytesIO(content)).convert("RGB")
    if image.size != (SIDE, SIDE):
        side = min(image.size)
        left, top = ((length - side) // 2 for length in image.size)
        box = (left, top, left + side, top + side)
        image = image.resize((SIDE, SIDE), Image.Resampling.LANCZOS, box)
    return np.asarray(image)'''
CHOOSE = '''\
def balanced(labels, count, random):
    """Draw images in equal parts of each class, in random order; 0 takes all."""
    order = random.permutation(len(labels))
    if not count or count >= len(labels):
        return order
    shuffled = labels[order]
    place = np.empty(len(labels), dtype=np.int64)
    for label in np.unique(labels):
        members = np.flatnonzero(shuffled == label)
        place[members] = np.arange(len(members))
    first = np.lexsort((np.arange(len(labels)), place))[:count]
    return order[np.sort(first)]


def chosen(pixels, labels, count, random):
    """Return the images of the wanted classes that are taken, and their classes."""
    known = np.flatnonzero(labels >= 0)
    taken = known[balanced(labels[known], count, random)]
    return pixels[taken], labels[taken]'''
CHANGES = {
    "true": "",
    "shuffled": '''\
def changed(pixels, common, own):
    """Shuffle the pixels of all images in one way; colours stay together."""
    order = common.permutation(SIDE * SIDE)
    return pixels.reshape(len(pixels), -1, 3)[:, order].reshape(pixels.shape)''',
    "random": '''\
def changed(pixels, common, own):
    """Shuffle the pixels of each image in its own way."""
    flat = pixels.reshape(len(pixels), -1, 3)
    order = own.random(flat.shape[:2], dtype=np.float32).argsort(axis=1)
    return np.take_along_axis(flat, order[:, :, None], axis=1).reshape(pixels.shape)''',
    "gaussian": '''\
def changed(pixels, common, own):
    """Draw normal noise with mean and standard deviation of each colour."""
    mean, std = (f(pixels, axis=(0, 1, 2), dtype=np.float64) for f in (np.mean, np.std))
    drawn = own.standard_normal(pixels.shape, dtype=np.float32)
    drawn *= std.astype(np.float32)
    drawn += mean.astype(np.float32)
    return np.clip(np.rint(drawn), 0, 255).astype(np.uint8)''',
}
"""As in ``training.data.collections.corruptions``."""
DATA = Template('''\
def data(path):
    """Return images as bytes and their classes, to train on and to test with."""
    names, pixels, labels, test_pixels, test_labels = read_images(path)
    numbers = np.array([CLASSES.index(n) if n in CLASSES else -1 for n in names])
    seeds = np.random.default_rng($seed).spawn(2)
    x, y = chosen(pixels, numbers[labels], $train, seeds[0])
    x_test, y_test = chosen(test_pixels, numbers[test_labels], $test, seeds[1])
$noise$change    return [torch.from_numpy(values.copy()) for values in (x, y, x_test, y_test)]''')
NOISE = Template("""\
    random = np.random.default_rng([$seed, 2])
    is_replaced = random.random(len(y)) < $noise
    y = np.where(is_replaced, random.integers(len(CLASSES), size=len(y)), y)
""")
CHANGE = Template("""\
    common, train, test = np.random.default_rng([$seed, 1]).spawn(3)
    state = common.bit_generator.state
    x = changed(x, common, train)
    common.bit_generator.state = state  # test images are shuffled alike
    x_test = changed(x_test, common, test)
""")
SCALE = {
    "channels": '''\
def scale_of(pixels):
    """Return what to take off each colour, and what to multiply it with then."""
    values = pixels.reshape(-1, 3).double()
    mean, square = values.mean(0), values.square().mean(0)
    std = (square - mean.square()).clamp(min=1e-12).sqrt()
    return mean.float(), (1 / std).float()''',
    "image": '''\
def scale_of(pixels):
    """Return what to take off each colour, and what to multiply it with then."""
    return torch.zeros(3), torch.full((3,), 1 / 255)''',
}
SEEN = Template('''\
def seen(pixels, scale):
    """Return images as the network sees them: rows of pixels of colours, flat."""
    mean, factor = scale
    flat = ((pixels.float() - mean) * factor).reshape(len(pixels), -1)
$whiten

def middle(pixels):
    """Return the middle of images, which is what is tested."""
    edge = (SIDE - $side) // 2
    return pixels[:, edge : SIDE - edge, edge : SIDE - edge]''')
WHITEN = """\
    flat = flat - flat.mean(dim=1, keepdim=True)
    std = flat.square().mean(dim=1, keepdim=True).sqrt()
    return flat / std.clamp(min=flat.shape[1] ** -0.5)
"""
CROPPED = Template('''\
def cropped(pixels, generator):
    """Return what a step sees of images: a window at random$mirrored."""
    side, line = $side, torch.arange($side)
    count, room = len(pixels), pixels.shape[1] - side
    offsets = torch.randint(room + 1, (2, count, 1), generator=generator)
    columns = line.expand(count, side)
$flip    rows, columns = line + offsets[0], columns + offsets[1]
    images = torch.arange(count)[:, None, None]
    return pixels[images, rows[:, :, None], columns[:, None, :]]''')
FLIP = """\
    is_flipped = torch.rand(count, 1, generator=generator) < 0.5
    columns = torch.where(is_flipped, side - 1 - line, columns)
"""
CONSTANTS = Template("""\
SIDE = 32
CLASSES = $classes
CIFAR10 = $cifar10
ENDINGS = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp")
TEST_FOLDERS = ("test", "val", "valid", "validation")""")


def constants_code(dataset: LabelledDataset) -> str:
    """Write the names of the classes, and what is known of collections."""
    return CONSTANTS.substitute(classes=_names(dataset.classes), cifar10=_names(CIFAR10))


def _names(names: Sequence[str]) -> str:
    return "[\n" + "".join(f"    {python(name)},\n" for name in names) + "]"


def pictures_code(dataset: LabelledDataset) -> list[str]:
    """Write functions ``data``, ``seen``, ``middle``, and ``cropped`` where a step crops."""
    seed = dataset.seed
    noise = NOISE.substitute(seed=seed, noise=repr(dataset.label_noise))
    data = DATA.substitute(
        seed=seed,
        train=dataset.train_images,
        test=dataset.test_images,
        noise=noise if dataset.label_noise else "",
        change=CHANGE.substitute(seed=seed) if dataset.contents != "true" else "",
    )
    whiten = WHITEN if dataset.normalise == "image" else "    return flat\n"
    blocks = [READ, CHOOSE, CHANGES[dataset.contents], data]
    blocks.append(SCALE["channels" if dataset.normalise == "channels" else "image"])
    blocks.append(SEEN.substitute(side=dataset.side, whiten=whiten))
    if crops(dataset):
        mirrored = ", every other one mirrored" if dataset.flip else ""
        flip = FLIP if dataset.flip else ""
        blocks.append(CROPPED.substitute(side=dataset.side, mirrored=mirrored, flip=flip))
    return [block for block in blocks if block]


def crops(dataset: LabelledDataset) -> bool:
    """Whether a step sees something else of an image each time."""
    return dataset.flip or dataset.crop in ("padded", "random")
