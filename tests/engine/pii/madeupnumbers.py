# SPDX-License-Identifier: Apache-2.0
"""What madeup.py knows of each entity: how a right value and one that just misses are drawn, and what people write beside it."""
import dataclasses
import datetime
import hashlib
import importlib
import random

CHANCE = random.Random(2026)
DIGITS = "0123456789"
UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclasses.dataclass
class Kind:
    entity: str
    valid: object              # draws a right value
    near: object = None        # draws one that is none
    why: str = "wrong check digit"
    words: tuple = ()          # what people write before it
    fields: tuple = ()
    anywhere: bool = True      # found without any of them
    keyed_only: bool = False   # found by the name of its field only
    others: tuple = ()         # texts that hold none


def drawn(form):
    """# a digit, 1 a digit but zero, @ a capital letter, D a day as yymmdd, E as ddmmyy, F as yyyymmdd; all else stands for itself."""
    day = datetime.date(1938, 1, 1) + datetime.timedelta(days=CHANCE.randrange(22000))
    make = {"#": lambda: CHANCE.choice(DIGITS), "1": lambda: CHANCE.choice(DIGITS[1:]), "@": lambda: CHANCE.choice(UPPER),
            "D": lambda: day.strftime("%y%m%d"), "E": lambda: day.strftime("%d%m%y"), "F": lambda: day.strftime("%Y%m%d"),
            "y": lambda: day.strftime("%y"), "m": lambda: day.strftime("%m"), "d": lambda: day.strftime("%d")}
    return "".join(make.get(c, lambda c=c: c)() for c in form)


def until(draw, right):
    def make():
        while True:
            value = draw()
            if right(value):
                return value
    return make


