// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/labels.h"

#include <map>
#include <string>
#include <vector>

namespace runlog {

// Who a person is, and which approver names of a policy mean them.
struct Identity {
    std::string name;
    std::vector<std::string> groups;
    bool operator==(const Identity&) const = default;
};

// A remark on the whole policy file, on one policy, or on one recorded step.
struct Note {
    std::string text;
    std::string policy;                 // id; empty: none
    std::string run;                    // empty: no step
    std::int64_t seq = 0;
    std::string by;
    Time at = NoTime;
    bool operator==(const Note&) const = default;
};

// What people said about a policy's runs, kept beside the policy: NAME.session.json for NAME.yaml. The reference of the format
// is resources/help/session.md.
struct SessionFile {
    Labels labels;
    std::map<AnswerKey, Answer> answers;
    std::map<std::string, Identity> identities; // by the user's id
    std::vector<Note> notes;                    // as they stand
    bool operator==(const SessionFile&) const = default;
};

// `folder/cap.session.json` for `folder/cap.yaml` or `folder/cap.yml`; any other name gets the ending added.
std::string sessionPathOf(std::string_view policyPath);

struct SessionProblem {
    std::size_t line = 1;
    std::size_t column = 1; // in bytes, from 1
    std::string message;    // lower case, made printable
    bool operator==(const SessionProblem&) const = default;
};

// Reads the bytes of a session file, strictly: an unknown key, a key twice, a wrong type or a version that is not 1 is a problem,
// so that a file of a later program is never taken for less than it says. `file` holds what was understood; a caller that finds
// problems must not write the file again. More than 50 problems are not listed. Any thread.
struct SessionRead {
    SessionFile file;
    std::vector<SessionProblem> problems; // in order of place
};
SessionRead readSession(const std::string& bytes);

// `NAME:3:14: error: message` for each problem.
std::string print(const std::vector<SessionProblem>& problems, std::string_view file);

// The bytes of a session file: one entry per line in the order of the keys, so that two versions compare well and equal content
// gives equal bytes. readSession() of it gives the same again.
std::string sessionText(const SessionFile& file);

} // namespace runlog
