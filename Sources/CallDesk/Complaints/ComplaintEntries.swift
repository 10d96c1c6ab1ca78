import CallLedger
import Calls
import Foundation

/// What the ledger says of a complaint's events: codes and ids, never a word of anybody's.
extension CallDesk {
    func ledgerDetails(
        of event: ComplaintEvent, from before: Complaint, to after: Complaint
    ) -> [String: String] {
        var details = ["event": "\(event.number)"]
        if before.state != after.state || event.number == 1 {
            details["state"] = after.state.rawValue
        }
        details.merge(workDetails(of: event.deed)) { old, _ in old }
        details.merge(outcomeDetails(of: event.deed)) { old, _ in old }
        details.merge(joinDetails(of: event.deed)) { old, _ in old }
        return details
    }

    private func workDetails(of deed: ComplaintDeed) -> [String: String] {
        switch deed {
        case .receive(let receipt): ["channel": receipt.channel.rawValue]
        case .assess(let found):
            [
                "type": found.type, "severity": found.severity,
                "complexity": found.complexity.rawValue, "product": found.product,
            ].compactMapValues(\.self)
        case .assign(let worker): ["person": worker.person]
        case .linkCall(let call):
            ["call": "\(call.call)", "subject": call.isSubject ? "yes" : "no"]
        case .unlinkCall(let call): ["call": "\(call)"]
        case .represent(let number): ["representatives": "\(number)"]
        case .place(let place): ["regimes": place.regimes.joined(separator: " ")]
        case .attach(let added):
            [
                "document": "\(added.number)", "kind": added.kind.rawValue,
                "bytes": "\(added.bytes)", "content": added.contentHash.hexadecimal,
                "file": "\(added.id)",
            ]
        case .ask(let agent): ["agent": "\(agent)"]
        case .answerQuestion(let number): ["question": "\(number)"]
        case .find(let findings): ["causes": Self.bounded(findings.causes.sorted())]
        case .wait(let reason): ["for": reason.rawValue]
        default: [:]
        }
    }

    private func outcomeDetails(of deed: ComplaintDeed) -> [String: String] {
        switch deed {
        case .request(.extension(let name)): ["extension": name]
        case .request(.redress(let redress)): ["redress": Self.codes(of: redress)]
        case .approve(let number), .refuse(let number): ["request": "\(number)"]
        case .solve(let made), .decide(let made), .settle(let made), .rule(let made):
            [
                "outcome": made.outcome.rawValue, "redress": Self.codes(of: made.redress),
            ].filter { !$0.value.isEmpty }
        case .answer(let letter), .acknowledgeBy(let letter), .tellDelay(let letter):
            [
                "template": letter.template,
                "version": letter.version > 0 ? "\(letter.version)" : "",
                "letter": letter.number.map(String.init) ?? "",
                "channel": letter.dispatch?.channel.rawValue ?? "",
                "day": letter.dispatch?.day.description ?? "",
            ].filter { !$0.value.isEmpty }
        case .give(let place): ["redress": "\(place)"]
        case .hear(let reply): ["content": reply.isContent ? "yes" : "no"]
        default: [:]
        }
    }

    private func joinDetails(of deed: ComplaintDeed) -> [String: String] {
        switch deed {
        case .link(let other): ["with": "\(other)"]
        case .merge(let into): ["into": "\(into)"]
        case .absorb(let member), .release(let member): ["member": "\(member)"]
        case .unmerge(let whole): ["from": "\(whole)"]
        case .split(let off, let calls): ["off": "\(off)", "calls": "\(calls.count)"]
        default: [:]
        }
    }

    private static func codes(of redress: [ComplaintRedress]) -> String {
        bounded(redress.map { $0.amount == 0 ? $0.kind : "\($0.kind):\($0.amount)" })
    }

    /// As many codes as an entry has room for; the event itself has all of them.
    private static func bounded(_ codes: [String]) -> String {
        let bytesMax = 2_000
        var text = ""
        for code in codes where text.utf8.count + code.utf8.count < bytesMax {
            text += text.isEmpty ? code : " " + code
        }
        return text
    }
}

extension LedgerAction {
    /// Each act of a complaint has its own.
    init(_ act: ComplaintAct) throws {
        guard let action = LedgerAction(rawValue: "complaint.\(act.rawValue)") else {
            throw DeskFault.unaccountedChange("complaint.\(act.rawValue)")
        }
        self = action
    }
}
