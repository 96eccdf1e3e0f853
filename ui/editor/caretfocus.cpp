// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/caretfocus.h"

#include "ui/editor/policyedit.h"
#include "ui/editor/textplaces.h"
#include "ui/session/document.h"
#include "ui/session/focus.h"

namespace studio {

CaretFocus::CaretFocus(Document& document, Focus& focus, PolicyEdit& edit, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_focus(focus)
    , m_edit(edit)
    , m_parsedVersion(document.version())
{
    connect(&edit, &QPlainTextEdit::cursorPositionChanged, this, &CaretFocus::caretMoved);
    connect(&document, &Document::policiesChanged, this, &CaretFocus::parsed);
}

void CaretFocus::caretMoved()
{
    if (m_edit.hasFocus())
        look();
}

void CaretFocus::look()
{
    m_isPending = m_parsedVersion != m_document.version();
    if (!m_isPending)
        follow();
}

void CaretFocus::parsed()
{
    m_parsedVersion = m_document.version();
    if (std::exchange(m_isPending, false))
        follow();
    else
        m_edit.setNumberUnderCaret(numberAt(m_document, m_edit.textCursor().position()).has_value());
}

void CaretFocus::follow()
{
    const int caret = m_edit.textCursor().position();
    const auto number = numberAt(m_document, caret);
    const auto* policy = policyAt(m_document, caret);
    const auto* test = testAt(m_document, caret);
    const bool isListed = test && test->literals.size() > 1; // a number in a list of values is a value
    m_edit.setNumberUnderCaret(number.has_value());
    if (number && !isListed)
        m_focus.setThreshold(number->threshold, number->policy);
    else if (test && policy)
        m_focus.setCondition(test->id, policy->id);
    else if (const auto beside = numberOnLineAt(m_document, caret))
        m_focus.setThreshold(beside->threshold, beside->policy);
    else if (policy)
        m_focus.setPolicy(policy->id);
}

} // namespace studio
