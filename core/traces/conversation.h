// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/import.h"

#include <deque>
#include <map>

namespace runlog {

// Turns a run that was recorded as messages into steps: what users and systems say into messages, each answer of the model into a
// model call whose input is what came since the one before it, each tool call into a step that points to its model call and
// waits for its result. Steps are numbered from 1 in order of appearance.
class Conversation {
public:
    explicit Conversation(Import& import) : m_import(&import) {}

    // Something said to the model, part of the next model call's input.
    void say(std::string_view role, Value content, Time time = NoTime);
    // Something that the model never sees.
    void remark(std::string_view role, Value content, Time time = NoTime);

    // An answer of the model; the step may still be changed until finish().
    Step& answer(std::string_view model, Value content, Time time = NoTime);
    // Calls that follow belong to that earlier answer.
    void continueAnswer(const Step& answer);
    // A tool call of the last answer. Steps of an answer with several calls share its number as `batch`.
    Step& call(std::string_view tool, Value args, std::string_view id, Time time = NoTime);
    // The result of the call with that id, else of the first call that still waits. Null where no call waits.
    Step* result(std::string_view id, Value content, Time time = NoTime);

    bool hasSteps() const { return !m_steps.empty(); }
    Time firstTime() const;
    Step* callNamed(std::string_view id);  // null: no call has that id
    // Hands all steps over.
    void finish(RunsPart::RunRef run);

private:
    struct Waiting {
        std::string_view id;
        std::size_t step;
    };

    Step& addStep(StepKind kind, Time time);
    void addNews(Value content);

    Import* m_import;
    std::deque<Step> m_steps;
    std::vector<Value> m_news;             // said since the last answer
    std::vector<Waiting> m_waiting;
    std::map<std::string_view, Step*> m_calls;
    std::size_t m_answer = 0;              // index of the last answer, and one more; 0: none yet
    Step* m_firstCall = nullptr;           // of the last answer
};

// The text of a message's content: itself, or the texts of a list of parts; other values stay as they are.
Value contentOf(Import& import, Value content);

} // namespace runlog
