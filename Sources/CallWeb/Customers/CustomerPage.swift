import CallDesk
import Calls
import Foundation

/// One customer: facts, calls, and who has looked at them.
struct CustomerPage: PageModel {
    struct Fact: Sendable {
        let label: String
        let value: String
    }

    struct Number: Sendable {
        let text: String
        /// `first`, or the number's id.
        let id: String
    }

    struct Choice: Sendable {
        let value: String
        let label: String
    }

    struct Trace: Sendable {
        let when: String
        let person: String
        let action: String
        let object: String
        let reason: String
    }

    /// A reveal under way.
    struct Shown: Sendable {
        let until: String
        /// Until its end, for the countdown.
        let seconds: Int
        let url: String
    }

    static let template = "customer"
    let frame: Frame
    let heading: String
    let id: String
    let version: String
    let since: String
    let tags: [Tag]
    let done: String?
    let problem: String?
    let shown: Shown?
    let facts: [Fact]
    let hasNoFacts: Bool
    let numbers: [Number]
    let calls: [CallRow]
    let callsURL: String?
    let history: [Trace]
    let olderURL: String?
    let newestURL: String?
    let mergedURL: String?
    let editURL: String?
    let complaints: ComplaintLinks
    let holds: HoldStrip?
    /// Nil where the reader can't ask for it.
    let eraseURL: String?
    let certificateURL: String?
    let reveal: Act?
    let askURL: String?
    let change: Changes?
    let package: Act?
    let purposes: [Choice]

    struct Act: Sendable {
        let url: String
    }

    struct Changes: Sendable {
        let addURL: String
        let removeURL: String
        let mergeURL: String
        /// Nil when there is one number alone.
        let splitURL: String?
    }
}

/// What a customer's page is made from.
struct CustomerView {
    let customer: CustomerDetail
    let calls: [CallSummary]
    /// Nil where the reader may not see them.
    let holds: [Hold]?
    let history: Page<CustomerTrace>
    let isFirstHistory: Bool
    let done: String?
    let problem: String?
}

extension CustomerPage {
    init(_ view: CustomerView, frame: Frame, for visit: Visit) {
        let (customer, words, who) = (view.customer, visit.words, visit.principal)
        let isLiving = !customer.isErased && customer.mergedInto == nil
        self.frame = frame
        heading =
            customer.facts.name ?? customer.numbers.first?.text ?? words("customer.anonymous")
        id = customer.id.description
        version = String(customer.version)
        since = words("customer.since", ["when": words.moment(customer.createdAt)])
        tags = customer.isErased ? [Tag.erased(words)] : []
        (done, problem) = (view.done, view.problem)
        shown = customer.revealedUntil.map { end in
            Shown(
                until: words.home.time(end).clock,
                seconds: max(0, Int(end.timeIntervalSince(visit.now).rounded(.up))),
                url: WebURL.customer(customer.id))
        }
        facts = Self.facts(customer.facts, words)
        hasNoFacts = facts.isEmpty
        numbers = customer.numbers.map {
            Number(text: $0.text, id: $0.id?.description ?? "first")
        }
        calls = view.calls.map { CallRow($0, words) }
        callsURL =
            who.may(.listCalls)
            ? WebURL.calls([("customer", customer.id.description)]) : nil
        history = view.history.items.map { Trace($0, words) }
        olderURL = view.history.next.map { WebURL.customer(customer.id, [("history", $0)]) }
        newestURL = view.isFirstHistory ? nil : WebURL.customer(customer.id)
        mergedURL = customer.mergedInto.map { WebURL.customer($0) }
        let mayChange = isLiving && who.may(.changeCustomers)
        editURL = mayChange ? WebURL.editCustomer(customer.id) : nil
        complaints = ComplaintLinks(of: customer, for: who)
        holds = view.holds.map { HoldStrip($0, on: .customer(customer.id), words, by: who) }
        eraseURL = isLiving && who.may(.eraseCustomer) ? WebURL.erase(customer.id) : nil
        certificateURL = customer.isErased ? WebURL.certificate(customer.id) : nil
        let mayReveal = isLiving && shown == nil && who.may(.revealCustomer)
        reveal = mayReveal ? Act(url: WebURL.revealCustomer(customer.id)) : nil
        askURL =
            isLiving && !who.may(.revealCustomer) && who.may(.askAccess)
            ? WebURL.askAccess(.revealCustomer, on: "customer:\(customer.id)") : nil
        change =
            mayChange
            ? Changes(
                addURL: WebURL.addNumber(customer.id), removeURL: WebURL.removeNumber(customer.id),
                mergeURL: WebURL.mergeCustomer(customer.id),
                splitURL: customer.numbers.count > 1 ? WebURL.splitCustomer(customer.id) : nil)
            : nil
        package =
            isLiving && who.may(.packageCustomer)
            ? Act(url: WebURL.packageCustomer(customer.id)) : nil
        purposes = Reveal.Purpose.allCases.map { Choice(value: $0.rawValue, label: words.name($0)) }
    }

    static func facts(_ facts: CustomerFacts, _ words: Words) -> [Fact] {
        let known = [
            facts.name.map { Fact(label: words("customer.name"), value: $0) },
            facts.document.map {
                Fact(
                    label: words("customer.document"),
                    value: "\(words.name($0.kind)) \($0.number)")
            },
            facts.address.map { Fact(label: words("customer.address"), value: $0) },
        ]
        return known.compactMap(\.self) + facts.fields.map { Fact(label: $0.name, value: $0.value) }
    }
}

extension CustomerPage.Trace {
    init(_ trace: CustomerTrace, _ words: Words) {
        when = words.moment(trace.at)
        person = words.who(trace.principal)
        let key = "history.\(trace.action)"
        action =
            words.catalogue.has(key) ? words(key) : words.sentence(ofAction: trace.action)
        object = trace.object.hasPrefix("customer:") ? "" : trace.object
        reason =
            Reveal.Purpose(rawValue: trace.reason).map(words.name)
            ?? (Permission(rawValue: trace.reason).map { words.access(to: $0) } ?? trace.reason)
    }
}
