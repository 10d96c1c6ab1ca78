import CallDesk
import CallVault
import Calls
import Foundation

/// People of a house and how they sign in.
extension House {
    static let password = "violet trapeze under snow"
    static let administrator = Principal(id: "local:0", roles: [.administrator])

    /// The first account of `role`, with `password` set.
    func account(_ name: String, _ role: Role = .complianceOfficer) async throws -> Account.ID {
        let invitation = try await desk.inviteFirst(role, by: Self.administrator)
        return try await desk.takeInvitation(
            InvitationAnswer(
                code: invitation.code.text, name: name, title: nil, password: Self.password,
                address: "192.0.2.1"))
    }

    func attempt(
        _ name: String, _ password: String = House.password, from address: String = "192.0.2.1",
        device: DoorSecret? = nil
    ) -> SignInTry {
        SignInTry(
            name: name, password: password, device: device, address: address, browser: "a browser")
    }

    /// Somebody without a second factor; throws the refusal.
    func enter(
        _ name: String, _ password: String = House.password, from address: String = "192.0.2.1",
        device: DoorSecret? = nil
    ) async throws -> SignedIn {
        let answer = try await desk.signIn(
            attempt(name, password, from: address, device: device))
        guard case .signedIn(let signedIn) = answer else { throw CodeWanted() }
        return signedIn
    }

    /// The refusal of a try, nil when it wasn't refused.
    func refusal(
        _ name: String, _ password: String = House.password, from address: String = "192.0.2.1",
        device: DoorSecret? = nil
    ) async throws -> Refusal? {
        do {
            _ = try await enter(name, password, from: address, device: device)
            return nil
        } catch let refusal as Refusal {
            return refusal
        }
    }

    struct CodeWanted: Error {}
}