def changed(valid, right):
    """A right value with another last digit or letter, so that it is none."""
    def change():
        value = valid()
        places = [i for i, c in enumerate(value) if c in DIGITS]
        at = places[-1] if CHANCE.random() < 0.5 else CHANCE.choice(places[len(places) // 2:])
        return value[:at] + CHANCE.choice(DIGITS) + value[at + 1:]
    return until(change, lambda value: not right(value))


def known(module):
    return importlib.import_module("stdnum." + module).is_valid


def numbered(entity, right, form, words, fields, anywhere=True, shown=lambda value: value, **more):
    """An entity whose numbers have a form and a check digit; `shown` writes them as people do."""
    right = known(right) if isinstance(right, str) else right
    plain = until(lambda: drawn(form), right)
    wrong = changed(plain, right)
    return Kind(entity, lambda: shown(plain()), lambda: shown(wrong()), words=words, fields=fields, anywhere=anywhere, **more)


def grouped(*sizes, by=" "):
    def show(value):
        parts, begin = [], 0
        for size in sizes:
            parts.append(value[begin:begin + size])
            begin += size
        return by.join(parts)
    return show


def luhn(digits):
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0


def weighed(digits, weights):
    return sum(int(d) * w for d, w in zip(digits, weights))


def npi(value):
    return value[0] in "12" and luhn("80840" + value)


def dea(value):
    return value[0] in "ABFGM" and (weighed(value[2:], (1, 2, 1, 2, 1, 2))) % 10 == int(value[8])


def nric(value):
    return "JZIHGFEDCBA"[(weighed(value[1:8], (2, 7, 6, 5, 4, 3, 2)) + (4 if value[0] == "T" else 0)) % 11] == value[8]


def hkid(value):
    total = 36 * 9 + (ord(value[0]) - 55) * 8 + weighed(value[1:7], (7, 6, 5, 4, 3, 2))
    return (total + int(value[8])) % 11 == 0


TAIWAN = "ABCDEFGHJKLMNPQRSTUVXYWZIO"


def taiwanese(value):
    place = 10 + TAIWAN.index(value[0])
    return value[1] in "12" and (place // 10 + place % 10 * 9 + weighed(value[1:], (8, 7, 6, 5, 4, 3, 2, 1, 1))) % 10 == 0


def japanese(value):
    rest = weighed(value, (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return int(value[11]) == (0 if rest <= 1 else 11 - rest)


def medicare(value):
    return value[0] in "23456" and weighed(value, (1, 3, 7, 9, 1, 3, 7, 9)) % 10 == int(value[8])


def german_pension(value):
    digits = value[:8] + "%02d" % (ord(value[8]) - 64) + value[9:]
    total = sum(p // 10 + p % 10 for p in (int(d) * w for d, w in zip(digits, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1))))
    return total % 10 == int(value[11])


def coin(version=0):
    payload = bytes([version]) + CHANCE.randbytes(20)
    number = int.from_bytes(payload + hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4], "big")
    letters = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    text = ""
    while number:
        number, rest = divmod(number, 58)
        text = letters[rest] + text
    return "1" * (len(payload) - len(payload.lstrip(b"\0"))) + text


def swapped(valid):
    """The same with two letters changed."""
    def make():
        value = valid()
        at = CHANCE.randrange(4, len(value) - 4)
        return value[:at] + CHANCE.choice([c for c in "23456789abcdef" if c != value[at]]) + CHANCE.choice("ghjkmn") + value[at + 2:]
    return make


def iban():
    bank = drawn("##################")
    check = 98 - int(bank + "131400") % 97
    return "DE%02d" % check + bank


def one_of(*texts):
    return lambda: CHANCE.choice(texts)


def with_letters(form, letters):
    return lambda: "".join(CHANCE.choice(letters) if c == "@" else drawn(c) for c in form)


def europe():
    yield numbered("UK_NHS", "gb.nhs", "1#########", ("NHS number", "NHS no"), ("nhs_number", "nhsNumber"), False, grouped(3, 3, 4))
    yield numbered("IE_PPS", "ie.pps", "#######@A", ("PPS number", "PPSN"), ("pps_number", "ppsn"))
    yield numbered("DE_TAX_ID", "de.idnr", "1##########", ("Steuer-ID", "Steueridentifikationsnummer"), ("steuer_id", "steuerId"), False)
    yield numbered("DE_SOCIAL_SECURITY", german_pension, "##E@###", ("Sozialversicherungsnummer", "Rentenversicherungsnummer"), ("rentenversicherungsnummer", "svnr"))
    yield numbered("FR_NIR", "fr.nir", "2ym75########", ("numéro de sécurité sociale", "NIR"), ("nir", "numero_insee"), True, grouped(1, 2, 2, 2, 3, 3, 2))
    yield numbered("ES_NIF", "es.dni", "########@", ("DNI", "NIF"), ("dni", "nif"))
    yield numbered("ES_NIE", "es.nie", "X#######@", ("NIE", "número de extranjero NIE"), ("nie", "nieNumber"))
    yield numbered("PT_NIF", "pt.nif", "2########", ("NIF", "número de contribuinte"), ("nif", "contribuinte"), False)
    yield italian()
    yield numbered("NL_BSN", "nl.bsn", "1########", ("BSN", "burgerservicenummer"), ("bsn", "burgerservicenummer"), False)
    yield numbered("BE_NN", "be.nn", "D#####", ("rijksregisternummer", "numéro national"), ("rijksregisternummer", "national_number"), True,
                   lambda v: f"{v[:2]}.{v[2:4]}.{v[4:6]}-{v[6:9]}.{v[9:]}")
    yield numbered("CH_AHV", "ch.ssn", "756##########", ("AHV-Nummer", "numéro AVS"), ("ahv_number", "ahvNummer"), True, grouped(3, 4, 4, 2, by="."))
    yield numbered("AT_SVNR", "at.vnr", "1###E", ("SVNR", "Sozialversicherungsnummer"), ("svnr", "sozialversicherungsnummer"), False, grouped(4, 6))
    yield numbered("PL_PESEL", "pl.pesel", "D#####", ("PESEL", "numer PESEL"), ("pesel", "numerPesel"), False)
    yield numbered("CZ_RC", "cz.rc", "D####", ("rodné číslo", "birth number"), ("rodne_cislo", "birthNumber"), True, grouped(6, 4, by="/"))
    yield numbered("RO_CNP", "ro.cnp", "1D40####", ("CNP", "cod numeric personal"), ("cnp", "codNumericPersonal"), False)
    yield numbered("BG_EGN", "bg.egn", "D####", ("EGN", "ЕГН"), ("egn", "egn_number"), False)
    yield numbered("EE_IK", "ee.ik", "3D####", ("isikukood", "asmens kodas"), ("isikukood", "asmensKodas"), False)
    yield numbered("FI_PERSONAL_IDENTITY_CODE", "fi.hetu", "E-###@", ("henkilötunnus", "HETU"), ("hetu", "henkilotunnus"))
    yield numbered("SE_PERSONNUMMER", "se.personnummer", "D-####", ("personnummer", "Swedish personal identity number"), ("personnummer", "samordningsnummer"))
    yield numbered("NO_FNR", "no.fodselsnummer", "E#####", ("fødselsnummer", "fnr"), ("fodselsnummer", "fnr"), False)
    yield Kind("DK_CPR", lambda: drawn("E-1###"), lambda: drawn("4513##-1###"), "no such day", ("CPR", "CPR-nummer"), ("cpr", "cprNummer"), False)
    yield numbered("TR_NATIONAL_ID", "tr.tckimlik", "1##########", ("TC kimlik", "kimlik no"), ("tc_kimlik", "tckn"), False)
    yield Kind("UK_NINO", lambda: drawn("AB ## ## ## ") + CHANCE.choice("ABCD"), lambda: drawn("QQ ## ## ## C"), "a prefix that is not given out",
               ("national insurance number", "NI number"), ("nino", "national_insurance_number"))
    yield Kind("UK_DRIVING_LICENCE", lambda: "MORGA" + british_birth() + "SM9IJ",
               lambda: "MORGA" + drawn("699###") + "SM9IJ", "no such day", ("driving licence", "DVLA licence"), ("driving_licence", "dvla_number"))


def british_birth():
    day = datetime.date(1961, 1, 1) + datetime.timedelta(days=CHANCE.randrange(3000))
    return "6%02d%02d%d" % (day.month, day.day, day.year % 10)


def italian():
    right = known("it.codicefiscale")
    def draw():
        return "RSSMRA" + drawn("##") + CHANCE.choice("ABCDEHLMPRST") + "%02d" % CHANCE.randrange(1, 29) + "H501" + CHANCE.choice(UPPER)
    valid = until(draw, right)
    return Kind("IT_FISCAL_CODE", valid, until(draw, lambda v: not right(v)), words=("codice fiscale", "fiscal code"), fields=("codice_fiscale", "codiceFiscale"))


def mexican():
    right = known("mx.curp")
    def draw():
        return "GOM" + CHANCE.choice("ACE") + drawn("D") + CHANCE.choice("HM") + "DFRNR0" + CHANCE.choice(DIGITS)
    return Kind("MX_CURP", until(draw, right), until(draw, lambda v: not right(v)), words=("CURP", "clave única"), fields=("curp", "curpNumber"))


def america():
    yield Kind("US_SSN", until(lambda: drawn("###-##-####"), known("us.ssn")), lambda: CHANCE.choice(("000", "666", "9##")).replace("#", "7") + drawn("-0#-####"),
               "an area that is not given out", ("SSN", "social security number"), ("ssn", "socialSecurityNumber"))
    yield Kind("US_ITIN", until(lambda: drawn("9##-##-####"), known("us.itin")), lambda: drawn("9##-4#-####"), "a group that is not given out",
               ("ITIN", "individual taxpayer number ITIN"), ("itin", "us_itin"), False)
    yield numbered("US_NPI", npi, "1#########", ("NPI", "national provider identifier NPI"), ("npi", "provider_npi"), False)
    yield Kind("US_MBI", with_letters("1@#1-@##-@@##", "ACDEFGHJKMNPQRTUVWXY"),
               lambda: "0EG4-TE5-MK" + drawn("##"), "it begins with zero", ("Medicare number", "MBI"), ("mbi", "medicare_beneficiary"))
    yield numbered("ABA_ROUTING_NUMBER", lambda v: v[:2] in ("02", "06", "11", "12", "26", "31") and known("us.rtn")(v), "#########",
                   ("routing number", "ABA"), ("routing_number", "abaRouting"), False)
    yield numbered("DEA_NUMBER", dea, "@@#######", ("DEA number", "DEA"), ("dea_number", "dea"), False)
    yield numbered("CA_SIN", "ca.sin", "5########", ("SIN", "social insurance number"), ("sin", "socialInsuranceNumber"), False, grouped(3, 3, 3))
    yield mexican()
    yield numbered("BR_CPF", "br.cpf", "###########", ("CPF", "cadastro de pessoa"), ("cpf", "cpf_cliente"), True, lambda v: f"{v[:3]}.{v[3:6]}.{v[6:9]}-{v[9:]}")
    yield numbered("AR_CUIT", "ar.cuit", "20#########", ("CUIT", "CUIL"), ("cuit", "cuil"), True, lambda v: f"{v[:2]}-{v[2:10]}-{v[10:]}")
    yield numbered("CL_RUT", "cl.rut", "1########", ("RUT", "RUN"), ("rut", "rut_cliente"), True, lambda v: f"{v[:2]}.{v[2:5]}.{v[5:8]}-{v[8]}")
    yield numbered("EC_CI", lambda v: v[2] < "6" and known("ec.ci")(v), "17########", ("cédula", "cédula de identidad"), ("cedula", "ci"), False)
    yield numbered("DO_CEDULA", "do.cedula", "001########", ("cédula", "Dominican cédula"), ("cedula", "cedula_number"), True, lambda v: f"{v[:3]}-{v[3:10]}-{v[10]}")


def asia():
    yield numbered("IN_AADHAAR", "in_.aadhaar", "4###########", ("Aadhaar", "Aadhaar number"), ("aadhaar", "aadhaar_number"), True, grouped(4, 4, 4))
    yield Kind("IN_PAN", lambda: drawn("@@@P@1###@"), lambda: drawn("@@@Q@1###@"), "no such kind of holder", ("PAN", "PAN card"), ("pan", "pan_number"))
    yield numbered("SG_NRIC_FIN", nric, "S#######@", ("NRIC", "identity card"), ("nric", "nric_fin"))
    yield Kind("MY_NRIC", lambda: drawn("D-02-####"), lambda: drawn("##45##-02-####"), "no such day", ("MyKad", "IC number"), ("mykad", "nric"))
    yield numbered("CN_RIC", "cn.ric", "440305F####", ("身份证", "resident identity card"), ("id_card", "residentIdentity"))
    yield numbered("HK_HKID", hkid, "@######(#)", ("HKID", "Hong Kong identity card"), ("hkid", "hkid_number"))
    yield numbered("TW_NATIONAL_ID", taiwanese, "@#########", ("Taiwan national ID", "身分證"), ("taiwan_id", "national_id"), False)
    yield numbered("JP_MY_NUMBER", japanese, "############", ("My Number", "マイナンバー"), ("my_number", "individualNumber"), False)
    yield Kind("KR_RRN", until(lambda: drawn("D-1######"), known("kr.rrn")), lambda: drawn("##45##-1######"), "no such day", ("RRN", "주민등록번호"), ("rrn", "resident_registration"))
    yield numbered("TH_TNIN", "th.pin", "110##########", ("Thai national ID", "เลขประจำตัวประชาชน"), ("thai_national_id", "tnin"), False)
    yield numbered("IL_ID", "il.idnr", "#########", ("teudat zehut", "Israeli ID"), ("teudat_zehut", "israeli_id"), False)
    yield numbered("ZA_ID_NUMBER", "za.idnr", "D####08#", ("South African ID", "RSA ID"), ("sa_id", "rsa_id"), False)
    yield numbered("AU_TFN", "au.tfn", "1########", ("TFN", "tax file number"), ("tfn", "taxFileNumber"), False, grouped(3, 3, 3))
    yield numbered("AU_MEDICARE", medicare, "##########", ("Medicare number", "Medicare card"), ("medicare_number", "medicareCard"), True, grouped(4, 5, 1))


def anywhere():
    people = one_of("ann.lee@acme.com", "b.okafor+shop@mail.example.org", "JO_2@uni-bonn.de", "x@y.co.uk", "paul.o'neil@acme.io", "mia@sub.host.fr")
    yield Kind("EMAIL", people, one_of("git@github.com:acme/tools.git", "icon@2x.png", "react@18.2.0", "a@b", "@handle", "joe@localhost"),
               "no address", ("e-mail", "contact"), ("email", "contact_email"))
    phones = one_of("+1 415 555 2671", "(415) 555-2671", "415-555-2671", "+44 20 7946 0958", "+49 30 901820", "+4915112345678", "020 7946 0958", "+33 1 42 68 53 00")
    yield Kind("PHONE", phones, one_of("2024-05-20", "12:30:45.1234567", "1.20.300.4000", "911", "4000-5000", "0.4155552671"),
               "a date, time, version or count", ("phone", "mobile"), ("phone", "user_phone"))
    yield numbered("CREDIT_CARD", luhn, "4###############", ("card number", "Visa"), ("card_number", "creditCard"), True, grouped(4, 4, 4, 4))
    wrong = until(lambda: "DE" + drawn("####################"), lambda v: (int(v[4:] + "1314" + v[2:4]) % 97) != 1)
    yield Kind("IBAN", iban, wrong, words=("IBAN", "account"), fields=("iban", "payout_iban"))
    yield Kind("CRYPTO", coin, swapped(coin), words=("wallet", "bitcoin address"), fields=("wallet", "btc_address"))


def by_name():
    yield Kind("PASSPORT", lambda: drawn("@########"), None, words=("passport number", "passport"), fields=("passport_number", "passportNo"), anywhere=False,
               others=("Passport control is at gate 12.", "Your passport office visit is on 12 May.", "Passport photo 35x45"))
    yield Kind("DRIVER_LICENSE", lambda: drawn("@#######"), None, words=("driver's license", "license number"), fields=("driver_license", "driversLicense"), anywhere=False,
               others=("The license expires in 2027.", "Licensed under Apache 2.0 since 2019.", "driver 535.104 is installed"))
    yield Kind("BANK_ACCOUNT", lambda: drawn("1#########"), None, words=("account number", "bank account"), fields=("account_number", "bankAccount"), anywhere=False,
               others=("The account was opened in 2019.", "Account 42 is active.", "The bank charges 1500 a year."))
    dates = one_of("1990-04-05", "05/04/1990", "5 April 1990", "April 5, 1990", "05.04.1990")
    yield Kind("DATE_OF_BIRTH", dates, None, words=("date of birth", "DOB"), fields=("dob", "dateOfBirth"), anywhere=False,
               others=("Birthday party tickets: order 19900405.", '{"born": true, "created": "1990-04-05"}', "The release is due 5 April 1990."))
    names = one_of("Mia Li", "José García", "Anna-Lena O'Neil", "Okafor", "Sofia Rossi")
    yield Kind("PERSON", names, None, fields=("first_name", "lastName", "customer_name", "passengerName"), anywhere=False, keyed_only=True,
               others=('{"product_name": "Blue Jay"}', '{"file_name": "Anna Lee"}', '{"name": "Weekly report"}', "first name: required", '{"first_name": null}', '{"display_name": "1234"}'))
    streets = one_of("12 Oak Lane", "Hauptstraße 5, Bonn", "221B Baker Street", "8 rue de la Paix", "742 Evergreen Terrace")
    yield Kind("ADDRESS", streets, None, fields=("street_address", "shippingAddress", "address1", "billing_address"), anywhere=False, keyed_only=True,
               others=('{"ip_address": "10 0 0 5"}', '{"email_address": "see the profile page"}', '{"address": "0x7ffd2a"}', "The address is wrong.", '{"base_address": "block 7 of 9"}', '{"bind_address": "any host"}'))
    codes = one_of("90210", "SW1A 1AA", "53113", "75008", "10115")
    yield Kind("POSTAL_CODE", codes, None, fields=("zip", "postalCode", "post_code", "plz"), anywhere=False, keyed_only=True,
               others=('{"error_code": "90210"}', '{"zip_file": "90210"}', '{"status_code": 53113}', '{"code": "75008"}', "unzip 90210 first", '{"country_code": "10115"}'))


def machines():
    yield Kind("IP_ADDRESS", one_of("13.52.11.22", "185.199.108.153", "2a00:1450:4001:81b::200e", "91.198.174.192"), one_of("10.0.0.5", "127.0.0.1", "192.168.1.20", "1.2.3", "300.1.1.1", "fe80::1"),
               "reserved, or none", ("client IP", "IP address"), ("ip_address", "clientIp"))
    mac = lambda: ":".join("%02x" % CHANCE.randrange(1, 255) for _ in range(6))
    yield Kind("MAC_ADDRESS", mac, one_of("ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00", "12:34:56", "aa:bb:cc:dd:ee", "aa:bb:cc:dd:ee:ff:00", "gg:11:22:33:44:55"), "broadcast, or none",
               ("MAC address", "hardware address"), ("mac_address", "mac"))


def kinds():
    for group in (anywhere, america, asia, europe, by_name, machines):
        yield from group()
