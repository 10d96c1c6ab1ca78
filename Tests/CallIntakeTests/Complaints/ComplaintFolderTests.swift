import CallDesk
import CallIntake
import CallVault
import Calls
import Foundation
import Synchronization
import TestSupport
import Testing

/// What was taken in, by whom it is asked once each, as the desk does it: the same bytes or the
/// same message make one complaint.
private final class Register: Sendable {
    struct Entry: Sendable {
        var id: Complaint.ID
        var intake: ComplaintIntake
        var hash: [UInt8]
        var folder: String
    }

    private struct State {
        var entries: [Entry] = []
        var asked = 0
        var refusal: Refusal?
    }

    private let state = Mutex(State())

    var entries: [Entry] { state.withLock(\.entries) }
    var asked: Int { state.withLock(\.asked) }

    func refuse(with refusal: Refusal?) { state.withLock { $0.refusal = refusal } }

    func takeIn(
        _ intake: ComplaintIntake, _ hash: [UInt8], _ folder: String
    ) throws -> ComplaintTakeIn {
        try state.withLock { state in
            state.asked += 1
            if let refusal = state.refusal { throw refusal }
            let known = state.entries.first {
                $0.hash == hash
                    || ($0.intake.identity != nil && $0.intake.identity == intake.identity)
            }
            if let known { return .duplicate(known.id) }
            let id = Complaint.ID(Int64(state.entries.count + 1))
            state.entries.append(Entry(id: id, intake: intake, hash: hash, folder: folder))
            return .registered(id)
        }
    }
}

@Suite struct ComplaintFolderTests {
    private let register = Register()

    private func house(
        _ afterwards: Profile.Afterwards, on folders: TakingFolders? = nil,
        helperPath: String = TakingHouse.helperPath
    ) async throws -> TakingHouse {
        let folders = try folders ?? TakingFolders()
        try FileManager.default.createDirectory(
            atPath: folders.path + "/mail", withIntermediateDirectories: true)
        var folder = ComplaintFolder(name: "mail", path: folders.path + "/mail")
        folder.settleSeconds = 0.2
        folder.pollSeconds = 1
        folder.afterwards = afterwards
        folder.regimes = ["cn-finance"]
        let register = register
        return try await TakingHouse(
            .taking(), on: folders, helperPath: helperPath,
            complaints: ComplaintTaking(folders: [folder]) { intake, hash, name in
                try register.takeIn(intake, hash, name)
            })
    }

    private func drop(_ name: String, _ text: String, in house: TakingHouse) throws {
        try house.drop(name, Array(text.utf8), in: house.folders.path + "/mail")
    }

    private func left(_ house: TakingHouse) -> [String] {
        let path = house.folders.path + "/mail"
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    private let mail =
        "From: a@example.net\r\nSubject: s\r\nMessage-ID: <1@x>\r\n"
        + "Date: Mon, 15 Jan 2024 18:30:00 +0800\r\n\r\nMy words.\r\n"
    private let form = #"{"format": "callaudit-complaint/1", "text": "By form."}"#

    @Test func `mails and forms are taken in once and go as the folder says`() async throws {
        let house = try await house(.delete)
        try drop("1.eml", mail, in: house)
        try drop("2.json", form, in: house)
        try await house.waits("both are asked") { register.asked >= 2 }
        try drop("maildir-name:2,S", mail + "again", in: house)
        try await house.waits("all are asked") { register.asked >= 3 }
        try await house.waits("the folder empties") { left(house).isEmpty }
        let entries = register.entries.sorted {
            $0.intake.source.rawValue > $1.intake.source.rawValue
        }
        #expect(entries.map(\.intake.text) == ["My words.", "By form."])
        #expect(entries.allSatisfy { $0.folder == "mail" && $0.intake.regimes == ["cn-finance"] })
        let hasher = ContentHasher()
        hasher.update(Array(form.utf8))
        #expect(entries[1].hash == hasher.finish())
        #expect(entries[0].intake.receivedAt == Date(timeIntervalSince1970: 1_705_314_600))
        let arrived = try #require(entries[1].intake.receivedAt)
        #expect(abs(arrived.timeIntervalSinceNow) < 60)
        #expect(try await house.quarantine().isEmpty)
        try await house.stop()
    }

    @Test func `what is kept is taken in once, and recordings beside it as ever`() async throws {
        let house = try await house(.keep)
        try drop("1.eml", mail, in: house)
        try house.drop("20240115-103000.wav", TakingSounds.wav())
        try await house.waits(indexed: 1)
        try await house.waits("it is asked") { register.asked == 1 }
        try await Task.sleep(for: .seconds(1.5))
        #expect(register.asked == 1)
        #expect(left(house) == ["1.eml"])
        try await house.stop()
    }

    @Test func `what can't be read goes to quarantine, and a retry takes it in`() async throws {
        let house = try await house(.delete)
        try drop("words", "only words", in: house)
        try drop("empty.eml", "", in: house)
        try drop("form.json", #"{"format": "callaudit-complaint/1", "txt": "t"}"#, in: house)
        let huge = house.folders.path + "/mail/.huge"
        #expect(FileManager.default.createFile(atPath: huge, contents: nil))
        #expect(truncate(huge, 26 << 20) == 0)
        #expect(rename(huge, house.folders.path + "/mail/huge.eml") == 0)
        register.refuse(with: Refusal(.invalid, .badComplaint, "Correct the day."))
        try drop("refused.eml", mail, in: house)
        try await house.waits(quarantined: 5)
        try await house.waits("the folder empties") { left(house).isEmpty }
        let items = try await house.quarantine().sorted { $0.fileName < $1.fileName }
        #expect(
            items.map(\.fileName)
                == ["empty.eml", "form.json", "huge.eml", "refused.eml", "words"])
        #expect(
            items.map(\.reason)
                == [.empty, .brokenComplaint, .oversized, .brokenComplaint, .brokenComplaint])
        #expect(items[1].detail == "A form has no field txt; did you mean text?")
        #expect(items[3].detail == "Correct the day.")
        register.refuse(with: nil)
        for item in items { try await house.desk.retryQuarantined(item.id, by: .page) }
        try await house.waits(quarantined: 4)
        #expect(register.entries.map(\.intake.text) == ["My words."])
        #expect(try await house.quarantine().map(\.fileName).contains("refused.eml") == false)
        try await house.stop()
    }

    @Test func `while nobody can take it in the file stays`() async throws {
        let house = try await house(.delete)
        register.refuse(with: Refusal(.unavailable, .databaseAway, "The database is away."))
        try drop("1.eml", mail, in: house)
        try await house.waits("it is asked") { register.asked >= 1 }
        #expect(left(house) == ["1.eml"])
        #expect(try await house.quarantine().isEmpty)
        register.refuse(with: nil)
        try await house.waits("it is taken in") { register.entries.count == 1 }
        try await house.waits("the folder empties") { left(house).isEmpty }
        try await house.stop()
    }

    @Test func `without a helper files wait and nothing is blamed`() async throws {
        let house = try await house(.delete, helperPath: "/nonexistent/callaudit-decode")
        try drop("1.eml", mail, in: house)
        try await house.waits("it says why") {
            try await house.desk.intakeStatus(by: .page).sources.contains {
                $0.profile == "complaints" && $0.lastError?.contains("can't be started") == true
            }
        }
        #expect(left(house) == ["1.eml"])
        #expect(register.asked == 0)
        try await house.stop()
    }
}
