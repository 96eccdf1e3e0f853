// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <string_view>
#include <vector>

namespace studio {

// Personal data or a secret in a text: where, what, and why it is taken for one.
struct PersonalSpan {
    int begin = 0;   // UTF-16 units of the shown text, half-open
    int end = 0;
    QString entity;  // "email"
    QString reason;  // "an address with a public domain"

    bool operator==(const PersonalSpan&) const = default;
};

// A text made showable (control characters escaped, cut at `limit` bytes) with what was found in it, from the left.
struct MarkedText {
    QString text;
    std::vector<PersonalSpan> spans;
};
MarkedText markPersonal(std::string_view utf8, std::string_view fieldName, int limit = 4000);

} // namespace studio
