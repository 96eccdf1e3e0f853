// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/parse.h"

#include <QtTest>

namespace runlog {

// The policies of `text`; a text with an error fails the test that asked.
inline std::shared_ptr<const PolicyFile> fileOf(const std::string& text)
{
    const auto source = std::make_shared<const Source>("p.yaml", text);
    const auto parsed = parse(source);
    if (hasError(parsed.diagnostics))
        QTest::qFail(print(parsed.diagnostics, *source).c_str(), __FILE__, __LINE__);
    return parsed.file;
}

} // namespace runlog
