// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/tokens.h"

#include <QApplication>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QStyleHints>
#endif

namespace studio {

Theme::Theme(QObject* parent)
    : QObject(parent)
    , m_systemIsDark(QGuiApplication::palette().color(QPalette::Window).lightnessF() < 0.5F)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    QStyleHints* hints = QGuiApplication::styleHints();
    m_systemIsDark = hints->colorScheme() == Qt::ColorScheme::Dark;
    connect(hints, &QStyleHints::colorSchemeChanged, this, [this](Qt::ColorScheme scheme) {
        m_systemIsDark = scheme == Qt::ColorScheme::Dark;
        apply();
    });
#endif
}

void Theme::choose(Choice choice)
{
    m_choice = choice;
    apply();
}

const Tokens& Theme::tokens() const
{
    switch (m_choice) {
    case Choice::Light:
        return lightTokens();
    case Choice::Dark:
        return darkTokens();
    case Choice::System:
        break;
    }
    return m_systemIsDark ? darkTokens() : lightTokens();
}

void Theme::apply()
{
    QApplication::setPalette(palette(tokens()));
    emit changed();
}

} // namespace studio
