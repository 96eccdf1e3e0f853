// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace studio {

class Document;
class Focus;
class PolicyEdit;

// Lets the Focus follow the caret: a number, or another place of its line, sets the threshold, a test without one the condition, any
// other place in a policy the policy. Only while the keyboard is in the text: edits that other panes make move no Focus. While the
// text is newer than its parse, the caret is looked at after it.
class CaretFocus : public QObject {
    Q_OBJECT
public:
    CaretFocus(Document& document, Focus& focus, PolicyEdit& edit, QObject* parent = nullptr);

    void look(); // now, wherever the keyboard is

private:
    void caretMoved();
    void parsed();
    void follow();

    Document& m_document;
    Focus& m_focus;
    PolicyEdit& m_edit;
    int m_parsedVersion = -1;
    bool m_isPending = false;
};

} // namespace studio
