// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/outcomes/changesmodel.h"

#include <QByteArray>

namespace studio {

// One field of a CSV file (RFC 4180): quoted, and with a leading apostrophe where a spreadsheet would take the text for a formula.
QByteArray csvField(const QString& text);

// The changes that the model shows, in its order, consequences of every shown change included; UTF-8, CRLF, one head line.
QByteArray changesCsv(const ChangesModel& model);

} // namespace studio
