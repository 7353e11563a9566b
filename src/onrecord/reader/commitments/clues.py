"""What is known of a course of action that may tell whether somebody is bound to it, or told to take it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...record import Speaker
from ..cues import CLASSES_OF, stem
from ..layers import Attribution, Layers, Range
from .actions import skip_back
from .clauses import Clauses
from .courses import Course
from .doers import THIRD, Doer, in_own_words, is_turn
from .words import BINDING, CALLING, COMMISSIVE, DEEDS, DIRECTIVE, NEGATIONS, STATIVE

_FIRST = frozenset(["i", "we"])
_THINKING = frozenset(
    "think believe hope expect know guess suppose suspect predict doubt worry fear bet imagine assume understand fact sure confident "
    "likely hopeful feel see".split()
)
_SAYING = frozenset("say tell promise vow pledge propose suggest insist claim argue announce".split())
_LIGHT = frozenset("be have do make get take go give come see let keep put".split())


def clues(
    layers: Layers,
    attribution: Attribution,
    speaker: Speaker | None,
    course: Course,
    who: Doer,
    count: int,
    verbs: Mapping[str, Sequence[float]],
) -> dict[str, float]:
    """What is known of one course of action: name -> value, mostly 1.

    ``count``: how many courses its statement has. ``verbs``: as in ``Weights``.
    """
    c, action = course.clauses, course.action
    forms = layers.words.forms
    out: dict[str, float] = {"bias": 1.0}

    def add(*names: str) -> None:
        for name in names:
            out[name] = 1.0

    form = f"{action.modal}+{action.form}" if action.modal and action.modal != action.form else action.form
    modal = action.modal or action.form
    negated = "not" if action.negated else ""
    add(f"form={action.form}", f"full={form}", f"doer={who.sort}", f"own={who.own}")
    add(f"form={action.form} own={who.own}", f"form={action.form} doer={who.sort}", f"modal={modal} own={who.own} {negated}")
    if action.negated:
        add("negated", f"negated own={who.own}")
    base = c.low[action.start]
    deed = "deed" if base in DEEDS else "state" if base in STATIVE else "act"
    verb, place = stem(base), action.start
    if verb == "be" and action.start + 1 < action.end:
        at = action.start + 1
        while at < action.end - 1 and c.pos[at] == "RB":
            at += 1
        passive = c.pos[at] in ("VBN", "VBD")
        voice = "passive" if passive else "be"
        add(voice, f"be+{c.pos[at][:2]}", f"form={action.form} {voice}", f"{voice} own={who.own}", f"{voice} {modal} own={who.own}")
        if passive or c.pos[at] == "VBG":
            verb, place = stem(c.low[at]), at
    add(deed, f"{deed} own={who.own}", f"{deed} {modal}", f"{deed} {modal} own={who.own}", f"{deed} doer={who.sort}")
    if c.pos[place][:2] == "VB":  # of "called for talks" no word is one, and a name is never a reason
        add(f"verb={verb}")
    for name, score in zip(("bound", "told"), verbs.get(verb, ()), strict=False):
        out[f"verb {name}"] = out[f"verb {name} own={who.own}"] = score
    if c.low[action.start] in ("have", "been") and action.start + 1 < len(c) and c.pos[action.start + 1] in ("VBN", "VBD", "RB"):
        add("perfect")
    # the cue
    stems = [stem(forms[i]) for a, b in attribution.cue for i in range(a, b) if forms[i][0].isalpha()]
    kinds = {kind for s in stems for kind in CLASSES_OF.get(s, ())}
    cue = [s for s in stems if s in CLASSES_OF]
    for s in cue[-2:]:
        add(f"cue={s}")
        if who.own == "cue" or action.form.startswith("cue"):
            add(f"{action.form} cue={s}")
    for kind in kinds:
        add(f"cue kind={kind}", f"cue kind={kind} form={action.form}")
    told = {forms[i].lower() for a, b in attribution.cue for i in range(a, b)}
    style = "commissive" if told & COMMISSIVE else "directive" if told & DIRECTIVE else "plain" if stems else "mark"
    add(f"cue {style}", f"cue {style} form={action.form}", f"cue {style} own={who.own}", f"cue {style} {modal} own={who.own}")
    if told & NEGATIONS:
        add("cue negated")
    if "?" in c.low or told & {"asked", "asking", "wondered", "questioned", "dismissed"}:
        add("asked")
    first = forms[attribution.content[0][0]].lower()
    if not is_turn(layers, attribution) and first in ("whether", "if", "how", "what", "when", "why", "where", "who"):
        add("indirect question", f"opens={first}")
    if cue:
        past = any(layers.pos[i] in ("VBD", "VBN") for a, b in attribution.cue for i in range(a, b))
        add("cue past" if past else "cue present", f"{'past' if past else 'present'} {modal}")
    if cue and set(cue) <= {"say", "add", "tell", "tweet", "writ", "write", "announc", "stat"}:
        add("plain cue")
    # where it stands
    quoted = in_own_words(layers, attribution, course.words[0])
    add("quoted" if quoted else "told", f"{'quoted' if quoted else 'told'} doer={who.sort}")
    last = c.low[-1]
    if last == "?":
        add("question")
    add(f"courses={min(count, 4)}")
    before = _clause_before(c, action.governor if action.governor >= 0 else action.start, c.find(who.words[0]) if who.words else -1)
    if before >= 0:
        word = c.low[before]
        s = stem(word)
        if word in (
            "that",
            "which",
            "who",
            "what",
            "how",
            "why",
            "where",
            "when",
            "because",
            "than",
            "whether",
            "and",
            "but",
            "so",
            ",",
            "as",
            "then",
        ):
            add(f"before={word}")
        else:
            add(f"before={c.pos[before][:2]}")
        if word in ("if", "whether", "how", "what", "why", "where") and not course.condition:
            add("indirect question")
        look = before - 1 if word == "that" and before > 0 else before
        s = stem(c.low[look])
        if s in _THINKING:
            add("thought")
        if s in _SAYING:
            add("said within")
    else:
        add("before=none")
    # what it hangs on
    if course.condition:
        add(
            "condition",
            f"condition={course.word}",
            f"condition own={who.own}",
            f"condition {modal}",
            f"condition modal={modal} own={who.own}",
        )
        tense = _tense(layers, course.condition)
        add(f"condition tense={tense}", f"condition tense={tense} {modal}", f"condition tense={tense} own={who.own}")
        text = {forms[j].lower() for j in range(*course.condition)}
        if "elected" in text or "president" in text or "wins" in text or "win" in text or "won" in text or "becomes" in text:
            add("condition won")
        if "had" in text or "were" in text:
            add("condition unreal")
        if course.word == "if" and "not" in text | {"t"}:
            add("condition not")
    doubtful = {
        "perfect",
        "question",
        "indirect question",
        "asked",
        "unsure",
        "thought",
        "condition unreal",
        "cue negated",
    } & out.keys()
    bound = modal in (
        "will",
        "would",
        "going",
        "plan",
        "intend",
        "promise",
        "ready",
        "shall",
        "refuse",
        "threaten",
        "commit",
        "cue",
    )
    if who.own in ("yes", "cue", "principal") and bound and deed != "state" and not doubtful:
        if who.own != "cue":
            out["clear undertaking"] = 2.0
        elif style == "commissive":
            out["clear commissive"] = 2.0
    if told & BINDING and not doubtful and (who.own == "cue" or (who.own in ("yes", "principal") and modal in ("would", "will"))):
        out["clear binding"] = 2.0
    if action.form == "told":
        governor = c.low[action.governor]
        add(f"calls={stem(governor)}")
        asker = c.low[skip_back(c, action.governor)]
        asks = asker in ("i", "we", "would", "d", "must", "should") or (asker in THIRD and not quoted)
        if governor in CALLING and asks and not doubtful:
            out["clear plea"] = 2.0
    if style == "directive" and action.form in ("cue", "cue told", "subjunctive") and deed != "state" and not doubtful:
        out["clear direction"] = 2.0
    if (
        modal in ("should", "must", "ought", "need")
        and who.own == "no"
        and who.sort.startswith(("name", "he", "they", "plural", "you"))
        and deed == "deed"
    ):
        out["clear call"] = 2.0
    if speaker is not None:
        add(f"speaker={speaker.kind}", f"speaker={speaker.kind} own={who.own}")
    rest = {c.low[j] for j in range(action.start, action.end)}
    if rest & _FIRST:
        add("I within")
    back = c.low[skip_back(c, action.start)] if action.start else ""
    if back in NEGATIONS or any(
        w in ("likely", "probably", "might", "may", "maybe", "perhaps") for w in c.low[max(0, action.start - 4) : action.start]
    ):
        add("unsure")
    if any(
        w in ("never", "certainly", "absolutely", "immediately", "always")
        for w in c.low[max(0, action.start - 3) : action.start + 1]
    ):
        add("firm")
    add(f"next={c.pos[action.start + 1][:2] if action.start + 1 < action.end else 'end'}")
    if "rather" in c.low[max(0, action.start - 2) : action.start]:
        add("rather")
    if c.low[action.start] in _LIGHT:
        add("light verb")
    return out


def _tense(layers: Layers, condition: Range) -> str:
    """The tense of a condition, as its parts of speech tell."""
    tags = set(layers.pos[condition[0] : condition[1]])
    if "VBD" in tags:
        return "past"
    return "present" if tags & {"VBZ", "VBP", "VBG"} else "modal" if "MD" in tags else "none"


def _clause_before(c: Clauses, governor: int, subject: int) -> int:
    """The plain word before the clause that holds the governor; -1 where the clause begins what is said."""
    k = subject if 0 <= subject <= governor else governor
    k -= 1
    return k if k >= 0 else -1
