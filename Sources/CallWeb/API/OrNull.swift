/// A value that stands in the JSON as `null` when there is none, so that every object has the same
/// keys.
struct OrNull<Value: Encodable & Sendable>: Encodable, Sendable {
    let value: Value?

    init(_ value: Value?) { self.value = value }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
    }
}

/// A page of a list; `next` is what `after` takes to get the following one.
struct PageJSON<Item: Encodable & Sendable>: Encodable, Sendable {
    let items: [Item]
    let next: OrNull<String>

    init(items: [Item], next: String?) {
        self.items = items
        self.next = OrNull(next)
    }
}
