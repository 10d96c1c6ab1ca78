import Calls
import Foundation

/// Reads `notices`: the commands by which notices leave the house.
struct NoticeChannelReader {
    private static let argumentsMax = 32
    let paths: PathRule

    func read(_ value: YAMLValue) -> [NoticeChannel] {
        guard let list = value.list() else { return [] }
        if list.count > Notice.Limits.channels {
            value.problem("notices takes at most \(Notice.Limits.channels) channels.")
        }
        var channels: [NoticeChannel] = []
        for item in list.prefix(Notice.Limits.channels) {
            guard let map = item.map() else { continue }
            if let channel = channel(map) {
                if channels.contains(where: { $0.name == channel.name }) {
                    item.problem("There are two channels of notices named \(channel.name).")
                }
                channels.append(channel)
            }
            map.finish()
        }
        return channels
    }

    private func channel(_ map: YAMLMap) -> NoticeChannel? {
        let name = map.value("name")
        if name == nil {
            map.problems.add(map.line, "\(map.path) needs a name, such as mail.")
        } else if let name, !NodeRule.allows(name.plainText ?? "") {
            name.expected(
                "a name of 1 to 63 letters, digits, dots, hyphens and underscores, such as mail")
        }
        let command = command(map)
        var channel = NoticeChannel(name: name?.plainText ?? "", command: command ?? [])
        if let events = map.value("events") { channel.kinds = kinds(events) }
        if let people = map.value("to")?.map() { channel.addresses = addresses(people) }
        channel.secret = secret(map)
        channel.page = page(map)
        if let personal = map.value("personalData")?.flag() {
            channel.sendsPersonalData = personal
        }
        if let tries = map.value("tries")?.whole(1...Notice.Limits.tries) {
            channel.tries = tries
        }
        if let seconds = map.value("retrySeconds")?.seconds(1...3600) {
            channel.retrySeconds = seconds
        }
        if let seconds = map.value("secondsMax")?.seconds(1...300) {
            channel.secondsMax = seconds
        }
        return command == nil ? nil : channel
    }

    private func command(_ map: YAMLMap) -> [String]? {
        guard let value = map.value("command") else {
            map.problems.add(
                map.line,
                "\(map.path) needs a command: a list of a program and its arguments, such as "
                    + "[/usr/lib/callaudit/notices/mail, --from, callaudit@example.com].")
            return nil
        }
        guard let words = value.texts(), let program = words.first else {
            value.problem("\(value.path) needs a program to run.")
            return nil
        }
        guard program.hasPrefix("/") else {
            value.problem(
                "\(value.path) must begin with an absolute path; no shell looks for "
                    + "\(program.utf8.count <= 80 ? program : "it").")
            return nil
        }
        if words.count > Self.argumentsMax {
            value.problem("\(value.path) takes at most \(Self.argumentsMax) words.")
        }
        return words
    }

    private func kinds(_ value: YAMLValue) -> Set<Notice.Kind> {
        if value.plainText == "all" { return Set(Notice.Kind.allCases) }
        let known = Notice.Kind.allCases.map(\.rawValue)
        let items = value.isList ? value.list() ?? [] : [value]
        if items.isEmpty { value.problem("\(value.path) names no event; leave it out for all.") }
        var kinds: Set<Notice.Kind> = []
        for item in items {
            guard let text = item.text() else { continue }
            guard let kind = Notice.Kind(rawValue: text) else {
                let hint =
                    NearestName.of(text, among: known).map { "did you mean \($0)?" }
                    ?? "known events are " + known.joined(separator: ", ") + "."
                item.problem("There is no event \(text.prefix(80)); \(hint)")
                continue
            }
            if !kinds.insert(kind).inserted {
                item.problem("\(value.path) names \(text) twice.")
            }
        }
        return kinds
    }

    private func addresses(_ map: YAMLMap) -> [String: [String]] {
        var found: [String: [String]] = [:]
        for who in map.keys {
            guard let value = map.value(who) else {
                map.problems.add(
                    map.line, "\(map.path).\(who) needs an address, such as [a@example.com].")
                continue
            }
            let addresses = value.texts() ?? []
            if addresses.isEmpty || addresses.count > Notice.Limits.addresses {
                value.problem("\(value.path) takes 1 to \(Notice.Limits.addresses) addresses.")
            }
            if addresses.contains(where: { $0.hasPrefix("-") || $0.utf8.count > 320 }) {
                value.expected("addresses of at most 320 bytes that don't begin with a hyphen")
            }
            found[who] = addresses
        }
        return found
    }

    private func secret(_ map: YAMLMap) -> String? {
        guard let value = map.value("secret"), let text = value.text() else { return nil }
        guard let path = paths.absolute(text) else {
            value.expected("a path such as /etc/callaudit/notices/webhook.secret")
            return nil
        }
        return path
    }

    private func page(_ map: YAMLMap) -> String? {
        guard let value = map.value("page"), let text = value.text() else { return nil }
        guard let parts = URLComponents(string: text), parts.host?.isEmpty == false,
            ["https", "http"].contains(parts.scheme), parts.query == nil, parts.fragment == nil,
            parts.user == nil, parts.path.isEmpty || parts.path == "/"
        else {
            value.expected("the address of the page, such as https://callaudit.example.com")
            return nil
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}

extension NoticeChannel {
    /// As a settings file says it.
    var yamlLines: [(key: String, value: String)] {
        func list(_ texts: [String]) -> String {
            "[" + texts.map(Settings.quoted).joined(separator: ", ") + "]"
        }
        var lines: [(key: String, value: String)] = [
            ("  - name", Settings.quoted(name)), ("    command", list(command)),
            ("    events", list(Notice.Kind.allCases.filter(kinds.contains).map(\.rawValue))),
        ]
        if !addresses.isEmpty {
            lines.append(("    to", ""))
            lines += addresses.sorted { $0.key < $1.key }.map {
                ("      " + Settings.quoted($0.key), list($0.value))
            }
        }
        if let secretPath { lines.append(("    secret", Settings.quoted(secretPath))) }
        if let page { lines.append(("    page", Settings.quoted(page))) }
        return lines + [
            ("    personalData", "\(sendsPersonalData)"), ("    tries", "\(tries)"),
            ("    retrySeconds", Settings.number(retrySeconds)),
            ("    secondsMax", Settings.number(secondsMax)),
        ]
    }
}
