import Foundation

/// Holds the state folder for one daemon: a lock that the kernel lets go of when the process ends,
/// however it ends.
final class StateLock {
    private let descriptor: Int32

    /// Makes the folder where it is missing.
    init(state: String) throws {
        guard mkdir(state, 0o700) == 0 || errno == EEXIST else {
            throw Stop(
                .settings,
                "The state folder \(state) can't be made: \(errorText()). "
                    + "Make it, or set `state:` to a folder that this user may write to.")
        }
        guard access(state, R_OK | W_OK | X_OK) == 0 else {
            throw Stop(
                .settings,
                "The state folder \(state) can't be written: \(errorText()). "
                    + "Give it to the user the daemon runs as.")
        }
        let path = state + "/callaudit.lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw Stop(
                .settings,
                "The state folder \(state) can't be used: \(errorText()). "
                    + "It must be a folder that this user may write to.")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw Stop(
                .tryAgain,
                "Another callaudit daemon already works on \(state). Stop it first, "
                    + "or give this one a state folder of its own.")
        }
    }

    deinit { close(descriptor) }
}
