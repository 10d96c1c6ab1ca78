import Calls
import Foundation

/// Reads the keys of a settings file over the defaults.
struct SettingsReader {
    var settings = Settings.default
    var profileLines: [Int?] = []
    var complaintLines: [Int?] = []
    var retentionLine: Int?
    var complaintRegimesLine: Int?
    let paths: PathRule

    init(paths: PathRule) {
        self.paths = paths
    }

    mutating func read(_ root: YAMLMap) {
        if let path = path(root.value("state")) { settings.state = path }
        if let value = root.value("listen"), let text = value.text() {
            switch Settings.ListenAddress.read(text) {
            case .success(let address): settings.listen = address
            case .failure(let mistake): value.problem("listen " + mistake.description)
            }
        }
        settings.doors = DoorReader(paths: paths).read(root)
        settings.socket = path(root.value("socket"))
        if let path = path(root.value("key")) { settings.key = path }
        settings.keyPassphrase = path(root.value("keyPassphrase"))
        settings.keyNext = path(root.value("keyNext"))
        settings.keyNextPassphrase = path(root.value("keyNextPassphrase"))
        readDatabase(root)
        settings.recordings = path(root.value("recordings"))
        if let value = root.value("node") {
            settings.node = value.plainText
            if !NodeRule.allows(settings.node ?? "") { value.expected(NodeRule.expected) }
        }
        settings.zone = zone(root.value("zone"))
        if let value = root.value("region"), let region = region(value) { settings.region = region }
        readSources(root)
        if let value = root.value("complaints") {
            let found = ComplaintFolderReader(paths: paths).read(value, beside: settings.sources)
            settings.complaints = found.map(\.folder)
            complaintLines = found.map(\.line)
        }
        if let value = root.value("notices") {
            settings.notices = NoticeChannelReader(paths: paths).read(value)
        }
        if let folders = root.value("profiles")?.texts() {
            settings.profiles = folders.compactMap { paths.absolute($0) }
        }
        settings.helper = path(root.value("helper"))
        readLedger(root)
        readRetention(root)
        if let map = root.value("scoring")?.map() { readScoring(map) }
        if let map = root.value("intake")?.map() { readIntake(map) }
        if let map = root.value("log")?.map() {
            if let level = map.value("level")?.choice(Settings.Log.Level.self) {
                settings.log.level = level
            }
            map.finish()
        }
        if let map = root.value("local")?.map() { readLocal(map) }
        if let value = root.value("thresholds"), let map = value.map() {
            readThresholds(map, value)
        }
    }

    /// The problems don't repeat what stands there: it may be a password.
    private mutating func readDatabase(_ root: YAMLMap) {
        if let value = root.value("database"), value.plainText != "" {
            settings.database = value.plainText
            if let mistake = DatabaseRule.mistake(in: settings.database ?? "") {
                value.problem("database \(mistake).")
            }
        }
        if let value = root.value("databasePassword"), value.plainText != "" {
            let text = value.plainText ?? ""
            settings.databasePassword = paths.absolute(text)
            if let mistake = DatabaseRule.mistake(inPasswordPath: text) {
                value.problem("databasePassword \(mistake).")
            }
        }
    }

    private mutating func readLedger(_ root: YAMLMap) {
        settings.ledgerCopy = path(root.value("ledgerCopy"))
        settings.ledgerAnchor = path(root.value("ledgerAnchor"))
        if let value = root.value("signer"), let name = value.text() {
            settings.signer = name
            if !NodeRule.allows(name) { value.expected("the name of a user of this machine") }
        }
    }

    private mutating func readSources(_ root: YAMLMap) {
        guard let value = root.value("sources") else {
            profileLines = settings.sources.map { _ in nil }
            if root.has("sources") { settings.sources = [] }
            return
        }
        guard let list = value.list() else { return }
        settings.sources = []
        for item in list {
            guard let map = item.map() else { continue }
            if let source = source(map) {
                let nested = settings.sources.first {
                    (source.path + "/").hasPrefix($0.path + "/")
                        || ($0.path + "/").hasPrefix(source.path + "/")
                }
                if let nested {
                    item.problem(
                        "\(source.path) and \(nested.path) lie within one another; "
                            + "a folder belongs to one source only.")
                }
                settings.sources.append(source)
                profileLines.append(map.value("profile")?.line ?? item.line)
            }
            map.finish()
        }
    }

    private func source(_ map: YAMLMap) -> Settings.Source? {
        let path = path(map.value("path"))
        if map.value("path") == nil {
            map.problems.add(map.line, "\(map.path) needs a path: the folder to watch.")
        }
        var source = Settings.Source(path: path ?? "/", profile: "generic")
        if let profile = map.value("profile")?.text() { source.profile = profile }
        source.zone = zone(map.value("zone"))
        if let polling = map.value("polling")?.flag() { source.polling = polling }
        if let poll = map.value("pollSeconds")?.seconds(0.1...3600) { source.pollSeconds = poll }
        source.settleSeconds = map.value("settleSeconds")?.seconds(0...3600)
        source.afterwards = AfterwardsReader(paths: paths).read(map)
        if case .move(let folder)? = source.afterwards,
            (folder + "/").hasPrefix(source.path + "/")
                || (source.path + "/").hasPrefix(folder + "/")
        {
            map.value("moveTo")?.problem(
                "moveTo lies within the source folder or the other way round, "
                    + "so moved files would be taken in again; choose a folder elsewhere.")
        }
        return path == nil ? nil : source
    }

