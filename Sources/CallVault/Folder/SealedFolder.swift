package import Calls
import Glibc

/// Which sealed file: its name on disk tells its id and kind and nothing else.
package enum SealedFileName: Hashable, Sendable {
    case recording(Recording.ID)
    /// Waveform and speech activity of a recording.
    case picture(Recording.ID)
    case quarantined(QuarantineItem.ID)
    case document(ComplaintDocument.ID)

    var fileName: String {
        switch self {
        case .recording(let id): "\(id).recording"
        case .picture(let id): "\(id).picture"
        case .quarantined(let id): "\(id).quarantined"
        case .document(let id): "\(id).document"
        }
    }

    var kind: SealedFileKind {
        switch self {
        case .recording, .quarantined, .document: .recording
        case .picture: .soundPicture
        }
    }

    /// Files are filed by the first four characters of their id: a new folder about every nine
    /// hours.
    var folder: String { String(fileName.prefix(4)) }

    /// The node that made the file.
    package var node: NodeNumber {
        switch self {
        case .recording(let id), .picture(let id): id.node
        case .quarantined(let id): id.node
        case .document(let id): id.node
        }
    }

    init?(fileName: String) {
        let parts = fileName.split(separator: ".", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        switch parts[1] {
        case "recording":
            guard let id = Recording.ID(text: parts[0]) else { return nil }
            self = .recording(id)
        case "picture":
            guard let id = Recording.ID(text: parts[0]) else { return nil }
            self = .picture(id)
        case "quarantined":
            guard let id = QuarantineItem.ID(text: parts[0]) else { return nil }
            self = .quarantined(id)
        case "document":
            guard let id = ComplaintDocument.ID(text: parts[0]) else { return nil }
            self = .document(id)
        default: return nil
        }
    }
}

/// The folder in which sealed files stand: `<first four of the id>/<id>.<kind>`, and `tmp/` for
/// those still being written. Several nodes may share it. All calls block on the disk.
package struct SealedFolder: Sendable {
    package let path: String
    /// Which folder `path` must lead to.
    let place = FolderPlace()
    var temporary: String { path + "/tmp" }

    /// Makes the folder and its `tmp` where they are missing; only the owner may enter them.
    package init(path: String) throws {
        self.path = path
        try makeFolders()
    }

    func makeFolders() throws {
        for folder in [path, temporary] {
            if mkdir(folder, 0o700) == 0 {
                try Self.sync(folder + "/..")
            } else if errno != EEXIST {
                throw SealedFolderError.unusable(path: folder, reason: message(of: errno))
            }
        }
        guard access(temporary, R_OK | W_OK | X_OK) == 0 else {
            throw SealedFolderError.unusable(path: temporary, reason: message(of: errno))
        }
    }

    package func path(of name: SealedFileName) -> String {
        "\(path)/\(name.folder)/\(name.fileName)"
    }

    /// Begins a new sealed file under `tmp/`. Throws `nameTaken` when one of this name stands
    /// already or is being written.
    package func create(
        _ name: SealedFileName, key: RecordingKey
    ) throws -> SealedFileWriter {
        try SealedFileWriter(name, in: self, key: key)
    }

    package func open(_ name: SealedFileName, key: RecordingKey) throws -> SealedReader {
        try SealedReader(path: path(of: name), key: key, kind: name.kind)
    }

    /// Deletes a sealed file; one that is gone already is no error.
    package func remove(_ name: SealedFileName) throws {
        guard unlink(path(of: name)) == 0 || errno == ENOENT else {
            throw SealedFolderError.unusable(path: path, reason: message(of: errno))
        }
    }

    /// Deletes `names` so that they stay away after a loss of power.
    package func removeDurably(_ names: [SealedFileName]) throws {
        for name in names { try remove(name) }
        for folder in Set(names.map(\.folder)) where access("\(path)/\(folder)", F_OK) == 0 {
            try Self.sync("\(path)/\(folder)")
        }
    }

    /// Deletes what a crash of `node` left under `tmp/`; returns how many files. What other nodes
    /// write there stays.
    package func clearTemporary(of node: NodeNumber) throws -> Int {
        let names = try fileNames(in: temporary).filter {
            SealedFileName(fileName: $0)?.node == node
        }
        for name in names {
            guard unlink("\(temporary)/\(name)") == 0 || errno == ENOENT else {
                throw SealedFolderError.unusable(path: temporary, reason: message(of: errno))
            }
        }
        return names.count
    }

    /// The sealed files of all nodes that were begun within about nine hours before `id`, or after
    /// it: those among which a crash may have left one without a row.
    package func recent(before id: Int64) throws -> [SealedFileName] {
        let window = Int64(1) << 45
        let middle = min(max(id, window), .max - window)
        let folders = [middle - window, middle, middle + window].map {
            SealedFileName.recording(Recording.ID($0)).folder
        }
        return try folders.flatMap { folder in
            try fileNames(in: "\(path)/\(folder)").compactMap(SealedFileName.init(fileName:))
        }
    }

    func fileNames(in folder: String) throws -> [String] {
        guard let stream = opendir(folder) else {
            if errno == ENOENT { return [] }
            throw SealedFolderError.unusable(path: folder, reason: message(of: errno))
        }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else { break }
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        guard errno == 0 else {
            throw SealedFolderError.unusable(path: folder, reason: message(of: errno))
        }
        return names
    }

    /// Makes durable what was made in or moved into the folder at `path`.
    static func sync(_ path: String) throws {
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw SealedFolderError.unusable(path: path, reason: message(of: errno))
        }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw SealedFolderError.notDurable(reason: message(of: errno))
        }
    }
}

package enum SealedFolderError: Error, Equatable, Sendable, CustomStringConvertible {
    case unusable(path: String, reason: String)
    /// `fileName` stands already or is being written.
    case nameTaken(fileName: String)
    /// `path` leads to another folder than the one that belongs to the database.
    case wrongFolder(path: String)
    /// The disk didn't take an fsync; nothing that waited for it may be called accepted.
    case notDurable(reason: String)

    package var description: String {
        switch self {
        case .unusable(let path, let reason):
            "The folder for sealed recordings at \(path) can't be used: \(reason). "
                + "Check `recordings:` and `state:`, the owner, and the room on the disk."
        case .wrongFolder(let path):
            "The recordings folder \(path) is not the one this database belongs to. "
                + "Mount the share that it stands for."
        case .nameTaken(let fileName):
            "The sealed file \(fileName) is there already, and none is ever overwritten. "
                + "Restart the daemon: it clears away files that were left unfinished."
        case .notDurable(let reason):
            "The disk did not make a sealed file durable: \(reason). Check the disk."
        }
    }
}
