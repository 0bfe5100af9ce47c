"""Speaks the training worker's protocol; what it does is said by ``--architecture``."""

import json
import os
import shutil
import sys
import time
from pathlib import Path


def say(**event):
    print(json.dumps(event), flush=True)


def main():
    *arguments, first, second = sys.argv[1:]
    assert (first, second) == ("--stop-with-parent", "--in-background")
    options = dict(zip(arguments[::2], arguments[1::2], strict=True))
    kind, out = options["--architecture"], Path(options["--out"])
    say(event="started")
    if kind == "crash":
        print("some library complains", flush=True)
        sys.stderr.write("Traceback (most recent call last):\nRuntimeError: out of luck\n")
        return 3
    if kind == "killed":
        os.kill(os.getpid(), 9)
    if kind == "refused":
        say(event="failed", message="The dataset has no labels yet; label some cells first.")
        return 1
    if kind == "deaf":
        while True:
            time.sleep(1)
    if kind == "obedient":
        while True:
            if sys.stdin.readline().strip() == "cancel":
                say(event="cancelled")
                return 0
    if kind == "cut-off":
        be_cut_off_once(out / "cnn.mine.checkpoint")
    finish(out, options)
    return 0


def be_cut_off_once(kept):
    if not kept.exists():
        kept.mkdir(parents=True)
        (kept / "the-model.safetensors").write_bytes(b"an epoch")
        os.kill(os.getpid(), 9)
    shutil.rmtree(kept)


def finish(out, options):
    for epoch in (1, 2, 3):
        say(event="epoch", epoch=epoch, epochs=3, train_loss=1 / epoch, validation_loss=0.5)
    out.mkdir(parents=True, exist_ok=True)
    (out / "arguments.json").write_text(json.dumps(options))
    template = os.environ.get("FAKE_CANDIDATE")
    if template:
        for path in Path(template).iterdir():
            shutil.copy(path, out)
    card = next((str(path) for path in out.glob("cnn*.json")), str(out / "missing.json"))
    # Without a line end, and in two pieces: the last word counts all the same.
    line = json.dumps({"event": "done", "card": card, "metrics": {}, "controls": {}})
    sys.stdout.write(line[:10])
    sys.stdout.flush()
    time.sleep(0.05)
    sys.stdout.write(line[10:])


sys.exit(main())
