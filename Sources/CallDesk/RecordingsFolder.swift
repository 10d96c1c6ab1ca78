import CallStore
import CallVault
import Calls
import Foundation

/// Whether the recordings folder is the one that belongs to the database. Both hold the same
/// installation's id, the folder in its marker: a share that isn't mounted, or another one, is
/// noticed before anything is written into it.
extension CallDesk {
    /// Why nothing may be written into the recordings folder; nil when it is the right one.
    func folderHindrance() async throws -> String? {
        let folder = sealedFiles
        do {
            if let id = nodes.installation,
                try await BlockingWork.run({ try folder.holdsMarker(of: id) })
            {
                return nil
            }
            return try await settleMarker()
        } catch let error as SealedFolderError where !error.endsDaemon {
            return error.description
        }
    }

    /// Brings marker and database together where one of them is missing and the folder is
    /// evidently right. The marker comes first and the database after it: a crash in between
    /// leaves a marker in a folder that holds nothing else, which the next start takes over.
    private func settleMarker() async throws -> String? {
        let folder = sealedFiles
        let (stored, rows) = try await database.read { db in
            (try db.setting(Self.installationSetting), try db.sampleOfSealedFiles())
        }
        let marker = try await BlockingWork.run { try folder.marker() }
        switch (stored, marker) {
        case (let id?, .missing) where try await fits(rows, isEmptyEnough: false):
            _ = try await BlockingWork.run { try folder.mark(as: id) }
        case (nil, .missing) where try await fits(rows, isEmptyEnough: true):
            let fresh = SealedFolder.newInstallation()
            let written = try await BlockingWork.run { try folder.mark(as: fresh) }
            try await store(written)
        case (nil, .installation) where try await fits(rows, isEmptyEnough: true):
            try await store(marker)
        default: break
        }
        let now = try await database.read { try $0.setting(Self.installationSetting) }
        if let now, try await BlockingWork.run({ try folder.holdsMarker(of: now) }) {
            nodes.setInstallation(now)
            return nil
        }
        return sentence(installation: now, marker)
    }

    private static let installationSetting = "installation"

    /// Whether the folder holds sealed files of the database; with `isEmptyEnough` also when
    /// neither of them has any.
    private func fits(_ rows: [SealedFileName], isEmptyEnough: Bool) async throws -> Bool {
        let folder = sealedFiles
        return try await BlockingWork.run {
            if rows.isEmpty { return try isEmptyEnough && !folder.holdsSealedFiles() }
            return folder.holds(anyOf: rows)
        }
    }

    /// Stores the id of `marker` unless another node stored one before.
    private func store(_ marker: FolderMarker) async throws {
        guard case .installation(let id) = marker else { return }
        _ = try await database.write { try $0.setOnce(Self.installationSetting, to: id) }
    }

    private func sentence(installation: String?, _ marker: FolderMarker) -> String {
        let why =
            switch (installation, marker) {
            case (_?, .missing):
                "It has no marker. If it is the right one after all, write \(installation ?? "") "
                    + "into the file `installation` in it."
            case (_?, _): "Its file `installation` is that of another installation."
            case (nil, _): "It holds none of the recordings that the database knows, but others."
            }
        return "The recordings folder \(sealedFiles.path) is not the one this database belongs "
            + "to (is the share mounted?). Nothing is taken in until it is. \(why)"
    }
}

extension Transaction {
    /// Sealed files that must be in the recordings folder, if there are any.
    fileprivate func sampleOfSealedFiles() throws -> [SealedFileName] {
        let sample = 10
        return try sampleOfRecordings(limit: sample).map { .recording($0) }
            + quarantine(after: nil, limit: sample).map { .quarantined($0.id) }
            + complaintDocuments(after: .min, limit: sample).map { .document($0.id) }
    }
}
