"""The reader's network: a MiniLM encoder with heads for attribution, links, and (from silver) syntax, names and anaphora."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from .data import IGNORE, TAGS

N_TAGS = len(TAGS)
POINTERS = ("link", "origin", "head", "antecedent")
EXTENTS = ("begin", "finish")
CUE = slice(3, 5)
LIKELY_CUE = 0.1
"""How likely a word must be of a cue to vote for where sources and contents begin and end."""
FAINT = 0.02


def mean(checkpoints: list[Path]) -> dict[str, Tensor]:
    """The mean weights of several checkpoints ("model soup", Wortsman et al. 2022); what earlier ones lack is the last one's alone."""
    weights = [torch.load(path, map_location="cpu", weights_only=False)["average"] for path in checkpoints]
    out = {}
    for name, last in weights[-1].items():
        held = [w[name] for w in weights if name in w]
        out[name] = torch.stack(held).mean(0) if last.is_floating_point() and len(held) == len(weights) else last
    return out


def legal_transitions() -> tuple[Tensor, Tensor]:
    """(from, to) and start masks of the IOB sequences: I-x only after B-x or I-x."""
    allowed = torch.ones(N_TAGS, N_TAGS, dtype=torch.bool)
    start = torch.ones(N_TAGS, dtype=torch.bool)
    for i in range(2, N_TAGS, 2):
        start[i] = False
        allowed[:, i] = False
        allowed[i - 1, i] = allowed[i, i] = True
    return allowed, start


