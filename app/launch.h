// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>

namespace studio {

// What the command line asked for.
struct Launch {
    QString policy;
    int line = 0;   // from 1; 0: not said
    int column = 0;
    QStringList corpus;
    QString screenshot;            // a file; empty: none
    std::optional<QSize> size;
    std::optional<Theme::Choice> theme;
    bool version = false;
    bool help = false;
    QString mistake;               // what is wrong with the command line; empty: nothing
};

// `arguments` without the program's name. Looks at the disk only to tell the file "a:1:2" from a place in the file "a".
Launch parseLaunch(const QStringList& arguments);

QString launchUsage();

} // namespace studio
