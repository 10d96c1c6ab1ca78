import CallDesk
import CallVault
import Calls
import Foundation

extension FileTaker {
    /// A sidecar on its own: it came after its recording, or before, or has none.
    func takeSidecar(_ file: SettledFile, from source: Source) async throws {
        let path = file.relativePath.text
        let opened = try await BlockingWork.run {
            try OpenSource.open(file, in: source.folder.path)
        }
        defer { opened.close() }
        let origin = FileOrigin(
            sourcePath: source.folder.path, profile: source.profile.name, relativePath: path,
            modifiedAt: opened.modifiedAt)
        switch try await BlockingWork.run({ try SidecarFile.read(opened, source.folder) }) {
        case .success(let sidecar):
            let keeps = source.profile.afterwards == .keep
            let fingerprint = keeps ? file.fingerprint : nil
            if try await amend(
                with: sidecar, at: path, source.folder, fingerprint: fingerprint)
            {
                try await finish(file, in: source)
            } else {
                source.watch.postpone(file, seconds: source.sidecarPause(file))
            }
        case .failure(let failure):
            let keeps = source.profile.afterwards == .keep
            try await quarantineSidecar(
                opened, origin, detail: failure.sentence,
                fingerprint: keeps ? file.fingerprint : nil)
            try await finish(file, in: source)
        }
    }

    /// True when the sidecar's recording is in the index and now knows what the sidecar says.
    func amend(
        with sidecar: Sidecar, at path: String, _ folder: Calls.SourceFolder,
        fingerprint: UInt64? = nil
    ) async throws -> Bool {
        let late = LateSidecar(
            reading: sidecar.facts, roles: sidecar.roles, words: sidecar.searchWords,
            fingerprint: fingerprint)
        for recording in folder.profile.recordingPaths(ofSidecar: path) {
            if try await desk.amend(
                recordingAt: recording, of: folder.path, with: late, by: .daemon)
            {
                return true
            }
        }
        return false
    }

    private func quarantineSidecar(
        _ opened: OpenSource, _ origin: FileOrigin, detail: String, fingerprint: UInt64?
    ) async throws {
        let id = desk.newQuarantineID()
        let key = try desk.vaultForSealing.newQuarantineKey(for: id)
        let folder = desk.folderForSealing
        let content = try await BlockingWork.run {
            try SealingFile.seal(
                opened.descriptor, bytes: opened.key.bytes, as: .quarantined(id), key: key,
                in: folder)
        }
        try await desk.enterQuarantine(
            ReadyQuarantine(
                id: id, origin: origin, content: content, reason: .brokenSidecar, detail: detail,
                fingerprint: fingerprint),
            by: .daemon)
    }

    /// Does with a decided file what the profile says.
    func finish(_ file: SettledFile, in source: Source) async throws {
        defer { source.watch.finished(file) }
        do {
            try await BlockingWork.run {
                switch source.profile.afterwards {
                case .keep: source.keep(file)
                case .delete: try SourceFolder(path: source.folder.path).remove(file)
                case .move(let target):
                    let done = try SourceFolder(path: target)
                    _ = try SourceFolder(path: source.folder.path).move(file, to: done)
                }
            }
        } catch FileRefusal.missing, FileRefusal.changed {
            // Gone, or another file by now: the watch hands that out once it has settled.
            return
        } catch let refusal as FileRefusal {
            source.keep(file)
            source.noteError(
                "A file was taken in but can't be removed from its folder. " + refusal.sentence,
                now: desk.time)
        }
    }
}