    private mutating func readLocal(_ map: YAMLMap) {
        settings.local = map.keys.sorted().compactMap { user in
            guard let value = map.value(user) else {
                map.problems.add(
                    map.line, "\(map.path).\(user) needs its roles, such as [administrator].")
                return nil
            }
            let roles = value.choices(Role.self)
            if Set(roles).count < roles.count { value.problem("\(value.path) names a role twice.") }
            return roles.isEmpty ? nil : Settings.LocalUser(user: user, roles: roles)
        }
    }

    private mutating func readIntake(_ map: YAMLMap) {
        if let workers = map.value("workers")?.whole(0...256) { settings.intake.workers = workers }
        if let bytes = map.value("fileBytesMax")?.bytes(1024...(1 << 40)) {
            settings.intake.fileBytesMax = bytes
        }
        if let seconds = map.value("decodeSecondsMax")?.seconds(1...3600) {
            settings.intake.decodeSecondsMax = seconds
        }
        if let seconds = map.value("rescanSeconds")?.seconds(1...86_400) {
            settings.intake.rescanSeconds = seconds
        }
        map.finish()
    }

    private mutating func readRetention(_ root: YAMLMap) {
        if let folders = root.value("regulations")?.texts() {
            settings.regulations = folders.compactMap { paths.absolute($0) }
        }
        if let folders = root.value("calendars")?.texts() {
            settings.calendars = folders.compactMap { paths.absolute($0) }
        }
        if let value = root.value("complaintRegimes") {
            complaintRegimesLine = value.line
            settings.complaintRegimes = value.texts() ?? []
            if Set(settings.complaintRegimes).count < settings.complaintRegimes.count {
                value.problem("complaintRegimes names a regime twice.")
            }
        }
        if let value = root.value("retention"), let map = value.map() {
            retentionLine = map.value("rule")?.line
            settings.retention.rule = map.value("rule")?.text()
            settings.retention.keepDays = map.value("keepDays")?.whole(1...36_525)
            map.finish()
            if settings.retention.rule != nil, settings.retention.keepDays != nil {
                value.problem("retention takes either rule or keepDays, not both.")
            }
        }
        if let days = root.value("keyBackupDays")?.whole(0...3650) {
            settings.keyBackupDays = days
        }
    }

    private mutating func readScoring(_ map: YAMLMap) {
        if let hours = map.value("releaseHours")?.whole(0...8760) {
            settings.scoring.releaseHours = hours
        }
        if let days = map.value("disputeDays")?.whole(1...365) {
            settings.scoring.disputeDays = days
        }
        if let days = map.value("decideDays")?.whole(1...365) {
            settings.scoring.decideDays = days
        }
        map.finish()
    }

    private mutating func readThresholds(_ map: YAMLMap, _ value: YAMLValue) {
        let range = 0.02...600.0
        if let seconds = map.value("silenceSeconds")?.seconds(range) {
            settings.thresholds.silenceSeconds = seconds
        }
        if let seconds = map.value("deadAirSeconds")?.seconds(range) {
            settings.thresholds.deadAirSeconds = seconds
        }
        if let seconds = map.value("overtalkSeconds")?.seconds(range) {
            settings.thresholds.overtalkSeconds = seconds
        }
        if let seconds = map.value("turnGapSeconds")?.seconds(range) {
            settings.thresholds.turnGapSeconds = seconds
        }
        map.finish()
        if settings.thresholds.deadAirSeconds < settings.thresholds.silenceSeconds {
            value.problem("thresholds: deadAirSeconds must not be shorter than silenceSeconds.")
        }
    }

    private func path(_ value: YAMLValue?) -> String? {
        guard let value, let text = value.text() else { return nil }
        guard let path = paths.absolute(text) else {
            value.expected("a path such as /var/lib/callaudit (~ isn't understood here)")
            return nil
        }
        return path
    }

    private func zone(_ value: YAMLValue?) -> CallZone? {
        guard let value, let text = value.text(), text != "system" else { return nil }
        guard let zone = CallZone(name: text) else {
            value.expected("a zone such as Asia/Shanghai, +08:00 or UTC")
            return nil
        }
        return zone
    }

    private func region(_ value: YAMLValue) -> String? {
        guard let text = value.text(), Settings.isRegion(text) else {
            value.expected("a country in two capital letters, such as CN")
            return nil
        }
        return text
    }
}

extension Settings {
    static func isRegion(_ text: String) -> Bool {
        text.utf8.count == 2 && text.utf8.allSatisfy { (65...90).contains($0) }
    }
}

/// Reads `afterwards` and `moveTo`, which settings and profiles have in common.
struct AfterwardsReader {
    private enum Word: String, CaseIterable { case delete, keep, move }
    let paths: PathRule

    func read(_ map: YAMLMap) -> Profile.Afterwards? {
        let word = map.value("afterwards")
        let folder = map.value("moveTo")
        guard let choice = word?.choice(Word.self) else {
            if word == nil { folder?.problem("moveTo needs `afterwards: move` beside it.") }
            return nil
        }
        if choice != .move { folder?.problem("moveTo goes with `afterwards: move` only.") }
        switch choice {
        case .delete: return .delete
        case .keep: return .keep
        case .move:
            guard let text = folder?.text(), let path = paths.absolute(text) else {
                word?.problem("`afterwards: move` needs `moveTo: FOLDER` beside it.")
                return nil
            }
            return .move(to: path)
        }
    }
}
