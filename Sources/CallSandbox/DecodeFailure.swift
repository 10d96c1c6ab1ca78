package import Calls

/// Why a job gave no sound.
package struct DecodeFailure: Error, Equatable, Sendable {
    /// Why the file belongs in quarantine; nil when it isn't to blame (no decoder could be started,
    /// the pool is shutting down), so that it should be tried again later.
    package let reason: QuarantineReason?
    /// One English sentence without personal data.
    package let detail: String

    package init(_ fault: DecodeFault) {
        reason = fault.reason
        detail = fault.detail
    }

    init(_ refusal: ComplaintFileRefusal) {
        reason = refusal.reason
        detail = refusal.sentence
    }

    private init(unavailable detail: String) {
        reason = nil
        self.detail = detail
    }

    static func noDecoder(_ why: String) -> Self {
        Self(unavailable: "The decoder can't be started: \(why).")
    }

    static let shutDown = Self(unavailable: "The daemon is shutting down.")
    static let busy = Self(unavailable: "All decoders are busy; try again in a moment.")
    static let abandoned = Self(unavailable: "Nobody waited for the sound any longer.")
}
