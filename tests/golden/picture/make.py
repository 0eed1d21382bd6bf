"""Goldens of resizing and of the evaluation transform, made with Pillow and numpy.

    python3 tests/golden/picture/make.py > tests/golden/picture/pillow.json

Sources are made by the formula in `source`, so that no picture has to be stored. Small results are stored whole
(base64 of RGB bytes), large ones by their SHA-256.
"""
import base64
import hashlib
import json
import math
from pathlib import Path

import numpy as np
import PIL
from PIL import Image

FILTERS = {"bilinear": Image.BILINEAR, "bicubic": Image.BICUBIC, "lanczos": Image.LANCZOS}


def source(width, height, pattern):
    """height x width x 3 bytes. noise: an integer hash of the flat index; bars: hard edges that make filters overshoot;
    smooth: slow ramps, as in a sky."""
    i = np.arange(width * height * 3, dtype=np.uint64)
    y, x, c = i // (width * 3), i // 3 % width, i % 3
    if pattern == "noise":
        h = (i * 2654435761 + 12345) % 2**32
        h ^= h >> np.uint64(15)
        h = h * 2246822519 % 2**32
        h ^= h >> np.uint64(13)
        values = h % 256
    elif pattern == "bars":
        values = np.where((x // 3 + y // 5 + c) % 2 == 0, 255, 0)
    elif pattern == "smooth":
        values = (x * 255 // max(width - 1, 1) * (c + 1) // 3 + y * 255 // max(height - 1, 1)) // 2
    return values.astype(np.uint8).reshape(height, width, 3)


def sha(data):
    return hashlib.sha256(data).hexdigest()


def resize_case(width, height, to, name, pattern, box=None):
    out = np.asarray(Image.fromarray(source(width, height, pattern)).resize(to, FILTERS[name], box=box))
    case = {"from": [width, height], "to": list(to), "filter": name, "pattern": pattern, "sha256": sha(out.tobytes())}
    if box is not None:
        case["box"] = list(box)
    if out.size <= 900:
        case["rgb"] = base64.b64encode(out.tobytes()).decode()
    return case


def evaluate(image, size, share, name, mean, std):
    """timm's evaluation transform: Resize(floor(size / crop_pct)), CenterCrop(size), ToTensor, Normalize."""
    width, height = image.size
    short = math.floor(size / share)
    if width <= height:
        w, h = short, int(short * height / width)
    else:
        w, h = int(short * width / height), short
    left, top = int(round((w - size) / 2.0)), int(round((h - size) / 2.0))
    crop = np.asarray(image.resize((w, h), FILTERS[name]).crop((left, top, left + size, top + size)))
    tensor = crop.astype(np.float32) / np.float32(255)
    tensor = (tensor - np.array(mean, np.float32)) / np.array(std, np.float32)
    assert tensor.dtype == np.float32
    return (w, h), (left, top), crop, tensor


def eval_case(width, height, size, share, name, mean, std, pattern):
    image = Image.fromarray(source(width, height, pattern))
    (w, h), (left, top), crop, tensor = evaluate(image, size, share, name, mean, std)
    return {
        "from": [width, height], "size": size, "cropShare": share, "filter": name, "mean": mean, "std": std,
        "pattern": pattern, "resized": [w, h], "offset": [left, top],
        "crop_sha256": sha(crop.tobytes()), "tensor_sha256": sha(tensor.tobytes()),
        "first": [float(v) for v in tensor.reshape(-1)[:6]],
    }


def sample_case(path, size, share, name, mean, std):
    """The same from the file of a photograph."""
    image = Image.open(path).convert("RGB")
    tensor = evaluate(image, size, share, name, mean, std)[3]
    return {"file": path.name, "from": list(image.size), "size": size, "cropShare": share, "filter": name,
            "mean": mean, "std": std, "tensor_sha256": sha(tensor.tobytes())}


resizes = [
    resize_case(*size, to, name, pattern)
    for name in FILTERS
    for size, to in [
        ((17, 13), (7, 5)), ((17, 13), (8, 13)), ((17, 13), (17, 4)), ((9, 7), (14, 16)), ((16, 16), (16, 16)),
        ((1, 1), (5, 3)), ((1, 37), (3, 11)), ((64, 2), (5, 7)), ((2, 64), (9, 3)), ((31, 29), (1, 1)),
        ((640, 3), (19, 15)), ((123, 457), (99, 371)), ((400, 300), (454, 341)),
    ]
    for pattern in ["noise", "bars", "smooth"]
]
resizes += [
    resize_case(40, 30, (11, 11), name, "noise", box)
    for name in FILTERS
    for box in [(0, 0, 40, 30), (3, 2, 25, 24), (1.25, 0.5, 31.5, 29.75), (10.1, 10.2, 14.3, 14.4), (4, 4, 15, 15)]
]
half, imagenet = [[0.5] * 3, [0.5] * 3], [[0.485, 0.456, 0.406], [0.229, 0.224, 0.225]]
evaluations = [
    eval_case(*size, crop, share, name, *norm, pattern)
    for size, crop, share, name, norm, pattern in [
        ((400, 300), 299, 0.875, "bicubic", half, "noise"), ((300, 451), 299, 0.8975, "bicubic", half, "smooth"),
        ((1023, 769), 299, 0.875, "bicubic", imagenet, "noise"), ((97, 211), 139, 0.875, "bicubic", half, "bars"),
        ((341, 343), 299, 0.875, "bicubic", half, "noise"), ((512, 512), 75, 0.875, "bilinear", half, "noise"),
        ((640, 480), 299, 0.875, "bilinear", imagenet, "bars"), ((500, 333), 300, 0.9, "lanczos", imagenet, "noise"),
        ((2000, 50), 80, 0.875, "bicubic", half, "noise"), ((7, 900), 75, 0.875, "bicubic", half, "noise"),
    ]
]

samples = [
    sample_case(path, size, share, "bicubic", *half)
    for path in sorted((Path(__file__).parents[3] / "public/samples").glob("*.jpg"))
    for size, share in [(299, 0.875), (299, 0.8975), (75, 0.875)]
]


def lines(cases):
    return ",\n".join(json.dumps(case) for case in cases)


print(f'{{"pillow": "{PIL.__version__}",\n"resize": [\n{lines(resizes)}\n],\n"evaluation": [\n{lines(evaluations)}\n],\n"samples": [\n{lines(samples)}\n]}}')
