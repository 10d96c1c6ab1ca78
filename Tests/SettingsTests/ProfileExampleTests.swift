import CallSettings
import Calls
import Foundation
import Testing

struct `Shipped profiles` {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../etc/callaudit/profiles").standardized.path

    @Test func `every shipped profile reads its own examples`() throws {
        let library = try ProfileLibrary.load(folders: [Self.folder], binary: nil)
        #expect(library.profiles.count == 9)
        for (name, profile) in library.profiles {
            #expect(!profile.examples.isEmpty, "\(name) has no example")
            #expect(!profile.describes.isEmpty)
            for example in profile.examples {
                #expect(profile.failure(of: example) == nil)
            }
        }
    }
}

struct `Profile files` {
    private func problems(_ yaml: String) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "mine.yaml").path
        try yaml.write(toFile: path, atomically: true, encoding: .utf8)
        do throws(SettingsProblems) {
            _ = try ProfileFile.load(path: path)
            return []
        } catch {
            return error.problems.map { $0.description.replacing(path + ":", with: "") }
        }
    }

    @Test func `a short profile is enough`() throws {
        #expect(try problems("name: mine\npatterns: ['{any:text}']").isEmpty)
    }

    @Test(arguments: [
        ("name: other\npatterns: ['{any:text}']", "1: name must be mine, as the file is called"),
        ("name: mine", "patterns is missing"),
        ("name: mine\npatterns:\n  - '{a:wrod}'", "3: The pattern gives the field a the type"),
        ("name: mine\npaterns: ['{a:word}']", "did you mean patterns?"),
        (
            "name: mine\npatterns: ['{agent:word}']\nfacts:\n  - agent: '{agnt}'",
            "4: No pattern has a field agnt; did you mean agent?"
        ),
        ("name: mine\npatterns: ['{a:word}']\nfacts:\n  - agnet: '{a}'", "did you mean agent?"),
        (
            "name: mine\npatterns: ['{a:word}']\nfacts:\n  - direction: sideways",
            "4: facts[1].direction must be inbound, outbound or internal"
        ),
        (
            "name: mine\npatterns: ['{a:word}']\nfacts:\n  - {when: {a: x}, direction: inbound}",
            "4: facts[1].when.a must be present, missing, a type"
        ),
        ("name: mine\npatterns: ['{a:word}']\nzone: Mars", "3: zone must be source, derive"),
        (
            "name: mine\npatterns: ['{a:word}']\nchannels: {2: [agent]}",
            "3: channels: write the number"
        ),
        (
            "name: mine\npatterns: ['{a:word}']\nmedia: {wav: mp3}",
            "3: media.wav must be one of headed"
        ),
        (
            "name: mine\npatterns: ['{a:word}']\nsidecar: {kind: json}",
            "3: sidecar.kind must be one of callaudit-json"
        ),
        (
            "name: mine\npatterns: ['{a:word}']\nsidecar: {kind: oreka-tape, names: ['{stem}']}",
            "3: sidecar.names[1] must be a name with {recording} or {stem}"
        ),
        ("name: mine\npatterns: ['{a:word}']\nexamples: [{name: x}]", "3: An example needs a name"),
    ])
    func `what is wrong is said by line`(yaml: String, part: String) throws {
        let problems = try problems(yaml)
        #expect(problems.contains { $0.contains(part) }, "\(problems)")
    }

    @Test func `a source whose profile doesn't exist is named by its line`() throws {
        let library = try ProfileLibrary.load(
            folders: [`Shipped profiles`.folder], binary: nil)
        try withSettings("sources:\n  - path: /a\n    profile: frepbx\n  - path: /b\n") { path in
            let file = try SettingsFile(path: path, environment: [:])
            let thrown = #expect(throws: SettingsProblems.self) {
                try file.sourceFolders(from: library, systemZone: .utc)
            }
            #expect(
                thrown?.description
                    == "\(path):3: There is no profile frepbx; did you mean freepbx?")
        }
    }

    @Test func `a source's own wishes outrank its profile`() throws {
        let library = try ProfileLibrary.load(
            folders: [`Shipped profiles`.folder], binary: nil)
        let yaml = """
            zone: Asia/Shanghai
            sources:
              - {path: /a, profile: freepbx, settleSeconds: 1, afterwards: delete, zone: "+05:00"}
              - {path: /b}
            """
        try withSettings(yaml) { path in
            let folders = try SettingsFile(path: path, environment: [:])
                .sourceFolders(from: library, systemZone: .utc)
            #expect(folders[0].profile.settleSeconds == 1)
            #expect(folders[0].profile.afterwards == .delete)
            #expect(folders[0].zone.name == "+05:00")
            #expect(folders[1].profile.name == "generic")
            #expect(folders[1].zone.name == "Asia/Shanghai")
        }
    }

    @Test func `the profiles of a build tree are found from its binary`() throws {
        guard !FileManager.default.fileExists(atPath: Settings.profilesDefault) else { return }
        let root = URL(filePath: `Shipped profiles`.folder).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().path
        let library = try ProfileLibrary.load(
            folders: [Settings.profilesDefault], binary: root + "/.build/x/debug/callaudit")
        #expect(library.profiles["generic"] != nil)
    }
}

private func withSettings(_ yaml: String, _ use: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory
        .appending(path: "settings-\(UUID().uuidString).yaml").path
    try yaml.write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try use(path)
}
