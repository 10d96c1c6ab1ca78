import CPostgres

/// Values on the wire, all in binary (PostgreSQL manual, "Message Formats"): integers and doubles
/// big-endian, text in UTF-8, bytes as they are.
struct PostgresParameters {
    private(set) var types: [Oid] = []
    private var bytes: [UInt8] = [0]
    private var places: [Int?] = []
    private var lengths: [Int32] = []

    init(_ values: [SQLValue]) throws {
        for value in values { try add(value) }
    }

    private mutating func add(_ value: SQLValue) throws {
        places.append(value == .null ? nil : bytes.count)
        let before = bytes.count
        switch value {
        case .null: types.append(0)
        case .integer(let number):
            types.append(PostgresType.int8)
            withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
        case .real(let number):
            types.append(PostgresType.float8)
            withUnsafeBytes(of: number.bitPattern.bigEndian) { bytes.append(contentsOf: $0) }
        case .text(let text):
            types.append(PostgresType.text)
            bytes.append(contentsOf: text.utf8)
        case .blob(let blob):
            types.append(PostgresType.bytea)
            bytes.append(contentsOf: blob)
        }
        lengths.append(Int32(bytes.count - before))
    }

    /// Calls `body` with the arrays that PQsendQueryPrepared takes.
    func withArrays<Value>(
        _ body: (
            _ count: Int32, _ values: UnsafePointer<UnsafePointer<CChar>?>,
            _ lengths: UnsafePointer<Int32>, _ formats: UnsafePointer<Int32>
        ) -> Value
    ) -> Value {
        bytes.withUnsafeBufferPointer { all in
            let base = UnsafeRawPointer(all.baseAddress)?.assumingMemoryBound(to: CChar.self)
            let pointers = places.map { place in place.flatMap { base?.advanced(by: $0) } }
            let formats = [Int32](repeating: 1, count: places.count)
            return body(Int32(places.count), pointers, lengths, formats)
        }
    }
}

/// Object ids of the types that the schema uses (pg_type.dat).
enum PostgresType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let oid: Oid = 26
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let varchar: Oid = 1043
    static let name: Oid = 19
    static let unknown: Oid = 705
}

/// The rows of an answer in binary; `result` is a PGresult with tuples.
func postgresRows(_ result: OpaquePointer) throws -> [Row] {
    let names = (0..<PQnfields(result)).map { column in
        PQfname(result, column).map { String(cString: $0) } ?? ""
    }
    let columns = Row.Columns(names)
    var rows: [Row] = []
    rows.reserveCapacity(Int(PQntuples(result)))
    try eachPostgresRow(result, postgresTypes(result)) { values in
        rows.append(Row(columns: columns, values: values.map(SQLValue.init)))
    }
    return rows
}

/// The types of an answer's columns.
func postgresTypes(_ result: OpaquePointer) -> [Oid] {
    (0..<PQnfields(result)).map { PQftype(result, $0) }
}

/// Calls `body` with each row's values where they lie in `result`, whose columns have `types`.
func eachPostgresRow(
    _ result: OpaquePointer, _ types: [Oid], _ body: (ValuesInPlace) throws -> Void
) throws {
    let width = Int32(types.count)
    try withUnsafeTemporaryAllocation(of: ValueInPlace.self, capacity: Int(width)) { values in
        for row in 0..<PQntuples(result) {
            for column in 0..<width {
                var value = ValueInPlace.null
                if PQgetisnull(result, row, column) == 0 {
                    let bytes = UnsafeRawBufferPointer(
                        PQgetvalue(result, row, column), bytes: PQgetlength(result, row, column))
                    value = try ValueInPlace(bytes, type: types[Int(column)])
                }
                values.initializeElement(at: Int(column), to: value)
            }
            try body(ValuesInPlace(values))
        }
    }
}

extension ValueInPlace {
    fileprivate init(_ bytes: UnsafeRawBufferPointer, type: Oid) throws {
        func number<Number: FixedWidthInteger>(_: Number.Type) throws -> Number {
            guard bytes.count == MemoryLayout<Number>.size else {
                throw StoreFault.unexpectedRow("a number of \(bytes.count) bytes")
            }
            return Number(bigEndian: bytes.loadUnaligned(as: Number.self))
        }
        switch type {
        case PostgresType.int8: self = .integer(try number(Int64.self))
        case PostgresType.int4: self = .integer(Int64(try number(Int32.self)))
        case PostgresType.int2: self = .integer(Int64(try number(Int16.self)))
        case PostgresType.oid: self = .integer(Int64(try number(UInt32.self)))
        case PostgresType.bool: self = .integer(bytes.first == 1 ? 1 : 0)
        case PostgresType.float8: self = .real(Double(bitPattern: try number(UInt64.self)))
        case PostgresType.float4:
            self = .real(Double(Float(bitPattern: try number(UInt32.self))))
        case PostgresType.text, PostgresType.varchar, PostgresType.name, PostgresType.unknown:
            self = .text(bytes)
        case PostgresType.bytea: self = .blob(bytes)
        default: throw StoreFault.unexpectedRow("a column of type \(type)")
        }
    }
}
