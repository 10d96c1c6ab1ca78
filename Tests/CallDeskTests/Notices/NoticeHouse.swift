import CallDesk
import CallStore
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

/// A house with complaints whose notices go through a script.
struct NoticeHouse {
    let complaints: ComplaintHouse
    /// The script's folder: it lays each message there.
    let folder: URL

    var house: House { complaints.house }
    var desk: CallDesk { complaints.desk }

    static func sender(
        _ command: [String], _ change: (inout NoticeChannel) -> Void = { _ in }
    ) -> NoticeSender {
        var channel = NoticeChannel(name: "test", command: command)
        change(&channel)
        return NoticeSender(channel: channel)
    }

    /// `script` is what a shell does with each message; `$1` is the folder.
    init(
        _ script: String, on engine: Engine = .sqlite, key: MessageKey? = nil,
        _ change: (inout NoticeChannel) -> Void = { _ in }
    ) async throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "callaudit-notices-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var sender = Self.sender(["/bin/sh", "-c", script, "sh", folder.path], change)
        sender.key = key
        complaints = try await ComplaintHouse(
            on: House(
                on: StateFolder(database: DatabasePlace(engine)), notices: [sender]))
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// Lays the message and its signature in the folder, under its id.
    static let keeping = """
        cat > "$1/$CALLAUDIT_NOTICE_ID.json"
        echo "$CALLAUDIT_NOTICE_TIMESTAMP $CALLAUDIT_NOTICE_SIGNATURE" \\
            > "$1/$CALLAUDIT_NOTICE_ID.signed"
        """

    func sendAll() async throws {
        for _ in 0..<50 where try await desk.sendNotices(by: .daemon) > 0 {}
    }

    func all(_ state: Notice.State? = nil) async throws -> [Notice] {
        try await desk.notices(state, after: nil, limit: 200, by: complaints.officer).items
            .reversed()
    }

    func kept(_ notice: Notice, _ ending: String = "json") throws -> String {
        let path = folder.appending(path: "\(notice.id).\(ending)")
        return try String(contentsOf: path, encoding: .utf8)
    }
}
