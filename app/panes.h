// SPDX-License-Identifier: Apache-2.0
#pragma once

// The panes that the window puts together.
#include "ui/approvals/approvalspane.h"
#include "ui/editor/editorpane.h"
#include "ui/editor/problemspane.h"
#include "ui/outcomes/outcomespane.h"
#include "ui/step/steppane.h"
#include "ui/threshold/thresholdpane.h"
