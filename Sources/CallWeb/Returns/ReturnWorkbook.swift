import CXlsxWriter
import CallDesk
import Calls
import Foundation

/// A return as a workbook: what it is, then a sheet for each table. All that people wrote goes in
/// as text, so that nothing in it is a formula. It blocks: libxlsxwriter writes to a folder of its
/// own in the temporary one, which is gone when this returns.
enum ReturnWorkbook {
    static func bytes(_ made: MadeReturn, _ words: Words) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("callaudit-return-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("return.xlsx")
        let outcome = folder.path.withCString { path in
            var options = lxw_workbook_options()
            options.tmpdir = UnsafeMutablePointer(mutating: path)
            let book = workbook_new_opt(file.path, &options)
            guard let book else { return LXW_ERROR_MEMORY_MALLOC_FAILED }
            var writer = WorkbookWriter(book, made, words)
            writer.write()
            return workbook_close(book)
        }
        guard outcome == LXW_NO_ERROR else {
            throw WorkbookFault(description: String(cString: lxw_strerror(outcome)))
        }
        return [UInt8](try Data(contentsOf: file))
    }
}

struct WorkbookFault: Error, CustomStringConvertible {
    let description: String
}

private struct WorkbookWriter {
    private let book: UnsafeMutablePointer<lxw_workbook>
    private let made: MadeReturn
    private let words: Words
    private let bold: UnsafeMutablePointer<lxw_format>?
    private let money: UnsafeMutablePointer<lxw_format>?
    private let share: UnsafeMutablePointer<lxw_format>?
    private let currency: Currency

    init(
        _ book: UnsafeMutablePointer<lxw_workbook>, _ made: MadeReturn, _ words: Words
    ) {
        (self.book, self.made, self.words) = (book, made, words)
        currency = Currency(made.classes.currency)
        bold = workbook_add_format(book)
        format_set_bold(bold)
        money = workbook_add_format(book)
        let places = currency.digits
        format_set_num_format(
            money, places == 0 ? "#,##0" : "#,##0." + String(repeating: "0", count: places))
        share = workbook_add_format(book)
        format_set_num_format(share, "0.0%")
    }

    mutating func write() {
        writeCover()
        for (place, table) in made.made.tables.enumerated() { write(table, number: place + 1) }
    }

    private func sheet(_ title: String, number: Int) -> UnsafeMutablePointer<lxw_worksheet>? {
        // Excel wants names of at most 31 characters without these.
        let plain = String(title.filter { !"[]:*?/\\'".contains($0) }.prefix(26))
        return workbook_add_worksheet(book, "\(number) \(plain)")
    }

    private func writeCover() {
        let sheet = sheet(words("returns.title"), number: 0)
        let (order, shape) = (made.order, made.order.shape)
        var lines = [
            (words("return.cover.form"), words.title(shape)), ("", shape.name),
            (words("return.cover.period"), "\(order.period.from) – \(order.period.through)"),
            (words("return.cover.zone"), order.period.zone.name),
            (words("return.cover.cases"), words.number(made.made.cases)),
            (words("return.cover.currency"), currency.code),
            (words("return.cover.madeAt"), words.moment(made.at)),
            (words("return.cover.source"), shape.origin.source),
            (words("return.cover.readOn"), "\(shape.origin.readOn)"),
        ]
        if !shape.origin.verified { lines.append(("", words("return.unconfirmed"))) }
        if !made.isOver { lines.append(("", words("return.notOver"))) }
        for (row, line) in lines.enumerated() {
            worksheet_write_string(sheet, UInt32(row), 0, line.0, bold)
            worksheet_write_string(sheet, UInt32(row), 1, line.1, nil)
        }
        worksheet_set_column(sheet, 0, 0, 24, nil)
        worksheet_set_column(sheet, 1, 1, 80, nil)
    }

    private func write(_ part: ComplaintReturn.Table, number: Int) {
        let (table, shape) = (part.table, made.order.shape)
        let sheet = sheet(words.title(table), number: number)
        if table.dimensions.isEmpty { return writeWhole(part, on: sheet) }
        let heads =
            table.dimensions.map { words.title($0) }
            + table.measures.map { key in
                shape.measure(key).map { words.title($0, in: shape) } ?? key
            }
        for (column, head) in heads.enumerated() {
            worksheet_write_string(sheet, 0, UInt16(column), head, bold)
        }
        for (place, row) in part.rows.enumerated() {
            let line = UInt32(place + 1)
            for (column, group) in row.groups.enumerated() {
                let name = words.group(group, table.dimensions[column], made.classes)
                worksheet_write_string(sheet, line, UInt16(column), name, nil)
            }
            for (column, value) in row.values.enumerated() {
                write(value, on: sheet, line, UInt16(row.groups.count + column))
            }
        }
        worksheet_set_column(sheet, 0, UInt16(max(0, heads.count - 1)), 24, nil)
        worksheet_freeze_panes(sheet, 1, UInt16(table.dimensions.count))
    }

    /// A table of one row stands on its side: measure, number, meaning, source, key.
    private func writeWhole(
        _ part: ComplaintReturn.Table, on sheet: UnsafeMutablePointer<lxw_worksheet>?
    ) {
        let heads = ["measure", "value", "meaning", "source", "key"]
        for (column, head) in heads.enumerated() {
            worksheet_write_string(
                sheet, 0, UInt16(column), words("return.cover.\(head)"), bold)
        }
        let shape = made.order.shape
        for row in part.rows {
            for (place, (key, value)) in zip(part.table.measures, row.values).enumerated() {
                let line = UInt32(place + 1)
                guard
                    let cell = made.order.cell(
                        table: part.table.key, row: row.groups, measure: key)
                else { continue }
                let measure = cell.measure
                worksheet_write_string(sheet, line, 0, words.title(measure, in: shape), nil)
                write(value, on: sheet, line, 1)
                worksheet_write_string(sheet, line, 2, words.meaning(measure, in: shape), nil)
                worksheet_write_string(
                    sheet, line, 3, measure.source ?? words("return.houseChoice"), nil)
                worksheet_write_string(sheet, line, 4, cell.key, nil)
            }
        }
        worksheet_set_column(sheet, 0, 0, 36, nil)
        worksheet_set_column(sheet, 1, 1, 14, nil)
        worksheet_set_column(sheet, 2, 4, 48, nil)
    }

    private func write(
        _ value: ReturnValue, on sheet: UnsafeMutablePointer<lxw_worksheet>?, _ line: UInt32,
        _ column: UInt16
    ) {
        switch value {
        case .cases(let count): worksheet_write_number(sheet, line, column, Double(count), nil)
        case .money(let amount):
            let unit = pow(10, Double(currency.digits))
            worksheet_write_number(sheet, line, column, Double(amount) / unit, money)
        case .share(let part, let whole):
            if whole > 0 {
                worksheet_write_number(
                    sheet, line, column, Double(part) / Double(whole), share)
            } else {
                worksheet_write_string(sheet, line, column, words("return.noShare"), nil)
            }
        }
    }
}
