/// One filter of the list: a button that shows what is chosen and opens its choices.
struct FilterMenu: Sendable {
    struct Link: Sendable {
        let text: String
        let url: String
        let isCurrent: Bool
    }

    struct Field: Sendable {
        let name: String
        let value: String
        let label: String
        let kind: String
        let hint: String
    }

    struct Box: Sendable {
        let value: String
        let isChecked: Bool
        let tag: Tag
        let meaning: String
    }

    struct Hidden: Sendable {
        let name: String
        let value: String
    }

    let id: String
    let label: String
    let chosen: String
    let isSet: Bool
    let clearURL: String
    let clearLabel: String
    let links: [Link]
    /// Whether there are so many links that a field to find one is worth its place.
    let isLong: Bool
    let hasForm: Bool
    let fields: [Field]
    let boxes: [Box]
    /// All other filters, to be sent along.
    let hidden: [Hidden]
}

extension FilterMenu: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "id": id
        case "label": label
        case "chosen": chosen
        case "isSet": isSet
        case "clearURL": clearURL
        case "clearLabel": clearLabel
        case "links": links
        case "isLong": isLong
        case "hasForm": hasForm
        case "fields": fields
        case "boxes": boxes
        case "hidden": hidden
        default: nil
        }
    }
}

extension FilterMenu.Link: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "text": text
        case "url": url
        case "isCurrent": isCurrent
        default: nil
        }
    }
}

extension FilterMenu.Field: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "name": name
        case "value": value
        case "label": label
        case "kind": kind
        case "hint": hint
        default: nil
        }
    }
}

extension FilterMenu.Box: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "value": value
        case "isChecked": isChecked
        case "tag": tag
        case "meaning": meaning
        default: nil
        }
    }
}

extension FilterMenu.Hidden: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "name": name
        case "value": value
        default: nil
        }
    }
}
