// SPDX-License-Identifier: Apache-2.0
#include "app/textdialog.h"

#include "ui/theme/paint.h"

#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace studio {

TextDialog::TextDialog(const QString& title, const QString& text, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(title);
    auto* view = new QPlainTextEdit(this);
    view->setReadOnly(true);
    view->setFont(monoFont());
    view->setPlainText(text);
    view->setAccessibleName(title);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(view);
    layout->addWidget(buttons);
    resize(640, 480);
}

} // namespace studio
