package import Calls

/// Those who ask in tests.
extension Principal {
    /// Somebody at the page who may see and decide on all that calls are.
    package static let page = Principal(id: "page", roles: [.complianceOfficer])
    /// The same at the socket.
    package static let operatorAtShell = Principal(
        id: "local:1000", roles: [.complianceOfficer])
}
