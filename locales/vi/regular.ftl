# Báo cáo định kỳ: việc phải nộp, điền biểu mẫu, xin sửa; khảo sát; điều hành đợt báo cáo.
regular-not-yours = Nộp báo cáo định kỳ là việc của Thủ trưởng hoặc người được giao ở đơn vị.
regular-owed = { $count ->
   *[other] 📝 <b>{ $count } báo cáo phải nộp</b>, gấp nhất ở trên
}
regular-all-sent = ✅ <b>Thầy/Cô đã nộp đủ.</b>
regular-sent-lately = <b>Đã nộp gần đây</b>
regular-line =
    { $unit ->
        [none] 📝 { $title }, { $round }
       *[other] 📝 { $title }, { $round } · { $unit }
    }
    { $begun ->
        [yes] Hạn <b>{ $due }</b> · đang điền dở
       *[no] Hạn <b>{ $due }</b>
    }
regular-line-overdue =
    { $unit ->
        [none] ⏰ { $title }, { $round }
       *[other] ⏰ { $title }, { $round } · { $unit }
    }
    { $begun ->
        [yes] <b>Quá hạn</b> từ { $due } · đang điền dở
       *[no] <b>Quá hạn</b> từ { $due }
    }
regular-line-submitted =
    { $unit ->
        [none] ✅ { $title }, { $round }
       *[other] ✅ { $title }, { $round } · { $unit }
    }
regular-line-late =
    { $unit ->
        [none] ✅ { $title }, { $round } (nộp muộn)
       *[other] ✅ { $title }, { $round } · { $unit } (nộp muộn)
    }
regular-heading =
    📝 <b>{ $title }</b>, { $round }
    { $unit } · hạn { $due }
regular-heading-late =
    📝 <b>{ $title }</b>, { $round }
    { $unit } · quá hạn từ { $due }, nộp muộn vẫn được nhận
regular-known-news = 🤖 Sở đã nhận { $count } tin bài của đơn vị qua bot (từ { $since }). Thầy/Cô cộng thêm bài gửi nơi khác, nếu có.
regular-known = 🤖 Hệ thống đã ghi { $count } (từ { $since }). Thầy/Cô giữ nguyên hoặc sửa.
regular-as-before = ↩️ Như kỳ trước: { $value }
regular-cut = Mục này nhận nhiều nhất { $limit } chữ nên phần cuối chưa được ghi.
regular-ready = Thầy/Cô xem lại rồi chọn <b>Nộp</b>.
regular-ready-again = Thầy/Cô sửa xong thì chọn <b>Nộp lại</b>. Bản đã nộp còn giữ đến lúc đó.
regular-send = 📤 Nộp
regular-send-again = 📤 Nộp lại
regular-later = ⏸ Để sau
regular-drop = 🗑 Xoá bản đang điền
regular-drop-sure = <b>Xoá những gì đang điền?</b> Báo cáo vẫn cần nộp, bản đã nộp (nếu có) giữ nguyên.
regular-dropped = 🗑 Đã xoá bản đang điền. Cần thì gõ /dinhky để điền lại.
regular-kept = ⏸ Đã giữ những gì đã điền. Lúc nào rảnh, Thầy/Cô điền tiếp.
regular-taken-over = Thầy/Cô điền tiếp phần { $name } đã bắt đầu.
regular-filled-by = Hiện { $name } đang điền báo cáo này. Thầy/Cô gõ /dinhky để điền tiếp thay.
regular-excused = Đơn vị không phải nộp báo cáo này nữa.
regular-is-sent = Báo cáo này đã nộp.
regular-is-put-off = Bản đang điền đã xoá. Thầy/Cô gõ /dinhky để điền lại.
regular-too-late = Đã quá hạn sửa. Thầy/Cô xin sửa, người phụ trách đồng ý là sửa được.
regular-ask-to-correct = 🙏 Xin sửa
regular-sent-first =
    ✅ <b>Đã nộp.</b> Cảm ơn Thầy/Cô.
    { $heading }
regular-sent-late =
    ✅ <b>Đã nộp (muộn).</b> Cảm ơn Thầy/Cô.
    { $heading }
regular-sent-again =
    ✅ <b>Đã nộp lại.</b> Cảm ơn Thầy/Cô.
    { $heading }
