"""Runs the PyTorch code that `atlas export` writes, under the real torch, against the reference implementations.

    python3 tests/torch/check.py        (needs torch and numpy; Debian: apt-get install python3-torch)

For every network: the state dict has the reference's keys in its order, shapes and types; with the seeded weights every
stage and unit agrees with tests/golden/oracle within 2e-4 of its standard deviation, and so does the output. Not part of
`npm test`, which only compiles the code. Ends with `N passed, N failed`.
"""

import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import torch

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
TOLERANCE = 2e-4

# network, architecture file, oracle file, lists of the oracle by input size, renamed keys
CASES = [
    ("inception-v4", "timm-inception_v4", "oracle-timm-inception_v4", {299: ""}, {}),
    ("inception-resnet-v2", "timm-inception_resnet_v2", "oracle-timm-inception_resnet_v2", {299: ""}, {}),
    ("inception-resnet-v2", "cadene-inceptionresnetv2", None, {}, {"classif": "last_linear"}),
    ("inception-resnet-v1", "facenet-inception_resnet_v1", "oracle-facenet-inception_resnet_v1", {160: "", 299: "_299"}, {}),
    ("inception-v3", "timm-inception_v3", "oracle-timm-inception_v3", {299: ""}, {}),
]


def seed_of(key):
    h = 0x811C9DC5
    for byte in key.encode():
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    return h


def unit(key, count):
    """float32 values in [-1, 1), exact: FNV-1a of the key, then a mix of every index."""
    x = np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9) + np.uint32(seed_of(key))
    x ^= x >> np.uint32(16)
    x *= np.uint32(0x85EBCA6B)
    x ^= x >> np.uint32(13)
    x *= np.uint32(0xC2B2AE35)
    x ^= x >> np.uint32(16)
    return ((x >> np.uint32(8)).astype(np.float64) - 2.0**23) / 2.0**23


def seeded(key, shape):
    """The tensor of a key, as the recipe makes it (float32)."""
    shape = tuple(shape)
    if key.endswith(".num_batches_tracked"):
        return torch.zeros(shape, dtype=torch.int64)
    u = unit(key, int(np.prod(shape)))
    if key.endswith(".running_var"):
        values = 1 + np.abs(u) / 2
    elif key.endswith(".running_mean") or key.endswith(".bias"):
        values = u / 16
    elif len(shape) == 1:
        values = 1 + u / 8
    else:
        values = u * np.float64(np.float32(np.sqrt(7.5 / np.prod(shape[1:]))))
    return torch.from_numpy(values.astype(np.float32).reshape(shape))


def load(network, folder):
    """Has the network written as Python, and makes its one whole module."""
    file = folder / (network.replace("-", "_") + ".py")
    subprocess.run(["node", str(ROOT / "scripts" / "atlas.mjs"), "export", network, "--out", str(file)], check=True, stderr=subprocess.DEVNULL)
    spec = importlib.util.spec_from_file_location(file.stem, file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    name = "".join(word.capitalize() for word in network.split("-"))
    return getattr(module, name)().eval()


def renamed(key, renames):
    head, _, rest = key.partition(".")
    return f"{renames.get(head, head)}.{rest}"


def check_state_dict(model, architecture, renames):
    found = [(renamed(key, renames), list(t.shape), str(t.dtype).replace("torch.", "")) for key, t in model.state_dict().items()]
    wanted = [(each["key"], each["shape"], each["dtype"]) for each in architecture["state_dict"]]
    differing = [pair for pair in zip(found, wanted) if pair[0] != pair[1]]
    if len(found) == len(wanted) and not differing:
        return None, f"{len(found)} tensors"
    return f"{len(found)} tensors, {len(wanted)} wanted; first difference: {differing[:1]}", ""


def check_oracle(model, oracle, size, suffix):
    """The worst difference over the standard deviation, of all places that the oracle knows, and how many those are."""
    values = {}

    def keep(path):
        def hook(_module, _inputs, output):
            values[path] = output.detach().reshape(-1).numpy()

        return hook

    wanted = oracle[f"stages{suffix}"] + oracle[f"units{suffix}"]
    paths = {each["path"] for each in wanted}
    modules = dict(model.named_modules())
    hooks = [modules[path].register_forward_hook(keep(path)) for path in paths if path in modules]
    with torch.no_grad():
        picture = torch.from_numpy(unit("input", 3 * size * size).astype(np.float32).reshape(1, 3, size, size))
        output = model(picture)
    for hook in hooks:
        hook.remove()
    values["@output"] = output.reshape(-1).numpy()

    worst, where, compared = 0.0, "", 0
    for each in wanted:
        # Named in the answer, which then is a failure.
        if each["path"] not in values:
            continue
        found = values[each["path"]][each["pos"]].astype(np.float64)
        difference = float(np.max(np.abs(found - np.array(each["val"])))) / each["std"]
        compared += 1
        if not difference <= worst:
            worst, where = difference, each["path"]
    whole = np.array([v for row in oracle[f"output{suffix}"] for v in row])
    std = next(each["std"] for each in wanted if each["path"] == "@output")
    at_output = float(np.max(np.abs(values["@output"].astype(np.float64) - whole))) / std
    missing = sorted(paths - set(values))
    return worst, where, at_output, compared, missing


def main():
    passed = failed = 0

    def say(good, text):
        nonlocal passed, failed
        passed, failed = passed + bool(good), failed + (not good)
        print(f"{'ok  ' if good else 'FAIL'} {text}", flush=True)

    torch.set_num_threads(1)
    print(f"torch {torch.__version__}, numpy {np.__version__}, tolerance {TOLERANCE} of std")
    with tempfile.TemporaryDirectory() as folder:
        for network, architecture, oracle, sizes, renames in CASES:
            model = load(network, pathlib.Path(folder))
            fault, found = check_state_dict(model, json.loads((GOLDEN / "architecture" / f"{architecture}.json").read_text()), renames)
            say(fault is None, f"{network} = {architecture}: state dict in order, {fault or found}")
            if oracle is None:
                continue
            model.load_state_dict({key: seeded(key, t.shape) for key, t in model.state_dict().items()})
            numbers = json.loads((GOLDEN / "oracle" / f"{oracle}.json").read_text())
            for size, suffix in sizes.items():
                worst, where, at_output, compared, missing = check_oracle(model, numbers, size, suffix)
                say(
                    max(worst, at_output) <= TOLERANCE and not missing,
                    f"{network} at {size}: {compared} stages and units, worst {worst:.2e} ({where}), output {at_output:.2e}"
                    + (f", not there: {missing}" if missing else ""),
                )
    print(f"\n{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
