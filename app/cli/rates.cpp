// SPDX-License-Identifier: Apache-2.0
#include "app/cli/rates.h"

#include "app/cli/problems.h"
#include "app/cli/replayinput.h"
#include "core/language/diagnostic.h"
#include "core/replay/rates.h"

#include <cstdio>

namespace runlog::cli {

namespace {

std::string_view idOf(const Replay& replay, const PolicyRates& rates)
{
    return replay.engine->policies()[rates.policy].policy->id;
}

std::string jsonOf(const Replay& replay, const ReplayReady& ready)
{
    JsonWriter json;
    json.beginObject().key("policies").beginList();
    for (const auto& rates : ratesOf(replay)) {
        json.beginObject().member("id", idOf(replay, rates)).key("days").beginList();
        for (const auto& day : rates.days) {
            json.beginObject().key("day");
            day.day ? json.text(dateText(*day.day)) : json.null();
            json.member("steps", day.steps).member("matched", day.matched).member("decided", day.decided);
            json.member("jump", day.isJump).endObject();
        }
        json.endList().endObject();
    }
    json.endList().member("incomplete", replay.runs->damagedLines() != 0).key("diagnostics").beginList();
    writeDiagnostics(json, ready.files);
    writeProblems(json, ready.read.problems);
    return json.endList().endObject().take() + "\n";
}

std::string line(const DayRate& day)
{
    char text[80];
    const auto share = day.steps == 0 ? 0.0 : 100.0 * static_cast<double>(day.matched) / static_cast<double>(day.steps);
    std::snprintf(text, sizeof text, "%9zu of %9zu steps  %6.2f %%", day.matched, day.steps, share);
    return "  " + (day.day ? dateText(*day.day) : std::string("no time   ")) + text + (day.isJump ? "  jump\n" : "\n");
}

std::string textOf(const Replay& replay)
{
    std::string text;
    for (const auto& rates : ratesOf(replay)) {
        text += (text.empty() ? "" : "\n") + printable(idOf(replay, rates)) + "\n";
        for (const auto& day : rates.days)
            text += line(day);
    }
    return text;
}

} // namespace

int rates(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    CLI::App app("Counts how often each policy matched on each day of its file's time zone.", "runlog rates");
    ReplayInput input;
    std::string format;
    input.addTo(app);
    addFormat(app, format, {"text", "json"});
    if (const auto code = readArguments(app, arguments, out, err))
        return *code;
    auto ready = readInput(input, in, err);
    if (const auto* code = std::get_if<int>(&ready))
        return *code;
    auto& parts = std::get<ReplayReady>(ready);
    const auto replay = runlog::replay(parts.engine, parts.read.runs, parts.answers);
    out << (format == "text" ? textOf(replay) + incompleteText(*replay.runs) : jsonOf(replay, parts));
    return exitOf(parts.read);
}

} // namespace runlog::cli
