#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes cases.jsonl: made-up labelled texts for every entity of personal data and of machines, and near misses of each.

    madeup.py > cases.jsonl

Numbers are drawn and judged by python-stdnum, or by the rules below where it knows none; none is anybody's on purpose. The same draws
every time. Each line has the `text` (and the name of its `field`), the `entity` that it is about, `why` it is there and the spans that are one.
"""
import json
import sys

import madeupnumbers
from madeupnumbers import CHANCE

VALID = 8  # of each entity
FALSE = 6

PROSE = ["The customer wrote that {} is right.", "Please note {} for later.", "Use {} from now on, thanks!", "She sent {} yesterday."]
BESIDE = ["The {} is {}.", "Please update the {}: {}", "My {} {} has changed.", "{}: {} (as given by phone)"]


def labelled(entity, why, before, value, after, field=""):
    text = before + value + after
    case = {"entity": entity, "why": why, "text": text, "entities": [{"start": len(before), "end": len(before) + len(value), "type": entity}]}
    return case | ({"field": field} if field else {})


def parted(template, *parts):
    """What stands before and after the value, which fills the last place of the template."""
    before, _, after = template.rpartition("{}")
    return before.format(*parts[:-1]), after


def alone(entity, value):
    before, after = parted(CHANCE.choice(PROSE), value)
    return labelled(entity, "alone", before, value, after)


def beside(entity, word, value):
    before, after = parted(CHANCE.choice(BESIDE), word, value)
    return labelled(entity, "beside a word", before, value, after)


def keyed(entity, field, value):
    return labelled(entity, "in JSON", '{"id": 17, "%s": "' % field, value, '", "note": "-"}')


def argument(entity, field, value):
    return labelled(entity, "argument", "", value, "", field)


def near_miss(entity, why, text, field=""):
    return {"entity": entity, "why": "near miss: " + why, "text": text, "entities": []} | ({"field": field} if field else {})


def cases(kind):
    entity, words, fields = kind.entity, kind.words, kind.fields
    for i in range(VALID):
        value = kind.valid()
        if i % 2 == 0 and kind.anywhere:
            yield alone(entity, value)
        elif words and i % 4 in (0, 1):
            yield beside(entity, words[i // 2 % len(words)], value)
        elif fields and i % 4 == 2:
            yield keyed(entity, fields[i // 2 % len(fields)], value)
        elif fields:
            yield argument(entity, fields[i // 2 % len(fields)], value)
        else:
            yield alone(entity, value)
    for i in range(FALSE if kind.near else 0):
        value = kind.near()
        if fields and i % 3 == 0:
            yield near_miss(entity, kind.why, value, fields[i % len(fields)])
        elif words and i % 3 == 1:
            yield near_miss(entity, kind.why, words[i % len(words)] + ": " + value + ".")
        else:
            yield near_miss(entity, kind.why, CHANCE.choice(PROSE).format(value))
    for text in kind.others:
        yield near_miss(entity, "something else", text)
    if not kind.anywhere and not kind.keyed_only:
        for template in ("Order {} has shipped.", "{} units are in stock", "tracking: {}"):
            yield near_miss(entity, "nothing says so", template.format(kind.valid()))


if __name__ == "__main__":
    for one in madeupnumbers.kinds():
        for number, case in enumerate(cases(one), 1):
            print(json.dumps({"id": f"{one.entity}-{number}"} | case, ensure_ascii=False))
    sys.exit(0)
