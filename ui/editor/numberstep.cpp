// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/numberstep.h"

#include "ui/editor/policyedit.h"
#include "ui/editor/textplaces.h"
#include "ui/session/document.h"
#include "ui/session/replaysession.h"

#include "core/language/edit.h"

namespace studio {

NumberStep::NumberStep(Document& document, ReplaySession& session, PolicyEdit& edit, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_session(session)
    , m_edit(edit)
{
}

void NumberStep::byGrain(int direction)
{
    m_document.parseNow();
    const auto place = numberAt(m_document, m_edit.textCursor().position());
    if (!place)
        return;
    const auto now = runlog::valueOf(*place->value);
    const auto grain = runlog::grain(*place->value);
    const auto value = direction > 0 ? now.plus(grain) : now.minus(grain);
    if (value)
        write(*place, *value);
}

void NumberStep::toNextFlip(int direction)
{
    m_document.parseNow();
    const int caret = m_edit.textCursor().position();
    const auto place = numberAt(m_document, caret);
    if (!place)
        return;
    if (!m_session.result()) {
        emit refused(tr("no runs are loaded, so there is no flip point"));
        return;
    }
    m_session.flips(place->threshold, runlog::valueOf(*place->value), runlog::grain(*place->value),
                    [this, version = m_document.version(), caret, direction](const runlog::NextFlips& flips) {
                        takeFlips(version, caret, direction, flips);
                    });
}

void NumberStep::takeFlips(int version, int caret, int direction, const runlog::NextFlips& flips)
{
    if (version != m_document.version())
        return;
    const auto& flip = direction > 0 ? flips.above : flips.below;
    const auto place = numberAt(m_document, caret);
    if (place && flip)
        write(*place, flip->value);
    else if (!flip)
        emit refused(direction > 0 ? tr("no outcome changes above this value") : tr("no outcome changes below this value"));
}

void NumberStep::write(const runlog::ThresholdPlace& place, const runlog::Decimal& value)
{
    const auto written = runlog::replaceLiteral(*m_document.source(), *place.value, value);
    if (!written.edit) {
        emit refused(plain(written.reason));
        return;
    }
    const int begin = m_document.position(place.value->span.begin);
    m_document.applyEdits({*written.edit});
    QTextCursor caret = m_edit.textCursor();
    caret.setPosition(begin + static_cast<int>(written.edit->text.size()));
    m_edit.setTextCursor(caret);
}

} // namespace studio
