/// Which folder each watch number stands for. Folders are kept as name and parent, so a renamed
/// folder takes all below it along.
struct WatchTree {
    private struct Node {
        /// Nil for the source folder itself.
        var parent: Int32?
        var name: [UInt8]
        var scan: Int
    }

    private var nodes: [Int32: Node] = [:]

    var count: Int { nodes.count }

    /// `watch` is `name` in `parent`, as scan number `scan` saw it.
    mutating func place(_ watch: Int32, in parent: Int32?, named name: [UInt8], scan: Int) {
        nodes[watch] = Node(parent: parent, name: name, scan: scan)
    }

    mutating func remove(_ watch: Int32) {
        nodes[watch] = nil
    }

    /// Forgets all folders that scan number `scan` didn't see: they were deleted or moved away.
    /// Gives their numbers.
    mutating func removeUnseen(by scan: Int) -> [Int32] {
        let unseen = nodes.filter { $0.value.scan != scan }.map(\.key)
        for watch in unseen { nodes[watch] = nil }
        return unseen
    }

    mutating func removeAll() -> [Int32] {
        defer { nodes = [:] }
        return Array(nodes.keys)
    }

    func isRoot(_ watch: Int32) -> Bool {
        nodes[watch].map { $0.parent == nil } ?? false
    }

    enum Lookup: Equatable {
        case path(RelativePath)
        /// The number stands for nothing (any more).
        case unknown
        /// The way up is broken or too long: only a scan can tell where this is.
        case lost
    }

    /// The path of `name` in the folder of `watch`, as last seen.
    func path(of name: ArraySlice<UInt8>, in watch: Int32) -> Lookup {
        guard var node = nodes[watch] else { return .unknown }
        var names = [Array(name)]
        while let parent = node.parent {
            guard names.count < RelativePath.componentsMax, let next = nodes[parent] else {
                return .lost
            }
            names.append(node.name)
            node = next
        }
        let bytes = Array(names.reversed().joined(separator: [RelativePath.slash]))
        return RelativePath(bytes: bytes).map(Lookup.path) ?? .lost
    }
}
