// SPDX-License-Identifier: Apache-2.0
#include "app/launch.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

namespace studio {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("studio::Launch", text); }

// Walks over the arguments; `--name value` and `--name=value` are the same.
class Reader {
public:
    Reader(const QStringList& arguments, Launch& launch)
        : m_rest(arguments)
        , m_launch(launch)
    {
    }

    void read()
    {
        while (!m_rest.isEmpty() && m_launch.mistake.isEmpty())
            readOne(m_rest.takeFirst());
    }

private:
    void readOne(const QString& argument)
    {
        const qsizetype equals = argument.startsWith(QStringLiteral("--")) ? argument.indexOf(u'=') : -1;
        if (equals > 0)
            m_rest.prepend(argument.mid(equals + 1));
        const QString name = equals > 0 ? argument.left(equals) : argument;
        if (name == QStringLiteral("--corpus"))
            return readCorpus();
        m_inCorpus = m_inCorpus && !name.startsWith(u'-');
        if (name == QStringLiteral("--screenshot"))
            m_launch.screenshot = value(name);
        else if (name == QStringLiteral("--size"))
            readSize(value(name));
        else if (name == QStringLiteral("--theme"))
            readTheme(value(name));
        else if (name == QStringLiteral("--version"))
            m_launch.version = true;
        else if (name == QStringLiteral("--help") || name == QStringLiteral("-h"))
            m_launch.help = true;
        else if (name.startsWith(u'-') && name != QStringLiteral("-"))
            m_launch.mistake = tr("unknown option %1").arg(name);
        else
            readPath(name);
    }

    QString value(const QString& name)
    {
        if (!m_rest.isEmpty())
            return m_rest.takeFirst();
        m_launch.mistake = tr("%1 needs a value").arg(name);
        return {};
    }

    void readCorpus()
    {
        m_inCorpus = true;
        const QString path = value(QStringLiteral("--corpus"));
        if (!path.isEmpty())
            m_launch.corpus.append(path);
    }

    void readSize(const QString& text)
    {
        static const QRegularExpression form(QStringLiteral("^([0-9]{2,5})x([0-9]{2,5})$"));
        const auto match = form.match(text);
        if (match.hasMatch())
            m_launch.size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
        else if (m_launch.mistake.isEmpty())
            m_launch.mistake = tr("a size is written like 1280x720, not %1").arg(text);
    }

    void readTheme(const QString& text)
    {
        if (text == QStringLiteral("system"))
            m_launch.theme = Theme::Choice::System;
        else if (text == QStringLiteral("light"))
            m_launch.theme = Theme::Choice::Light;
        else if (text == QStringLiteral("dark"))
            m_launch.theme = Theme::Choice::Dark;
        else if (m_launch.mistake.isEmpty())
            m_launch.mistake = tr("a theme is system, light or dark, not %1").arg(text);
    }

    void readPath(const QString& path)
    {
        if (m_inCorpus)
            m_launch.corpus.append(path);
        else if (m_launch.policy.isEmpty())
            readPolicy(path);
        else
            m_launch.mistake = tr("one policy file at a time; recorded runs come after --corpus");
    }

    void readPolicy(const QString& path)
    {
        static const QRegularExpression place(QStringLiteral("^(.+?):([0-9]{1,9})(?::([0-9]{1,9}))?:?$"));
        const auto match = place.match(path);
        m_launch.policy = path;
        if (!match.hasMatch() || QFileInfo::exists(path))
            return;
        m_launch.policy = match.captured(1);
        m_launch.line = match.captured(2).toInt();
        m_launch.column = match.captured(3).toInt();
    }

    QStringList m_rest;
    Launch& m_launch;
    bool m_inCorpus = false;
};

} // namespace

Launch parseLaunch(const QStringList& arguments)
{
    Launch launch;
    Reader(arguments, launch).read();
    return launch;
}

QString launchUsage()
{
    return tr("usage: runlog-studio [POLICY[:LINE[:COLUMN]]] [--corpus PATH…] [options]\n"
              "\n"
              "  POLICY              the policy file to open (else the last session, else the sample)\n"
              "  --corpus PATH…      recorded runs, files or folders\n"
              "  --theme NAME        system, light or dark\n"
              "  --size WxH          the window's size, 1280x720\n"
              "  --screenshot FILE   draw the window after its first replay into a PNG file and exit\n"
              "  --version, --help\n");
}

} // namespace studio
