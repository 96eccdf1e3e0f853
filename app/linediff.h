// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>
#include <vector>

namespace studio {

// A line that only one of two texts has.
struct DifferentLine {
    bool added = false;
    int number = 0; // from 1, in its own text
    QString text;   // safe to show
};

// The lines between the common beginning and the common end of two texts, as few as that leaves; removed ones first.
std::vector<DifferentLine> differentLines(const QByteArray& before, const QByteArray& after);

} // namespace studio
