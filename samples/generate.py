#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the recorded runs of the samples: support, data-agent and looping-agent.

    python3 samples/generate.py [FOLDER]      (default: the folder of this script)

The same bytes come out on every machine and with every Python 3.7 or later: all chance comes from one counter-based
generator of whole numbers below (no floating point, no `random`, no clock), and money is counted in millionths of a dollar.
Every person, address, order and account in here is made up.

What the runs are about, and which outcomes the policies beside them give, is told by the README of each sample.
"""
import datetime
import json
import os
import sys

MASK = (1 << 64) - 1


class Dice:
    """splitmix64: a seed gives the same throws everywhere."""

    def __init__(self, seed):
        self.state = seed & MASK

    def below(self, limit):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        word = self.state
        word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & MASK
        return (word ^ (word >> 31)) % limit

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def chance(self, percent):
        return self.below(100) < percent

    def pick(self, items):
        return items[self.below(len(items))]


class Dollars(float):
    """A number of millionths, written as JSON with no exponent and no digit too many."""

    def __new__(cls, micros):
        money = super().__new__(cls, micros / 1000000)
        money.micros = micros
        return money


def number_text(dollars):
    text = "%d.%06d" % (dollars.micros // 1000000, dollars.micros % 1000000)
    return text.rstrip("0").rstrip(".")


def to_json(value):
    if isinstance(value, Dollars):
        return number_text(value)
    if isinstance(value, dict):
        return "{" + ",".join(json.dumps(key) + ":" + to_json(item) for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(to_json(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


EPOCH = datetime.datetime(1970, 1, 1)


def time_text(millis):
    moment = EPOCH + datetime.timedelta(milliseconds=millis)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + "%03dZ" % (millis % 1000)


def clock(day, minutes):
    """Milliseconds since 1970 of a date in 2026-03 and minutes since midnight UTC."""
    since = datetime.datetime(2026, 3, day) - EPOCH
    return since.days * 86400000 + minutes * 60000


class Run:
    """One recorded run: its lines, its clock, and the text that the next model call has not seen yet."""

    def __init__(self, run_id, service, start, user, task, dice, entry=False):
        self.id, self.dice, self.now, self.seq = run_id, dice, start, 0
        self.lines = []
        self.unread = task
        self.tokens = 0
        self.parent = None
        line = {"type": "run", "run": run_id, "service": service, "environment": "production",
                "started_at": time_text(start), "user": user}
        if not entry:
            line["input"] = task
        self.lines.append(line)
        if entry:
            self._add({"seq": 0, "kind": "call", "input": {"question": task}, "started_at": time_text(self.now)})

    def _add(self, fields, decision=None):
        line = {"type": "step", "run": self.id}
        line.update(fields)
        line["decision"] = decision or {"outcome": "allow"}
        self.lines.append(line)

    def model(self, name, price_in, price_out, tokens_in, tokens_out, says):
        """A model call. Prices are cents per million tokens."""
        self.seq += 1
        self.parent = self.seq
        took = 600 + tokens_out * 9 + tokens_in // 90 + self.dice.below(900)
        self._add({"seq": self.seq, "kind": "llm_call", "model": name, "input": self.unread, "output": says,
                   "cost_usd": Dollars((tokens_in * price_in + tokens_out * price_out) // 100),
                   "tokens_in": tokens_in, "tokens_out": tokens_out,
                   "started_at": time_text(self.now), "duration_ms": took})
        self.now += took + self.dice.between(40, 400)
        self.unread = ""

    def tool(self, name, args, output, cost=None, estimate=None, error=None, decision=None, ran=True, waited=0):
        """A tool call; `decision` is what the runtime of those days decided, `waited` how long an approval took."""
        self.seq += 1
        took = self.dice.between(60, 900)
        step = {"seq": self.seq, "kind": "tool_call", "tool": name, "args": args}
        if ran and error is None:
            step["output"] = output
        if ran and cost is not None:
            step["cost_usd"] = Dollars(cost)
        if estimate is not None:
            step["cost_estimate_usd"] = Dollars(estimate)
        step["started_at"] = time_text(self.now)
        if ran:
            step["duration_ms"] = took
        if error is not None:
            step["error"] = error
        if self.parent is not None:
            step["parent"] = self.parent
        self._add(step, decision)
        self.now += waited + took + self.dice.between(30, 300)
        if ran:
            self.unread = name + ": " + (error or (output if isinstance(output, str) else to_json(output)))
        else:
            self.unread = name + ": the call was not permitted"

    def end(self, status="completed"):
        self.lines.append({"type": "end", "run": self.id, "status": status, "at": time_text(self.now)})
        return self.lines


def approval(run, policy, state, by, waited, reason=""):
    return {"outcome": "require_approval", "policy": policy, "matched": [policy],
            "approval": {"state": state, "by": by, "at": time_text(run.now + waited), "reason": reason}}


def log_decision(policy):
    return {"outcome": "log", "policy": policy, "matched": [policy]}


# ---------------------------------------------------------------- people

FIRST = ["kaisa", "oskar", "mirela", "tomasz", "ines", "bram", "yuki", "devon", "salome", "arto", "lucie", "rafael",
         "nadia", "pekka", "giulia", "owen", "zofia", "emre", "hanna", "mateo"]
LAST = ["lindqvist", "berg", "ionescu", "wrona", "carvalho", "dekker", "tanabe", "marsh", "egger", "salmi", "perrin",
        "ortega", "haddad", "niemi", "ferri", "pryce", "gajda", "aydin", "vogel", "rivas"]
HOSTS = ["brevkassen-nordvik.net", "postfach-seetal.org", "courriel-rivelle.net", "correo-lavega.org", "mail-oakmere.net"]


def customer(dice):
    first, last = dice.pick(FIRST), dice.pick(LAST)
    return {"name": first.capitalize() + " " + last.capitalize(), "email": first + "." + last + "@" + dice.pick(HOSTS)}


# ---------------------------------------------------------------- support

AMOUNTS = ["49.97", "49.97", "49.50", "49.99", "50.00", "50.01", "51.90", "54.25", "59.95", "19.99", "12.40", "24.95",
           "24.95", "29.90", "34.50", "39.00", "44.95", "64.50", "74.95", "84.00", "99.99", "120.00", "149.00", "189.50"]
STAFF = [{"id": "u1187", "role": "agent", "team": "returns"}, {"id": "u1204", "role": "agent", "team": "returns"},
         {"id": "u1209", "role": "agent", "team": "delivery"}, {"id": "u1216", "role": "agent", "team": "delivery"},
         {"id": "u1230", "role": "agent", "team": "billing"}, {"id": "u1241", "role": "lead", "team": "billing"}]
DBA = {"id": "u0907", "role": "dba", "team": "platform"}
LEADS = ["ana.kovac", "j.brandt"]
COMPLAINTS = ["arrived broken, I want my money back", "never arrived", "came in the wrong size", "was charged twice",
              "stopped working after a week", "is missing a part"]
QUESTIONS = ["How long do returns take?", "Can I change my delivery address?", "Do you ship to the islands?",
             "Where is my invoice?", "Is the warranty two years or three?"]
ARTICLES = ["returns-in-30-days", "delivery-times", "warranty", "changing-an-address", "double-charges"]
# Runs on the days of March 2026 from Monday the 2nd on; Saturday the 14th was the spring sale's last day.
RUNS_PER_DAY = {2: 10, 3: 11, 4: 9, 5: 12, 6: 11, 7: 4, 8: 4, 9: 11, 10: 12, 11: 31, 12: 15, 13: 21, 14: 46, 15: 7, 16: 14,
                17: 11, 18: 10, 19: 26, 20: 11, 21: 5}


def cents(text):
    return Dollars(int(text.replace(".", "")) * 10000)


class Support:
    """One run of the support agent, told step by step."""

    def __init__(self, run_id, start, dice):
        self.dice = dice
        self.who = customer(dice)
        self.order = str(dice.between(81000, 89999))
        user = DBA if dice.chance(7) else dice.pick(STAFF)
        self.is_dba = user is DBA
        kind = dice.below(100)
        self.story = (self.refund if kind < 46 else self.question if kind < 66 else self.records if kind < 86
                      else self.stuck if kind < 93 else self.report)
        text = ("Order " + self.order + " " + dice.pick(COMPLAINTS)) if kind < 46 else dice.pick(QUESTIONS)
        if dice.chance(20):
            text += ". Write to " + self.who["email"]
        self.run = Run(run_id, "support-agent", start, user, text, dice)

    def think(self, says):
        self.run.tokens += self.dice.between(6000, 15500)
        size = self.dice.below(100)
        tokens_in = 26000 + self.run.tokens
        tokens_out = self.dice.between(60, 520)
        if size < 12:
            self.run.model("gpt-4o-mini", 15, 60, tokens_in, tokens_out, says)
        elif size < 55:
            self.run.model("gpt-4o", 250, 1000, tokens_in, tokens_out, says)
        else:
            self.run.model("gpt-4-turbo", 1000, 3000, tokens_in, tokens_out, says)

    def lookup(self):
        self.think("I look at the order first")
        self.run.tool("orders.lookup", {"order": self.order},
                      {"order": self.order, "status": "delivered", "days_ago": self.dice.between(2, 70)})

    def search(self):
        self.think("The knowledge base may say")
        article = self.dice.pick(ARTICLES)
        self.run.tool("kb.search", {"text": article.replace("-", " "), "top": 3}, [article])

    def answer(self, text):
        self.think("I write to the customer")
        self.run.tool("email.send", {"to": self.who["email"], "subject": "Order " + self.order, "body": text},
                      {"queued": True}, cost=400, decision=log_decision("log-exports"))
        if self.dice.chance(60):
            self.think("The ticket can be closed")
        self.run.tool("tickets.update", {"ticket": "T-" + self.order, "status": "solved"}, {"ok": True})

    def pay_back(self, amount):
        """Refunds over 60 dollars were reviewed in those days, those over 400 refused."""
        self.think("A refund of " + amount + " is due")
        args = {"order": self.order, "amount": cents(amount), "currency": "USD", "to": self.who["email"]}
        paid = {"status": "refunded", "refund": "rf_" + self.order}
        whole = float(amount)
        if whole > 400:
            self.run.tool("orders.refund", args, paid, ran=False,
                          decision={"outcome": "deny", "policy": "refund-limit", "matched": ["refund-limit"]})
            return False
        if whole <= 60:
            self.run.tool("orders.refund", args, paid)
            return True
        waited = self.dice.between(1, 13) * 60000 + self.dice.below(60000)
        state = self.dice.below(100)
        if state >= 94:
            waited = self.dice.between(17, 28) * 60000
        if state < 8:
            decision = approval(self.run, "refund-review", "expired", "", 1800000, "nobody answered in 30 minutes")
            self.run.tool("orders.refund", args, paid, ran=False, decision=decision, waited=1800000)
            return False
        if state < 20:
            decision = approval(self.run, "refund-review", "denied", self.dice.pick(LEADS), waited, "the parcel is not back yet")
            self.run.tool("orders.refund", args, paid, ran=False, decision=decision, waited=waited)
            return False
        decision = approval(self.run, "refund-review", "approved", self.dice.pick(LEADS), waited)
        self.run.tool("orders.refund", args, paid, decision=decision, waited=waited)
        return True

    def refund(self):
        self.lookup()
        if self.dice.chance(55):
            self.search()
        self.think("The order is within the return period")
        self.run.tool("tickets.update", {"ticket": "T-" + self.order, "status": "open", "note": "refund"}, {"ok": True})
        amount = "449.00" if self.dice.chance(3) else self.dice.pick(AMOUNTS)
        done = self.pay_back(amount)
        if not done and self.dice.chance(50):
            done = self.pay_back("49.97")
        self.answer("Your refund is on its way." if done else "We cannot refund this order yet.")

    def question(self):
        for _ in range(self.dice.between(2, 5)):
            self.search()
        if self.dice.chance(40):
            self.lookup()
        self.answer("Here is what we found in our help pages.")

    def query(self, personal):
        if personal:
            where = "email = '" + self.who["email"] + "'"
        else:
            where = "order_id = " + self.order
        limit = self.dice.pick([20, 50, 100, 200, 500, 1000, 1000, 1200, 2500, 5000])
        self.think("The order table knows more")
        args = {"query": "select id, status, total from orders where " + where, "limit": limit}
        rows = {"rows": self.dice.between(0, min(limit, 40))}
        if not personal or self.is_dba:
            self.run.tool("database.query", args, rows)
            return
        waited = self.dice.between(1, 11) * 60000 + self.dice.below(60000)
        if self.dice.chance(10):
            decision = approval(self.run, "pii-query", "denied", "security-desk", waited, "ask by order number instead")
            self.run.tool("database.query", args, rows, ran=False, decision=decision, waited=waited)
            return
        self.run.tool("database.query", args, rows, waited=waited,
                      decision=approval(self.run, "pii-query", "approved", "security-desk", waited))

    def records(self):
        self.lookup()
        for _ in range(self.dice.between(2, 4)):
            self.query(self.dice.chance(35))
        if self.dice.chance(50):
            self.search()
        self.answer("We checked your past orders.")

    def stuck(self):
        """The order service times out and the agent asks again, and again."""
        self.think("I look at the order first")
        for _ in range(self.dice.pick([3, 4, 4, 5, 5, 6, 7, 9])):
            self.run.tool("orders.lookup", {"order": self.order}, "", error="timeout after 30 s")
            self.think("The order service did not answer, I try again")
        self.answer("Our order system is slow today, please be patient.")

    def report(self):
        self.search()
        self.query(False)
        self.think("The team wants a table")
        self.run.tool("reports.export", {"report": "open-tickets", "format": "csv", "rows": self.dice.between(40, 900)},
                      {"file": "open-tickets.csv"}, cost=25000, decision=log_decision("log-exports"))
        self.answer("The report is attached.")

    def lines(self):
        self.story()
        return self.run.end()


def day_summary(run_id, start, dice):
    """One expensive tool call with an estimate: the evening summary of a long day."""
    run = Run(run_id, "support-agent", start, {"id": "u1241", "role": "lead", "team": "billing"},
              "Summarize all tickets of today", dice)
    run.model("gpt-4o", 250, 1000, 24000, 300, "I have all tickets of the day summarized")
    run.tool("reports.summarize_day", {"tickets": 380, "style": "long"}, {"file": "summary.md"},
             cost=11840000, estimate=12000000)
    run.model("gpt-4o", 250, 1000, 31000, 500, "The summary is ready")
    return run.end()


def starts_of(day, count, dice):
    return sorted(clock(day, 7 * 60) + dice.below(12 * 60 * 60000) for _ in range(count))


def support():
    dice = Dice(0x52554E4C4F47)
    files, number = {}, 0
    for day, count in sorted(RUNS_PER_DAY.items()):
        lines = []
        for start in starts_of(day, count, dice):
            number += 1
            lines += Support("r%04d" % number, start, dice).lines()
        if count > 25:
            number += 1
            lines += day_summary("r%04d" % number, clock(day, 14 * 60 + 10), dice)
        files["2026-03-%02d.jsonl" % day] = lines
    return files


# ---------------------------------------------------------------- data agent

ANALYSTS = [{"id": "a21", "role": "analyst"}, {"id": "a34", "role": "analyst"}, {"id": "a35", "role": "analyst"},
            {"id": "s02", "role": "scientist"}]
TABLES = ["customers", "payments", "sessions", "shipments"]


def luhn_card(dice):
    digits = [4, 5, 3, 9] + [dice.below(10) for _ in range(11)]
    total = 0
    for place, digit in enumerate(reversed(digits)):
        twice = digit * 2 if place % 2 == 0 else digit
        total += twice - 9 if twice > 9 else twice
    digits.append((10 - total % 10) % 10)
    text = "".join(str(digit) for digit in digits)
    return " ".join(text[at:at + 4] for at in range(0, 16, 4))


def iban(dice):
    account = "".join(str(dice.below(10)) for _ in range(18))
    check = 98 - int(account + "131400") % 97  # D = 13, E = 14
    return "DE%02d%s" % (check, account)


def data_query(run, dice, table):
    kind = dice.below(100)
    if kind < 12:
        where = "email = '" + customer(dice)["email"] + "'"
    elif kind < 18:
        where = "card = '" + luhn_card(dice) + "'"
    elif kind < 24:
        where = "iban = '" + iban(dice) + "'"
    else:
        where = "day >= '2026-0" + str(dice.between(1, 3)) + "-01'"
    limit = dice.pick([100, 500, 1000, 2000, 5000, 10000, 20000, 50000])
    run.tool("database.query", {"query": "select * from " + table + " where " + where, "limit": limit, "database": "warehouse"},
             {"rows": dice.between(1, limit)}, cost=dice.between(2000, 60000))


def data_think(run, dice, says):
    run.tokens += dice.between(2000, 9000)
    run.model("gpt-4o-mini", 15, 60, 5000 + run.tokens, dice.between(80, 700), says)


def data_run(run_id, start, dice):
    user = dice.pick(ANALYSTS)
    table = dice.pick(TABLES)
    run = Run(run_id, "data-agent", start, user, "What happened in " + table + " last week?", dice, entry=True)
    data_think(run, dice, "I look at the tables")
    run.tool("warehouse.tables", {"like": table + "%"}, [table, table + "_daily"])
    burst = dice.chance(15)
    for _ in range(dice.between(9, 14) if burst else dice.between(1, 6)):
        if not burst or dice.chance(30):
            data_think(run, dice, "One more query")
        data_query(run, dice, table)
    data_think(run, dice, "That answers it")
    if dice.chance(45):
        run.tool("files.export", {"table": table, "format": dice.pick(["csv", "parquet"]), "rows": dice.between(1, 24) * 500,
                                  "to": dice.pick(["team-share", "team-share", "team-share", "partner-upload"])},
                 {"file": table + ".csv"}, cost=8000, decision=log_decision("log-exports"))
    if dice.chance(25):
        run.tool("http.post", {"url": "https://" + dice.pick(["hooks.reports-intern.net", "hooks.reports-intern.net",
                                                             "paste.quickdrop.io"]) + "/in",
                               "body": "rows of " + table}, {"status": 200})
    return run.end()


def data_agent():
    dice = Dice(0x44415441)
    files, number = {}, 0
    for day in range(9, 14):
        lines = []
        starts = sorted(clock(day, 6 * 60) + dice.below(17 * 60 * 60000) for _ in range(dice.between(10, 15)))
        for start in starts:
            number += 1
            lines += data_run("d%03d" % number, start, dice)
        files["2026-03-%02d.jsonl" % day] = lines
    return files


# ---------------------------------------------------------------- looping agent

SITES = ["https://catalog.brightparts.net/item/", "https://docs.brightparts.net/page/", "https://status.brightparts.net/"]


def looping_run(run_id, start, dice):
    """A research agent whose context grows with each call; some fetch the same page until somebody stops them."""
    run = Run(run_id, "research-agent", start, {"id": "u" + str(dice.between(1, 6))}, "Compare the prices of part "
              + str(dice.between(100, 999)), dice)
    tokens = dice.between(4000, 9000)
    repeats = dice.pick([1, 1, 1, 2, 2, 3, 4, 5, 8, 14, 30])
    pages = dice.between(2, 6)
    for page in range(pages):
        last = page == pages - 1
        url = dice.pick(SITES) + str(dice.between(1, 400))
        for _ in range(repeats if last else 1):
            run.model("gpt-4o", 250, 1000, tokens, dice.between(40, 300), "I fetch the page")
            tokens = min(120000, tokens + tokens // 9 + dice.between(200, 1500))
            broken = last and repeats > 3
            run.tool("web.fetch", {"url": url}, "a page of " + str(dice.between(20, 900)) + " lines",
                     error="the page needs a login" if broken else None)
    if repeats < 8:
        run.model("gpt-4o", 250, 1000, tokens, dice.between(200, 800), "Here is the comparison")
        run.tool("notes.write", {"title": "comparison", "words": dice.between(80, 600)}, {"ok": True})
        return run.end()
    return run.end("cancelled")


def looping_agent():
    dice = Dice(0x4C4F4F50)
    lines = []
    for number in range(1, 41):
        lines += looping_run("l%02d" % number, clock(16 + number // 14, 8 * 60 + (number % 14) * 45 + dice.below(30)), dice)
    return {"runs.jsonl": lines}


STORIES = {"support": support, "data-agent": data_agent, "looping-agent": looping_agent}


def main(folder):
    for story, tell in STORIES.items():
        target = os.path.join(folder, story, "runs")
        os.makedirs(target, exist_ok=True)
        for name, lines in tell().items():
            with open(os.path.join(target, name), "w", encoding="utf-8", newline="\n") as file:
                file.writelines(to_json(line) + "\n" for line in lines)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__)))