regular-thanks-first = ✅ Đã nộp. Cảm ơn Thầy/Cô.
regular-thanks-late = ✅ Đã nộp (muộn). Cảm ơn Thầy/Cô.
regular-thanks-again = ✅ Đã nộp lại. Cảm ơn Thầy/Cô.
regular-snoozed = ⏱ Bot sẽ nhắc lại lúc { $at }.
regular-reminds-no-more = Báo cáo này bot không nhắc nữa. Thầy/Cô vẫn nộp được, muộn vẫn được nhận.
regular-see-sent = ✅ Nộp lúc { $at } · { $name }
regular-see-late = ✅ Nộp lúc { $at } (muộn) · { $name }
regular-waiting = { $count ->
   *[other] 📝 { $count } báo cáo định kỳ chưa nộp
}

correction-free = Báo cáo này đang sửa được, Thầy/Cô không phải xin.
correction-asks = 🙏 Đã gửi lời xin sửa tới: { $names }. Được đồng ý, bot báo ngay.
correction-nobody = Chưa gửi được lời xin sửa: không có ai phụ trách đang dùng bot. Xin Thầy/Cô liên hệ Sở.
correction-asked =
    🙏 <b>{ $unit } xin sửa báo cáo đã nộp</b>
    { $title }, { $round } · { $name }
correction-allow = ✅ Cho sửa
correction-refuse = Không
correction-allow-told = ✅ { $name } đã cho { $unit } sửa: { $title }, { $round }.
correction-refuse-told = { $name } không cho { $unit } sửa: { $title }, { $round }.
correction-allow-toast = Đã cho sửa.
correction-refuse-toast = Đã trả lời.
correction-decided = Đơn vị này đang được sửa.
correction-allow-answer = ✅ { $name } đã cho sửa { $title }, { $round } ({ $unit }), đến { $at }.
correction-refuse-answer = { $name } không cho sửa { $title }, { $round } ({ $unit }).

survey-line =
    { $option }
    { $bar } <b>{ $count }</b>
survey-tally =
    📊 <b>{ $title }</b>
    { $question }
survey-answered = Đã trả lời: <b>{ $done }/{ $asked }</b> đơn vị · hạn { $due }
survey-own =
    { $question }
    Trả lời: <b>{ $answer }</b>
survey-change = ✏️ Đổi câu trả lời
survey-recorded = ✅ Đã ghi: { $answer }
survey-new = 📊 Khảo sát nhanh mới
survey-ask-question = 📊 Thầy/Cô gõ câu hỏi, ví dụ «Đơn vị đã tổng kiểm tra bếp ăn chưa?».
survey-ask-options =
    <b>{ $question }</b>
    Thầy/Cô gõ các câu trả lời, cách nhau bằng dấu phẩy hoặc xuống dòng.
survey-option-yes = Đã thực hiện
survey-option-no = Chưa
survey-options-wrong = Cần từ 2 đến { $most } câu trả lời, mỗi câu không quá { $length } chữ. Thầy/Cô gõ lại giúp.
survey-too-long = Câu hỏi không quá { $most } chữ. Thầy/Cô gõ lại giúp.
survey-ask-whom = 👥 Hỏi những đơn vị nào?
survey-ask-until = ⏰ Trả lời trong bao lâu? Chọn, hoặc gõ như 17:00 20/11.
survey-until-wrong = Hạn trả lời phải sau đây ít nhất { $minutes } phút, nhiều nhất { $days } ngày. Thầy/Cô gõ lại giúp, như 17:00 20/11.
survey-within =
    { $hours ->
        [4] 4 giờ
        [24] 1 ngày
        [48] 2 ngày
        [120] 5 ngày
       *[other] { $hours } giờ
    }
survey-words = Chỗ này chỉ nhận chữ. Thầy/Cô gõ giúp, hoặc chọn «Huỷ».
survey-press = Thầy/Cô chọn một nút ở tin trên giúp.
survey-start = 🚀 Bắt đầu
survey-started = 🚀 Đã bắt đầu hỏi: «{ $question }». Bot báo số trả lời vào một tin, tự cập nhật.
survey-asked-later = 🌙 Đang giờ nghỉ: bot hỏi các đơn vị từ { $at }.
survey-follow = 📊 Xem đợt này
survey-dropped = Đã bỏ khảo sát đang soạn, không gửi gì.
survey-gone = Khảo sát này đã bắt đầu, hoặc đã bỏ. Thầy/Cô gõ /dotbaocao để xem.

