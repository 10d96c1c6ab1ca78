import Calls

/// What whoever gets a case's file reads first.
enum CaseFileWords {
    static func readMe(_ file: CaseFile) -> String {
        let ledger = file.ledger
        let facts = [
            "number": file.detail.summary.number.description, "event": "\(file.detail.version)",
            "proved": "\(ledger.proved)", "pending": "\(ledger.pending)",
            "size": ledger.checkpoint.map { "\($0)" } ?? "–",
        ]
        return [english, simplified, traditional].map { text in
            facts.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
        }.joined(separator: "\n\n") + "\n\n" + commands(isProved: ledger.proved > 0)
    }

    private static let english = """
        Complaint {number}, its whole file up to event {event}. It names people in plain: keep it
        as carefully as the case itself, and destroy it when it has served its purpose.

        timeline.html    the case to be read and printed, in one page that needs nothing else
        complaint.json   its facts, the customer's words, parties, clocks with reasons, decision
        timeline.json    what happened, event by event, with what was said
        questions.json   questions to agents and their answers
        calls.json       linked calls, their recordings and holds
        evaluations.json evaluations of these calls, as far as the exporter sees them
        letters/         what was written to the customer, as it was sent; letters.json says when
        documents/       what was filed with the case; documents.json says what it is. Such files
                         came from outside: open them with care
        recordings/      the calls' sound, where it was asked for
        ledger/          the audit ledger's entries on this case: {proved} of them proved by a
                         signed checkpoint of {size} entries; {pending} newer ones, which the
                         signer hadn't covered yet, stand unproved in pending.jsonl
        manifest.json    every file with its SHA-256, and for what the file was made
        SHA256SUMS       the same sums, for sha256sum

        A folder that isn't there held nothing. Each event of the case has an entry in the ledger
        with its number, so a gap shows. The export itself has one, with the SHA-256 of
        SHA256SUMS; ask for it to prove the rest of this file. Compare signer.vkey with the key
        that you were given on another way. The format is described in docs/formats/case-file.md.
        """

    private static let simplified = """
        投诉 {number} 的完整卷宗，截至第 {event} 个事件。其中以明文写有个人姓名等信息：请像案件本身一样
        妥善保管，用毕销毁。

        timeline.html    案件经过，可阅读和打印，单个页面，不依赖其他文件
        complaint.json   案件事实、客户原话、当事人、各时限及其依据、处理决定
        timeline.json    逐个事件的经过与所写内容
        questions.json   向坐席提出的问题及答复
        calls.json       关联的通话、录音与保全
        evaluations.json 这些通话的质检评分，以导出人有权查看的为限
        letters/         寄给客户的函件，与寄出时一致；寄送情况见 letters.json
        documents/       案件中归档的文件，说明见 documents.json；来自外部，打开时请当心
        recordings/      通话录音（仅在要求时附上）
        ledger/          审计账本中关于本案的记录：{proved} 条由覆盖 {size} 条的已签名检查点证明；
                         {pending} 条较新的记录尚未被签名者覆盖，未经证明，列于 pending.jsonl
        manifest.json    每个文件的 SHA-256，以及制作本卷宗的目的
        SHA256SUMS       同样的校验和，供 sha256sum 使用

        没有的文件夹即表示没有相应内容。案件的每个事件在账本中都有一条带编号的记录，缺失即可看出。本次导出
        自身也有一条记录，含 SHA256SUMS 的 SHA-256；索取该记录即可证明本卷宗的其余部分。请将
        signer.vkey 与您通过其他途径得到的公钥核对。格式说明见 docs/formats/case-file.md。
        """

    private static let traditional = """
        客訴 {number} 的完整卷宗，截至第 {event} 個事件。其中以明文寫有個人姓名等資料：請如同案件本身
        妥善保管，用畢銷毀。

        timeline.html    案件經過，可閱讀與列印，單一頁面，不需其他檔案
        complaint.json   案件事實、客戶原話、當事人、各時限及其依據、處理決定
        timeline.json    逐一事件的經過與所寫內容
        questions.json   向客服人員提出的問題與答覆
        calls.json       連結的通話、錄音與保全
        evaluations.json 這些通話的評核，以匯出者有權檢視者為限
        letters/         寄給客戶的函件，與寄出時相同；寄送情況見 letters.json
        documents/       案件中歸檔的文件，說明見 documents.json；來自外部，開啟時請當心
        recordings/      通話錄音（僅在要求時附上）
        ledger/          稽核帳本中關於本案的紀錄：{proved} 筆由涵蓋 {size} 筆的已簽章檢查點證明；
                         {pending} 筆較新的紀錄尚未被簽署者涵蓋，未經證明，列於 pending.jsonl
        manifest.json    每個檔案的 SHA-256，以及製作本卷宗的目的
        SHA256SUMS       同樣的雜湊值，供 sha256sum 使用

        沒有的資料夾即表示沒有相應內容。案件的每個事件在帳本中都有一筆帶編號的紀錄，缺漏即可看出。本次匯出
        本身也有一筆紀錄，含 SHA256SUMS 的 SHA-256；索取該紀錄即可證明本卷宗的其餘部分。請將
        signer.vkey 與您經由其他管道取得的公鑰核對。格式說明見 docs/formats/case-file.md。
        """

    private static func commands(isProved: Bool) -> String {
        "sha256sum -c SHA256SUMS\n" + (isProved ? "python3 verify-ledger.py ledger\n" : "")
    }
}
