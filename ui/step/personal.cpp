// SPDX-License-Identifier: Apache-2.0
#include "ui/step/personal.h"

#include "core/engine/pii/scanner.h"
#include "ui/theme/paint.h"

#include <QStringList>

namespace studio {

namespace {

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString reasonsOf(const runlog::pii::Finding& finding)
{
    QStringList words;
    for (const auto& reason : finding.reasons)
        words << (reason.text.empty() ? fromView(runlog::pii::name(reason.kind)) : fromView(reason.text));
    words.removeDuplicates();
    return words.join(QStringLiteral(", "));
}

// Escaped piece by piece, so that a place in the bytes is a place in what is shown.
void append(MarkedText& marked, std::string_view piece)
{
    marked.text += plain(piece, static_cast<int>(piece.size() * 8 + 8));
}

} // namespace

MarkedText markPersonal(std::string_view utf8, std::string_view fieldName, int limit)
{
    std::string_view text = utf8.substr(0, std::min(utf8.size(), static_cast<std::size_t>(limit)));
    while (text.size() < utf8.size() && !text.empty() && (static_cast<unsigned char>(utf8[text.size()]) & 0xC0U) == 0x80U)
        text.remove_suffix(1);
    std::vector<runlog::pii::Finding> found;
    runlog::pii::scan(text, {runlog::pii::EntitySet::defaults(), fieldName}, found);

    MarkedText marked;
    std::size_t done = 0;
    for (const auto& finding : found) {
        if (finding.likelihood < runlog::pii::Likelihood::Likely)
            continue;
        append(marked, text.substr(done, finding.begin - done));
        const int begin = static_cast<int>(marked.text.size());
        append(marked, text.substr(finding.begin, finding.end - finding.begin));
        marked.spans.push_back({begin, static_cast<int>(marked.text.size()),
                                fromView(runlog::pii::name(finding.entity)), reasonsOf(finding)});
        done = finding.end;
    }
    append(marked, text.substr(done));
    if (text.size() < utf8.size())
        marked.text += u'…';
    return marked;
}

} // namespace studio
