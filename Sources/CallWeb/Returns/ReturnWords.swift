import Calls

/// What stands in returns, in the reader's language.
extension Words {
    func title(_ shape: ReturnShape) -> String { self("return.shape.\(shape.name)") }

    func title(_ table: ReturnTable) -> String { self("return.table.\(table.key)") }

    /// Where a regulator means something else by a word, the shape has its own.
    func title(_ measure: ReturnMeasure, in shape: ReturnShape) -> String {
        let own = "return.measure.\(shape.name).\(measure.key)"
        return catalogue.has(own) ? self(own) : self("return.measure.\(measure.key)")
    }

    func meaning(_ measure: ReturnMeasure, in shape: ReturnShape) -> String {
        let own = "return.meaning.\(shape.name).\(measure.key)"
        return catalogue.has(own) ? self(own) : self("return.meaning.\(measure.key)")
    }

    func title(_ dimension: ReturnDimension) -> String {
        self("return.dimension.\(dimension.rawValue)")
    }

    /// How a row's group is called: by the house's classes, or as the regulator's group stands in
    /// the house's file.
    func group(
        _ code: String?, _ dimension: ReturnDimension, _ classes: ComplaintClasses
    ) -> String {
        guard let code else { return self("return.noGroup.\(dimension.rawValue)") }
        switch dimension {
        case .product: return classes.product(code).map { spoken($0.title) } ?? code
        case .type: return complaintType(code, in: classes)
        case .cause:
            return ComplaintClasses.path(to: code, in: classes.causes).last
                .map { spoken($0.title) } ?? code
        case .region: return code
        case .channel:
            let key = "complaint.channel.\(code)"
            return catalogue.has(key) ? self(key) : code
        }
    }

    /// `12`, `1,284.50`, `75 % (3 of 4)`
    func value(_ value: ReturnValue, _ currency: Currency) -> String {
        switch value {
        case .cases(let count): return number(count)
        case .money(let amount): return currency.text(amount)
        case .share(let part, let whole):
            guard whole > 0 else { return self("return.noShare") }
            return self(
                "return.share",
                [
                    "share": percent(Double(part) / Double(whole)), "part": number(part),
                    "whole": number(whole),
                ])
        }
    }

    /// Of the lines of a file.
    func returnCSV(_ classes: ComplaintClasses) -> ReturnCSV.Words {
        ReturnCSV.Words(
            headers: [:], noGroup: self("return.noGroup"),
            group: { dimension, code in group(code, dimension, classes) },
            table: { title($0) },
            measure: { self("return.measure.\($0.key)") })
    }
}
