import Calls

/// What an auditor reads first.
enum LedgerExportWords {
    static func readMe(_ export: LedgerExport) -> String {
        let (first, last, size) = ("\(export.first)", "\(export.end - 1)", "\(export.size)")
        return [english, simplified, traditional].map {
            $0.replacing("{first}", with: first).replacing("{last}", with: last)
                .replacing("{size}", with: size)
        }.joined(separator: "\n\n") + "\n\n" + commands
    }

    private static let english = """
        Ledger of callaudit, entries {first} to {last}, proved in the checkpoint of {size} entries

        entries.jsonl   every entry as one line of JSON, to be read
        entries.bin     the same entries, byte for byte as they were hashed
        proof           what ties these entries to the checkpoint
        checkpoint      number of entries and root of the ledger, signed by callaudit's signer
        signer.vkey     public key of the checkpoint's signature
        minisign.pub    public key of the signature of SHA256SUMS
        SHA256SUMS      the hash of each file; SHA256SUMS.minisig is its signature

        Compare both public keys with those that you were given on another way. Nothing here is
        checked with callaudit itself; minisign, sha256sum and a page of Python suffice. The
        formats are described to the byte in docs/formats/ledger.md and checkpoint.md.
        """

    private static let simplified = """
        callaudit 审计账本，第 {first} 至 {last} 条，由覆盖 {size} 条的检查点证明

        entries.jsonl   每条记录一行 JSON，供阅读
        entries.bin     同样的记录，与计算哈希时逐字节一致
        proof           把这些记录与检查点联系起来的证明
        checkpoint      账本的条数与根哈希，由 callaudit 的签名者签名
        signer.vkey     检查点签名的公钥
        minisign.pub    SHA256SUMS 签名的公钥
        SHA256SUMS      各文件的哈希；SHA256SUMS.minisig 是其签名

        请将两把公钥与您通过其他途径得到的公钥核对。验证无需 callaudit：minisign、sha256sum
        和一页 Python 即可。格式逐字节说明见 docs/formats/ledger.md 与 checkpoint.md。
        """

    private static let traditional = """
        callaudit 稽核帳本，第 {first} 至 {last} 筆，由涵蓋 {size} 筆的檢查點證明

        entries.jsonl   每筆紀錄一行 JSON，供閱讀
        entries.bin     相同的紀錄，與計算雜湊時逐位元組一致
        proof           將這些紀錄與檢查點連結起來的證明
        checkpoint      帳本的筆數與根雜湊，由 callaudit 的簽署者簽章
        signer.vkey     檢查點簽章的公鑰
        minisign.pub    SHA256SUMS 簽章的公鑰
        SHA256SUMS      各檔案的雜湊；SHA256SUMS.minisig 為其簽章

        請將兩把公鑰與您經由其他管道取得的公鑰核對。驗證不需要 callaudit：minisign、sha256sum
        加上一頁 Python 即可。格式逐位元組的說明見 docs/formats/ledger.md 與 checkpoint.md。
        """

    private static let commands = """
        minisign -V -p minisign.pub -m SHA256SUMS
        sha256sum -c SHA256SUMS
        python3 verify-ledger.py .

        """
}
