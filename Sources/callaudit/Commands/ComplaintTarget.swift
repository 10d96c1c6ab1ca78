import ArgumentParser
import Calls
import Foundation

/// Which complaint something is done to, and what is said of it.
struct ComplaintTarget: ParsableArguments {
    @OptionGroup var global: GlobalOptions
    @Argument(help: "The complaint's number or id.") var complaint: String
    @Option(
        help: """
            What is said; it is kept sealed. - reads it from the input, and so does leaving it \
            out where something must be said.
            """)
    var text: String?
    @Option(help: "Refuse if more has happened than this event, the `version` of `show`.")
    var after: Int?

    /// Does `act`, and gives back what the daemon answers.
    @discardableResult
    func act(_ act: ComplaintAct, _ fields: ComplaintActFields = .init()) async throws -> Data {
        var fields = fields
        let needs = ComplaintTable.rule(act).needs
        // What is answered is the letter itself.
        let isNeeded = needs.contains(.words) || needs.contains(.wholeLetter)
        fields.text = try SaidWords.read(text, isNeeded: isNeeded)
        fields.after = after
        let client = try global.client()
        let id = try await client.complaintID(complaint)
        return try await client.post("/api/v1/complaints/\(id)/\(act.rawValue)", json: fields)
    }
}

/// The fields of all acts; each sends those that it has.
struct ComplaintActFields: Encodable {
    struct Redress: Encodable {
        var kind: String
        /// In the smallest unit of the house's currency.
        var amount: Int64
    }

    /// What is granted, or the place in it of what was given.
    enum RedressField: Encodable {
        case granted([Redress])
        case place(Int)

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .granted(let all): try all.encode(to: encoder)
            case .place(let place): try place.encode(to: encoder)
            }
        }
    }

    var text = ""
    var after: Int?
    var type: String?
    var severity: String?
    var complexity: String?
    var product: String?
    var person: String?
    var call: String?
    var subject: Bool?
    var calls: [String]?
    var representatives: Int?
    var regimes: [String]?
    var zone: String?
    var calendar: String?
    var agent: String?
    var event: Int?
    var causes: [String]?
    var reason: String?
    var `extension`: String?
    var request: Int?
    var outcome: String?
    var redress: RedressField?
    var agreed: Bool?
    var content: Bool?
    var satisfaction: Int?
    var recommend: Int?
    var number: String?
}

/// `apology`, or `refund=12000` for what is money.
struct ComplaintRedressArgument: ExpressibleByArgument {
    let redress: ComplaintActFields.Redress

    init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard let kind = parts.first, !kind.isEmpty, parts.count <= 2 else { return nil }
        guard parts.count == 2 else {
            redress = .init(kind: String(kind), amount: 0)
            return
        }
        guard let amount = Int64(parts[1]), amount > 0 else { return nil }
        redress = .init(kind: String(kind), amount: amount)
    }
}

/// What a customer is granted.
struct ComplaintRedressOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What the customer gets, also several times: `apology`, or `refund=12000` in the "
                + "currency's smallest unit.",
            valueName: "kind[=amount]"))
    var redress: [ComplaintRedressArgument] = []

    var field: ComplaintActFields.RedressField { .granted(redress.map(\.redress)) }
}
