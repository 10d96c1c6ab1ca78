import ArgumentParser
import CallSettings
import Calls
import Foundation

struct ProfileTry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try", abstract: "Show field by field what a profile reads from names.",
        discussion: """
            Names are paths below the source folder, or bare file names; `-` reads them from the \
            input, one a line. Exits with 1 when a name can't be read or can be read in two ways.

            Examples:
              callaudit profile try freepbx out-89040002877-404-20160922-215349-1474563229.24936.wav
              callaudit profile try ./mine.yaml --zone Asia/Shanghai 'sales/20240115 103000.wav'
            """)

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Zone of the source folder, such as Asia/Shanghai or +08:00.") var zone: String?
    @Argument(help: "Name of a profile, or a profile's file.") var profile: String
    @Argument(help: "Names of recordings.") var names: [String]

    func run() throws {
        let profile = try global.profile(profile)
        let zone = try sourceZone()
        let trials = allNames.map { NameTrial(name: $0, profile: profile, zone: zone) }
        if json {
            try Terminal.say(json: ["items": trials])
        } else {
            for (index, trial) in trials.enumerated() {
                if index > 0 { Terminal.say("") }
                Terminal.say(Terminal.plain(trial.name))
                trial.lines.forEach(Terminal.say)
            }
        }
        if trials.contains(where: { $0.refusal != nil }) { throw Stop(.foundProblems, "") }
    }

    private var allNames: [String] {
        names.flatMap { name in
            name == "-" ? Array(AnyIterator { readLine() }.prefix(100_000)) : [name]
        }
    }

    private func sourceZone() throws -> CallZone {
        guard let zone else {
            return try global.settingsIfAny().zone ?? CallZone(system: .current)
        }
        guard let known = CallZone(name: zone) else {
            throw Stop(
                .usage,
                "--zone must be a zone such as Asia/Shanghai, +08:00 or UTC, not \"\(zone)\".")
        }
        return known
    }
}

/// What became of one name.
private struct NameTrial: Encodable {
    private enum Key: String, CodingKey {
        case name, kind, pattern, fields, facts, searchWords, reason, sentence
    }

    private struct Field: Encodable {
        var name: String
        var type: String
        var text: String
        var facts: [Fact]
        var personal: Bool
    }

    let name: String
    private let kind: Profile.FileKind
    private var reading: NameReading?
    private(set) var refusal: NameRefusal?

    init(name: String, profile: Profile, zone: CallZone) {
        self.name = name
        kind = profile.kind(ofFile: name)
        guard case .recording = kind else { return }
        do throws(NameRefusal) {
            reading = try profile.read(relativePath: name, zone: zone)
        } catch {
            refusal = error
        }
    }

    /// A table, or a sentence.
    var lines: [String] {
        if let refusal { return [refusal.sentence] }
        guard let reading else { return [kindSentence] }
        var table = Table("FIELD", "TEXT", "TYPE", "FACT", "VALUE")
        var shown: Set<Fact> = []
        for field in reading.fields {
            let facts = field.facts.map { Optional($0) }
            for (index, fact) in (facts.isEmpty ? [nil] : facts).enumerated() {
                let value = fact.flatMap {
                    shown.insert($0).inserted ? reading.facts.values[$0] : nil
                }
                table.add(
                    index == 0 ? field.name : "", index == 0 ? field.text : "",
                    index == 0 ? field.type.rawValue : "", fact?.rawValue ?? "", value?.text ?? "")
            }
        }
        for fact in Fact.allCases where !shown.contains(fact) {
            guard let value = reading.facts.values[fact] else { continue }
            table.add("", "", "", fact.rawValue, value.text)
        }
        return table.lines
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
        try container.encode(kindWord, forKey: .kind)
        try container.encodeIfPresent(refusal?.reason, forKey: .reason)
        try container.encodeIfPresent(refusal?.sentence, forKey: .sentence)
        guard let reading else { return }
        try container.encode(reading.pattern, forKey: .pattern)
        let fields = reading.fields.map {
            Field(
                name: $0.name, type: $0.type.rawValue, text: $0.text, facts: $0.facts,
                personal: $0.isPersonal)
        }
        try container.encode(fields, forKey: .fields)
        let facts = reading.facts.values.map { ($0.key.rawValue, $0.value.text) }
        try container.encode(Dictionary(uniqueKeysWithValues: facts), forKey: .facts)
        try container.encode(reading.searchWords, forKey: .searchWords)
    }

    private var kindWord: String {
        switch kind {
        case .recording: "recording"
        case .sidecar: "sidecar"
        case .ignored: "ignored"
        case .unfinished: "unfinished"
        }
    }

    private var kindSentence: String {
        switch kind {
        case .recording: ""
        case .sidecar: "This is a sidecar; it is read together with its recording."
        case .ignored: "Files with this ending are left alone."
        case .unfinished: "This name says that the file isn't finished; it waits to be renamed."
        }
    }
}
