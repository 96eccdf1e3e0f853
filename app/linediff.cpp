// SPDX-License-Identifier: Apache-2.0
#include "app/linediff.h"

#include "ui/theme/paint.h"

#include <algorithm>

namespace studio {

namespace {

void append(std::vector<DifferentLine>& found, const QList<QByteArray>& lines, qsizetype from, qsizetype to, bool added)
{
    for (qsizetype i = from; i < to; ++i)
        found.push_back({added, static_cast<int>(i) + 1, plain(lines[i].toStdString())});
}

} // namespace

std::vector<DifferentLine> differentLines(const QByteArray& before, const QByteArray& after)
{
    const QList<QByteArray> a = before.split('\n');
    const QList<QByteArray> b = after.split('\n');
    const qsizetype shorter = std::min(a.size(), b.size());
    qsizetype head = 0;
    while (head < shorter && a[head] == b[head])
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    std::vector<DifferentLine> found;
    // Where both middles are as long, each line that stayed the same in between is no difference.
    const bool paired = a.size() == b.size();
    for (qsizetype i = head; paired && i < a.size() - tail; ++i) {
        if (a[i] != b[i]) {
            append(found, a, i, i + 1, false);
            append(found, b, i, i + 1, true);
        }
    }
    if (!paired) {
        append(found, a, head, a.size() - tail, false);
        append(found, b, head, b.size() - tail, true);
    }
    return found;
}

} // namespace studio
