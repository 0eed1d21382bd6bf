"""Small files that no encoder of the tests writes, and what Pillow reads in those of printing colours.

    python3 tests/golden/picture/make-files.py

writes `files/` and `inks.json` beside this script.
"""
import json
from pathlib import Path

import imagecodecs
import numpy as np
import PIL
from PIL import Image

here = Path(__file__).parent
files = here / "files"
files.mkdir(exist_ok=True)


def scene(width=160, height=120):
    """As `scene` of tests/e2e/pictures.ts."""
    y, x = np.mgrid[:height, :width]
    corners = np.array([[(220, 40, 40), (40, 180, 60)], [(230, 200, 50), (40, 70, 220)]])
    colours = corners[(y >= height / 2).astype(int), (x >= width / 2).astype(int)]
    wave = np.round(12 * np.sin(x / 5) * np.sin(y / 7)).astype(int)
    return (colours + wave[..., None]).astype(np.uint8)


# Ink of twelve squares of 8 by 8, so that the blocks of a JPEG hold one colour each.
squares = np.random.default_rng(1).integers(0, 256, (3, 4, 4)).astype(np.uint8)
ink = np.ascontiguousarray(squares.repeat(8, 0).repeat(8, 1))

Image.fromarray(ink, "CMYK").save(files / "inks.jpg", quality=100, subsampling=0)
marked = (files / "inks.jpg").read_bytes()
adobe = marked.index(b"Adobe") - 4
(files / "inks-unmarked.jpg").write_bytes(marked[:adobe] + marked[adobe + 16 :])
ycck = imagecodecs.jpeg8_encode(255 - ink, level=100, subsampling="444", colorspace="CMYK", outcolorspace="YCCK")
(files / "inks-ycck.jpg").write_bytes(ycck)
Image.fromarray(ink, "CMYK").save(files / "inks.tif", compression="tiff_adobe_deflate")

rgb = scene()
(files / "scene.jxl").write_bytes(imagecodecs.jpegxl_encode(rgb, lossless=True, effort=9, usecontainer=True))
small = scene(32, 24)
frames = np.stack([small, 255 - small, small // 2])
(files / "animated.jxl").write_bytes(imagecodecs.jpegxl_encode(frames, lossless=True))
Image.fromarray(small).save(files / "scene.jp2", quality_layers=[20])
Image.fromarray(small).save(files / "scene.j2k", quality_layers=[20])
Image.fromarray(small).save(files / "scene.ico", sizes=[(16, 16)])

read = {}
for name in ("inks.jpg", "inks-unmarked.jpg", "inks-ycck.jpg", "inks.tif"):
    pixels = np.asarray(Image.open(files / name).convert("RGB"))
    read[name] = pixels[4::8, 4::8].reshape(-1, 3).tolist()
made = {"pillow": PIL.__version__, "imagecodecs": imagecodecs.__version__, "rgb": read}
(here / "inks.json").write_text(json.dumps(made) + "\n")
