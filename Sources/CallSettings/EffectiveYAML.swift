import Calls

extension Settings {
    /// These settings as a settings file that gives them again.
    package var effectiveYAML: String {
        var lines: [(key: String, value: String)] = [
            ("state", Self.quoted(state)), ("listen", Self.quoted(listen.description)),
            ("socket", Self.quoted(socketPath)), ("key", Self.quoted(keyPath)),
            ("keyPassphrase", keyPassphrasePath.map(Self.quoted) ?? ""),
            ("keyNext", keyNextPath.map(Self.quoted) ?? ""),
            ("keyNextPassphrase", keyNextPassphrasePath.map(Self.quoted) ?? ""),
            ("database", database.map(Self.quoted) ?? ""),
            ("databasePassword", databasePasswordPath.map(Self.quoted) ?? ""),
            ("recordings", Self.quoted(recordingsPath)), ("node", node.map(Self.quoted) ?? ""),
            ("zone", Self.quoted(zone?.name ?? "system")), ("region", Self.quoted(region)),
        ]
        lines += doors.yamlLines
        lines.append(("sources", sources.isEmpty ? "[]" : ""))
        for source in sources { lines += source.yamlLines }
        lines.append(("complaints", complaints.isEmpty ? "[]" : ""))
        for folder in complaints { lines += folder.yamlLines }
        lines.append(("notices", notices.isEmpty ? "[]" : ""))
        for channel in notices { lines += channel.yamlLines }
        lines.append(("profiles", profiles.isEmpty ? "[]" : ""))
        lines += profiles.map { ("  -", Self.quoted($0)) }
        lines.append(("regulations", regulations.isEmpty ? "[]" : ""))
        lines += regulations.map { ("  -", Self.quoted($0)) }
        lines.append(("calendars", calendars.isEmpty ? "[]" : ""))
        lines += calendars.map { ("  -", Self.quoted($0)) }
        lines.append(("complaintRegimes", complaintRegimes.isEmpty ? "[]" : ""))
        lines += complaintRegimes.map { ("  -", Self.quoted($0)) }
        lines += [
            ("retention", ""), ("  rule", retention.rule.map(Self.quoted) ?? ""),
            ("  keepDays", retention.keepDays.map { "\($0)" } ?? ""),
            ("keyBackupDays", "\(keyBackupDays)"),
            ("scoring", ""), ("  releaseHours", "\(scoring.releaseHours)"),
            ("  disputeDays", "\(scoring.disputeDays)"),
            ("  decideDays", "\(scoring.decideDays)"),
            ("helper", helper.map(Self.quoted) ?? ""),
            ("ledgerCopy", Self.quoted(ledgerCopyPath)),
            ("ledgerAnchor", ledgerAnchor.map(Self.quoted) ?? ""),
            ("signer", Self.quoted(signer)),
        ]
        lines += [
            ("intake", ""), ("  workers", "\(intake.workers)"),
            ("  fileBytesMax", "\(intake.fileBytesMax)"),
            ("  decodeSecondsMax", Self.number(intake.decodeSecondsMax)),
            ("  rescanSeconds", Self.number(intake.rescanSeconds)),
            ("log", ""), ("  level", log.level.rawValue),
            ("thresholds", ""), ("  silenceSeconds", Self.number(thresholds.silenceSeconds)),
            ("  deadAirSeconds", Self.number(thresholds.deadAirSeconds)),
            ("  overtalkSeconds", Self.number(thresholds.overtalkSeconds)),
            ("  turnGapSeconds", Self.number(thresholds.turnGapSeconds)),
        ]
        lines.append(("local", local?.isEmpty == true ? "{}" : ""))
        lines += (local ?? []).map { user in
            let roles = user.roles.map(\.rawValue).joined(separator: ", ")
            return ("  " + Self.quoted(user.user), "[\(roles)]")
        }
        return lines.map { line in
            let key = line.key.hasSuffix("-") ? line.key : line.key + ":"
            return line.value.isEmpty ? key + "\n" : "\(key) \(line.value)\n"
        }.joined()
    }

    static func number(_ value: Double) -> String { FactValue.seconds(value).text }

    /// Plain where that is safe in YAML, else in double quotes.
    static func quoted(_ text: String) -> String {
        let words: Set<String> = ["true", "false", "yes", "no", "on", "off", "null", "~", ""]
        let plain = text.unicodeScalars.allSatisfy {
            $0.isASCII
                && ($0.properties.isAlphabetic || "0123456789_./-:+".unicodeScalars.contains($0))
        }
        if plain, !words.contains(text.lowercased()), !text.hasPrefix("-"), !text.hasPrefix(":"),
            !text.hasSuffix(":")
        {
            return text
        }
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped)\""
    }
}

extension Settings.Doors {
    fileprivate var yamlLines: [(key: String, value: String)] {
        var lines: [(key: String, value: String)] = [("names", names.isEmpty ? "[]" : "")]
        lines += names.map { ("  -", Settings.quoted($0)) }
        lines.append(("tls", ""))
        if let certificate {
            lines.append(("  certificate", Settings.quoted(certificate)))
            if let path = keyPath { lines.append(("  key", Settings.quoted(path))) }
        }
        lines.append(("proxies", ""))
        guard let proxies else { return lines }
        lines.append(("  addresses", ""))
        lines += proxies.addresses.map { ("    -", Settings.quoted($0.description)) }
        if let name = proxies.nameHeader { lines.append(("  nameHeader", name)) }
        if let groups = proxies.groupsHeader {
            lines.append(("  groupsHeader", groups))
            lines.append(("  groups", ""))
            lines += proxies.groups.sorted { $0.key < $1.key }.map {
                ("    " + Settings.quoted($0.key), $0.value.rawValue)
            }
        }
        return lines
    }
}

extension Settings.Source {
    fileprivate var yamlLines: [(key: String, value: String)] {
        var lines: [(key: String, value: String)] = [
            ("  - path", Settings.quoted(path)), ("    profile", Settings.quoted(profile)),
        ]
        if let zone { lines.append(("    zone", Settings.quoted(zone.name))) }
        lines.append(("    polling", "\(polling)"))
        lines.append(("    pollSeconds", Settings.number(pollSeconds)))
        if let settleSeconds {
            lines.append(("    settleSeconds", Settings.number(settleSeconds)))
        }
        return lines + (afterwards?.yamlLines ?? [])
    }
}

extension ComplaintFolder {
    fileprivate var yamlLines: [(key: String, value: String)] {
        var lines: [(key: String, value: String)] = [
            ("  - name", Settings.quoted(name)), ("    path", Settings.quoted(path)),
        ]
        if let regimes {
            let names = regimes.map(Settings.quoted).joined(separator: ", ")
            lines.append(("    regimes", "[\(names)]"))
        }
        lines.append(("    polling", "\(polling)"))
        lines.append(("    pollSeconds", Settings.number(pollSeconds)))
        lines.append(("    settleSeconds", Settings.number(settleSeconds)))
        return lines + afterwards.yamlLines
    }
}

extension Profile.Afterwards {
    fileprivate var yamlLines: [(key: String, value: String)] {
        switch self {
        case .delete: [("    afterwards", "delete")]
        case .keep: [("    afterwards", "keep")]
        case .move(let folder):
            [("    afterwards", "move"), ("    moveTo", Settings.quoted(folder))]
        }
    }
}
