#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Made-up numbers, judged by `runlog pii` and by two libraries that know them: python-stdnum and libphonenumber (as phonenumbers).

    oracles.py RUNLOG

In a field of a telling name the scanner must say of every number what python-stdnum says, valid or not; and it must find the example
numbers of every country that libphonenumber has, in international groups and as E.164.
"""
import datetime
import importlib
import json
import random
import subprocess
import sys

import phonenumbers

CANDIDATES = 3000  # of each format
FEWEST_VALID = 10
SHORT = 7  # digits after the calling code: without groups fewer are a difference (+29022158), no telephone number

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def some(alphabet, count):
    return lambda chance: "".join(chance.choice(alphabet) for _ in range(count))


def text(fixed):
    return lambda chance: fixed


def day(form, first=1920, last=2020):
    def make(chance):
        start = datetime.date(first, 1, 1)
        return (start + datetime.timedelta(days=chance.randrange((last - first) * 365))).strftime(form)
    return make


def one_of(*ranges):
    return lambda chance: "%02d" % chance.choice([n for first, last in ranges for n in range(first, last + 1)])


# Where numbers count that python-stdnum does not know, and why.
LOOSER = {
    "kr.rrn": "numbers given out since October 2020 have no check digit",
    "us.itin": "groups 50 to 65 are given out since 2011",
}

# Each: module of stdnum, entity, name of the field, the parts of a number. Provinces, counties and banks are those that there are,
# which python-stdnum does not look at.
FORMATS = [
    ("br.cpf", "BR_CPF", "cpf", [some(DIGITS, 9), some(DIGITS, 2)]),
    ("ca.sin", "CA_SIN", "sin", [some("12345679", 1), some(DIGITS, 8)]),
    ("de.idnr", "DE_TAX_ID", "steuer_id", [some(DIGITS, 11)]),
    ("dk.cpr", "DK_CPR", "cpr", [day("%d%m%y", 1940, 1999), text("-"), some("0123", 1), some(DIGITS, 3)]),
    ("es.dni", "ES_NIF", "dni", [some(DIGITS, 8), some(LETTERS, 1)]),
    ("es.nie", "ES_NIE", "nie", [some("XYZ", 1), some(DIGITS, 7), some(LETTERS, 1)]),
    ("fi.hetu", "FI_PERSONAL_IDENTITY_CODE", "hetu", [day("%d%m%y", 1920, 1999), text("-"), some("12345678", 1), some(DIGITS, 2), some(DIGITS + LETTERS, 1)]),
    ("gb.nhs", "UK_NHS", "nhs", [some(DIGITS, 10)]),
    ("il.idnr", "IL_ID", "teudat_zehut", [some(DIGITS, 9)]),
    ("in_.aadhaar", "IN_AADHAAR", "aadhaar", [some("23456789", 1), some(DIGITS, 11)]),
    ("kr.rrn", "KR_RRN", "rrn", [day("%y%m%d", 1920, 1999), text("-"), some("12", 1), some("0123456789", 6)]),
    ("nl.bsn", "NL_BSN", "bsn", [some(DIGITS, 9)]),
    ("no.fodselsnummer", "NO_FNR", "fnr", [day("%d%m%y", 1920, 1999), some("01234", 1), some(DIGITS, 4)]),
    ("pl.pesel", "PL_PESEL", "pesel", [day("%y%m%d", 1920, 1999), some(DIGITS, 5)]),
    ("pt.nif", "PT_NIF", "nif", [some("123", 1), some(DIGITS, 8)]),
    ("ro.cnp", "RO_CNP", "cnp", [some("12", 1), day("%y%m%d", 1920, 1999), one_of((1, 46)), some(DIGITS, 4)]),
    ("se.personnummer", "SE_PERSONNUMMER", "personnummer", [day("%y%m%d", 1930, 1999), text("-"), some(DIGITS, 4)]),
    ("th.pin", "TH_TNIN", "thai_national_id", [some("12345678", 1), one_of((10, 27), (30, 49)), some(DIGITS, 10)]),
    ("tr.tckimlik", "TR_NATIONAL_ID", "kimlik", [some("123456789", 1), some(DIGITS, 10)]),
    ("us.itin", "US_ITIN", "itin", [text("9"), some(DIGITS, 2), text("-"), some(DIGITS, 2), text("-"), some(DIGITS, 4)]),
    ("us.ssn", "US_SSN", "ssn", [some(DIGITS, 3), text("-"), some(DIGITS, 2), text("-"), some(DIGITS, 4)]),
    ("us.rtn", "ABA_ROUTING_NUMBER", "routing", [one_of((1, 12), (21, 32), (61, 72), (80, 80)), some(DIGITS, 7)]),
    ("au.tfn", "AU_TFN", "tfn", [some(DIGITS, 9)]),
    ("be.nn", "BE_NN", "rijksregisternummer", [day("%y.%m.%d", 1950, 1999), text("-"), some(DIGITS, 3), text("."), some(DIGITS, 2)]),
    ("bg.egn", "BG_EGN", "egn", [day("%y%m%d", 1920, 1999), some(DIGITS, 4)]),
    ("cn.ric", "CN_RIC", "id_card", [text("440305"), day("%Y%m%d", 1930, 2010), some(DIGITS, 3), some(DIGITS + "X", 1)]),
    ("za.idnr", "ZA_ID_NUMBER", "sa_id", [day("%y%m%d", 1940, 1999), some(DIGITS, 4), some("01", 1), some("89", 1), some(DIGITS, 1)]),
    ("jp.in_", "JP_MY_NUMBER", "my_number", [some(DIGITS, 12)]),
    ("ie.pps", "IE_PPS", "pps", [some(DIGITS, 7), some("ABCDEFGHIJKLMNOPQRSTUVW", 1)]),
    ("fr.nir", "FR_NIR", "nir", [some("12", 1), day("%y%m", 1940, 1999), some("0123456789", 1), some("123456789", 1), some(DIGITS, 6), some(DIGITS, 2)]),
]


def is_found(runlog, entity, rows):
    """Of each row whether its whole text is a likely finding."""
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    command = [runlog, "pii", "--format", "jsonl", "--min-likelihood", "likely", "--entities", entity]
    out = subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout
    findings = [json.loads(line)["findings"] for line in out.splitlines()]
    return [any(f["start"] == 0 and f["end"] == len(row["text"]) for f in found) for row, found in zip(rows, findings)]


def modules():
    for name, entity, field, parts in FORMATS:
        try:
            yield name, importlib.import_module("stdnum." + name), entity, field, parts
        except ModuleNotFoundError:
            print(f"{name}: this python-stdnum does not have it")


def look_at_numbers(runlog):
    bad = 0
    chance = random.Random(1)
    for name, module, entity, field, parts in modules():
        numbers = ["".join(part(chance) for part in parts) for _ in range(CANDIDATES)]
        valid = [module.is_valid(number) for number in numbers]
        ours = is_found(runlog, entity, [{"text": number, "field": field} for number in numbers])
        differ = [(number, theirs) for number, theirs, we in zip(numbers, valid, ours)
                  if theirs != we and (theirs or name not in LOOSER)]
        print(f"{name}: {sum(valid)} of {len(numbers)} valid, {len(differ)} told otherwise",
              *[f"{number} ({'valid' if theirs else 'not valid'})" for number, theirs in differ[:4]])
        bad += len(differ) + (1 if sum(valid) < FEWEST_VALID else 0)
    return bad


def phone_texts():
    formats = phonenumbers.PhoneNumberFormat
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        for kind in (phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE):
            example = phonenumbers.example_number_for_type(region, kind)
            if example is None:
                continue
            yield phonenumbers.format_number(example, formats.INTERNATIONAL)
            if len(phonenumbers.national_significant_number(example)) >= SHORT:
                yield phonenumbers.format_number(example, formats.E164)


def look_at_phones(runlog):
    texts = list(phone_texts())
    found = is_found(runlog, "PHONE", [{"text": text} for text in texts])
    missed = [text for text, ours in zip(texts, found) if not ours]
    print(f"libphonenumber: {len(texts)} examples, {len(missed)} missed", *missed[:8])
    return 0 if len(missed) * 100 <= len(texts) else 1  # other versions of the library have other examples


if __name__ == "__main__":
    sys.exit(1 if look_at_numbers(sys.argv[1]) + look_at_phones(sys.argv[1]) else 0)
