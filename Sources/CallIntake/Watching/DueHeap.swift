/// A binary heap of what is due when. An item whose file has got another time since stays in it and
/// is passed over by whoever takes it out.
struct DueHeap {
    struct Item {
        var due: Int64
        var hash: UInt64
    }

    private var items: [Item] = []

    init(_ items: some Sequence<Item> = []) {
        for item in items { insert(item) }
    }

    var count: Int { items.count }
    var earliest: Int64? { items.first?.due }

    mutating func insert(_ item: Item) {
        items.append(item)
        var place = items.count - 1
        while place > 0, items[place].due < items[(place - 1) / 2].due {
            items.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    /// Only while `earliest` isn't nil.
    mutating func removeEarliest() -> Item {
        items.swapAt(0, items.count - 1)
        let item = items.removeLast()
        var place = 0
        while let child = earlierChild(of: place), items[child].due < items[place].due {
            items.swapAt(place, child)
            place = child
        }
        return item
    }

    private func earlierChild(of place: Int) -> Int? {
        let left = 2 * place + 1
        guard left < items.count else { return nil }
        let right = left + 1
        return right < items.count && items[right].due < items[left].due ? right : left
    }
}
