/// What a principal may ask of the desk. Every use case needs exactly one; what isn't granted is
/// denied.
package enum Permission: String, CaseIterable, Sendable {
    case listCalls = "call.list"
    case seeCall = "call.see"
    case findByNumber = "call.find-by-number"
    case listen = "recording.listen"
    case seeQuarantine = "quarantine.see"
    case decideQuarantine = "quarantine.decide"
    case seeIntake = "intake.see"
    case takeIn = "intake.take-in"
    case changeSettings = "settings.change"
}

extension Principal {
    /// Until accounts exist the daemon listens on loopback and its own socket only, and whoever
    /// reaches either of them is the operator. Nobody but the daemon takes recordings in.
    package var permissions: Set<Permission> {
        if self == .daemon { return [.takeIn, .changeSettings, .seeIntake] }
        guard self == .page || id.hasPrefix("local:") else { return [] }
        return Set(Permission.allCases).subtracting([.takeIn, .changeSettings])
    }
}