class CRF(nn.Module):
    """A linear-chain conditional random field over legal IOB sequences (Lafferty, McCallum and Pereira 2001)."""

    def __init__(self) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(N_TAGS, N_TAGS))
        self.start = nn.Parameter(torch.zeros(N_TAGS))
        allowed, start = legal_transitions()
        self.register_buffer("barred", torch.where(allowed, 0.0, -1e4), persistent=False)
        self.register_buffer("barred_start", torch.where(start, 0.0, -1e4), persistent=False)

    def loss(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood summed over the batch. scores: (windows, words, tags); mask marks a prefix."""
        move = self.transitions + self.barred
        start = self.start + self.barred_start
        m = mask.float()
        gold = scores.gather(2, tags[..., None])[..., 0]
        steps = move[tags[:, :-1], tags[:, 1:]]
        total = (gold * m).sum(1) + start[tags[:, 0]] + (steps * m[:, 1:]).sum(1)
        alpha = start + scores[:, 0]
        for t in range(1, scores.shape[1]):
            after = torch.logsumexp(alpha[:, :, None] + move, 1) + scores[:, t]
            alpha = torch.where(mask[:, t, None], after, alpha)
        return (torch.logsumexp(alpha, 1) - total).sum()


class Pointer(nn.Module):
    """Biaffine scores of each word for each place it may point to (Dozat and Manning 2017); place 0 is "outside"."""

    def __init__(self, size: int, width: int = 128, reach: int = 64) -> None:
        super().__init__()
        self.start = nn.Linear(size, width)
        self.end = nn.Linear(size, width)
        self.bias = nn.Linear(width, 1)
        self.reach = reach
        self.distance = nn.Embedding(2 * reach + 1, 1)
        nn.init.zeros_(self.distance.weight)

    def forward(self, words: Tensor, places: Tensor) -> Tensor:
        a = nn.functional.gelu(self.start(words))
        b = nn.functional.gelu(self.end(places))
        scores = a @ b.transpose(1, 2) / a.shape[-1] ** 0.5 * 4 + self.bias(b)[..., 0][:, None, :]
        n = words.shape[1]
        i = torch.arange(n)[:, None] + 1
        j = torch.arange(n + 1)[None, :]
        far = (j - i).clamp(-self.reach, self.reach) + self.reach
        return scores + self.distance(far)[..., 0] * (j > 0)


class ReaderNet(nn.Module):
    def __init__(self, encoder: BertModel, n_layouts: int, sizes: dict[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        hidden = encoder.config.hidden_size
        old = encoder.embeddings.token_type_embeddings.weight.data[0]
        layout = nn.Embedding(n_layouts, hidden)
        layout.weight.data.normal_(0, 0.02)
        layout.weight.data += old
        encoder.embeddings.token_type_embeddings = layout
        encoder.config.type_vocab_size = n_layouts
        self.dropout = nn.Dropout(dropout)
        self.tag = nn.Linear(hidden, N_TAGS)
        self.crf = CRF()
        self.link = Pointer(hidden)
        self.head = Pointer(hidden, 96)
        self.antecedent = Pointer(hidden, 96)
        self.labels = nn.ModuleDict({k: nn.Linear(hidden, v) for k, v in sizes.items()})
        self.origin = Pointer(hidden)
        for name in EXTENTS:
            pointer = Pointer(hidden, 64)
            nn.init.constant_(pointer.bias.bias, -5.0)
            setattr(self, name, pointer)
        self.vote = nn.Linear(8, N_TAGS, bias=False)
        nn.init.zeros_(self.vote.weight)

    def words(self, ids: Tensor, layout: Tensor, attention: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """(words, places): the first piece of each word, and the same with [CLS] before them."""
        h = self.encoder(input_ids=ids, token_type_ids=layout, attention_mask=attention).last_hidden_state
        w = h.gather(1, first[..., None].expand(-1, -1, h.shape[-1]))
        return w, torch.cat([h[:, :1], w], 1)

    def tag_scores(self, words: Tensor, places: Tensor, mask: Tensor, blocked: Tensor) -> tuple[Tensor, dict[str, Tensor], Tensor]:
        """Scores of the tags, with the votes of likely cues; the scores of ``EXTENTS``; and which words voted.

        Each likely cue says where its source begins, and where its content begins and ends; the strongest vote that a word
        gets is added to its tags' scores. It is one step of inference in a joint model of cues and their parts.
        """
        plain = self.tag(words)
        cue = plain.detach().softmax(-1)[..., CUE].sum(-1)
        cue = torch.where((cue > LIKELY_CUE) & mask, cue, 0.0)
        extents = {name: getattr(self, name)(words, places)[..., 1:] for name in EXTENTS}
        source = (self.origin(words, places) + blocked[:, None, :]).softmax(-1)[..., 1:]
        voted = [(cue[..., None] * chance).amax(1) for chance in (source, *(e.sigmoid() for e in extents.values()))]
        voted.append(nn.functional.pad(voted[-1], (1, 0))[:, :-1])
        votes = torch.stack(voted, -1)
        return plain + self.vote(torch.cat([votes, (votes + FAINT).log() - math.log(FAINT)], -1)), extents, cue > 0

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Mean losses by layer, one entry a head."""
        words, places = self.words(batch["ids"], batch["layout"], batch["attention"], batch["first"])
        words, places = self.dropout(words), self.dropout(places)
        mask = batch["mask"]
        blocked = torch.zeros(places.shape[:2]).masked_fill(~torch.cat([torch.ones_like(mask[:, :1]), mask], 1), -1e4)
        scores, extents, voting = self.tag_scores(words, places, mask, blocked)
        out = {"tags": self.crf.loss(scores, batch["tags"], mask) / mask.sum()}
        rows = voting | ((batch["tags"] + 1) // 2 == 2)
        for name, scores in extents.items():
            loss = nn.functional.binary_cross_entropy_with_logits(scores, batch[name], reduction="none")
            out[name] = (loss * mask[:, None, :]).sum(-1)[rows].sum() / rows.sum().clamp(min=1)
        for name in POINTERS:
            target = batch[name]
            if (target != IGNORE).any():
                scores = getattr(self, name)(words, places) + blocked[:, None, :]
                out[name] = nn.functional.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=IGNORE)
        for name, layer in self.labels.items():
            if (batch[name] != IGNORE).any():
                out[name] = nn.functional.cross_entropy(layer(words).flatten(0, 1), batch[name].flatten(), ignore_index=IGNORE)
        return out
