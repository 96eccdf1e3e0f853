// SPDX-License-Identifier: Apache-2.0
#include "app/launch.h"
#include "app/mainwindow.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QIcon>
#include <QStandardPaths>
#include <QStyleFactory>
#include <cstdio>

// runlog-studio: the window. Exit codes: 0, 1 when a picture could not be made, 2 for a wrong command line.
namespace {

using studio::Launch;

enum Exit { Done = 0, Failed = 1, Misused = 2 };

void print(std::FILE* stream, const QString& text) { std::fputs(text.toLocal8Bit().constData(), stream); }

QStringList argumentsOf(int argc, char** argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QFile::decodeName(argv[i]));
    return arguments;
}

// The samples beside an installed program, else those of the sources.
QString samplesFolder()
{
    const QString installed = QCoreApplication::applicationDirPath() + QStringLiteral("/../share/runlog-studio/samples");
    return QDir::cleanPath(QDir(installed).exists() ? installed : QStringLiteral(RUNLOG_SAMPLES_DIR));
}

studio::MainWindow::Folders folders()
{
    const QString settings = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    const QString unsaved = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/unsaved");
    return {settings, unsaved, samplesFolder()};
}

// A picture needs no display.
void choosePlatform(const Launch& launch)
{
    const bool hasDisplay = qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
    if (!launch.screenshot.isEmpty() && !hasDisplay && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
}

void takePicture(studio::MainWindow& window, const QString& path)
{
    if (window.grab().save(path, "PNG"))
        return QCoreApplication::exit(Done);
    print(stderr, QStringLiteral("runlog-studio: cannot write the picture\n"));
    QCoreApplication::exit(Failed);
}

int run(QApplication& application, const Launch& launch)
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/runlog-studio.svg")));
    studio::Theme theme;
    studio::MainWindow window(theme, folders());
    theme.choose(launch.theme.value_or(window.rememberedTheme()));
    window.start(launch);
    if (!launch.screenshot.isEmpty())
        QObject::connect(&window, &studio::MainWindow::answered, &window,
                         [&window, path = launch.screenshot] { takePicture(window, path); });
    window.show();
    return application.exec();
}

} // namespace

int main(int argc, char** argv)
{
    const Launch launch = studio::parseLaunch(argumentsOf(argc, argv));
    if (!launch.mistake.isEmpty()) {
        print(stderr, QStringLiteral("runlog-studio: %1\n%2").arg(launch.mistake, studio::launchUsage()));
        return Misused;
    }
    if (launch.help || launch.version) {
        print(stdout, launch.help ? studio::launchUsage() : QStringLiteral("runlog-studio %1\n").arg(QStringLiteral(RUNLOG_VERSION)));
        return Done;
    }
    choosePlatform(launch);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("runlog"));
    QApplication::setApplicationName(QStringLiteral("runlog-studio"));
    QApplication::setApplicationVersion(QStringLiteral(RUNLOG_VERSION));
    return run(application, launch);
}
