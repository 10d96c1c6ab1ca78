import CallSettings
import CallVault
import Calls
import Foundation

/// Everything the daemon needs to know before it starts, checked.
struct DaemonSettings: Sendable {
    let settings: Settings
    let folders: [SourceFolder]
    let zone: CallZone
    /// The duty to keep calls; nil for none.
    let duty: RetentionDuty?
    /// What complaints' clocks are read by.
    let regimes: RegimeBook
    /// What complaints are told apart by; nil where no file says it.
    let complaintClasses: ComplaintClasses?
    /// What letters about complaints are made of.
    let letters: LetterBook
    /// How the house's codes stand for regulators' groups.
    let returnGroups: ReturnGroups
    /// The effective settings, which hold nothing secret; the ledger keeps their hash.
    let text: String

    var digest: String {
        let hasher = ContentHasher()
        hasher.update(Array(text.utf8))
        return hasher.finishHexadecimal()
    }

    /// Reads the settings file and the profiles that it names; throws `Stop` with every problem.
    static func load(path: String, environment: [String: String]) throws -> DaemonSettings {
        do throws(SettingsProblems) {
            let file = try SettingsFile(path: path, environment: environment)
            let library = try ProfileLibrary.load(
                folders: file.settings.profiles, binary: Self.binary)
            let system = CallZone(system: .current)
            let zone = file.settings.zone ?? system
            let regimes = try file.regimes(home: zone, binary: Self.binary)
            let classes = try ComplaintClassesFile.loadIfThere(binary: Self.binary)
            return DaemonSettings(
                settings: file.settings,
                folders: try file.sourceFolders(from: library, systemZone: system),
                zone: zone,
                duty: try file.retentionDuty(
                    from: try RegulationLibrary.load(
                        folders: file.settings.regulations, binary: Self.binary)),
                regimes: regimes, complaintClasses: classes,
                letters: try LetterLibrary.load(
                    binary: Self.binary, regimes: Set(regimes.regimes.keys)),
                returnGroups: try ReturnGroupsFile.load(binary: Self.binary, classes: classes),
                text: file.settings.effectiveYAML)
        } catch {
            throw Stop(.settings, error.description)
        }
    }

    static let binary = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")

    /// The decode helper: as set, else beside the binary.
    var helperPath: String {
        settings.helper
            ?? (Self.binary.map { ($0 as NSString).deletingLastPathComponent } ?? ".")
            + "/callaudit-decode"
    }

    /// The program that makes PDFs of letters, beside the decode helper.
    var letterPath: String {
        (helperPath as NSString).deletingLastPathComponent + "/callaudit-letter"
    }

    /// Refuses what would fail later: a helper that isn't there, a source folder that files can't
    /// be taken out of.
    func check() throws {
        guard access(helperPath, X_OK) == 0 else {
            throw Stop(
                .settings,
                "The decode helper isn't at \(helperPath). Install it there, or set `helper:`.")
        }
        let watched =
            folders.map { ($0.path, $0.profile.afterwards) }
            + settings.complaints.map { ($0.path, $0.afterwards) }
        for case .move(let target) in watched.map({ $0.1 }) {
            guard access(target, W_OK | X_OK) == 0 else {
                throw Stop(
                    .settings,
                    "The folder \(target) of `moveTo` can't be written: \(errorText()). "
                        + "Make it, or give this user access to it.")
            }
        }
        for (path, afterwards) in watched where access(path, F_OK) == 0 {
            let needsWriting = afterwards != .keep
            let mode = R_OK | X_OK | (needsWriting ? W_OK : 0)
            guard access(path, mode) == 0 else {
                throw Stop(
                    .settings,
                    "The source folder \(path) can't be \(needsWriting ? "written" : "read")"
                        + ": \(errorText()). Give this user access to it, "
                        + "or set `afterwards: keep` for it.")
            }
        }
    }
}

/// The operating system's words for the last failure.
func errorText() -> String { String(cString: strerror(errno)) }
