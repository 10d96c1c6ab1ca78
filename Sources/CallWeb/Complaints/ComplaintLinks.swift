import Calls

/// From a call or a customer to their complaints, and to the form of a new one.
struct ComplaintLinks: Sendable {
    /// Nil for who may not see them, or sees their own alone.
    let listURL: String?
    /// Nil for who may not register.
    let newURL: String?

    init(about call: CallSummary, for reader: Principal) {
        listURL =
            Self.seesOthers(reader)
            ? WebURL.complaints([("call", call.id.description)]) : nil
        newURL =
            reader.may(.registerComplaints) && !call.isErased
            ? WebURL.newComplaint(about: call.id) : nil
    }

    init(of customer: CustomerDetail, for reader: Principal) {
        let isLiving = !customer.isErased && customer.mergedInto == nil
        listURL =
            Self.seesOthers(reader)
            ? WebURL.complaints([("customer", customer.id.description)]) : nil
        newURL =
            reader.may(.registerComplaints) && isLiving
            ? WebURL.newComplaint(of: customer.id) : nil
    }

    private static func seesOthers(_ reader: Principal) -> Bool {
        reader.may(.seeComplaints) && reader.grants[.seeComplaints] != .own
    }
}
