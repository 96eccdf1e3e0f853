// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

namespace studio {

// Plain text to read, in lines of equal letters.
class TextDialog : public QDialog {
    Q_OBJECT
public:
    TextDialog(const QString& title, const QString& text, QWidget* parent);
};

} // namespace studio
