import Foundation

/// A thread of its own for work that may block for as long as a file system likes.
enum WatchThread {
    static func start(_ work: @escaping @Sendable () -> Void) {
        let thread = Thread { work() }
        thread.name = "folder-watch"
        thread.stackSize = 1 << 20
        thread.start()
    }
}