command-campaigns = Điều hành đợt báo cáo, khảo sát
help-campaigns = 🗓 /dotbaocao để mở, dừng đợt báo cáo định kỳ, làm khảo sát nhanh và xem ai đã nộp.
campaigns-title = 🗓 <b>Các đợt báo cáo định kỳ</b>
campaigns-none = 🗓 Chưa có đợt báo cáo nào.
campaign-line-draft = { $sign } <b>{ $title }</b> · chưa bắt đầu
campaign-line-active = { $sign } <b>{ $title }</b> · đang chạy
campaign-line-paused = { $sign } <b>{ $title }</b> · tạm dừng
campaign-line-ended = { $sign } <b>{ $title }</b> · đã kết thúc
campaign-round = • { $round }, hạn { $due }: <b>{ $done }/{ $asked }</b> đã nộp
campaign-no-rounds = Chưa mở kỳ nào.
campaign-results = 📊 { $round }
campaign-preview = 👁 Ai nhận, khi nào
campaign-start = 🚀 Bắt đầu
campaign-pause = ⏸ Tạm dừng
campaign-resume = ▶️ Tiếp tục
campaign-end = ⏹ Kết thúc
campaign-end-sure = ⏹ Kết thúc hẳn
campaign-ask-end = Kết thúc «{ $title }»? Không mở kỳ nào nữa, không nhắc ai nữa. Những gì đã nộp vẫn còn.
campaign-done-start = 🚀 Đã bắt đầu.
campaign-done-pause = ⏸ Đã tạm dừng.
campaign-done-resume = ▶️ Đã tiếp tục.
campaign-done-ended = ⏹ Đã kết thúc.
campaign-done-already = Việc này đã làm rồi.
preview-title = 👁 <b>{ $title }</b>: ai nhận, khi nào
preview-questions = { $count ->
    [1] ❓ { $first }
   *[other] ❓ { $count } câu hỏi, câu đầu: { $first }
}
preview-units = 👥 <b>{ $units } đơn vị</b>; { $people } có người điền, { $joined } nhận được qua bot.
preview-unknown = ⚠️ Không có trong danh sách đơn vị: { $names }
preview-round =
    • <b>{ $round }</b>: mở { $opens }, hạn { $due }
    { $reminders ->
        [none] Không nhắc trước hạn
       *[other] Nhắc: { $reminders }
    }
preview-no-rounds = ⚠️ Không có kỳ nào sắp tới.

results-title = 📊 <b>{ $title }</b>, { $round }
results-counts = Đã nộp: <b>{ $done }/{ $asked }</b> · hạn { $due }
results-late = Nộp muộn: { $late }
results-excused = Không phải nộp: { $excused }
results-group = • { $kind }: { $done }/{ $asked }
results-no-kind = Chưa ghi loại
results-list-todo = <b>Chưa nộp:</b>
results-list-done = <b>Đã nộp:</b>
results-nobody-todo = 🎉 Không còn đơn vị nào chưa nộp.
results-nobody-done = Chưa có đơn vị nào nộp.
results-line = • { $unit }
results-line-done = • { $unit } · { $at } · { $name }
results-line-late = • { $unit } · { $at } (muộn) · { $name }
results-show-todo = Ai chưa nộp
results-show-done = Ai đã nộp
results-remind = 🔔 Nhắc ngay
results-reminded = 🔔 Đang nhắc các đơn vị chưa nộp.
results-reminded-later = 🌙 Đang giờ nghỉ: bot nhắc từ { $at }.
results-reminding = Lần nhắc trước còn đang gửi. Xong rồi, Thầy/Cô nhắc tiếp được.
results-not-running = Đợt này không chạy nên không nhắc. Cần nhắc thì cho đợt chạy tiếp trước.
results-campaign = ‹ Đợt báo cáo
results-tally = 📊 Số trả lời
results-open = 📋 Ai chưa trả lời
results-nothing-yet = Đơn vị này chưa nộp.
results-of-one =
    📄 <b>{ $title }</b>, { $round }
    { $unit }
