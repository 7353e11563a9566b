"""Write a checkpoint, or the mean of several, as the reader's model folder: the encoder for CTranslate2 in int8, the heads for numpy, the tokenizer.

python -m training.export CHECKPOINTS/last.pt --out src/onrecord/model
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import ctranslate2
import numpy as np
import torch
from ctranslate2.specs import common_spec, transformer_spec
from transformers import BertConfig, BertModel

from onrecord.reader.words import N_LAYOUTS

from .data import TAGS
from .model import EXTENTS, FAINT, LIKELY_CUE, POINTERS, ReaderNet, mean
from .train import base_model


def encoder_spec(model: BertModel) -> transformer_spec.TransformerEncoderModelSpec:
    """BERT as CTranslate2 knows it, but with our layout embeddings in the place of the two segment ids, and no pooler."""
    config = model.config
    spec = transformer_spec.TransformerEncoderModelSpec(
        transformer_spec.TransformerEncoderSpec(
            config.num_hidden_layers,
            config.num_attention_heads,
            pre_norm=False,
            activation=common_spec.Activation.GELU,
            layernorm_embedding=True,
            num_source_embeddings=2,
            embeddings_merge=common_spec.EmbeddingsMerge.ADD,
        )
    )
    spec.encoder.scale_embeddings = False
    weight = lambda tensor: tensor.detach().float().numpy()  # noqa: E731

    def linear(target: common_spec.LinearSpec, *modules: torch.nn.Linear) -> None:
        target.weight = np.concatenate([weight(m.weight) for m in modules])
        target.bias = np.concatenate([weight(m.bias) for m in modules])

    def norm(target: common_spec.LayerNormSpec, module: torch.nn.LayerNorm) -> None:
        target.gamma, target.beta = weight(module.weight), weight(module.bias)

    embeddings = model.embeddings
    spec.encoder.embeddings[0].weight = weight(embeddings.word_embeddings.weight)
    spec.encoder.embeddings[1].weight = weight(embeddings.token_type_embeddings.weight)
    spec.encoder.position_encodings.encodings = weight(embeddings.position_embeddings.weight)
    norm(spec.encoder.layernorm_embedding, embeddings.LayerNorm)
    for target, layer in zip(spec.encoder.layer, model.encoder.layer, strict=True):
        attention = layer.attention
        linear(target.self_attention.linear[0], attention.self.query, attention.self.key, attention.self.value)
        linear(target.self_attention.linear[1], attention.output.dense)
        norm(target.self_attention.layer_norm, attention.output.LayerNorm)
        linear(target.ffn.linear_0, layer.intermediate.dense)
        linear(target.ffn.linear_1, layer.output.dense)
        norm(target.ffn.layer_norm, layer.output.LayerNorm)
    return spec


def load(checkpoints: list[Path]) -> tuple[ReaderNet, dict[str, list[str]]]:
    """The network of one checkpoint or the mean of several, and its label sets."""
    labels = json.loads((checkpoints[-1].parent / "labels.json").read_text())
    config = BertConfig.from_pretrained(base_model())
    net = ReaderNet(BertModel(config, add_pooling_layer=False), N_LAYOUTS, {k: len(v) for k, v in labels.items()})
    net.load_state_dict(mean(checkpoints))
    return net.eval(), labels


def heads(net: ReaderNet) -> dict[str, np.ndarray]:
    """The heads' weights by name, 32-bit floats; matrices as (in, out)."""
    out: dict[str, np.ndarray] = {}
    for name, module in [("tag", net.tag), *((f"label.{k}", v) for k, v in net.labels.items())]:
        out[f"{name}.weight"], out[f"{name}.bias"] = module.weight.detach().numpy().T, module.bias.detach().numpy()
    for name in (*POINTERS, *EXTENTS):
        pointer = getattr(net, name)
        for part in ("start", "end", "bias"):
            module = getattr(pointer, part)
            out[f"{name}.{part}.weight"] = module.weight.detach().numpy().T
            out[f"{name}.{part}.bias"] = module.bias.detach().numpy()
        out[f"{name}.distance"] = pointer.distance.weight.detach().numpy()[:, 0]
    out["vote.weight"] = net.vote.weight.detach().numpy().T
    out["vote.likely"], out["vote.faint"] = np.float32(LIKELY_CUE), np.float32(FAINT)
    out["crf.move"] = (net.crf.transitions + net.crf.barred).detach().numpy()
    out["crf.start"] = (net.crf.start + net.crf.barred_start).detach().numpy()
    return {k: np.ascontiguousarray(v, np.float32) for k, v in out.items()}


def export(checkpoints: list[Path], out: Path, name: str, quantization: str | None) -> None:
    net, labels = load(checkpoints)
    shutil.rmtree(out / "encoder", ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    spec = encoder_spec(net.encoder)
    tokenizer = json.loads((base_model() / "tokenizer.json").read_text())
    vocabulary = sorted(tokenizer["model"]["vocab"], key=tokenizer["model"]["vocab"].get)
    spec.register_vocabulary(vocabulary)
    spec.config.unk_token = "[UNK]"
    spec.config.layer_norm_epsilon = net.encoder.config.layer_norm_eps
    spec.validate()
    spec.optimize(quantization=quantization)
    (out / "encoder").mkdir()
    spec.save(str(out / "encoder"))
    (out / "encoder" / "vocabulary.json").write_text("[]")  # ids go in, so the words need not be here twice
    (out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")))
    np.savez(out / "heads.npz", **heads(net))
    (out / "model.json").write_text(json.dumps({"name": name, "tags": TAGS, "labels": labels}, indent=1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path("src/onrecord/model"))
    parser.add_argument("--name", default="minilm-polnear-3")
    parser.add_argument("--quantization", default="int8", help="int8, or none for 32-bit floats")
    args = parser.parse_args()
    export(args.checkpoints, args.out, args.name, None if args.quantization == "none" else args.quantization)
    print({p.name: p.stat().st_size for p in sorted(args.out.rglob("*")) if p.is_file()}, ctranslate2.__version__)


if __name__ == "__main__":
    main()
