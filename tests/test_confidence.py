from onrecord.reader.confidence import FLAGS, LOGITS, Confidence
from onrecord.reader.layers import Attribution


def found(**features: float) -> Attribution:
    return Attribution([(0, 1)], [(1, 2)], [(2, 3)], 0.0, dict.fromkeys([*LOGITS, *FLAGS], 0.5) | {"no_source": 0.0} | features)


def test_surer_parts_make_a_surer_statement():
    confidence = Confidence(dict.fromkeys([*LOGITS, *FLAGS], 0.2) | {"bias": 0.0})
    assert confidence(found(cue=0.1)) < confidence(found(cue=0.5)) < confidence(found(cue=0.99))


def test_it_stays_a_probability_short_of_certainty():
    confidence = Confidence(dict.fromkeys([*LOGITS, *FLAGS], 50.0) | {"bias": 0.0})
    assert confidence(found(cue=1.0, content=1.0)) <= 0.99
    assert confidence(found(cue=0.0, content=0.0, source=0.0, cue_edge=0.0, content_edge=0.0, content_link=0.0)) >= 0.01
